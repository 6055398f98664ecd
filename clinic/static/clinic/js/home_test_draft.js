// Keeps what was measured and typed while a home test is under way: a page that is loaded anew loses the running try
// and nothing else. It stays in this tab, for this runner, for an hour, and goes once the result is saved.
const guide = document.querySelector("[data-guide]");
const saved = document.querySelector("[data-saved-test]");
const HOUR = 3600 * 1000;
const SKIPPED = new Set(["csrfmiddlewaretoken"]);
const place = (guide || saved)?.dataset;
const key = place ? `test ${place.owner} ${place.test}` : "";

// A browser may refuse to keep anything; the test goes on without. What is large goes first: the recordings of a phone.
function read() {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key) || "null");
    return draft && Date.now() - draft.when < HOUR ? draft : null;
  } catch { return null; }
}
function write(draft) {
  try {
    sessionStorage.removeItem(key);
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    const { fields = [] } = draft ?? {};
    const small = fields.filter(([name]) => !name.endsWith("-traces"));
    if (small.length < fields.length) write({ ...draft, fields: small });
  }
}

function keep(sent = false) {
  const { at = "read", first = "", lost } = guide.dataset;
  if (at === "read") return;
  const fields = [...new FormData(guide)].filter(([name]) => !SKIPPED.has(name));
  write({ when: Date.now(), at, first, lost, fields, sent });
}

function restore(draft) {
  for (const [name, value] of draft.fields) {
    const field = guide.elements[name];
    if (!field) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  guide.dataset.first = draft.first;
  guide.dataset.at = draft.at;
  if (draft.lost) guide.dataset.lost = draft.lost;
  guide.querySelector("[data-kept]").hidden = false;
}

if (saved && read()?.sent) write(null);
if (guide) {
  const draft = "refused" in guide.dataset ? null : read();
  if (draft) restore(draft);
  guide.addEventListener("guide:moved", () => keep());
  guide.addEventListener("input", () => keep());
  guide.addEventListener("submit", () => keep(true));
  guide.querySelector("[data-forget]")?.addEventListener("click", () => { write(null); location.reload(); });
}
