// Ticks at once, and says aloud what a number means. Without this file both pages work by plain forms.
const status = document.getElementById("status");

function announce(words) {
  if (!status) return;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

function paint(form, on) {
  const tick = form.querySelector(".tick");
  if (!tick) return;
  tick.classList.toggle("tick--on", on);
  tick.setAttribute("aria-checked", String(on));
}

// The press shows before the answer is there; when it does not come, the tick goes back to what is true.
// The second tap of a double one would take the first back, so it is not sent.
const DOUBLE_TAP = 500;
let last = { id: "", at: 0 };
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  const tick = form.matches("[data-tick]") ? form.querySelector(".tick") : null;
  const again = tick && tick.id === last.id && Date.now() - last.at < DOUBLE_TAP;
  last = { id: tick?.id ?? "", at: Date.now() };
  if (again) event.preventDefault();
  if (!tick || again) return;
  form.dataset.was = tick.getAttribute("aria-checked");
  paint(form, form.dataset.was !== "true");
});
function takeBack(event) {
  const form = event.detail.elt;
  if (form.matches?.("[data-tick]")) paint(form, form.dataset.was === "true");
}
document.addEventListener("htmx:sendError", takeBack);
document.addEventListener("htmx:responseError", takeBack);

document.addEventListener("click", (event) => {
  if (event.target.closest(".close-ask")) event.target.closest(".ask").remove();
});

// An address with an entry in it would bring the Undo bar back at every reload.
if (new URLSearchParams(location.search).has("just")) history.replaceState(null, "", location.pathname);

// A page left open overnight says yesterday: when it comes up again on another day of the runner's zone, it is loaded anew.
function isYesterdays(day) {
  try {
    return new Intl.DateTimeFormat("en-CA", { timeZone: day.dataset.zone }).format(new Date()) > day.dataset.date;
  } catch { return false; }
}
document.addEventListener("visibilitychange", () => {
  const day = document.getElementById("day");
  if (!document.hidden && day && isYesterdays(day)) location.reload();
});

const feel = document.querySelector(".feel");
feel?.addEventListener("change", (event) => {
  if (!["pain", "sharp"].includes(event.target.name)) return;
  const shown = [...feel.querySelectorAll(".advice > *")].find((part) => part.offsetParent !== null);
  if (shown) announce(shown.textContent.trim());
});
