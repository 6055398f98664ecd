// Ten hops to see whether the phone counts well where it is. Nothing of it is kept.
import { announce, words } from "./home_test_page.js";
import { face, start } from "./home_test_clock.js";
import { beep } from "./home_test_sound.js";
import { leadIn, metronome } from "./hop_choice.js";
import { Recording } from "./hop_recording.js";

const WANTED = 10;
const MARGIN = 1;
// Whoever stands still for so long is done, in seconds.
const STILL = 2;
const MOST = 20;

/** Runs the practice on its page; `deaf(page, why)` is told when the phone cannot count. */
export function practise(page, deaf) {
  judgement(page, "", "");
  start(page, {
    total: MOST, still: STILL, lead: leadIn(), beat: metronome(), draw,
    record: (go) => new Recording(go, (why) => deaf(page, why)),
    ended: ({ recording }) => judge(page, recording.count),
    lost: () => judgement(page, "", ""),
  });
}

function draw(run, passed) {
  if (passed < 0) return;
  if (!run.hasBegun) {
    run.hasBegun = true;
    beep(880, 0.3);
    announce(words("Go"));
    face(run.page, null);
  }
  tell(run.page, run.recording.count);
}

function tell(page, count) {
  page.querySelector("[data-count]").textContent = String(count);
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", `${Math.min(count / WANTED, 1) * 100} 100`);
}

// Ten were asked for: how many the phone saw says how well it counts.
function judge(page, count) {
  const isGood = Math.abs(count - WANTED) <= MARGIN;
  tell(page, count);
  judgement(page, isGood ? "good" : "poor", words(isGood ? "PracticeGood" : count ? "PracticePoor" : "PracticeNone", count));
  page.querySelector(isGood ? "[data-next]" : "[data-start]").focus();
}

// How it went decides which button comes first.
function judgement(page, how, text) {
  const line = page.querySelector("[data-verdict]");
  line.textContent = text;
  page.dataset.practised = how;
  page.querySelector("[data-start]").classList.toggle("btn--main", how !== "good");
}
