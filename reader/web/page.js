// Give the terminal the keyboard as soon as it is there, and again whenever nothing else on the page has it. Tell a
// screen reader what the status line says and what is selected, for the terminal itself is only a picture.
"use strict";

function focusTerminal() {
  const input = document.querySelector(".xterm-helper-textarea");
  if (input && document.activeElement === document.body) input.focus({ preventScroll: true });
  return input !== null;
}

const untilThere = new MutationObserver(() => focusTerminal() && untilThere.disconnect());
untilThere.observe(document.documentElement, { childList: true, subtree: true });
window.addEventListener("focus", focusTerminal);
document.addEventListener("focusout", () => setTimeout(focusTerminal));

// What comes from the application is text and stays text: it is never read as HTML.
function hear(event) {
  if (typeof event.data !== "string") return;
  const [kind, words] = JSON.parse(event.data);
  if (kind !== "said") return;
  const passage = document.getElementById("passage");
  if ("language" in words) passage.lang = words.language || document.documentElement.lang;
  if ("passage" in words) passage.textContent = words.passage;
  if ("status" in words) document.getElementById("status").textContent = words.status;
  if ("title" in words) document.title = `${words.title} – ${document.body.dataset.title}`;
}

// The script of the terminal opens the socket; it looks only at messages of other kinds.
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", hear);
  }
};
