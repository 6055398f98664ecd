// What every page does beyond plain HTML. Without this file each page still works.
const SECOND = 1000;
const UNDO_SECONDS = 6;
const status = document.getElementById("status");

/** Says a sentence to screen readers. Emptied first, so that the same words are said again. */
export function announce(words) {
  if (!status) return;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

function focusSummary(within) {
  const summary = within.querySelector(".summary");
  if (summary) summary.focus();
  return Boolean(summary);
}

// A link of the error summary goes to the field, with its label in sight.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const block = field.closest(".field") || field;
  block.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});

// Undo goes away when its time is up, and waits while somebody is on it.
function armUndo(bar) {
  let left = Number(bar.dataset.undo || UNDO_SECONDS) * SECOND;
  let since = 0;
  let timer = 0;
  const start = () => {
    since = Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => bar.remove(), left);
  };
  const wait = () => {
    clearTimeout(timer);
    left = Math.max(SECOND, left - (Date.now() - since));
  };
  bar.addEventListener("pointerenter", wait);
  bar.addEventListener("focusin", wait);
  bar.addEventListener("pointerleave", () => { if (!bar.contains(document.activeElement)) start(); });
  bar.addEventListener("focusout", start);
  start();
}

function armAll(within) {
  for (const bar of within.querySelectorAll("[data-undo]:not([data-armed])")) {
    bar.dataset.armed = "";
    armUndo(bar);
  }
}

// A form is sent once: the second press within the wait does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const posts = form.getAttribute("method")?.toLowerCase() === "post"; // form.method may be a field of that name
  if (!posts || form.hasAttribute("hx-post") || form.hasAttribute("data-again")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.classList.add("is-busy");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
});

// A form that asks to be sent when a choice changes (filters); its button is for those without this file.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.hasAttribute("data-submit-on-change")) form.requestSubmit();
});
for (const button of document.querySelectorAll("[data-submit-on-change] [data-without-js]")) button.hidden = true;
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Menus close with Escape, and by a press elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("[data-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// After htmx has changed a part: errors get the focus, a part may say what happened, a failure is said.
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (!part?.querySelectorAll) return;
  armAll(part.parentElement || part);
  if (focusSummary(part)) return;
  const said = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
  if (said) announce(said.dataset.announce);
  part.querySelector("[data-focus]")?.focus();
});
function sayFailure() {
  const notices = document.getElementById("notices");
  const words = status?.dataset.failed;
  if (!notices || !words) return;
  const alert = document.createElement("div");
  alert.className = "alert alert--stop";
  alert.textContent = words;
  notices.replaceChildren(alert);
  alert.scrollIntoView({ block: "nearest" });
}
document.addEventListener("htmx:sendError", sayFailure);
document.addEventListener("htmx:responseError", sayFailure);

armAll(document);
focusSummary(document);
