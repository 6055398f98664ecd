// The editor of a drawn figure: draws while one types, copies from another, nudges numbers. The text area is what is sent.
const WAIT = 500;
const NUMBER = /-?\d+(?:\.\d+)?/g;

// As typing would: so that undoing works.
function put(area, from, to, text) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// The number that the cursor is in or beside: where it begins and ends.
function numberAt(area) {
  const at = area.selectionStart;
  const start = area.value.lastIndexOf("\n", at - 1) + 1;
  const line = area.value.slice(start, (area.value.indexOf("\n", at) + 1 || area.value.length + 1) - 1);
  for (const found of line.matchAll(NUMBER)) {
    const from = start + found.index;
    const to = from + found[0].length;
    if (from <= at && at <= to && !/[\w"]$/.test(line.slice(0, found.index))) return { from, to, text: found[0], name: nameBefore(line, found.index) };
  }
  return null;
}

const nameBefore = (line, place) => /([a-z]+):\s*\[?$/.exec(line.slice(0, place))?.[1] ?? "";

// By one, or by a tenth for seconds; ten times that with Shift.
function nudged(number, steps) {
  const step = number.name === "seconds" ? 0.1 : 1;
  const digits = Math.max(number.text.split(".")[1]?.length ?? 0, step < 1 ? 1 : 0);
  return String(Number((Number(number.text) + steps * step).toFixed(digits)));
}

// The keyframe that the cursor is in, counted from 1; 0 above them.
function frameAt(area) {
  const before = area.value.slice(0, area.selectionStart).split("\n");
  const begin = before.findIndex((line) => line.startsWith("frames:"));
  return begin < 0 ? 0 : before.slice(begin).filter((line) => /^\s*-\s/.test(line)).length;
}

class Editor {
  constructor(element) {
    const find = (name) => element.querySelector(`[data-figure-${name}]`);
    this.element = element;
    this.area = element.querySelector("textarea");
    this.preview = find("preview");
    this.status = find("status");
    this.number = find("number");
    this.from = find("from");
    find("nudge").hidden = false;
    find("draw").hidden = true;
    this.area.addEventListener("input", () => this.later());
    this.area.addEventListener("keydown", (event) => this.key(event));
    for (const name of ["keyup", "click", "focus", "select"]) this.area.addEventListener(name, () => this.look());
    for (const button of element.querySelectorAll("[data-nudge]")) button.addEventListener("click", () => this.nudge(Number(button.dataset.nudge)));
    find("copy")?.addEventListener("click", (event) => this.copy(event));
    this.look();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), WAIT);
    this.look();
  }

  async ask(names) {
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", this.area.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(names)) body.append(name, value);
    const answer = await fetch(this.element.dataset.figureEditor, { method: "POST", body, signal: this.asking.signal, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  async draw() {
    try {
      const { html } = await this.ask({ figure: this.area.value });
      this.show(html);
      const isFaulty = this.preview.querySelector("[data-figure-faulty]");
      this.say(isFaulty ? this.status.dataset.faults : this.status.dataset.drawn);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.status.dataset.lost);
    }
  }

  async copy(event) {
    if (!this.from.value) return;
    event.preventDefault();
    try {
      const { text, html } = await this.ask({ copy: this.from.value });
      put(this.area, 0, this.area.value.length, text);
      clearTimeout(this.timer);
      this.area.setSelectionRange(0, 0);
      this.area.scrollTop = 0;
      this.show(html);
      this.say(this.status.dataset.copied);
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.status.dataset.lost);
    }
  }

  // What we drew ourselves; the player of the pages begins with what was added.
  show(html) {
    this.preview.innerHTML = html;
    document.dispatchEvent(new Event("figures:added"));
    this.look();
  }

  say(words) {
    this.status.textContent = words;
  }

  key(event) {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    if (this.nudge((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1))) event.preventDefault();
  }

  nudge(steps) {
    const number = numberAt(this.area);
    if (!number) return false;
    const text = nudged(number, steps);
    put(this.area, number.from, number.to, text);
    this.area.setSelectionRange(number.from, number.from + text.length);
    this.look();
    return true;
  }

  // Which number the buttons would change, and which keyframe it belongs to.
  look() {
    const number = numberAt(this.area);
    const frame = frameAt(this.area);
    this.number.textContent = number ? `${number.name} ${number.text}`.trim() : this.number.dataset.none;
    for (const button of this.element.querySelectorAll("[data-nudge]")) button.disabled = !number;
    for (const item of this.preview.querySelectorAll("[data-frame]")) item.classList.toggle("is-at", Number(item.dataset.frame) === frame);
  }
}

for (const element of document.querySelectorAll("[data-figure-editor]")) new Editor(element);
