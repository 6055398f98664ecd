// Counts hops while they happen, for the number on the screen only: the portal counts the whole recording again.
//
// A landing throws the phone up: the size of what its sensor says rises far above gravity, whichever way it is turned.
// A hop is one rise through a threshold that follows the rises before it; a second one wants a fall in between, and a
// quarter of a second, since nobody hops faster than four times a second.
const GRAVITY = 9.81;
// Time constants in seconds: what is slower than the first is gravity and drift, what is faster than the second noise.
const SLOW = 2;
const FAST = 0.03;
const DEAD_TIME = 0.25;
// In m/s²: what is smaller is a shift of weight or a step on the spot.
const LEAST_RISE = 4;
const SHARE_OF_USUAL = 0.45;
// The usual rise is forgotten slowly: steps after the last hop must not pass for hops.
const FORGET = 8;

/** A counter that has seen nothing. `landings` are the times of the hops, in the seconds of its samples. */
export function counter() {
  return { last: null, slow: GRAVITY, smooth: 0, usual: 0, peak: 0, isUp: false, landings: [] };
}

/** Takes one sample: the time in seconds and m/s² along three axes. Says whether a hop landed with it. */
export function take(state, t, x, y, z) {
  const passed = state.last === null ? 0 : t - state.last;
  // A double, or one that comes late: it says nothing new about what comes next.
  if (passed < 0 || (passed === 0 && state.last !== null)) return false;
  state.last = t;
  const size = Math.hypot(x, y, z);
  state.slow += (size - state.slow) * share(passed, SLOW);
  state.smooth += (size - state.slow - state.smooth) * share(passed, FAST);
  state.usual *= Math.exp(-passed / FORGET);
  return judge(state, t);
}

/** The time of the last hop, null before the first. */
export function lastLanding(state) { return state.landings.at(-1) ?? null; }

/** Hops a second over the last few of them, null before there are three. */
export function cadence(state, over = 5) {
  const late = state.landings.slice(-over - 1);
  return late.length < 3 ? null : (late.length - 1) / (late.at(-1) - late[0]);
}

function judge(state, t) {
  const threshold = Math.max(LEAST_RISE, SHARE_OF_USUAL * state.usual);
  if (state.isUp) {
    state.peak = Math.max(state.peak, state.smooth);
    if (state.smooth < threshold / 4) settle(state);
    return false;
  }
  const since = t - (lastLanding(state) ?? -Infinity);
  if (state.smooth < threshold || since < DEAD_TIME) return false;
  state.isUp = true;
  state.peak = state.smooth;
  state.landings.push(t);
  return true;
}

// The rise is over: its height is a part of what is usual.
function settle(state) {
  state.isUp = false;
  state.usual = state.usual ? state.usual + (state.peak - state.usual) / 4 : state.peak;
}

function share(passed, constant) { return 1 - Math.exp(-passed / constant); }
