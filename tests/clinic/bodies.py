"""Bodies as a phone sends them; keywords change single fields."""

import uuid

from django.utils import timezone

from clinic.actions.gates import override_gate
from clinic.actions.logs import log_exercise
from clinic.actions.results import record_test
from clinic.actions.screenings import record_screening
from clinic.queries.own import home_test_of
from clinic.validators.answers import read_screening
from clinic.validators.logs import read_log
from clinic.validators.results import read_result
from exercises.models import ScreeningQuestion
from tests.clinic.recordings import hopping, leaning


def now():
    return timezone.now().isoformat()


def log_body(prescribed, **changes):
    return {
        "id": str(uuid.uuid4()),
        "prescribed_exercise": str(prescribed.uuid),
        "done_at": now(),
        "sets_done": 2,
        "reps_done": 10,
        "pain": 2,
        "effort": 4,
        "note": "Felt light.",
    } | changes


def hop_body(**changes):
    return {
        "id": str(uuid.uuid4()),
        "home_test": "hop-test",
        "side": "left",
        "done_at": now(),
        "seconds": 30,
        "hops": 61,
        "pain": 1,
        "effort": 5,
        "method": "counted",
    } | changes


def lean_body(**changes):
    return {
        "id": str(uuid.uuid4()),
        "home_test": "wall-lean",
        "side": "left",
        "done_at": now(),
        "tries": [10.5, 11, 11.5],
        "distance_cm": 11,
        "method": "tape",
    } | changes


def motion_body(**changes):
    """A hop test measured by the phone in the hand."""
    return hop_body(method="motion", hops=65, traces=[hopping()]) | changes


def phone_body(*degrees, **changes):
    """A wall lean measured by the phone on the shin."""
    tries = list(degrees or (38, 39, 40))
    body = lean_body(method="phone", tries=tries, traces=[leaning(one) for one in tries])
    return {name: value for name, value in body.items() if name != "distance_cm"} | changes


def questions_for(runner, *, short=False):
    rows = ScreeningQuestion.objects.filter(shelf=runner.clinic.shelf)
    return list(rows.filter(short_set=True) if short else rows)


def answers(runner, *, short=True, **changes):
    """No to every question; keywords are slugs with underscores."""
    said = {row.slug: "no" for row in questions_for(runner, short=short)}
    return said | {slug.replace("_", "-"): answer for slug, answer in changes.items()}


def screening_body(runner, *, short=True, done_at=None, **changes):
    return {
        "id": str(uuid.uuid4()),
        "done_at": done_at or now(),
        "answers": answers(runner, short=short, **changes),
    }


def logged(prescribed, **changes):
    runner = prescribed.routine.episode.runner
    body = read_log(log_body(prescribed, **changes), prescribed=prescribed)
    return log_exercise(runner=runner, body=body, by=runner.user)


def screened(runner, *, by=None, **changes):
    body = read_screening(screening_body(runner, **changes), questions=questions_for(runner))
    return record_screening(runner=runner, body=body, by=by or runner.user)


def measured(runner, body, *, by=None):
    read = read_result(body, home_test=home_test_of(runner, body["home_test"]))
    return record_test(runner=runner, body=read, by=by or runner.user)


def may_hop(runner, therapist):
    """Opens the gate and clears the screening of today."""
    override_gate(runner=runner, reason="Hops well in the clinic.", by=therapist)
    return screened(runner)
