// A button pressed while the editor is being saved by itself waits for the answer, which tells the
// form which version it holds: otherwise the form would be taken for an older one.
const LONGEST_MS = 10000;
const busy = new WeakSet();

document.addEventListener("w-autosave:save", (event) => {
  queueMicrotask(() => event.defaultPrevented || busy.add(event.target));
});
for (const end of ["success", "error", "deactivated"]) {
  document.addEventListener(`w-autosave:${end}`, (event) => busy.delete(event.target));
}

const sendAgain = (form, submitter) => {
  if (submitter?.name) {
    // By now the button itself may be disabled, and disabled ones are not sent.
    const pressed = Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(pressed);
  }
  form.requestSubmit();
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!busy.has(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  let isSent = false;
  const go = () => {
    if (isSent) return;
    isSent = true;
    busy.delete(form);
    sendAgain(form, event.submitter);
  };
  // After the others that are told: one of them says that nothing is unsaved.
  for (const end of ["success", "error"]) form.addEventListener(`w-autosave:${end}`, () => setTimeout(go), { once: true });
  setTimeout(go, LONGEST_MS);
}, { capture: true });
