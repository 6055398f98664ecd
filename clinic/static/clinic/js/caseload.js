// In the lists of the caseload J and K move from name to name. Only there, so that typing elsewhere is not disturbed.
const STEPS = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key.toLowerCase()];
  const list = event.target.closest?.("[data-rows]");
  if (!step || !list || event.ctrlKey || event.metaKey || event.altKey) return;
  const names = [...document.querySelectorAll("[data-row]")];
  const here = event.target.closest("li, tr")?.querySelector("[data-row]");
  names[names.indexOf(here) + step]?.focus();
});

function ready() {
  for (const button of document.querySelectorAll("[data-without-caseload-js]")) button.hidden = true;
  for (const keys of document.querySelectorAll("[data-keys]")) keys.hidden = false;
}
document.addEventListener("htmx:afterSettle", ready);
ready();
