"""CPU time of a request, as a ratio to a constant page and to a bare twin: `make bench`.

Server and SQLite run in this process, so its CPU time holds both; on PostgreSQL the time of the backend is added.
Each pair is measured in turns, and the medians are compared, so that a busy machine disturbs both alike.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
# Four fifths of them are in the first clinic: a caseload of 50.
RUNNERS, WARMUP, WEEKS = 63, 5, 12
# The most that a page may cost, in multiples of its twin.
BARS = {"Today": 4.0, "Caseload of 50": 4.0, "Exercise list API of 20": 2.0, "Posting one log": 2.0}
# Of pages of the library: the most with many exercises, in multiples of the same page with those that are shipped.
MANY, GROWTH = 5000, 1.5
LIBRARY = {
    "Library": "",
    "Library, a word": "?q=calf",
    "Library, a slip": "?q=anlke",
    "Library, a cause": "?cause=calf-strength",
}
BARS |= dict.fromkeys(LIBRARY, GROWTH)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="counted requests of each kind (40)")
    rounds = parser.parse_args().rounds
    set_up()
    print(f"{'':26}{'CPU ms':>9}{'x floor':>9}{'twin ms':>9}{'x twin':>8}{'bar':>6}")
    verdicts = measure_all(rounds)
    print(f"\n{f'With {MANY:,} exercises':26}{'CPU ms':>9}{'x floor':>9}{'few ms':>9}{'x few':>8}{'bar':>6}")
    verdicts += measure_library(rounds)
    from figures import measure_figures
    from handout import measure_handout
    from hopdata import measure_hops
    from motion import measure_motion

    verdicts += measure_figures()
    verdicts += measure_handout()
    verdicts += measure_motion()
    verdicts += measure_hops()
    return 1 if [name for name, good in verdicts if not good] else 0


def set_up() -> None:
    """A database of its own with the demo, and the twins beside the portal's addresses."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("DEMO_PASSWORD", "only-for-the-benchmark")
    # An https address would send every request away.
    os.environ.pop("SITE_URL", None)
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "twin"
    settings.TEMPLATES[0]["DIRS"].append(ROOT / "benchmarks/templates")
    settings.MEDIA_ROOT = tempfile.mkdtemp(prefix="toeoff-bench-")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment(debug=False)
    get_runner(settings)(verbosity=0, interactive=False).setup_databases()
    call_command("load_library", verbosity=0)
    call_command("seed_demo", runners=RUNNERS, clinics=2, weeks=WEEKS, verbosity=0)


def measure_all(rounds: int) -> list[tuple[str, bool]]:
    runner, therapist = client("runner"), client("therapist")
    floor = pair(lambda: runner.get("/floor/"), lambda: runner.get("/floor/"), rounds)[0]
    print(f"{'Constant page (floor)':26}{floor * 1000:9.2f}{1:9.1f}")
    prescribed = runner.get("/api/v1/today/").json()["exercises"][0]["prescribed_exercise"]
    kinds: dict[str, tuple[Callable, Callable]] = {
        "Today": (lambda: runner.get("/today/"), lambda: runner.get("/twin/today/")),
        "Caseload of 50": (
            lambda: therapist.get("/caseload/?whose=clinic"),
            lambda: therapist.get("/twin/caseload/"),
        ),
        "Exercise list API of 20": (
            lambda: runner.get("/api/v1/exercises/"),
            lambda: runner.get("/twin/exercises/"),
        ),
        "Posting one log": (
            lambda: post(runner, "/api/v1/exercise-logs/", prescribed),
            lambda: post(runner, "/twin/log/", prescribed),
        ),
    }
    return [(name, show(name, pair(ours, twin, rounds), floor)) for name, (ours, twin) in kinds.items()]


def measure_library(rounds: int) -> list[tuple[str, bool]]:
    """The same pages for a therapist with the shipped library, and for one with thousands of exercises."""
    from shelves import first_question, therapist_with

    users = [therapist_with(count, name) for count, name in ((MANY, "many"), (0, "few"))]
    many, few = (signed_in(user) for user in users)
    floor = pair(lambda: few.get("/floor/"), lambda: few.get("/floor/"), rounds)[0]
    verdicts = []
    for name, query in LIBRARY.items():
        address = f"/library/{query}"
        medians = pair(lambda at=address: many.get(at), lambda at=address: few.get(at), rounds)
        verdicts.append((name, show(name, medians, floor)))
    after = [statistics.median(first_question(user) for _round in range(5)) * 1000 for user in users]
    print(f"{'Reading it anew':26}{after[0]:9.2f}{'':9}{after[1]:9.2f}   after a change, once")
    return verdicts


def client(name: str):
    from django.contrib.auth import get_user_model

    from portal.accounts import demo

    return signed_in(get_user_model().objects.get(email=demo.email(name)))


def signed_in(user):
    from django.test import Client

    browser = Client()
    browser.force_login(user)
    return browser


def post(browser, address: str, prescribed: str):
    from django.utils import timezone

    body = {
        "id": str(uuid.uuid4()),
        "prescribed_exercise": prescribed,
        "done_at": timezone.now().isoformat(),
        "pain": 2,
    }
    return browser.post(address, json.dumps(body), content_type="application/json")


def pair(ours: Callable, twin: Callable, rounds: int) -> tuple[float, float]:
    """Median CPU seconds of one request of each, taken in turns."""
    for call in (ours, twin) * WARMUP:
        answer = call()
        assert answer.status_code in {200, 201}, (answer.status_code, answer.content[:300])
    first, second = [], []
    for _round in range(rounds):
        first.append(cpu_of(ours))
        second.append(cpu_of(twin))
    return statistics.median(first), statistics.median(second)


def cpu_of(call: Callable) -> float:
    backend = backend_cpu()
    before = time.process_time()
    call()
    return time.process_time() - before + backend_cpu() - backend


def backend_cpu() -> float:
    """CPU seconds of our PostgreSQL backend so far; 0 on SQLite, which runs in this process."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()
    return int(fields[0]) / 1e9


def show(name: str, medians: tuple[float, float], floor: float) -> bool:
    ours, twin = medians
    ratio, bar = ours / twin, BARS[name]
    verdict = "" if ratio <= bar else "  missed"
    print(f"{name:26}{ours * 1000:9.2f}{ours / floor:9.1f}{twin * 1000:9.2f}{ratio:8.2f}{bar:6.1f}{verdict}")
    return ratio <= bar


if __name__ == "__main__":
    raise SystemExit(main())
