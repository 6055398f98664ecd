// Tells from the samples, as they come, how far the phone leans and whether it is held still. The portal judges the same
// from the recording (clinic/measurement/tilt.py), and its word counts; the limits here are those, or a little closer.
const GRAVITY = 9.80665;
const BLOCK = 200;
const BLOCKS = 10;
const GAP = 500;
// Degrees: between blocks, between the halves of a hold, and from where the phone was when the try began.
const APART = 1.5;
const DRIFT = 0.45;
const MOVED = 8;
// m/s²: a tap, a tremor, and 5 % of gravity.
const TAP = 1;
const TREMOR = 0.3;
const OFF_GRAVITY = 0.05;
const STANDARD_ERRORS = 4;

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const size = (a) => Math.hypot(...a);
const degrees = (radians) => (radians * 180) / Math.PI;
const between = (a, b) => degrees(Math.atan2(size(cross(a, b)), dot(a, b)));
const fromAxis = ([x, y, z]) => degrees(Math.atan2(Math.hypot(x, z), Math.abs(y)));

export function meanOf(samples) {
  return ["x", "y", "z"].map((axis) => samples.reduce((sum, one) => sum + one[axis], 0) / samples.length);
}

/** How far gravity is from the zero, or from the phone's long axis where there is none, in degrees. */
export function lean(mean, zero) {
  return zero ? between(mean, zero) : fromAxis(mean);
}

/**
 * One hold, from the press on Start until it has been still for two seconds.
 *
 * `most` is how far the long axis may be from vertical; with `needsMove` the phone has to be brought there first, so
 * that it does not measure the hand that has just pressed the button.
 */
export class Hold {
  constructor({ zero = null, most, needsMove = false }) {
    Object.assign(this, { zero, most, hasMoved: !needsMove, first: null, open: [], still: [], before: null });
  }

  /** Null within a block; at its end {status, angle, part, samples}: samples once the hold is complete. */
  take(sample) {
    const begun = this.open[0];
    if (begun && sample.t - this.open.at(-1).t > GAP) return this.restart(sample);
    if (!begun || sample.t < begun.t + BLOCK) {
      this.open.push(sample);
      return null;
    }
    const block = blockOf(this.open);
    this.open = [sample];
    return this.judge(block);
  }

  restart(sample) {
    this.still = [];
    this.open = [sample];
    return null;
  }

  judge(block) {
    this.first ??= block.mean;
    this.hasMoved ||= between(block.mean, this.first) > MOVED;
    const status = this.statusOf(block);
    const angle = lean(this.smooth(block), this.zero);
    if (this.still.length === BLOCKS && this.hasDrifted()) this.still = this.still.slice(BLOCKS / 2);
    const isDone = this.still.length === BLOCKS;
    const samples = isDone ? this.still.flatMap((one) => one.samples) : null;
    return { status, angle, part: this.still.length / BLOCKS, samples };
  }

  statusOf(block) {
    const wrong = this.wrongOf(block);
    if (wrong) this.still = [];
    else if (this.still.length && this.isApart(block)) this.still = [block];
    else this.still.push(block);
    return wrong || (this.still.length > 1 ? "still" : "moving");
  }

  wrongOf(block) {
    if (!this.hasMoved) return "waiting";
    if (this.zero && dot(block.mean, this.zero) < 0) return "turned";
    if (Math.max(fromAxis(block.mean), lean(block.mean, this.zero)) > this.most) return "sideways";
    const isPulled = Math.abs(size(block.mean) / GRAVITY - 1) > OFF_GRAVITY;
    return isPulled || block.noise > TREMOR || block.peak > TAP ? "moving" : "";
  }

  // The noise of so few samples is no movement.
  isApart(block) {
    const samples = this.still.flatMap((one) => one.samples);
    const noise = Math.hypot(...this.still.map((one) => one.noise)) / Math.sqrt(this.still.length);
    const byChance = degrees((STANDARD_ERRORS * noise) / Math.sqrt(block.samples.length) / GRAVITY);
    return between(block.mean, meanOf(samples)) > Math.max(APART, byChance);
  }

  hasDrifted() {
    const half = (from, to) => this.still.slice(from, to).flatMap((one) => one.samples);
    const [early, late] = [half(0, BLOCKS / 2), half(BLOCKS / 2)];
    const noise = Math.hypot(...this.still.map((one) => one.noise)) / Math.sqrt(BLOCKS);
    const byChance = degrees((STANDARD_ERRORS * noise * Math.SQRT2) / Math.sqrt(early.length) / GRAVITY);
    return between(meanOf(early), meanOf(late)) > Math.max(DRIFT, byChance);
  }

  // Two blocks together: the number on the page shall not flicker.
  smooth(block) {
    const last = this.before ?? block;
    this.before = block;
    return block.mean.map((value, axis) => (value + last.mean[axis]) / 2);
  }
}

function blockOf(samples) {
  const mean = meanOf(samples);
  const off = samples.map((one) => [one.x - mean[0], one.y - mean[1], one.z - mean[2]]);
  const noise = Math.sqrt(off.reduce((sum, one) => sum + dot(one, one), 0) / 3 / Math.max(off.length - 1, 1));
  return { samples, mean, noise, peak: Math.max(...off.map(size)) };
}
