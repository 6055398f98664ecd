// The running try. Its clock is the time that has passed, not the number of ticks.
import { announce, words } from "./home_test_page.js";
import { beep, letSleep, stayAwake, wakeSound } from "./home_test_sound.js";

export const READY = 3;
const DOUBLE_TAP = 0.4;
const EVERY = 100;
// With a beat in the ear the eye is not left behind.
const EVERY_WITH_BEAT = 40;
const FEW = 5;
let run = null;

/**
 * Starts a try on this page: a lead-in, then up to `total` seconds.
 *
 * `record(go)` gives what counts along (see hop_recording.js), `beat` what is heard beside it, `draw(run, passed)` shows
 * it; `ended(tried)` is told {page, total, passed, how, recording}, how being done, stop or still; `lost()` that the
 * page was hidden or left, after which nothing of the try is kept.
 */
export function start(page, { total, lead = READY, record = null, beat = null, draw = countDown, still = 3, ended, lost }) {
  halt();
  const since = performance.now() + lead * 1000;
  run = { page, total, lead, since, beat, draw, still, ended, lost, timer: 0, recording: null };
  run.recording = record?.(since) ?? null;
  wakeSound();
  look(page, true);
  page.querySelector("[data-interrupted]").hidden = true;
  page.querySelector("[data-stop]").focus();
  stayAwake(page);
  run.timer = setInterval(tick, beat ? EVERY_WITH_BEAT : EVERY);
  tick();
}

function tick() {
  const passed = (performance.now() - run.since) / 1000;
  run.beat?.sound(passed);
  run.beat?.show?.(run.page, passed);
  leadIn(passed);
  run.draw(run, passed);
  run.recording?.show(run.page, passed);
  if (passed >= run.total) finish("done", run.total);
  else if (run.recording?.isStill(passed, run.still)) finish("still", passed);
}

function leadIn(passed) {
  const left = Math.ceil(-passed);
  if (passed >= 0 || left === run.left) return;
  run.left = left;
  run.page.querySelector("[data-count]").textContent = String(left);
  face(run.page, left > READY ? words("Place") : words("Ready"));
  if (left <= READY && !run.beat) beep(520, 0.15, !run.recording);
}

/** The seconds that are left, in digits and on the ring, and the signs for ear and hand. */
export function countDown({ page, total, recording }, passed) {
  const arc = Math.max(0, Math.min(passed / total, 1)) * 100;
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", `${arc} 100`);
  const left = Math.ceil(total - passed);
  if (passed < 0 || run.left === left) return;
  run.left = left;
  page.querySelector("[data-count]").textContent = String(left);
  if (left === total) face(page, null);
  signs(left, total, Boolean(recording));
}
// It would shake the sensor otherwise: with it, only go, half, the last seconds and the end are felt.
function signs(left, total, isRecorded) {
  if (left === total) { beep(880, 0.3); announce(words("Go")); }
  else if (left === Math.round(total / 2)) { beep(660, 0.3); announce(words("Half")); }
  else if (left <= FEW && left > 0) { beep(660, 0.15, !isRecorded || left === FEW); announce(words("Left", left)); }
}

/** What stands under the number; null puts back what the page came with. */
export function face(page, text) {
  const line = page.querySelector("[data-face]");
  line.dataset.words ??= line.textContent;
  line.textContent = text ?? line.dataset.words;
}

function finish(how, passed) {
  const { page, total, recording, ended } = run;
  beep(990, 0.5);
  halt();
  if (how === "done") announce(words("Done"));
  ended({ page, total, passed, how, recording });
}

/** Ends the try without a result. */
export function halt() {
  if (!run) return;
  const { page, total, timer, recording } = run;
  clearInterval(timer);
  recording?.stop();
  letSleep();
  run = null;
  look(page, false);
  face(page, null);
  page.querySelector("[data-count]").textContent = page.dataset.idle ?? String(total);
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", "0 100");
}

function look(page, isRunning) {
  page.classList.toggle("is-running", isRunning);
  page.querySelector("[data-start]").hidden = isRunning;
  page.querySelector("[data-stop]").hidden = !isRunning;
}

// Stopped in the lead-in: nothing was measured. Stopped later: the time that passed counts.
export function stop() {
  if (!run) return;
  const passed = (performance.now() - run.since) / 1000;
  // Stop comes up under the finger that pressed Start: the second tap of two is not meant for it.
  if (passed < DOUBLE_TAP - run.lead) return;
  if (passed > 0) finish("stop", Math.min(passed, run.total));
  else halt();
}

function interrupted() {
  if (!run) return;
  const { page, lost } = run;
  halt();
  page.querySelector("[data-hops]")?.replaceChildren("0");
  const said = page.querySelector("[data-interrupted]");
  said.hidden = false;
  announce(said.textContent.trim());
  lost?.();
}
document.addEventListener("visibilitychange", () => { if (document.hidden) interrupted(); });
addEventListener("blur", interrupted);
addEventListener("pagehide", interrupted);
