// Counts sets, sides and reps, and times holds, work and rests. The exercise can be done and sent without it.
const box = document.querySelector("[data-counter]");
const SECOND = 1000;
const RING = 2 * Math.PI * 44;

// How far one is stays in this tab for an hour, so that a look elsewhere does not lose the count.
const HOUR = 3600 * SECOND;
const KEY = `counter ${location.pathname}`;
function kept() {
  try {
    const mark = JSON.parse(sessionStorage.getItem(KEY) || "null");
    return mark && Date.now() - mark.when < HOUR ? mark : null;
  } catch { return null; }
}
function keep(mark) {
  try {
    if (mark) sessionStorage.setItem(KEY, JSON.stringify({ ...mark, when: Date.now() }));
    else sessionStorage.removeItem(KEY);
  } catch { /* a browser may refuse to keep anything; the counting goes on */ }
}

// The screen stays on while a clock runs, where the phone allows it.
let awake = null;
async function stayAwake(on) {
  try {
    if (on) awake ??= await navigator.wakeLock?.request("screen");
    else { await awake?.release(); awake = null; }
  } catch { awake = null; }
}

/** Every piece of the exercise in order: reps or timed work on each side, rests between sets. */
function piecesOf({ sets, sides, reps, work, rest }) {
  const pieces = [];
  for (let set = 1; set <= sets; set += 1) {
    for (let side = 1; side <= sides; side += 1) pieces.push({ kind: work ? "work" : "reps", set, side, count: reps || 1 });
    if (rest && set < sets) pieces.push({ kind: "rest", set, side: 0, count: 1 });
  }
  return pieces;
}

class Counter {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.plan = Object.fromEntries(["sets", "sides", "reps", "work", "hold", "rest"].map((key) => [key, Number(root.dataset[key])]));
    this.pieces = piecesOf(this.plan);
    this.at = 0;
    this.done = 0;
    this.left = 0;
    this.clock = 0;
    this.paused = false;
    this.find = (name) => root.querySelector(`[data-${name}]`);
    this.find("next").addEventListener("click", () => this.next());
    this.find("pause").addEventListener("click", () => this.pause());
    document.querySelector("[data-done-form]")?.addEventListener("submit", () => keep(null));
    root.hidden = false;
    this.goOnFrom(kept());
    this.draw();
  }

  goOnFrom(mark) {
    if (!mark || !(mark.at <= this.pieces.length)) return;
    this.at = mark.at;
    this.done = mark.done;
    this.note();
  }

  get piece() { return this.pieces[this.at]; }
  get isRunning() { return this.left > 0; }
  seconds() {
    if (!this.piece) return 0;
    return { reps: this.plan.hold, work: this.plan.work, rest: this.plan.rest }[this.piece.kind];
  }

  next() {
    if (!this.piece) return;
    if (this.isRunning) { this.finish(); return; }
    const seconds = this.seconds();
    if (seconds) this.start(seconds);
    else this.finish();
  }

  start(seconds) {
    this.paused = false;
    this.total = seconds * SECOND;
    this.left = this.total;
    this.run();
  }

  run() {
    this.ends = Date.now() + this.left;
    clearInterval(this.clock);
    this.clock = setInterval(() => this.tick(), 200);
    stayAwake(true);
    this.draw();
  }

  tick() {
    this.left = Math.max(0, this.ends - Date.now());
    if (this.left > 0) { this.draw(); return; }
    navigator.vibrate?.(200);
    this.finish();
  }

  pause() {
    this.paused = !this.paused;
    if (this.paused) { clearInterval(this.clock); stayAwake(false); }
    else this.run();
    this.draw();
  }

  finish() {
    clearInterval(this.clock);
    stayAwake(false);
    this.left = 0;
    this.paused = false;
    this.done += 1;
    if (this.done >= this.piece.count) {
      this.done = 0;
      this.at += 1;
      this.note();
      if (this.piece?.kind === "rest") { this.start(this.plan.rest); keep({ at: this.at, done: this.done }); return; }
    }
    keep(this.piece ? { at: this.at, done: this.done } : null);
    this.draw();
  }

  /** What was done goes along with Done: whole sets, and the reps of each. */
  note() {
    const whole = this.pieces.slice(0, this.at).filter((piece) => piece.kind !== "rest").length / this.plan.sides;
    const form = document.querySelector("[data-done-form]");
    if (!form || whole < 1) return;
    form.elements.sets_done.value = Math.floor(whole);
    if (this.plan.reps) form.elements.reps_done.value = this.plan.reps;
  }

  draw() {
    const piece = this.piece;
    this.find("ring").hidden = !this.isRunning;
    this.find("pause").hidden = !this.isRunning;
    this.find("pause-words").textContent = this.paused ? this.words.sayGoOn : this.words.sayPause;
    if (!piece) { this.drawEnd(); return; }
    const resting = piece.kind === "rest";
    const set = this.words.saySet.replace("{set}", piece.set).replace("{sets}", this.plan.sets);
    const side = this.plan.sides > 1 && !resting ? ` · ${piece.side === 1 ? this.words.sayFirst : this.words.saySecond}` : "";
    this.say("place", set + side);
    this.say("number", piece.kind === "reps" ? this.done : "");
    this.say("of", piece.kind === "reps" ? this.words.sayOf.replace("{reps}", piece.count) : resting ? this.words.sayRest : this.words.sayWork.replace("{seconds}", this.plan.work));
    this.find("next-words").textContent = this.nextWords(piece);
    this.drawMarks(piece);
    this.drawRing(resting);
  }

  nextWords(piece) {
    if (this.isRunning) return this.words.saySkip;
    if (piece.kind === "work" || this.plan.hold) return this.words.sayStart;
    return this.words.sayNext;
  }

  drawMarks(piece) {
    const marks = this.find("marks");
    const wanted = piece.kind === "reps" && piece.count <= 30 ? piece.count : 0;
    while (marks.children.length > wanted) marks.lastChild.remove();
    while (marks.children.length < wanted) marks.append(document.createElement("i"));
    [...marks.children].forEach((mark, index) => {
      mark.className = index < this.done ? "on" : index === this.done ? "now" : "";
    });
  }

  drawRing(resting) {
    if (!this.isRunning) return;
    const share = this.left / this.total;
    this.find("arc").setAttribute("stroke-dasharray", `${(share * RING).toFixed(1)} ${RING.toFixed(1)}`);
    this.say("seconds", Math.ceil(this.left / SECOND));
    this.say("what", this.piece.kind === "reps" ? this.words.sayHold : this.words.sayGo);
  }

  drawEnd() {
    this.say("place", "");
    this.say("number", "");
    this.say("of", this.words.sayEnd);
    this.find("marks").replaceChildren();
    this.find("next").hidden = true;
    document.querySelector("[data-done-form] [data-done]")?.focus();
  }

  say(name, words) {
    const node = this.find(name);
    if (node.textContent !== String(words)) node.textContent = words;
  }
}

if (box) new Counter(box);
