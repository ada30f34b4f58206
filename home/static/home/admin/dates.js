// Under a date: what the server understands of it, while it is typed. The field itself is never touched.
const address = document.querySelector("script[data-dates-address]").dataset.datesAddress;

async function tell(input, isLeft) {
  const words = input.nextElementSibling;
  if (!words?.matches("[data-typed-date-words]")) return;
  const asked = input.value;
  try {
    const query = new URLSearchParams({ kind: input.dataset.typedDate, text: asked });
    if (input.closest("form[data-edit-form]")) query.set("saves", "1");
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { words: understood = "", problem = "" } = await answer.json();
    if (input.value !== asked) return;
    // Half of a date is no mistake yet: problems are told when the field is left.
    words.textContent = understood || (isLeft ? problem : "");
    words.classList.toggle("typed-date-problem", !understood && Boolean(problem) && isLeft);
  } catch {
    words.textContent = "";  // no connection: nothing is claimed
  }
}

const waiting = new WeakMap();
const isTyped = (target) => target instanceof HTMLInputElement && target.dataset.typedDate;

document.addEventListener("input", ({ target }) => {
  if (!isTyped(target)) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(() => tell(target, false), 250));
});
document.addEventListener("focusout", ({ target }) => {
  if (!isTyped(target)) return;
  clearTimeout(waiting.get(target));
  tell(target, true);
});
