// The phone's motion sensor: permission, samples as the browser sends them, and word of it when they do not come.
//
// A sample is {t, x, y, z, interval}: t in ms since the first one, by the browser's own time of the event; x, y, z in
// m/s² along the phone's axes with gravity (x to the right, y to the top of the screen, z out of it); interval is what
// the browser says lies between two, in ms, or null. Nothing is smoothed, ordered or filled in. The W3C sign is up at
// rest: a phone on a table says z = +9.8. iOS turns all three signs round; nothing that is measured here depends on it.

// Whoever has a sensor and may read it gets a first sample long before this.
const FIRST_SAMPLE = 1000;

// To be called inside a tap: iOS asks the person only then, and takes a second question for the same answer.
// Resolves to "granted", "denied" or "missing"; "granted" says that one may listen, not that anything comes.
export async function ask() {
  const Motion = globalThis.DeviceMotionEvent;
  if (!Motion) return "missing";
  if (typeof Motion.requestPermission !== "function") return "granted";
  try {
    return (await Motion.requestPermission()) === "granted" ? "granted" : "denied";
  } catch { return "denied"; }
}

// Hands every sample to `onSample`. Ends by itself, once: with `onSilent` where none has come after a second, with
// `onLost` where the page is hidden or loses the focus, since what is measured then is something else.
// Gives back what stops it; to stop it twice does no harm.
export function listen(onSample, onSilent, onLost) {
  let first = null;
  const waiting = setTimeout(() => end(onSilent), FIRST_SAMPLE);

  function hear(event) {
    const { x, y, z } = event.accelerationIncludingGravity ?? {};
    // A machine without a sensor sends one event of nothing.
    if (![x, y, z].every(Number.isFinite)) return;
    if (first === null) clearTimeout(waiting);
    first ??= event.timeStamp;
    onSample({ t: Math.max(0, event.timeStamp - first), x, y, z, interval: milliseconds(event.interval) });
  }
  function hidden() { if (document.hidden) lost(); }
  function lost() { end(onLost); }
  function stop() {
    clearTimeout(waiting);
    removeEventListener("devicemotion", hear);
    document.removeEventListener("visibilitychange", hidden);
    removeEventListener("blur", lost);
    removeEventListener("pagehide", lost);
  }
  function end(tell) {
    stop();
    tell?.();
  }

  addEventListener("devicemotion", hear);
  document.addEventListener("visibilitychange", hidden);
  addEventListener("blur", lost);
  addEventListener("pagehide", lost);
  return stop;
}

// Older iOS says seconds, the standard says milliseconds.
function milliseconds(interval) {
  if (!Number.isFinite(interval) || interval <= 0) return null;
  return interval < 1 ? interval * 1000 : interval;
}

// Samples as they are sent: columns, times in ms from `start`, rounded far below what a phone's sensor can tell.
export function columns(samples, start = 0) {
  const round = (value, parts) => Math.round(value * parts) / parts;
  return {
    t_ms: samples.map((one) => round(one.t - start, 10)),
    ax: samples.map((one) => round(one.x, 1000)),
    ay: samples.map((one) => round(one.y, 1000)),
    az: samples.map((one) => round(one.z, 1000)),
    interval_ms: samples.at(-1)?.interval ?? null,
  };
}
