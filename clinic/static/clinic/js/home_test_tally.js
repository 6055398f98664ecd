// What is asked follows from what was typed: a reason only when stopped early, the mean of the tries, what a side gave.
import { announce, fieldOf, guide, number, put, sideOf, words } from "./home_test_page.js";

// Above 5 the other leg has to wait: the clock is not offered again today.
const TOO_MUCH = 5;
export function hurts(page) {
  return Number(page.querySelector('input[name$="-pain"]:checked')?.value ?? 0) > TOO_MUCH;
}

/** Brings the page up to what was typed. `order` are the pages as they come. */
export function follow(order) {
  guide.querySelectorAll("[data-early]").forEach(early);
  guide.querySelectorAll("[data-outcome]").forEach((line) => { line.textContent = outcome(sideOf(line)); });
  guide.querySelectorAll("[data-tries]").forEach(mean);
  order.filter((page) => page.querySelector("[data-other]")).forEach((page, place, all) => {
    const last = place === all.length - 1 || hurts(page);
    page.querySelectorAll("[data-other]").forEach((one) => { one.hidden = last; });
    page.querySelectorAll("[data-no-other]").forEach((one) => { one.hidden = !last; });
  });
}

function early(box) {
  const page = sideOf(box).querySelector('[data-page="run"]');
  const field = document.getElementById(page.dataset.target);
  box.hidden = field.value.trim() === "" || !(number(field.value) < Number(page.dataset.seconds));
  if (box.hidden) box.querySelectorAll("input:checked").forEach((one) => { one.checked = false; });
}

function mean(tries) {
  const values = [...tries.querySelectorAll("input")].filter((one) => one.value.trim()).map((one) => number(one.value));
  const line = tries.parentElement.querySelector("[data-mean]");
  const known = values.length > 0 && values.every((one) => Number.isFinite(one));
  const middle = values.reduce((sum, one) => sum + one, 0) / values.length;
  const unit = line.dataset.mean === "°" ? "°" : ` ${line.dataset.mean}`;
  line.textContent = known ? words("Mean", middle.toFixed(1) + unit) : "";
  const apart = Math.max(...values) - Math.min(...values);
  line.parentElement.querySelector("[data-apart]").textContent =
    known && values.length > 1 ? words("Apart", apart.toFixed(1) + unit) : "";
}

// What a side gave, in the words of its result page.
function outcome(side) {
  const page = side.querySelector('[data-page="run"][data-seconds]');
  if (!page) return side.querySelector("[data-mean]")?.textContent || once(side);
  const typed = document.getElementById(page.dataset.target).value.trim();
  if (typed === "" || !Number.isFinite(number(typed))) return "";
  if (!("held" in page.dataset)) return `${typed} s`;
  return words(number(typed) < Number(page.dataset.seconds) ? "Stopped" : "Completed", typed);
}
// What is taken once: a count, or a number that was chosen.
function once(side) {
  const box = side.querySelector("[data-one]");
  const typed = (box?.querySelector("input:checked, input:not([type=radio])")?.value ?? "").trim();
  return typed === "" || !Number.isFinite(number(typed)) ? "" : `${typed} ${box.dataset.one}`;
}
// The hops of a timed side, and who counted them.
function counted(side) {
  const hops = fieldOf(side, "hops")?.value?.trim();
  const method = fieldOf(side, "method")?.value;
  return hops && method ? words(method === "motion" ? "HopsByPhone" : "HopsByHand", hops) : "";
}

/** Both sides at a glance, before they are saved. */
export function recap() {
  guide.querySelectorAll("[data-recap]").forEach((line) => {
    const side = guide.querySelector(`[data-side="${line.dataset.recap}"]`);
    const pain = side.querySelector('input[name$="-pain"]:checked')?.value;
    line.textContent = outcome(side) || words("Nothing");
    [counted(side), pain && words("Hurt", pain)].filter(Boolean).forEach((text) => {
      const small = document.createElement("small");
      small.textContent = text;
      line.append(small);
    });
  });
}

/** A count is put right by one at a time. */
export function stepper(field) {
  const row = document.createElement("div");
  row.className = "row stepper";
  const button = (by, label, sign) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "btn btn--icon";
    one.textContent = sign;
    one.setAttribute("aria-label", words(label));
    one.addEventListener("click", () => {
      put(field, Math.max(0, (Math.trunc(number(field.value)) || 0) + by));
      announce(field.value);
    });
    return one;
  };
  field.replaceWith(row);
  row.append(button(-1, "Fewer", "\u2212"), field, button(1, "More", "+"));
}
