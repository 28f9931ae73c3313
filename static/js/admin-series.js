// The series form in the page editor: shows only the questions that matter, and the dates while you write.
// Without this script every question shows and the button opens the dates on a page of their own.

const WAIT = 400; // milliseconds after the last key

function start(box) {
  const form = box.closest("form");
  const shown = box.querySelector("[data-dates]");
  const button = box.querySelector("[data-show-dates]");
  const unit = box.querySelector("[data-unit]");
  let timer = 0;
  let asked = 0;

  const answer = (name) => form.querySelector(`[name="${name}"]:checked`)?.value ?? "";

  function showWhatMatters() {
    const repeats = answer("repeats");
    for (const part of box.querySelectorAll("[data-for]")) {
      part.hidden = repeats !== "" && !part.dataset.for.split(" ").includes(repeats);
    }
    for (const part of box.querySelectorAll("[data-for-on]")) {
      part.hidden = answer("on") !== "" && part.dataset.forOn !== answer("on");
    }
    for (const part of box.querySelectorAll("[data-for-ending]")) {
      part.hidden = part.dataset.forEnding !== answer("ending");
    }
    const many = form.elements.every?.value !== "1";
    unit.textContent = repeats ? repeats + (many ? "s" : "") : "months or weeks";
  }

  async function showDates() {
    const turn = ++asked;
    const response = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    // A slow answer to an older question is thrown away.
    if (response.ok && turn === asked) {
      const words = await response.text();
      if (words !== shown.innerHTML) shown.innerHTML = words;
    }
  }

  function soon() {
    showWhatMatters();
    clearTimeout(timer);
    timer = setTimeout(showDates, WAIT);
  }

  const matters = (event) => box.contains(event.target) || event.target.name?.startsWith("days-");
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => matters(event) && soon());
  }
  button.querySelector("[data-new-tab]")?.remove();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    showDates();
  });
  showWhatMatters();
  showDates();
}

for (const box of document.querySelectorAll("[data-series-form]")) start(box);
