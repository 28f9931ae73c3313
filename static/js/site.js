// Runs on every page before it is drawn. Everything here is an extra: the site works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const own = document.currentScript;

  // What the reader chose to keep on this device, if they did (see "Make this page easier to read").
  let choices = [];
  try {
    const kept = sessionStorage.getItem("reading") || localStorage.getItem("reading");
    choices = (kept || "").split(" ").filter(Boolean);
  } catch {
    // Storage is switched off. The page is simply not changed.
  }
  for (const choice of choices) root.setAttribute(`data-${choice}`, "");

  // A group of tick boxes with "or: I do not need anything": one side clears the other.
  const exclusive = (event) => {
    const group = event.target.closest("[data-exclusive-group]");
    if (!group || !event.target.checked) return;
    const alone = event.target.hasAttribute("data-exclusive");
    for (const box of group.querySelectorAll("input")) {
      if (box !== event.target && (alone || box.hasAttribute("data-exclusive"))) box.checked = false;
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("[data-take-focus]")?.focus();
    document.addEventListener("change", exclusive);
    for (const part of document.querySelectorAll("[data-module]")) {
      import(part.dataset.module).then((module) => module.default(part));
    }
    if (choices.includes("listen")) {
      import(own.dataset.listen).then((module) => module.default(document.querySelector("main")));
    }
  });
})();
