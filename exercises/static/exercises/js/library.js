// The library's search answers while one types; its address names only what was chosen.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "find") return;
  for (const [name, value] of [...event.detail.formData]) {
    if (!value) event.detail.formData.delete(name);
  }
});

// The lists of the filters stay where they are, so that one may be open while an answer comes; only what they offer
// changes.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "found") return;
  const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  for (const list of document.querySelectorAll("#find select")) {
    const fresh = answer.getElementById(list.id);
    if (!fresh) continue;
    const chosen = fresh.value;
    list.replaceChildren(...fresh.children);
    list.value = chosen;
  }
});

// Where what hurts is chosen in a row pushed sideways, the chosen one is in sight.
function showChosen() {
  document.querySelector("#hurts [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
document.addEventListener("htmx:afterSettle", showChosen);
showChosen();
