// Who counts: the phone, once it may and its sensor is heard, or the runner. And to which rhythm.
import { announce, guide } from "./home_test_page.js";
import { Beat } from "./home_test_sound.js";
import { ask, listen } from "./sensor.js";

const BEAT = 60 / 132;
// In the hand it takes a moment; anywhere else the phone has to be put away first.
const LEADS = { chest: 3, pocket: 10, waist: 10 };
const page = guide?.querySelector(':scope > [data-page="count"]');

export const phoneCounts = () => guide.dataset.counter === "phone";
export const rhythm = () => guide.elements.beat?.value || "own";
export const leadIn = () => (phoneCounts() ? LEADS[guide.elements.place?.value] : undefined) ?? LEADS.chest;

/** Settles who counts; `why` names the alert that says what is missing. */
export function settle(counter, why = "") {
  guide.dataset.counter = counter;
  guide.elements.counter.value = counter;
  page.querySelectorAll("[data-why]").forEach((one) => {
    one.hidden = one.dataset.why !== why;
    if (!one.hidden) announce(one.textContent.trim());
  });
  // The button that was pressed is gone.
  if (page.classList.contains("is-here")) page.focus({ preventScroll: true });
  guide.dispatchEvent(new CustomEvent("guide:counter"));
}

let isAsking = false;
/** Asks for the sensor; to be called inside a tap. */
async function tryPhone() {
  if (isAsking) return;
  isAsking = true;
  const answer = await ask();
  if (answer === "granted") await heard();
  else settle("self", answer);
  isAsking = false;
}
function heard() {
  return new Promise((done) => {
    const end = (counter, why) => { stop(); settle(counter, why); done(); };
    const stop = listen(() => end("phone"), () => end("self", "silent"), () => end("self", "silent"));
  });
}

/** The metronome of this try, null in the own rhythm: heard from the lead-in on, seen as well. */
export function metronome() {
  if (rhythm() !== "metronome") return null;
  const beat = new Beat({
    first: -Math.floor(3 / BEAT), timeOf: (n) => n * BEAT, pitchOf: (n) => (n < 0 ? 520 : 780), loud: 0.15,
  });
  beat.show = (where, passed) => {
    const isOn = passed > -3 && ((passed / BEAT) % 1 + 1) % 1 < 0.4;
    where.querySelector("[data-pulse]")?.classList.toggle("is-on", isOn);
  };
  return beat;
}

if (page) {
  const isMissing = typeof DeviceMotionEvent === "undefined";
  page.querySelectorAll("[data-phone]").forEach((one) => { one.hidden = isMissing; });
  guide.dataset.counter = guide.elements.counter.value;
  guide.dataset.rhythm = rhythm();
  if (isMissing && !phoneCounts()) settle("self", "missing");
  page.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("phone" in button.dataset) tryPhone();
    else if ("self" in button.dataset) settle("self");
  });
  guide.addEventListener("change", () => { guide.dataset.rhythm = rhythm(); });
}
