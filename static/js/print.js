// A button to print the page. Without scripts there is none, as it could do nothing.
export default function print(part) {
  part.querySelector("button").addEventListener("click", () => window.print());
  part.hidden = false;
}
