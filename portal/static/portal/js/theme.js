// The look: device, light or dark. Kept in a cookie, so that the server draws the next page in it at once.
const YEAR = 60 * 60 * 24 * 365;
const root = document.documentElement;

function remember(choice) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${choice}; Path=/; Max-Age=${choice === "system" ? 0 : YEAR}; SameSite=Lax${secure}`;
}

function wear(choice) {
  if (choice === "system") root.removeAttribute("data-theme");
  else root.dataset.theme = choice;
  const scheme = document.querySelector('meta[name="color-scheme"]');
  if (scheme) scheme.content = choice === "system" ? "light dark" : choice;
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

for (const group of document.querySelectorAll("[data-theme-switch]")) group.hidden = false;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-switch] button");
  if (!button) return;
  remember(button.value);
  wear(button.value);
});
