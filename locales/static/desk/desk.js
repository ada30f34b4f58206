// The editing screen: sentences in their language's direction, progress counted while working, copying.
const editor = document.querySelector(".desk-editor");
const marks = document.querySelector("[data-desk-marks]");
const counter = document.querySelector("[data-desk-count]");

function dress() {
  for (const sentence of editor.querySelectorAll("li > p:first-of-type")) {
    if (!sentence.lang) {
      sentence.lang = "de";
      sentence.dir = "ltr";
    }
  }
  for (const text of editor.querySelectorAll("li > div > p, li > div > textarea")) {
    if (!text.lang) {
      text.lang = editor.dataset.lang;
      text.dir = editor.dataset.dir;
    }
    if (text.tagName === "TEXTAREA" && !text.hasAttribute("aria-label")) {
      const source = text.closest("li").querySelector("p");
      text.setAttribute("aria-label", source ? source.textContent : "");
      if (marks && source && source.textContent.includes("<")) text.setAttribute("aria-describedby", marks.id);
    }
  }
  count();
}

function count() {
  const done = editor.querySelectorAll("li.complete").length;
  const total = done + editor.querySelectorAll("li.incomplete, li.errored").length;
  if (!total) return;
  counter.hidden = false;
  counter.querySelector("[data-desk-done]").textContent = done;
  counter.querySelector("[data-desk-total]").textContent = total;
  const bar = counter.querySelector("progress");
  bar.max = total;
  bar.value = done;
}

if (editor) {
  new MutationObserver(dress).observe(editor, { childList: true, subtree: true, attributeFilter: ["class"] });
  dress();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}
