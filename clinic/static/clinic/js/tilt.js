// The wall lean by the phone on the shin: permission, zero, three tries, their mean. One thing after the other.
import { announce, guide, sideOf, words } from "./home_test_page.js";
import { beep, letSleep, stayAwake, wakeSound } from "./home_test_sound.js";
import { ask, columns, listen } from "./sensor.js";
import { Hold, meanOf } from "./tilt_hold.js";
import { TRIES, askAgain, drop, firstOpen, isChecked, keep, lastZero, summary, triesOf } from "./tilt_tries.js";

// How far the phone's long axis may be from vertical: on the wall, where it should be upright, and on a shin.
const MOST = { zero: 15, try: 66 };
// A sensor that has been heard and says nothing any more.
const DEAF = 2000;

let isAllowed = false;
let zero = null;
// What is measured just now.
let now = null;

const part = (page, name) => page.querySelector(`[data-part="${name}"]`);
const inside = (box, name) => box.querySelector(`[data-${name}]`);
const degrees = (angle, decimals = 1) => `${angle.toFixed(decimals)}°`;

/** Opens the part that comes next on the page of a side. */
function goOn(page) {
  if (!isAllowed) open(page, "allow");
  else if (!zero) ready(page, "zero");
  else if (firstOpen(sideOf(page)) < 0) sum(page);
  else ready(page, "try", firstOpen(sideOf(page)));
}

function open(page, name) {
  end();
  page.querySelectorAll("[data-part]").forEach((one) => { one.hidden = one.dataset.part !== name; });
  return part(page, name);
}

// Before a measurement: the picture, the words and the button that starts it.
function ready(page, name, place = 0) {
  const box = open(page, name);
  box.dataset.place = place;
  look(box, "ready");
  page.querySelectorAll("[data-try]").forEach((line) => { line.textContent = words("LeanTry", place + 1, TRIES); });
  const skip = inside(box, "next");
  if (skip) skip.hidden = triesOf(sideOf(page)).some(Boolean);
  return box;
}

// How a part looks: ready, running, or done. Only what belongs to it is shown.
function look(box, state) {
  box.dataset.state = state;
  hush(box);
  inside(box, "arc")?.setAttribute("stroke-dasharray", state === "done" ? "100 100" : "0 100");
}
function hush(box) { box.querySelectorAll(".alert").forEach((one) => { one.hidden = true; }); }
function alarm(box, name) {
  const alert = inside(box, name);
  alert.hidden = false;
  announce(alert.textContent.trim());
  beep(300, 0.4);
}
// What the portal has against a try; it stands until the next one begins.
function object(page, reasons) {
  inside(page, "refusal").querySelector("ul").replaceChildren(...reasons.map(item));
  toTop(page);
  alarm(page, "refusal");
}
function item(text) {
  const one = document.createElement("li");
  one.textContent = text;
  return one;
}

async function allow(page) {
  const box = part(page, "allow");
  const button = inside(box, "lean-allow");
  hush(box);
  wakeSound();
  button.disabled = true;
  const answer = await ask();
  const why = answer === "granted" ? await heard() : answer;
  button.disabled = false;
  isAllowed = !why;
  if (why) refuse(box, why);
  else refocus(page);
}
// Nothing when the sensor is heard within a second.
function heard() {
  return new Promise((done) => {
    const finish = (why) => { stop(); done(why); };
    const stop = listen(() => finish(""), () => finish("silent"), () => finish("silent"));
  });
}
// The tape is then the way that is offered first.
function refuse(box, why) {
  alarm(box, `no-${why}`);
  inside(box, "tape").className = "btn btn--main btn--big btn--wide";
  inside(box, "lean-allow").className = "btn btn--bare btn--wide";
}
function refocus(page) {
  goOn(page);
  toTop(page);
}
// The button that was pressed is gone.
function toTop(page) {
  page.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function start(page, name) {
  const box = part(page, name);
  end();
  inside(page, "refusal").hidden = true;
  look(box, "running");
  inside(box, "angle").textContent = "–";
  tell(box, "");
  wakeSound();
  stayAwake(page);
  const hold = name === "zero" ? new Hold({ most: MOST.zero }) : new Hold({ zero, most: MOST.try, needsMove: true });
  const lost = (alert) => {
    end();
    look(box, "ready");
    page.focus({ preventScroll: true });
    alarm(box, alert);
  };
  now = { page, box, name, hold, deaf: 0, hangUp: () => {} };
  now.hangUp = listen((sample) => hear(sample, lost), () => lost("silent"), () => lost("lost"));
  inside(box, "lean-stop").focus();
}

function end() {
  if (!now) return;
  now.hangUp();
  clearTimeout(now.deaf);
  letSleep();
  now = null;
}

function hear(sample, lost) {
  clearTimeout(now.deaf);
  now.deaf = setTimeout(() => lost("silent"), DEAF);
  const state = now.hold.take(sample);
  if (!state) return;
  const { page, box, name } = now;
  inside(box, "angle").textContent = degrees(state.angle, 0);
  inside(box, "arc").setAttribute("stroke-dasharray", `${state.part * 100} 100`);
  tell(box, state.status);
  if (!state.samples) return;
  end();
  if (name === "zero") zeroed(page, state.samples);
  else captured(page, state);
}

// What to do now, said once for each change.
function tell(box, status) {
  const line = inside(box, "says");
  const text = status ? line.dataset[status] ?? "" : line.dataset.begin;
  if (line.textContent !== text) line.textContent = text;
}

function zeroed(page, samples) {
  beep(880, 0.3);
  zero = meanOf(samples).map((value) => Math.round(value * 1000) / 1000);
  refocus(page);
  announce(words("LeanZeroed"));
}

async function captured(page, { samples, angle }) {
  const side = sideOf(page);
  const place = Number(part(page, "try").dataset.place);
  beep(880, 0.3);
  done(page, place, angle, words("LeanChecking"));
  const reasons = await keep(side, place, angle, { ...columns(samples, samples[0].t), zero });
  // Whoever went on in the meantime is told on the last page of the side.
  if (now || part(page, "try").dataset.state !== "done" || Number(part(page, "try").dataset.place) !== place) return;
  if (reasons.length) { ready(page, "try", place); object(page, reasons); return; }
  const one = triesOf(side)[place];
  done(page, place, one.angle, words(one.isChecked ? "LeanGot" : "LeanUnchecked", place + 1, TRIES));
  announce(`${words("LeanTry", place + 1, TRIES)}: ${degrees(one.angle)}`);
}

function done(page, place, angle, text) {
  const box = part(page, "try");
  const isLast = triesOf(sideOf(page)).every((one, at) => one || at === place);
  look(box, "done");
  inside(box, "angle").textContent = degrees(angle);
  inside(box, "says").textContent = text;
  inside(box, "lean-next").textContent = isLast ? words("LeanSum") : words("LeanNext");
  inside(box, "lean-next").focus();
}

// All tries of a side: their mean, how far they lie apart, and each to be taken again.
async function sum(page) {
  const box = open(page, "sum");
  hush(box);
  drawSum(box, sideOf(page));
  const reasons = await askAgain(sideOf(page));
  if (box.hidden) return;
  if (reasons.length) { ready(page, "try", firstOpen(sideOf(page))); object(page, reasons); return; }
  drawSum(box, sideOf(page));
}
function drawSum(box, side) {
  const { mean, low, high, spread } = summary(side);
  inside(box, "mean-angle").textContent = degrees(mean);
  inside(box, "spread").textContent = words("LeanSpread", degrees(spread), `${degrees(low)} – ${degrees(high)}`);
  inside(box, "unchecked").hidden = isChecked(side);
  box.querySelectorAll("[data-took]").forEach((line, place) => { line.textContent = degrees(triesOf(side)[place].angle); });
}

function again(page, place) {
  drop(sideOf(page), place);
  ready(page, "try", place);
  toTop(page);
}

const presses = {
  leanAllow: allow,
  leanZero: (page) => start(page, "zero"),
  leanStart: (page) => start(page, "try"),
  leanStop: refocus,
  leanNext: refocus,
  leanAgain: (page, button) => again(page, Number(button.dataset.leanAgain || part(page, "try").dataset.place)),
  leanRezero: (page) => { zero = null; refocus(page); },
};

guide?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-lean] button[type=button]");
  // The next button comes up under the finger that pressed this one.
  if (!button || event.detail > 1) return;
  const name = Object.keys(presses).find((one) => one in button.dataset);
  if (name) presses[name](button.closest("[data-lean]"), button);
});
// Before all is saved: what could not be checked yet is checked now, and what is refused has to be taken again.
async function checkAll() {
  for (const page of guide.querySelectorAll("[data-lean]")) {
    const reasons = await askAgain(sideOf(page));
    if (!guide.querySelector('[data-page="save"].is-here')) return;
    if (!reasons.length) continue;
    guide.dispatchEvent(new CustomEvent("guide:open", { detail: page }));
    object(page, reasons);
    return;
  }
}

// Another step of the guide is on the screen: what was measured here is over.
function arrive() {
  if (now && !now.page.classList.contains("is-here")) end();
  if (guide.querySelector('[data-page="save"].is-here')) checkAll();
  const page = guide.querySelector("[data-lean].is-here");
  if (!page || now) return;
  zero ??= lastZero();
  goOn(page);
}
if (guide) {
  guide.addEventListener("guide:moved", arrive);
  arrive();
}
