// Asks the portal what a recording says; nothing of it is kept there.
import { guide, words } from "./home_test_page.js";

// Nobody waits for it: the test goes on meanwhile.
const PATIENCE = 10_000;

/** {accepted, reasons, and what was found}; null without an answer: then it is checked when it is saved. */
export async function check(trace) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": guide.elements.csrfmiddlewaretoken.value };
  const body = JSON.stringify(trace);
  try {
    const answer = await fetch(guide.dataset.trace, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 400) return { accepted: false, reasons: [words("Unreadable")] };
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch { return null; /* no signal */ }
}
