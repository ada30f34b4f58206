// What is missing or too large is told all at once, before the file is sent and must be chosen again.
// The sentences are the server's own: they stand at the file's input.
const problemOf = (field, { missing, tooLarge, otherKind, maxBytes, kinds }) => {
  if (field.required && !field.value.trim()) return missing;
  const file = field.files?.[0];
  if (!file) return "";
  if (!kinds.split(" ").includes(file.name.split(".").pop().toLowerCase())) return otherKind;
  return file.size > Number(maxBytes) ? tooLarge : "";
};

// As Wagtail's own templates tell an error.
const tell = (field, problem) => {
  const place = field.closest("[data-field]");
  const errors = place.querySelector("[data-field-errors]");
  errors.replaceChildren();
  place.classList.toggle("w-field--error", Boolean(problem));
  field.removeAttribute("aria-invalid");
  if (!problem) return;
  field.setAttribute("aria-invalid", "true");
  errors.innerHTML = `<svg class="icon icon-warning w-field__errors-icon" aria-hidden="true"><use href="#icon-warning"></use></svg>
    <p class="error-message"></p>`;
  errors.lastElementChild.textContent = problem;
};

// The click, not the submission: Wagtail's button begins to turn with the click.
document.addEventListener("click", (event) => {
  const form = event.target.closest("button[type=submit], input[type=submit]")?.form;
  const sentences = form?.querySelector("input[type=file][data-missing]")?.dataset;
  if (!sentences) return;
  const wrong = [...form.elements].filter((field) => {
    if (!field.closest("[data-field]") || !(field.required || field.type === "file")) return false;
    const problem = problemOf(field, sentences);
    tell(field, problem);
    return problem;
  });
  if (!wrong.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong[0].focus();
}, true);

// Of many files each waits on the server until its data are there, and is on no list. Whoever leaves
// before would not find it again.
const uploads = document.getElementById("upload-list");
if (uploads) {
  window.addEventListener("beforeunload", (event) => {
    if (uploads.querySelector("li.upload-uploading, form[action*=create_from_uploaded]")) event.preventDefault();
  });
}
