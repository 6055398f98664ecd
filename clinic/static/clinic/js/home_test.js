// Guides through a home test, one page after the other. The form works without it.
import { announce, cut, guide, number, put, sideOf, words } from "./home_test_page.js";
import { halt, start, stop } from "./home_test_clock.js";
import { endRest, rest } from "./home_test_rest.js";
import { follow, hurts, recap, stepper } from "./home_test_tally.js";
import * as choice from "./hop_choice.js";
import { practise } from "./hop_practice.js";
import { Recording } from "./hop_recording.js";
import * as hops from "./hop_result.js";

// Which pages, in which order: it depends on the leg that goes first, and on who counts.
let order = [];
let here = 0;
const DEEP = ["run", "practice"];
const only = (page) => guide.querySelector(`:scope > [data-page="${page}"]`);
const part = (side, page) => guide.querySelector(`[data-side="${side}"] [data-page="${page}"]`);
// A page by name, since its place in the order may change.
const keyOf = (page) => `${sideOf(page)?.dataset.side ?? ""} ${page.dataset.page}`.trim();
const find = (key) => Math.max(0, order.findIndex((page) => keyOf(page) === key));
// Where it stands is written on the form, and whoever keeps a draft is told.
function moved() { guide.dispatchEvent(new CustomEvent("guide:moved")); }

function plan(first) {
  guide.dataset.first = first;
  const sides = [...guide.querySelectorAll("[data-side]")].map((one) => one.dataset.side);
  const stays = order[here];
  const legs = first ? [first, ...sides.filter((side) => side !== first)] : sides;
  order = [only("read"), only("count"), only("side")];
  if (choice.phoneCounts() || stays === only("practice")) order.push(only("practice"), only("calm"));
  legs.forEach((side, place) => {
    if (place) order.push(only("rest"));
    order.push(part(side, "run"), part(side, "write"), part(side, "pain"));
  });
  order.push(only("save"));
  order = order.filter(Boolean);
  follow(order);
}

// Who counts has changed: pages come or go, and the one that is open stays.
function replan() {
  const page = order[here];
  plan(guide.dataset.first);
  here = Math.max(0, order.indexOf(page));
  tellStep();
  moved();
}

function tellStep() {
  const where = document.querySelector("[data-where]");
  if (where) where.textContent = words("Step", here + 1, order.length);
}

// Each step is a place in the history: Back goes to the step before, and the first one leaves the test.
function show(place, focus = true, forward = true) {
  halt();
  endRest();
  here = Math.max(0, Math.min(place, order.length - 1));
  const page = order[here];
  guide.querySelectorAll("[data-page]").forEach((one) => one.classList.toggle("is-here", one === page));
  document.body.classList.toggle("deep", DEEP.includes(page.dataset.page));
  tellStep();
  guide.dataset.at = keyOf(page);
  if (forward) history.pushState({ step: keyOf(page) }, "");
  moved();
  if (page.dataset.page === "save") sum();
  if ("rest" in page.dataset) rest(page);
  if (focus) { page.focus({ preventScroll: true }); scrollTo(0, 0); }
}
addEventListener("popstate", (event) => {
  if (guide?.classList.contains("guide--js") && event.state?.step !== undefined) show(find(event.state.step), true, false);
});

// What could not be checked before is checked now: a leg that is refused has to be put right before it is saved.
async function sum() {
  recap();
  const refused = await hops.checkAgain();
  if (order[here].dataset.page !== "save") return;
  recap();
  if (refused) show(order.indexOf(part(refused.dataset.side, "write")));
}

function begin(page) {
  delete guide.dataset.lost;
  page.querySelector("[data-deaf]")?.setAttribute("hidden", "");
  if (page.dataset.page === "practice") { practise(page, deaf); return; }
  const isHopping = "senses" in page.dataset;
  start(page, {
    total: Number(page.dataset.seconds),
    lead: isHopping ? choice.leadIn() : undefined,
    beat: isHopping ? choice.metronome() : null,
    record: isHopping && choice.phoneCounts() ? (go) => new Recording(go, (why) => deaf(page, why)) : null,
    ended: (tried) => ended(page, tried),
    lost: () => { guide.dataset.lost = "1"; moved(); },
  });
}

function ended(page, tried) {
  if ("senses" in page.dataset) hops.keep(sideOf(page), tried);
  else put(document.getElementById(page.dataset.target), cut(tried.passed, page.dataset.decimals));
  show(here + 1);
}

// The phone cannot count after all: the runner does, on the same page.
function deaf(page, why) {
  halt();
  choice.settle("self", why);
  const line = page.querySelector("[data-deaf]");
  line.hidden = false;
  announce(line.textContent.trim());
  page.querySelector(page.dataset.page === "practice" ? "[data-skip]" : "[data-start]").focus();
}

function goOn() {
  const page = order[here];
  const enough = Boolean(sideOf(page)) && hurts(page);
  const warning = guide.querySelector("[data-too-much]");
  if (warning && page.querySelector('input[name$="-pain"]')) warning.hidden = !enough;
  // Typed in instead of measured: nothing of an earlier try may go with it.
  if ("senses" in page.dataset) hops.countByHand(sideOf(page), true);
  show(enough ? order.length - 1 : here + 1);
}
// To the first leg without practice, whoever counts.
function skip() {
  show(order.findIndex((page) => page.dataset.page === "run"));
  replan();
}

const presses = {
  first: (button) => { plan(button.dataset.first); show(here + 1); },
  next: goOn,
  back: () => show(order.indexOf(sideOf(order[here]).querySelector('[data-page="run"]'))),
  skip,
  byMyself: () => { choice.settle("self"); skip(); },
  again: () => show(0),
  start: (button) => begin(button.closest("[data-page]")),
  stop,
};

if (guide) {
  guide.querySelectorAll("[data-count-by-hand] input").forEach(stepper);
  follow(order);
  guide.addEventListener("input", () => follow(order));
  guide.addEventListener("guide:next", goOn);
  guide.addEventListener("guide:counter", replan);
  guide.addEventListener("guide:open", (event) => show(order.indexOf(event.detail)));
  // After a refusal everything stands open, with what was typed.
  if (!("refused" in guide.dataset)) {
    guide.classList.add("guide--js");
    plan(guide.dataset.first || "");
    const at = find(guide.dataset.at || "");
    history.replaceState({ step: keyOf(order[at]) }, "");
    show(at, false, false);
    const lost = "lost" in guide.dataset && order[here].querySelector("[data-interrupted]");
    if (lost) lost.hidden = false;
  }
  hops.begin();
  guide.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    // A step ends under the finger: the second press of a double one must not end the next.
    if (!button || event.detail > 1) return;
    const name = Object.keys(presses).find((one) => one in button.dataset);
    if (name) presses[name](button);
  });
  // Enter in a number goes on instead of sending a half-filled form.
  guide.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || !guide.classList.contains("guide--js")) return;
    if (order[here].dataset.page === "save") return;
    event.preventDefault();
    order[here].querySelector("[data-next]")?.click();
  });
}
