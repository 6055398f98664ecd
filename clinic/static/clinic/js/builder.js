// The builder's comforts. Without this file every button works as well.
const open = new Set();

// Changed from the usual dosage: marked while typing, as the server will mark it.
document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-usual]");
  if (box) box.classList.toggle("is-changed", box.value.trim() !== box.dataset.usual);
});

// Alt and an arrow moves the exercise in which the focus is.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const move = event.key === "ArrowUp" ? "up" : "down";
  const button = event.target.closest("[data-line]")?.querySelector(`[data-move="${move}"]`);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
});

// Once the routine is given or the draft thrown away, no saving of the draft comes after it.
let leaving = false;
document.addEventListener("submit", (event) => {
  if (event.target.id === "builder") leaving = true;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (leaving) event.preventDefault();
});
addEventListener("pageshow", () => {
  leaving = false;
});

// A newer routine was given meanwhile: the answer is the builder that says so, not a failure.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 409) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

// What was opened stays open when the builder is drawn anew.
document.addEventListener("htmx:beforeSwap", () => {
  open.clear();
  for (const part of document.querySelectorAll("#builder details[open][id]")) open.add(part.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
});

// Where the pressed button is gone, the focus goes to what took its place.
document.addEventListener("htmx:afterSettle", () => {
  const then = document.getElementById("builder")?.dataset.then;
  if (then && document.activeElement === document.body) document.getElementById(then)?.focus();
});
