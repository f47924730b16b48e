// Give the terminal the keyboard as soon as it is there, and again whenever nothing else on the page has it.
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
