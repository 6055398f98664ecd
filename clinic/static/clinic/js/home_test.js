// Guides through a home test, one page after the other. The form works without it.
const guide = document.querySelector("[data-guide]");
const say = document.getElementById("status");
const words = (name, n = "", all = "") => (guide.dataset[`words${name}`] || "").replace("{n}", n).replace("{all}", all);

function announce(text) {
  if (!say) return;
  say.textContent = "";
  requestAnimationFrame(() => { say.textContent = text; });
}

// Which pages, in which order: it depends on the leg that goes first.
let order = [];
let here = 0;
let resting = 0;
// Where it stands is written on the form, and whoever keeps a draft is told.
function moved() { guide.dispatchEvent(new CustomEvent("guide:moved")); }
function plan(first) {
  guide.dataset.first = first;
  const part = (side, page) => guide.querySelector(`[data-side="${side}"] [data-page="${page}"]`);
  const only = (page) => guide.querySelector(`:scope > [data-page="${page}"]`);
  const sides = [...guide.querySelectorAll("[data-side]")].map((one) => one.dataset.side);
  const legs = first ? [first, ...sides.filter((side) => side !== first)] : sides;
  order = [only("read"), only("side")];
  legs.forEach((side, place) => {
    if (place) order.push(only("rest"));
    order.push(part(side, "run"), part(side, "write"));
  });
  order.push(only("save"));
  order = order.filter(Boolean);
  follow();
}

// Each step is a place in the history: Back goes to the step before, and the first one leaves the test.
function show(place, focus = true, forward = true) {
  halt();
  clearInterval(resting);
  here = Math.max(0, Math.min(place, order.length - 1));
  guide.querySelectorAll("[data-page]").forEach((page) => page.classList.toggle("is-here", page === order[here]));
  document.body.classList.toggle("deep", order[here].dataset.page === "run");
  const where = document.querySelector("[data-where]");
  if (where) where.textContent = words("Step", here + 1, order.length);
  guide.dataset.at = here;
  if (forward) history.pushState({ step: here }, "");
  moved();
  if (order[here].dataset.page === "save") recap();
  if (order[here].dataset.page === "rest") rest(order[here]);
  if (focus) { order[here].focus({ preventScroll: true }); scrollTo(0, 0); }
}
addEventListener("popstate", (event) => {
  if (guide?.classList.contains("guide--js") && event.state?.step !== undefined) show(event.state.step, true, false);
});

// Sound, vibration and a bright screen: each may be missing, none is ever the only sign.
let audio = null;
function beep(pitch = 660, length = 0.15) {
  try {
    audio ??= new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = pitch;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + length);
  } catch { /* no sound here; the numbers and the words say the same */ }
  navigator.vibrate?.(length * 600);
}
let awake = null;
async function stayAwake(page) {
  try {
    awake = await navigator.wakeLock?.request("screen");
    page.querySelector("[data-awake]").hidden = !awake;
  } catch { awake = null; }
}

const LEAD_IN = 3000;
const DOUBLE_TAP = 400;
// The running try. Its clock is the time that has passed, not the number of ticks.
let run = null;
function start(page) {
  const field = document.getElementById(page.dataset.target);
  delete guide.dataset.lost;
  run = { page, field, total: Number(page.dataset.seconds), since: performance.now() + LEAD_IN, timer: 0 };
  page.classList.add("is-running");
  page.querySelector("[data-start]").hidden = true;
  page.querySelector("[data-interrupted]").hidden = true;
  page.querySelector("[data-stop]").hidden = false;
  page.querySelector("[data-stop]").focus();
  stayAwake(page);
  run.timer = setInterval(tick, 100);
  tick();
}
function tick() {
  const passed = (performance.now() - run.since) / 1000;
  const left = Math.ceil(passed < 0 ? -passed : run.total - passed);
  const count = run.page.querySelector("[data-count]");
  const arc = run.page.querySelector("[data-arc]");
  if (count.textContent !== String(left)) {
    count.textContent = String(left);
    if (passed < 0) beep(520);
    else if (left === run.total) { beep(880, 0.3); announce(words("Go")); }
    else if (left === Math.round(run.total / 2)) { beep(660, 0.3); announce(words("Half")); }
    else if (left <= 5 && left > 0) { beep(660); announce(words("Left", left)); }
  }
  const face = run.page.querySelector("[data-face]");
  face.dataset.seconds ??= face.textContent;
  face.textContent = passed < 0 ? words("Ready") : face.dataset.seconds;
  arc.setAttribute("stroke-dasharray", `${Math.max(0, Math.min(passed / run.total, 1)) * 100} 100`);
  if (passed >= run.total) finish(run.total);
}
function finish(seconds) {
  const { page, field, total } = run;
  beep(990, 0.5);
  halt();
  // Down, never up: 29.97 s are not the full time.
  const parts = 10 ** Number(page.dataset.decimals);
  field.value = String(Math.floor(seconds * parts) / parts);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  announce(seconds >= total ? words("Done") : "");
  show(here + 1);
}
function halt() {
  if (!run) return;
  clearInterval(run.timer);
  awake?.release?.();
  const { page, total } = run;
  run = null;
  page.classList.remove("is-running");
  const face = page.querySelector("[data-face]");
  face.textContent = face.dataset.seconds ?? face.textContent;
  page.querySelector("[data-start]").hidden = false;
  page.querySelector("[data-stop]").hidden = true;
  page.querySelector("[data-count]").textContent = String(total);
  page.querySelector("[data-arc]").setAttribute("stroke-dasharray", "0 100");
}
// Stopped in the 3-2-1: nothing was measured. Stopped later: the time that passed counts.
function stop() {
  const passed = (performance.now() - run.since) / 1000;
  // Stop comes up under the finger that pressed Start: the second tap of two is not meant for it.
  if (passed * 1000 < DOUBLE_TAP - LEAD_IN) return;
  if (passed > 0) finish(Math.min(passed, run.total));
  else halt();
}
function interrupted() {
  if (!run) return;
  const { page } = run;
  halt();
  guide.dataset.lost = "1";
  moved();
  page.querySelector("[data-interrupted]").hidden = false;
  announce(page.querySelector("[data-interrupted]").textContent.trim());
}
document.addEventListener("visibilitychange", () => { if (document.hidden) interrupted(); });
addEventListener("blur", interrupted);
addEventListener("pagehide", interrupted);

function rest(page) {
  const whole = Number(guide.dataset.rest);
  const until = performance.now() + whole * 1000;
  const over = page.querySelector("[data-rested]");
  page.querySelector("[data-next]").classList.remove("btn--main");
  over.textContent = "";
  const step = () => {
    const left = Math.max(0, Math.ceil((until - performance.now()) / 1000));
    page.querySelector("[data-rest-count]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    page.querySelector("[data-arc]").setAttribute("stroke-dasharray", `${(left / whole) * 100} 100`);
    if (left > 0) return;
    clearInterval(resting);
    beep(880, 0.3);
    over.textContent = words("Rested");
    announce(words("Rested"));
    page.querySelector("[data-next]").classList.add("btn--main");
  };
  step();
  resting = setInterval(step, 500);
}

// Above 5 the other leg has to wait: the clock is not offered again today.
const TOO_MUCH = 5;
function hurts(page) {
  return Number(page.querySelector('input[name$="-pain"]:checked')?.value ?? 0) > TOO_MUCH;
}
function goOn() {
  const enough = order[here].dataset.page === "write" && hurts(order[here]);
  const warning = guide.querySelector("[data-too-much]");
  if (warning) warning.hidden = !enough;
  show(enough ? order.length - 1 : here + 1);
}

// What is asked follows from what was typed: a reason only when stopped early, the mean of the tries.
const number = (text) => Number(String(text).replace(",", "."));
function follow() {
  guide.querySelectorAll("[data-early]").forEach((early) => {
    const write = early.closest("[data-side]");
    const page = write.querySelector('[data-page="run"]');
    const field = document.getElementById(page.dataset.target);
    early.hidden = field.value.trim() === "" || !(number(field.value) < Number(page.dataset.seconds));
    if (early.hidden) early.querySelectorAll("input:checked").forEach((one) => { one.checked = false; });
  });
  guide.querySelectorAll("[data-outcome]").forEach((line) => { line.textContent = outcome(line.closest("[data-side]")); });
  guide.querySelectorAll("[data-tries]").forEach((tries) => {
    const values = [...tries.querySelectorAll("input")].filter((one) => one.value.trim()).map((one) => number(one.value));
    const mean = tries.parentElement.querySelector("[data-mean]");
    const known = values.length > 0 && values.every((one) => Number.isFinite(one));
    const middle = values.reduce((sum, one) => sum + one, 0) / values.length;
    mean.textContent = known ? words("Mean", `${middle.toFixed(1)} ${mean.dataset.mean}`) : "";
  });
  order.filter((page) => page.dataset.page === "write").forEach((page, place, all) => {
    const last = place === all.length - 1 || hurts(page);
    page.querySelectorAll("[data-other]").forEach((one) => { one.hidden = last; });
    page.querySelectorAll("[data-no-other]").forEach((one) => { one.hidden = !last; });
  });
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
function recap() {
  guide.querySelectorAll("[data-recap]").forEach((line) => {
    const side = guide.querySelector(`[data-side="${line.dataset.recap}"]`);
    const pain = side.querySelector('input[name$="-pain"]:checked')?.value;
    line.textContent = outcome(side) || words("Nothing");
    if (!pain) return;
    const small = document.createElement("small");
    small.textContent = words("Hurt", pain);
    line.append(small);
  });
}

// A count is put right by one at a time.
function stepper(field) {
  const row = document.createElement("div");
  row.className = "row stepper";
  const button = (by, label, sign) => {
    const one = document.createElement("button");
    one.type = "button";
    one.className = "btn btn--icon";
    one.textContent = sign;
    one.setAttribute("aria-label", words(label));
    one.addEventListener("click", () => {
      field.value = String(Math.max(0, (Math.trunc(number(field.value)) || 0) + by));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      announce(field.value);
    });
    return one;
  };
  field.replaceWith(row);
  row.append(button(-1, "Fewer", "\u2212"), field, button(1, "More", "+"));
}

if (guide) {
  guide.querySelectorAll("[data-count-by-hand] input").forEach(stepper);
  follow();
  guide.addEventListener("input", follow);
  guide.addEventListener("guide:next", () => goOn());
  // After a refusal everything stands open, with what was typed.
  if (!("refused" in guide.dataset)) {
    guide.classList.add("guide--js");
    plan(guide.dataset.first || "");
    const at = Math.min(Number(guide.dataset.at || 0), order.length - 1);
    history.replaceState({ step: at }, "");
    show(at, false, false);
    const lost = "lost" in guide.dataset && order[here].querySelector("[data-interrupted]");
    if (lost) lost.hidden = false;
  }
  guide.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    // A step ends under the finger: the second press of a double one must not end the next.
    if (!button || event.detail > 1) return;
    if ("first" in button.dataset) { plan(button.dataset.first); show(here + 1); }
    else if ("next" in button.dataset) goOn();
    else if ("back" in button.dataset) show(here - 1);
    else if ("again" in button.dataset) show(0);
    else if ("start" in button.dataset) start(button.closest("[data-page]"));
    else if ("stop" in button.dataset) stop();
  });
  // Enter in a number goes on instead of sending a half-filled form.
  guide.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || !guide.classList.contains("guide--js")) return;
    if (order[here].dataset.page === "save") return;
    event.preventDefault();
    order[here].querySelector("[data-next]")?.click();
  });
}
