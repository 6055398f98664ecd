// What a leg gave: by the phone and put right by the runner, refused, or counted by the runner.
import { announce, cut, fieldOf, guide, put, sideOf, words } from "./home_test_page.js";
import { rhythm } from "./hop_choice.js";
import { PAUSE } from "./hop_recording.js";
import { check as ask } from "./trace_check.js";

const UNSURE = 0.5;
// By leg: what the phone counted, the clock's own seconds, the portal's answer, and which fields the runner has put right.
const legs = new Map();
const sides = () => [...(guide?.querySelectorAll("[data-side]") ?? [])].filter((side) => fieldOf(side, "method"));
const part = (side, name) => side.querySelector(`[data-page="write"] [data-${name}]`);
const runOf = (side) => side.querySelector('[data-page="run"]').dataset;

let isFilling = false;
function fill(side, name, value) {
  isFilling = true;
  put(fieldOf(side, name), value);
  isFilling = false;
}

/** Keeps a try that ended on the clock. Without a recording the runner has counted. */
export function keep(side, { how, passed, recording }) {
  const clock = cut(passed, runOf(side).decimals);
  legs.delete(side);
  fieldOf(side, "rhythm").value = rhythm();
  part(side, "lost").hidden = true;
  if (recording) {
    const { last, count } = recording;
    const hasStopped = how !== "done" && last !== null && passed - last >= PAUSE;
    legs.set(side, { clock, counted: count, right: new Set(), answer: null, asked: null });
    byWhom(side, "motion", JSON.stringify(recording.trace()));
    fill(side, "seconds", hasStopped ? cut(last, runOf(side).decimals) : clock);
    fill(side, "hops", count);
    if (hasStopped) announce(words("LastHop", fieldOf(side, "seconds").value));
    check(side);
  } else {
    byWhom(side, "counted");
    fill(side, "seconds", clock);
    draw(side);
  }
}

// The form sends a list of recordings; a hop test has one.
function byWhom(side, method, trace = "") {
  fieldOf(side, "method").value = method;
  showWho(side);
  fieldOf(side, "traces").value = trace && `[${trace}]`;
}

// The clock beside the phone's count is right unless the runner says otherwise.
function showWho(side) {
  side.dataset.method = fieldOf(side, "method").value;
  part(side, "time").open = side.dataset.method !== "motion";
}

/** Nothing of the phone counts for this leg any more: what is typed does. */
export function countByHand(side, isTyped = false) {
  const leg = legs.get(side);
  if (isTyped) fieldOf(side, "rhythm").value = "own";
  if (fieldOf(side, "method").value === "motion") fill(side, "hops", "");
  byWhom(side, "counted");
  if (leg && !isTyped) fill(side, "seconds", leg.clock);
  legs.delete(side);
  draw(side);
  if (!isTyped) fieldOf(side, "hops").focus();
}

/** Asks the portal what the recording says. Its numbers replace the live ones where the runner has not been. */
function check(side) {
  const leg = legs.get(side);
  leg.asked ??= asked(side, leg);
  draw(side);
  return leg.asked;
}

async function asked(side, leg) {
  const answer = await ask(JSON.parse(fieldOf(side, "traces").value)[0]);
  leg.asked = null;
  if (legs.get(side) !== leg) return;
  leg.answer = answer ?? leg.answer;
  if (answer?.accepted) take(side, leg, answer);
  draw(side);
  if (answer && !answer.accepted) announce(part(side, "refusal").textContent.trim());
  guide.dispatchEvent(new CustomEvent("guide:moved"));
}

function take(side, leg, answer) {
  const { decimals } = runOf(side);
  leg.counted = answer.hops;
  if (!leg.right.has("hops")) fill(side, "hops", answer.hops);
  if (leg.right.has("seconds") || answer.stopped_at_s === null) return;
  fill(side, "seconds", cut(Math.min(answer.stopped_at_s, leg.clock), decimals));
}

/** The phone missed hops at the end: the clock's own time counts. */
function wentOn(side) {
  const leg = legs.get(side);
  leg.right.add("seconds");
  fill(side, "seconds", leg.clock);
  draw(side);
}

/** Asks again for what could not be checked before. Gives the first leg that is refused. */
export async function checkAgain() {
  const open = sides().filter((side) => legs.has(side) && !legs.get(side).answer);
  await Promise.all(open.map(check));
  return sides().find(isRefused);
}

// An answer that is on its way is waited for, so that what is saved is what the portal counted.
async function save(event) {
  const waiting = [...legs.values()].map((leg) => leg.asked).filter(Boolean);
  if (!waiting.length) return;
  event.preventDefault();
  event.stopPropagation();
  event.submitter?.classList.add("is-busy");
  await Promise.all(waiting);
  event.submitter?.classList.remove("is-busy");
  if (!sides().some(isRefused)) guide.requestSubmit(event.submitter);
}

export function isRefused(side) {
  const leg = legs.get(side);
  return Boolean(leg) && (leg.answer ? !leg.answer.accepted : leg.counted === 0);
}

function draw(side) {
  const leg = legs.get(side);
  const refused = isRefused(side);
  side.classList.toggle("is-refused", refused);
  part(side, "refusal").hidden = !refused;
  part(side, "numbers").hidden = refused;
  part(side, "why-not").replaceChildren(...(leg?.answer?.reasons ?? [words("NoHop")]).map(item));
  part(side, "by").textContent = leg ? sayCounted(side, leg) : "";
  part(side, "saw").replaceChildren(...(leg && !refused ? seen(side, leg) : []).map(item));
  part(side, "went-on").hidden = !leg || refused || !(Number(fieldOf(side, "seconds").value) < leg.clock) || leg.right.has("seconds");
}

function sayCounted(side, leg) {
  const said = fieldOf(side, "hops").value.trim();
  return said === String(leg.counted) ? words("Counted", leg.counted) : words("Corrected", leg.counted, said || "–");
}

// What the phone saw, in plain words.
function seen(side, leg) {
  const { answer, clock } = leg;
  const seconds = fieldOf(side, "seconds").value;
  return [
    Number(seconds) < clock && !leg.right.has("seconds") ? words("LastHop", seconds) : "",
    ...(answer?.pauses ?? []).map(([from, to]) => words("Pause", from.toFixed(0), to.toFixed(0))),
    answer && answer.confidence < UNSURE ? words("Unsure") : "",
    leg.asked ? words("Checking") : answer ? "" : words("Unchecked"),
  ].filter(Boolean);
}

function item(text) {
  const one = document.createElement("li");
  one.textContent = text;
  return one;
}

// After the page was loaded anew: a recording that the browser did not keep is lost, and nothing of it may be claimed.
function restore(side) {
  showWho(side);
  if (side.dataset.method !== "motion") return draw(side);
  if (!fieldOf(side, "traces").value) {
    byWhom(side, "counted");
    part(side, "lost").hidden = false;
    return draw(side);
  }
  const seconds = Number(fieldOf(side, "seconds").value);
  const right = new Set(["hops", "seconds"]);
  legs.set(side, { clock: seconds, counted: fieldOf(side, "hops").value, right, answer: null, asked: null });
  return check(side);
}

/** Takes up what a draft has kept, and follows what the runner puts right. */
export function begin() {
  if (!("refused" in guide.dataset)) sides().forEach(restore);
  guide.addEventListener("submit", save);
  guide.addEventListener("input", (event) => {
    const side = sideOf(event.target);
    const name = event.target.name?.split("-").at(-1);
    if (isFilling || !side || !["hops", "seconds"].includes(name)) return;
    legs.get(side)?.right.add(name);
    draw(side);
  });
  guide.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || event.detail > 1) return;
    if ("byHand" in button.dataset) countByHand(sideOf(button));
    else if ("wentOn" in button.dataset) wentOn(sideOf(button));
  });
}
