// The tries of each side: the angle, its recording, and what the portal said of it. They stand in the fields of the form.
import { fieldOf, guide, put } from "./home_test_page.js";
import { check } from "./trace_check.js";

export const TRIES = 3;
const sides = new Map();

const fields = (side) => Array.from({ length: TRIES }, (_one, place) => fieldOf(side, `try_${place + 1}`));

/** The tries of a side by their place; null where there is none yet. */
export function triesOf(side) {
  if (!sides.has(side)) sides.set(side, restored(side));
  return sides.get(side);
}

// After the page was loaded anew: the recordings stand in the order of the numbers.
function restored(side) {
  const traces = JSON.parse(fieldOf(side, "traces").value || "[]");
  const typed = fields(side).map((field) => field.value.trim());
  const isWhole = traces.length === typed.filter(Boolean).length;
  let next = 0;
  return typed.map((text) => (text ? { angle: Number(text), trace: (isWhole && traces[next++]) || null, isChecked: false } : null));
}

// A list of recordings goes with the numbers only as a whole.
function write(side) {
  const found = triesOf(side);
  const traces = found.filter(Boolean).map((one) => one.trace);
  fieldOf(side, "traces").value = traces.length && traces.every(Boolean) ? JSON.stringify(traces) : "";
  fields(side).forEach((field, place) => put(field, found[place] ? found[place].angle.toFixed(1) : ""));
}

export function drop(side, place) {
  triesOf(side)[place] = null;
  write(side);
}

export function firstOpen(side) { return triesOf(side).findIndex((one) => !one); }

/** The zero of an earlier try, since the page may have been loaded anew; null for none. */
export function lastZero() {
  const found = [...guide.querySelectorAll("[data-side]")].flatMap(triesOf).filter(Boolean);
  return found.find((one) => one.trace?.zero)?.trace.zero ?? null;
}

/** Keeps a try and asks the portal about it. Gives the reasons against it, none when it is taken. */
export async function keep(side, place, angle, trace) {
  const one = { angle, trace, isChecked: false };
  triesOf(side)[place] = one;
  write(side);
  return ask(side, place, one);
}

async function ask(side, place, one) {
  const answer = one.trace && (await check(one.trace));
  // Taken again in the meantime.
  if (!answer || triesOf(side)[place] !== one) return [];
  if (!answer.accepted) {
    drop(side, place);
    return answer.reasons;
  }
  one.isChecked = true;
  one.angle = answer.angle_deg;
  write(side);
  return [];
}

/** Asks again for what had no answer. Gives the reasons against those that had to be dropped. */
export async function askAgain(side) {
  const open = [...triesOf(side).entries()].filter(([, one]) => one && !one.isChecked);
  const said = await Promise.all(open.map(([place, one]) => ask(side, place, one)));
  return said.find((reasons) => reasons.length) ?? [];
}

export function isChecked(side) { return triesOf(side).every((one) => !one || one.isChecked); }

/** The mean of the tries and how far they lie apart, in degrees; null without any. */
export function summary(side) {
  const angles = triesOf(side).filter(Boolean).map((one) => Math.round(one.angle * 10) / 10);
  if (!angles.length) return null;
  const [low, high] = [Math.min(...angles), Math.max(...angles)];
  return { mean: angles.reduce((sum, one) => sum + one, 0) / angles.length, low, high, spread: high - low };
}
