// Small comforts of joining: the browser knows its zone, and a link can be copied. Both pages work without.
const zone = document.querySelector("select[data-zone]");
if (zone && !zone.closest(".field--error")) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === here)) zone.value = here;
}

// A guardian is asked for only once the date of birth says so, or the form has come back for it.
const born = document.querySelector("input[data-of-age]");
const guardian = document.getElementById("id_guardian")?.closest(".field");
function ask() {
  const [year, month, day] = born.value.split("-").map(Number);
  const grown = year ? new Date(year + Number(born.dataset.ofAge), month - 1, day) : null;
  guardian.hidden = !guardian.matches(".field--error") && !(grown && grown > new Date());
}
if (born && guardian) {
  born.addEventListener("input", ask);
  ask();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.querySelector("span").textContent = button.dataset.done;
  });
}
