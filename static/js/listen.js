// Reads the page aloud with the browser's own voice, one sentence at a time.
const WORDS = { start: "Listen to this page", pause: "Pause", go: "Go on", stop: "Stop" };

export default function listen(main) {
  if (!("speechSynthesis" in window) || !main) return;
  const bar = document.createElement("div");
  bar.className = "listen wrap no-print";
  const play = button(WORDS.start);
  const stop = button(WORDS.stop);
  stop.hidden = true;
  bar.append(play, stop);
  main.prepend(bar);

  const voice = window.speechSynthesis;
  let queue = [];
  let state = "still";

  const end = () => {
    state = "still";
    queue = [];
    voice.cancel();
    CSS.highlights?.delete("spoken");
    play.textContent = WORDS.start;
    stop.hidden = true;
  };
  const next = () => {
    if (state !== "speaking") return;
    const sentence = queue.shift();
    if (!sentence) return end();
    const words = new SpeechSynthesisUtterance(sentence.words);
    words.lang = sentence.lang;
    words.onend = next;
    if (CSS.highlights) CSS.highlights.set("spoken", new Highlight(sentence.range));
    voice.speak(words);
  };
  play.addEventListener("click", () => {
    if (state === "speaking") {
      state = "paused";
      voice.pause();
      play.textContent = WORDS.go;
      return;
    }
    play.textContent = WORDS.pause;
    stop.hidden = false;
    if (state === "paused") {
      state = "speaking";
      voice.resume();
      return;
    }
    queue = sentences(main, bar);
    state = "speaking";
    next();
  });
  stop.addEventListener("click", () => {
    end();
    play.focus();
  });
  addEventListener("pagehide", end);
}

function button(words) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-quiet";
  made.textContent = words;
  return made;
}

// Every sentence a reader can see, with its place on the page and its language.
export function sentences(main, bar) {
  const found = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (bar?.contains(node) || !node.data.trim()) continue;
    if (parent.closest("[hidden], [aria-hidden=true], script, style, form, .visually-hidden")) continue;
    for (const match of node.data.matchAll(/[^.!?]+[.!?]*\s*/g)) {
      if (!match[0].trim()) continue;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      found.push({ words: match[0].trim(), range, lang: parent.closest("[lang]")?.lang || "en-GB" });
    }
  }
  return found;
}
