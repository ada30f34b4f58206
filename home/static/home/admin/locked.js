// A text that is locked for its reader can be read, selected and copied, and not changed. Wagtail
// stops only the mouse, and with it also selecting. Values stay in the form: it is sent to cancel an
// approval.
const PLACES = "form[data-edit-form] .w-panel__content";
const WRITTEN = ["text", "search", "url", "tel", "email", "password", "number", "date", "time", "datetime-local", "month", "week"];
const STAYS = "[data-panel-toggle], [data-w-dropdown-target=toggle], [role=tab]"; // shows, changes nothing

const lockField = (field) => {
  if (field.matches("textarea") || (field.matches("input") && WRITTEN.includes(field.type))) {
    if (!field.readOnly) field.readOnly = true;
  } else if (field.matches("select")) {
    for (const option of field.options) if (option.disabled === option.selected) option.disabled = !option.selected;
    field.setAttribute("aria-readonly", "true");
  } else if (["checkbox", "radio"].includes(field.type)) {
    field.setAttribute("aria-disabled", "true");
  } else if (field.type !== "hidden" && !field.disabled && !field.matches(STAYS)) {
    field.disabled = true;
  }
};

const lock = (place) => {
  for (const field of place.querySelectorAll("input, textarea, select, button")) lockField(field);
  for (const text of place.querySelectorAll("[contenteditable=true]")) {
    text.contentEditable = "false";
    text.setAttribute("aria-readonly", "true");
    text.tabIndex = 0;
  }
};

if (document.body.classList.contains("content-locked")) {
  const isInside = ({ target }) => target instanceof Element && target.closest(PLACES);
  const lockAll = () => document.querySelectorAll(PLACES).forEach(lock);
  lockAll();
  // Blocks and text editors are made by scripts, some only when they are opened.
  new MutationObserver(lockAll).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["contenteditable", "disabled"],
  });
  // From the window, before the text editor's own listeners.
  window.addEventListener("click", (event) => {
    if (!isInside(event)) return;
    const field = event.target.closest("label")?.control ?? event.target;
    if (field.matches("[aria-disabled]")) event.preventDefault();
  }, true);
  for (const change of ["beforeinput", "cut", "paste", "dragstart", "drop"]) {
    window.addEventListener(change, (event) => {
      if (!isInside(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
  }
  window.addEventListener("keydown", (event) => {
    if (!isInside(event)) return;
    if (event.target.closest("[contenteditable]")) event.stopImmediatePropagation();
    // It would press the first button of the form, which cancels the approval.
    if (event.key === "Enter" && event.target.matches("input, select")) event.preventDefault();
  }, true);
}
