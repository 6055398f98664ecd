// What every part of the guided test needs: the form, its words, and a way to say them.
export const guide = document.querySelector("[data-guide]");
const status = document.getElementById("status");

/** A sentence of the page in the reader's language; {n} and {all} are put in. */
export function words(name, n = "", all = "") {
  return (guide.dataset[`words${name}`] || "").replace("{n}", n).replace("{all}", all);
}

/** Says it to screen readers. Emptied first, so that the same words are said again. */
export function announce(text) {
  if (!status) return;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = text; });
}

/** What was typed as a number: 9,5 and 9.5 are the same. */
export function number(text) { return Number(String(text).replace(",", ".")); }

/** Down, never up: 29.97 s are not the full time. */
export function cut(seconds, decimals) {
  const parts = 10 ** Number(decimals);
  return Math.floor(Math.max(0, seconds) * parts + 1e-6) / parts;
}

/** Fills a field as if it had been typed. */
export function put(field, value) {
  field.value = String(value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function sideOf(page) { return page.closest("[data-side]"); }

/** A field of one side by its name in the form; undefined where the test has none. */
export function fieldOf(side, name) { return guide.elements[`${side.dataset.side || "once"}-${name}`]; }
