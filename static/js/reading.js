// The choices on "Make this page easier to read". They stay in this tab; they are kept for longer
// only when the reader ticks "remember".
const root = document.documentElement;

export default function reading(part) {
  const boxes = [...part.querySelectorAll("[data-choice]")];
  const remember = part.querySelector("[data-remember]");
  const status = part.querySelector("[data-reading-status]");
  const canSpeak = "speechSynthesis" in window;

  for (const box of boxes) {
    if (box.value === "listen" && !canSpeak) box.closest(".choice").remove();
    box.checked = root.hasAttribute(`data-${box.value}`);
  }
  try {
    remember.checked = localStorage.getItem("reading") !== null;
  } catch {
    remember.closest("fieldset").remove();
  }
  part.hidden = false;

  part.addEventListener("change", () => {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    for (const box of boxes) root.toggleAttribute(`data-${box.value}`, box.checked);
    status.textContent = keep(chosen.join(" "), remember.checked);
  });
}

function keep(chosen, forLonger) {
  try {
    sessionStorage.setItem("reading", chosen);
    if (forLonger) localStorage.setItem("reading", chosen);
    else localStorage.removeItem("reading");
    if (!chosen) sessionStorage.removeItem("reading");
  } catch {
    return "The page has changed.";
  }
  return forLonger
    ? "The page has changed. We will remember your choices here."
    : "The page has changed. Your choices end when you close this tab.";
}
