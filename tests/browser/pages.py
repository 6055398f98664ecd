"""Every page of every role, by the name of its address.

`addresses_for` makes them from the demo's rows. What a role must see follows from tests/test_access.py: each address
that answers a page to that kind of person, but for EXEMPT. So a new page that nobody crawls is a failing test.
"""

from collections.abc import Iterator

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from clinic import models
from clinic.scoping import access_of, shelves_to_read
from exercises.models import Cause, Exercise, HomeTest, Protocol
from tests.test_access import PEOPLE, ROWS

Page = tuple[str, str]
# Addresses that answer with something else than a page of their own.
EXEMPT = {
    "home": "sends each person on to their own start",
    "healthz": "a word for a machine",
    "readyz": "a word for a machine",
    "account_signup": "there is none: a 404, which tests/browser/test_error_pages.py looks at",
    "figure-still": "a picture",
    "figure-motion": "numbers for the player",
    "picture": "a picture",
    "video": "a video",
    "captions": "captions",
    "problem-screenshot": "a picture",
    "routine-handout-pdf": "a file",
    "today-handout-pdf": "a file",
    "review-proposal": "a part that the overview of a runner fetches into itself",
}
MACHINES = "api-"
# Pages that no address opens by itself: each is reached by the steps before it, in tests/browser/test_steps.py.
BY_STEPS = {"account_confirm_login_code", "join-settings", "join-account", "account_set_password"}
# The column of tests/test_access.py that says what a role may open.
COLUMN = {
    "nobody": "nobody", "runner": "runner", "runner2": "runner2", "therapist": "therapist", "therapist2": "therapist",
    "staff": "staff", "owner": "owner", "other-therapist": "therapist",
}  # fmt: skip
STATES = ("locked-runner", "new-runner", "paused-runner", "discharged-runner")
# Runners in other states see other contents under these addresses only.
STATEFUL = ("today", "tests", "progress", "my-messages", "my-screening", "my-gate", "profile", "consent")
# A second therapist opens the same doors as the first; what differs is whose runners are named on them.
ONLY = {"therapist2": {"caseload", "inbox", "runner", "clinic", "people", "episode-care", "runner-messages"}}
WITH_QUERY = {
    "caseload": ["?whose=clinic"],
    "library": ["?q=hop", "?q=solues&body_part=soleus", "?q=nothing-has-this-name"],
    "my-screening": ["?set=short"],
}


def expected(role: str) -> set[str]:
    """The names of the pages that this role must see."""
    column = PEOPLE.index(COLUMN[role])
    opened = {name for name, (get, _post) in ROWS.items() if get.split()[column] == "200"}
    return {name for name in opened if name not in EXEMPT and not name.startswith(MACHINES)}


def pages_of_somebody() -> set[str]:
    """The names of all addresses that are opened, and not only sent to."""
    opened = {name for name, (get, _post) in ROWS.items() if "405" not in get.split()}
    return {name for name in opened if name not in EXEMPT and not name.startswith(MACHINES)}


def alike(role: str, other: str, name: str) -> bool:
    """Both roles are answered alike under this address, read or sent, so it has the same controls for both."""
    here, there = (PEOPLE.index(COLUMN[one]) for one in (role, other))
    return all(answers.split()[here] == answers.split()[there] for answers in ROWS[name])


def addresses_for(role: str, demo) -> list[Page]:
    """Every page of this role: the name of its address, and the address."""
    if role.endswith("-runner"):
        names = [*STATEFUL, "morning-advice"] if role == "paused-runner" else STATEFUL
        return [(name, reverse(name)) for name in names]
    user = demo.people.get(role)
    known = dict(_words(role, demo, user))
    return [page for page in _written(expected(role), known) if role not in ONLY or page[0] in ONLY[role]]


def _written(names: set[str], known: dict[str, list[dict]]) -> Iterator[Page]:
    for name in sorted(names | set(known)):
        for words in known.get(name, [{}]):
            query = words.get("?", "")
            yield name, reverse(name, kwargs={key: word for key, word in words.items() if key != "?"}) + query
        for query in WITH_QUERY.get(name, ()):
            yield name, reverse(name) + query


def _words(role: str, demo, user) -> Iterator[tuple[str, list[dict]]]:
    """What stands in the addresses that name a row, for the rows that this person may see."""
    yield from _signing_in(demo)
    if user is None:
        yield "join", [{"token": token} for token in demo.invitations.values()]
        return
    yield from _of_the_library(user)
    access = access_of(user)
    if access.runner_ids:
        yield from _of_a_runner(user)
    if access.cares_in:
        yield from _of_care(user)
    if access.therapist_in:
        yield from _of_a_therapist(user)
    if access.works_in:
        yield "problem-report", _by_state(models.ProblemReport.objects.visible_to(user), "answered_at__isnull")
    if access.owner_of:
        yield from _of_an_owner(user)


def _signing_in(demo):
    user = demo.people["runner"]
    key = default_token_generator.make_token(user)
    good, used = user_pk_to_url_str(user), "1-none"
    yield "account_reset_password_from_key", [{"uidb36": good, "key": key}, {"uidb36": good, "key": used}]


def _of_the_library(user):
    shelf = shelves_to_read(user)[0]
    exercises = Exercise.objects.filter(shelf=shelf)
    yield "exercise", _uuids(exercises.filter(slug__in=["box-hop", "wall-lean", "soleus-raise-seated"]))
    yield "problem-report-new", _uuids(exercises.filter(slug="box-hop"))
    yield "cause", _uuids(Cause.objects.filter(shelf=shelf))
    yield "home-test", _uuids(HomeTest.objects.filter(shelf=shelf))
    if access_of(user).works_in:
        yield "protocol", _uuids(Protocol.objects.filter(shelf=shelf).order_by("pk")[:2])


def _of_a_runner(user):
    runner = models.Runner.objects.filter(user=user).order_by("-joined_at").first()
    logs = models.ExerciseLog.objects.filter(runner=runner, voided_at=None)
    results = [models.TestResult.objects.filter(runner=runner, home_test__slug=slug).first() for slug in _tests(runner)]
    mine = {"episode__runner": runner}
    prescribed = models.PrescribedExercise.objects.filter(routine__episode__runner=runner, routine__ended_at=None)
    yield "prescribed", _uuids(prescribed.order_by("pk"))
    yield "log-feel", _uuids(logs[:1])
    yield "log-advice", _uuids([*logs.filter(pain__lte=2)[:1], *logs.filter(pain__gte=4)[:1]])
    yield "test-result", _uuids(filter(None, results))
    yield "test-correct", _uuids(models.TestResult.objects.filter(runner=runner).order_by("-done_at")[:1])
    yield "test-guide", [*({"slug": slug} for slug in _tests(runner)), {"slug": "wall-lean", "?": "?way=phone"}]
    yield "my-shoes", _uuids(models.ShoeReview.objects.filter(**mine)[:1])
    yield "my-screening-result", _uuids(models.Screening.objects.filter(runner=runner)[:1])


def _tests(runner) -> list[str]:
    return list(HomeTest.objects.filter(shelf=runner.clinic.shelf).order_by("pk").values_list("slug", flat=True))


def _of_care(user):
    """What therapists and owners see of runners: the overview of one runner in each state, the rest of one in care."""
    runners = models.Runner.objects.visible_to(user).order_by("pk")
    in_care = runners.filter(episodes__reviews__isnull=False).first() or runners.filter(user__isnull=False).first()
    episode = in_care.episodes.order_by("-opened_at").first()
    yield "runner", _uuids(_one_in_each_state(runners))
    for name in ("runner-routine", "runner-tests", "runner-log", "runner-messages"):
        yield name, _uuids([in_care])
    yield "runner-invite", _uuids([runners.filter(joined_at=None).first() or in_care])
    for name in ("episode-timeline", "review"):
        yield name, _uuids([episode])
    recorded = models.TestResult.objects.visible_to(user).filter(traces__isnull=False).standing().order_by("pk")
    yield "result-trace", [{"uuid": one.runner.uuid, "result": one.uuid} for one in _one_by_each_method(recorded)]
    routines = models.Routine.objects.visible_to(user)
    for name in ("routine-compare", "routine-handout"):
        yield name, _uuids([routines.order_by("-revision").first()])


def _of_a_therapist(user):
    """What only therapists may open: the forms of care."""
    runners = models.Runner.objects.visible_to(user).filter(user__isnull=False).order_by("pk")
    episodes = models.EpisodeOfCare.objects.visible_to(user).order_by("pk")
    running = episodes.filter(discharged_at=None)
    yield "exercise-prescribe", _uuids(Exercise.objects.on_shelves(shelves_to_read(user)).filter(slug="box-hop")[:1])
    yield "episode-open", _uuids(runners[:1])
    yield "runner-screening", _uuids(runners[:1])
    yield "runner-gate", _uuids([*runners.filter(start_gates__passed=False)[:1], *runners[:1]])
    yield "lock-lift", _uuids(models.Lock.objects.visible_to(user).order_by("lifted_at")[:1])
    for name in ("findings", "prescribe", "shoe-review", "episode-care", "episode-discharge"):
        yield name, _uuids(running[:1])
    yield "episode-pause", _uuids([*running.filter(pauses=None)[:1], *running.filter(pauses__isnull=False)[:1]])
    yield "episode-reopen", _uuids(episodes.filter(discharged_at__isnull=False)[:1])


def _of_an_owner(user):
    members = models.Membership.objects.visible_to(user).exclude(user=user).order_by("pk")[:1]
    yield "member", _uuids(members)
    yield "member-remove", _uuids(members)
    runners = models.Runner.objects.visible_to(user).filter(user__isnull=False).order_by("pk")[:1]
    yield "runner-export", _uuids(runners)
    yield "runner-erase", _uuids(runners)


def _one_in_each_state(runners):
    found = {}
    for runner in runners:
        locks, alerts = runner.locks.filter(lifted_at=None), runner.alerts.filter(settled_at=None)
        episode = runner.episodes.order_by("-opened_at").first()
        pauses = episode is not None and episode.pauses.exists()
        routine = episode is not None and episode.routines.exists()
        running = episode is not None and episode.is_running
        state = (runner.joined_at is None, locks.exists(), alerts.exists(), routine, running, pauses)
        found.setdefault(state, runner)
    return found.values()


def _one_by_each_method(results):
    """The hop test and the wall lean by the phone are different pages."""
    return {one.method: one for one in results.select_related("runner")}.values()


def _by_state(rows, *fields: str) -> list[dict]:
    found = {}
    for field in fields:
        for value in (True, False):
            found[field, value] = rows.filter(**{field: value}).first()
    return _uuids(filter(None, found.values()))


def _uuids(rows) -> list[dict]:
    return [{"uuid": row.uuid} for row in rows if row is not None]
