// Sound, vibration and a bright screen: each may be missing, none is ever the only sign.
let audio = null;

/** Makes the sound card ready; to be called inside a tap, since browsers allow sound only then. */
export function wakeSound() {
  try {
    audio ??= new AudioContext();
    audio.resume?.();
  } catch { audio = null; /* no sound here; the numbers and the words say the same */ }
}

export function tone(pitch, length = 0.1, inSeconds = 0, loud = 0.2) {
  wakeSound();
  if (!audio) return;
  const sound = audio.createOscillator();
  const volume = audio.createGain();
  const at = audio.currentTime + Math.max(0, inSeconds);
  volume.gain.value = loud;
  sound.frequency.value = pitch;
  sound.connect(volume).connect(audio.destination);
  sound.start(at);
  sound.stop(at + length);
}

export function buzz(milliseconds) { navigator.vibrate?.(milliseconds); }

/** A sign to ear and hand. While the phone's own sensor listens, `felt` is kept for the few that matter. */
export function beep(pitch = 660, length = 0.15, felt = true) {
  tone(pitch, length);
  if (felt) buzz(length * 600);
}

// Sounds are handed to the sound card this long before they are due, so that a late timer is not heard.
const AHEAD = 0.3;

/** Sounds at known times: number n is due at `timeOf(n)` seconds and has the pitch `pitchOf(n)`. Each is heard once. */
export class Beat {
  constructor({ first, timeOf, pitchOf, loud = 0.2 }) {
    Object.assign(this, { next: first, timeOf, pitchOf, loud });
  }

  sound(passed) {
    while (this.timeOf(this.next) <= passed + AHEAD) {
      const late = passed - this.timeOf(this.next);
      if (late < AHEAD) tone(this.pitchOf(this.next), 0.08, -late, this.loud);
      this.next += 1;
    }
  }
}

// A phone lets go of the lock by itself when the page is hidden: it is asked for again when the page comes back.
let lock = null;
let wanted = null;
async function ask() {
  const page = wanted;
  try {
    lock = await navigator.wakeLock?.request("screen");
  } catch { lock = null; }
  const sign = page?.querySelector("[data-awake]");
  if (sign) sign.hidden = !lock;
  if (wanted !== page) letSleep();
}
export function stayAwake(page) {
  wanted = page;
  ask();
}
export function letSleep() {
  const sign = wanted?.querySelector("[data-awake]");
  if (sign) sign.hidden = true;
  wanted = null;
  lock?.release?.();
  lock = null;
}
document.addEventListener("visibilitychange", () => { if (wanted && !document.hidden) ask(); });
