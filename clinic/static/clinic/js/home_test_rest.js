// The rest between two tries.
import { announce, words } from "./home_test_page.js";
import { beep, letSleep, stayAwake } from "./home_test_sound.js";

let resting = 0;

export function endRest() {
  if (!resting) return;
  clearInterval(resting);
  resting = 0;
  letSleep();
}

/** Counts down `data-rest` seconds on this page; it may be left at any time. */
export function rest(page) {
  const whole = Number(page.dataset.rest);
  const until = performance.now() + whole * 1000;
  const over = page.querySelector("[data-rested]");
  page.querySelector("[data-next]").classList.remove("btn--main");
  over.textContent = "";
  const step = () => {
    const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    page.querySelector("[data-rest-count]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    page.querySelector("[data-arc]").setAttribute("stroke-dasharray", `${(left / whole) * 100} 100`);
    if (left > 0) return;
    endRest();
    beep(880, 0.3);
    over.textContent = words("Rested");
    announce(words("Rested"));
    page.querySelector("[data-next]").classList.add("btn--main");
  };
  resting = setInterval(step, 500);
  stayAwake(page);
  step();
}
