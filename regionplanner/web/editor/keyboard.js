// Keys that serve the editor from anywhere on the page.

/** Whether a key is for what one types. */
const isTyping = (/** @type {EventTarget | null} */ target) => target instanceof HTMLElement
  && target.closest("input, textarea, select") !== null;

/** @param {{ undo: () => void, redo: () => void, escape: () => void }} editor */
export const openKeys = ({ undo, redo, escape }) => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector(".menu[open]")) escape();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
};
