// The library's search answers while one types; its address names only what was chosen.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "find") return;
  for (const [name, value] of [...event.detail.formData]) {
    if (!value) event.detail.formData.delete(name);
  }
});

// Where what hurts is chosen in a row pushed sideways, the chosen one is in sight.
function showChosen() {
  document.querySelector("#found > .filters [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
document.addEventListener("htmx:afterSettle", showChosen);
showChosen();
