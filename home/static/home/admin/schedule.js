// The dialogue "schedule" is saved with its own button or not at all: while it is open nothing is
// saved by itself, and closed in any other way it is as it was when it was opened.
const ID = "schedule-publishing-dialog";
const WAIT_MS = 1000; // the editor looks every half second whether something has changed

let before = null; // what stood in the dialogue when it was opened; null while it is closed
let isWaiting = false; // a change elsewhere in the form waits to be saved

const fieldsOf = (dialog) => [...dialog.querySelectorAll("input, select, textarea")].map((field) => {
  const { value, checked } = field;
  return () => Object.assign(field, field.type === "checkbox" || field.type === "radio" ? { checked } : { value });
});
const wordsOf = (dialog) => [...dialog.querySelectorAll("[data-typed-date-words]")].map((words) => {
  const { textContent, className } = words;
  return () => Object.assign(words, { textContent, className });
});

document.addEventListener("w-dialog:shown", ({ target }) => {
  if (target.id === ID) before = [...fieldsOf(target), ...wordsOf(target)];
});

document.addEventListener("w-autosave:save", (event) => {
  if (!before) return;
  event.preventDefault();
  isWaiting = true;
});

document.addEventListener("w-dialog:hidden", ({ target }) => {
  if (target.id !== ID || !before) return;
  for (const restore of before) restore();
  before = null;
  if (!isWaiting) return;
  isWaiting = false;
  const form = target.closest("form");
  setTimeout(() => {
    if (form.dataset.wUnsavedHasEditsValue !== "true") return;
    form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));
  }, WAIT_MS);
});
