// The phone counts along: it keeps every sample from "go" on, and shows what it has counted so far.
import { counter, take } from "./hop_count.js";
import { ask, columns, listen } from "./sensor.js";

// Without a hop for so long is a pause, as in the analysis; the last landing is then the end of hopping.
export const PAUSE = 1.5;
// Without a sample for so many ms nothing is known about hops, so that nothing ends by itself.
const DEAF = 1000;

// Hopping has begun with so many: a single jolt is a phone that is put in place.
const BEGUN = 3;

export class Recording {
  /** `go` is time 0 on the clock of performance.now(). `silent(why)`: no sensor, no permission, or no sample. */
  constructor(go, silent) {
    this.go = go;
    this.samples = [];
    this.state = counter();
    // The sensor's own clock: when its first sample was taken, as nearly as their arrival tells.
    this.origin = Infinity;
    this.heardAt = -Infinity;
    this.wokeAt = -Infinity;
    this.isOver = false;
    this.end = () => {};
    this.begin(silent);
  }

  // Asked in the tap on Start: a page that was loaded anew has lost the permission.
  async begin(silent) {
    const answer = await ask();
    if (this.isOver) return;
    if (answer === "granted") this.end = listen((sample) => this.hear(sample), () => silent("silent"));
    else silent(answer);
  }

  hear(sample) {
    const now = performance.now();
    if (now - this.heardAt > DEAF) this.wokeAt = now;
    this.heardAt = now;
    this.origin = Math.min(this.origin, now - sample.t);
    this.samples.push(sample);
    take(this.state, sample.t / 1000, sample.x, sample.y, sample.z);
  }

  stop() {
    this.isOver = true;
    this.end();
  }

  // Seconds since go; samples come before the origin is settled by a few ms only.
  get landings() {
    const late = (this.origin - this.go) / 1000;
    return this.state.landings.map((t) => t + late).filter((t) => t > 0);
  }

  get count() { return this.landings.length; }

  get last() { return this.landings.at(-1) ?? null; }

  show(page, passed) {
    const line = page.querySelector("[data-hops]");
    const text = passed < 0 ? "0" : String(this.count);
    if (line && line.textContent !== text) line.textContent = text;
  }

  /** Hopping began, the sensor is heard, and for `wait` seconds of hearing it no hop came. */
  isStill(passed, wait) {
    const now = this.go + passed * 1000;
    if (this.count < BEGUN || now - this.heardAt > DEAF) return false;
    return passed - Math.max(this.last, (this.wokeAt - this.go) / 1000) >= wait;
  }

  /** The samples from go on, as they are sent. */
  trace() {
    const start = this.go - this.origin;
    return columns(this.samples.filter((one) => one.t >= start), start);
  }
}
