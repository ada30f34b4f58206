// While the worker prepares languages: the states are renewed, what somebody ticked meanwhile stays.
const EVERY_MS = 3000;

async function renew() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok) return setTimeout(renew, EVERY_MS);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!now.querySelector("#desk-preparing")) return; // logged out meanwhile
  const failed = now.querySelector(".desk-notice--bad");
  if (failed && !document.querySelector(".desk-notice--bad")) {
    document.querySelector("#desk-preparing").after(document.adoptNode(failed));
  }
  for (const part of document.querySelectorAll("[data-desk-renew]")) {
    part.innerHTML = now.getElementById(part.id).innerHTML;
  }
  if (now.querySelector("[data-desk-waiting]")) setTimeout(renew, EVERY_MS);
}

setTimeout(renew, EVERY_MS);
