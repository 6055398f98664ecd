// Counts to a beat: up on one beat, down on the next. What was counted can be put right by hand afterwards.
import { guide } from "./home_test_page.js";
import { Beat, wakeSound } from "./home_test_sound.js";

const LEAD_IN = 3;
const EVERY = 50;
let run = null;

function start(page) {
  wakeSound();
  const step = 60 / Number(page.dataset.beat);
  const face = page.querySelector("[data-face]");
  face.dataset.words ??= face.textContent;
  run = { page, step, beat: beatOf(step), since: performance.now() + LEAD_IN * 1000, timer: 0 };
  toggle(page, true);
  run.timer = setInterval(tick, EVERY);
  tick();
}

// Beat 0 says Go and Up; repetition n is whole at beat 2n, when the heel is down again.
function tick() {
  const { page, step } = run;
  const passed = (performance.now() - run.since) / 1000;
  run.beat.sound(passed);
  const count = page.querySelector("[data-count]");
  const face = page.querySelector("[data-face]");
  if (passed < 0) {
    count.textContent = String(Math.ceil(-passed));
    face.textContent = guide.dataset.wordsReady;
    return;
  }
  const beat = Math.floor(passed / step);
  count.textContent = String(Math.floor(beat / 2));
  face.textContent = beat % 2 ? guide.dataset.wordsDown : guide.dataset.wordsUp;
  const part = (passed / step) % 2;
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", `${(part < 1 ? part : 2 - part) * 100} 100`);
  if (beat / 2 >= Number(page.dataset.most)) finish();
}

// The seconds of the lead-in, then the beats: the lower tone leads down.
function beatOf(step) {
  return new Beat({ first: -LEAD_IN, timeOf: (n) => (n < 0 ? n : n * step), pitchOf: (n) => (n < 0 || n % 2 ? 520 : 780) });
}

function finish() {
  const { page, step, since } = run;
  const beats = Math.floor((performance.now() - since) / 1000 / step);
  halt();
  if (beats < 0) return;
  const field = document.getElementById(page.dataset.target);
  field.value = String(Math.min(Math.floor(beats / 2), Number(page.dataset.most)));
  rhythm(page, "metronome");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  guide.dispatchEvent(new CustomEvent("guide:next"));
}

// With the beat and without it are two ways of measuring, which are never compared.
function rhythm(page, name) { document.getElementById(page.dataset.rhythm).value = name; }

function toggle(page, on) {
  page.classList.toggle("is-running", on);
  page.querySelector("[data-beat-start]").hidden = on;
  page.querySelector("[data-beat-stop]").hidden = !on;
  page.querySelector("[data-interrupted]").hidden = true;
  page.querySelector(on ? "[data-beat-stop]" : "[data-beat-start]").focus();
}

function halt() {
  if (!run) return;
  const { page, timer } = run;
  clearInterval(timer);
  run = null;
  toggle(page, false);
  const face = page.querySelector("[data-face]");
  face.textContent = face.dataset.words;
  page.querySelector("[data-count]").textContent = "0";
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", "0 100");
}

function interrupted() {
  if (!run) return;
  const { page } = run;
  halt();
  page.querySelector("[data-interrupted]").hidden = false;
}

guide?.addEventListener("click", (event) => {
  const button = event.target.closest("button[type=button]");
  if (!button || event.detail > 1) return;
  if ("beatStart" in button.dataset) start(button.closest("[data-page]"));
  else if ("beatStop" in button.dataset) finish();
  else if ("next" in button.dataset && button.closest("[data-beat]")) rhythm(button.closest("[data-beat]"), "own");
});
guide?.addEventListener("guide:moved", halt);
document.addEventListener("visibilitychange", () => { if (document.hidden) interrupted(); });
addEventListener("pagehide", interrupted);
