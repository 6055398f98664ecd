// A body that carries the phone: 60 times a second it says what a motion sensor would. `feel(kind, hops)` changes what
// the body does. Times are those of the page's clock, which the tests move.
(() => {
  const GRAVITY = 9.81, HOPS_A_SECOND = 2.2, CONTACT = 0.28
  let kind = "stand", most = Infinity, since = 0
  window.feel = (what, hops = Infinity) => { kind = what; most = hops; since = performance.now() }
  // Nothing pulls in the air; on the ground the leg is a spring that throws the body up again.
  const hop = t => {
    const whole = 1 / HOPS_A_SECOND, within = t % whole - (whole - CONTACT)
    if (Math.floor(t / whole) >= most) return stand(t)
    return within < 0 ? 0.1 : GRAVITY * whole * Math.PI / (2 * CONTACT) * Math.sin(Math.PI * within / CONTACT)
  }
  const stand = t => GRAVITY + 0.05 * Math.sin(40 * t)
  const walk = t => GRAVITY + 2.5 * Math.sin(11.9 * t) + 1.2 * Math.sin(23.9 * t + 1) + 0.8 * Math.sin(6 * t)
  const forces = { stand, hop, walk }
  setInterval(() => {
    const now = performance.now(), force = forces[kind]?.((now - since) / 1000)
    if (force === undefined) return
    const accelerationIncludingGravity = { x: 0.1 * force, y: 0.97 * force, z: 0.2 * force }
    const event = new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity, interval: 16 })
    Object.defineProperty(event, "timeStamp", { value: now })
    dispatchEvent(event)
  }, 16)
})()
