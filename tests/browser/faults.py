"""What a browser complains of, collected: console, errors, refused resources, lost requests, faulty answers."""

from urllib.parse import urlsplit

# An answer that refuses a faulty form, and one that says not now: pages of their own, which are looked at.
REFUSALS = {409, 422}
# An invitation that is over, or was never made, says so with 404.
OVER = "/join/"
# What the browser says about an answer of 400 or more. The answer itself is counted, so this would count it twice.
TOLD_TWICE = "Failed to load resource: the server responded with a status of"
ABORTED = "net::ERR_ABORTED"
# What htmx says of a request that a later one cuts short; a lost one it calls sendError besides.
CUT_SHORT = ("htmx:afterRequest", "htmx:sendAbort")
TELL_POLICY = (
    "document.addEventListener('securitypolicyviolation',"
    " e => console.error(`CSP refused ${e.violatedDirective} ${e.blockedURI}`))"
)


class Faults:
    """Faults by the page they were seen on, each once. `place` says where the browser is, `doing` what it just did.

    `expected` are the answers of 400 or more that are no fault.
    """

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self.place, self.doing = "", ""
        self.expected = set(REFUSALS)

    def add(self, words: str) -> None:
        doing = f" after {self.doing}" if self.doing else ""
        self.found[f"{self.place}{doing}: {words}"] = None

    def lines(self) -> list[str]:
        return list(self.found)


def watch(context, faults: Faults) -> None:
    """Adds to `faults` what any page of this browser complains of."""
    context.add_init_script(TELL_POLICY)
    context.on("console", lambda message: _said(message, faults))
    context.on("weberror", lambda error: faults.add(f"error: {error.error}"))
    context.on("requestfailed", lambda request: _lost(request, faults))
    context.on("response", lambda answer: _answered(answer, faults))


def _said(message, faults: Faults) -> None:
    if not message.text.startswith((TOLD_TWICE, *CUT_SHORT)):
        faults.add(f"console: {message.text}")


def _lost(request, faults: Faults) -> None:
    """A request that a click on something else cuts short is no fault."""
    if request.failure != ABORTED:
        faults.add(f"lost: {path_of(request.url)} {request.failure}")


def _answered(answer, faults: Faults) -> None:
    if answer.status == 404 and path_of(answer.url).startswith(OVER):
        return
    if answer.status >= 400 and answer.status not in faults.expected:
        faults.add(f"answered {answer.status}: {answer.request.method} {path_of(answer.url)}")


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
