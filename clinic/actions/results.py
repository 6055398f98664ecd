"""Results of home tests: recorded, corrected, undone, and what follows from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import attention, client_rows
from clinic.actions.audit import record
from clinic.actions.client_rows import Recorded
from clinic.actions.lean import alert_of_sides, follow_undo
from clinic.actions.traces import keep_traces
from clinic.models import Alert, EpisodeOfCare, Retest, Runner, Side, TestResult, TestValue
from clinic.permissions import check_can_record_for
from clinic.policies import check_may_change, check_may_record, check_running
from clinic.rules import pain
from clinic.rules.retest import counts_from
from clinic.validators.fields import plain
from clinic.validators.results import ResultBody
from exercises.models import TestSides


def record_test(*, runner: Runner, body: ResultBody, by: Any) -> Recorded[TestResult]:
    """Records one side of one home test; with `replaces` it corrects an earlier result.

    It belongs to the retest that waits, which is done once all its sides are there. A test with hops wants an open
    start gate and a clear screening of the same day. Pain above 5 alerts those who care for the runner.
    Errors: NotAllowed; NotNow with id_conflict, no_consent, locked, gate_closed, not_screened, not_clear, discharged,
    already_undone or too_late; ValidationError on `replaces`.
    """
    check_can_record_for(by, runner)
    return client_rows.record_once(TestResult, runner=runner, body=body, write=lambda: _write(runner, body, by))


@transaction.atomic
def undo_result(*, result: TestResult, by: Any) -> None:
    """Takes a result back, on its own day; it stays in the history. A retest that it had finished waits again.

    Taking it back twice is harmless. Errors: NotAllowed; NotNow("too_late").
    """
    check_can_record_for(by, result.runner)
    if result.voided_at is not None:
        return
    check_may_change(result)
    client_rows.void(result, by=by)
    record("result.undone", by=by, runner=result.runner, target=result)
    if result.retest is not None and not _is_complete(result.retest):
        _reopen(result.retest, by)
    follow_undo(result, by=by)


@dataclass(frozen=True, slots=True)
class _Care:
    """What a result belongs to."""

    episode: EpisodeOfCare | None
    retest: Retest | None


def _write(runner: Runner, body: ResultBody, by: Any) -> TestResult:
    care = _care_for(runner, body)
    _check_may_test(runner, body, care.episode)
    old = client_rows.replace(TestResult, runner=runner, old_id=body.replaces, by=by)
    if old is not None:
        old.runner = runner
        check_may_change(old)
    result = _insert(runner, body, _Care(old.episode, old.retest) if old and old.retest else care, old)
    keep_traces(result=result, recordings=body.recordings, replaces=old)
    facts = {"test": body.home_test.slug, "side": body.side}
    record("result.corrected" if old else "result.recorded", by=by, runner=runner, target=result, facts=facts)
    _alert(result)
    alert_of_sides(result, by=by)
    return result


def _alert(result: TestResult) -> None:
    alerts = [*_finish(result), *_pain_of(result)]
    attention.raise_alerts(alerts)
    for alert in alerts:
        if alert.kind == Alert.Kind.PAIN:
            attention.tell_carers(alert, runner=result.runner)


def _care_for(runner: Runner, body: ResultBody) -> _Care:
    """The retest is locked until the end: both sides may arrive at once, and one of them has to see the other."""
    day = runner.today(body.done_at)
    rows = Retest.objects.waiting().filter(episode__runner=runner, home_test=body.home_test)
    locked = rows.select_for_update(of=("self",)).select_related("episode").order_by("due_on", "pk")
    due = [row for row in locked if not body.practice and day >= counts_from(runner.today(row.created_at), row.due_on)]
    if due:
        return _Care(due[0].episode, due[0])
    running_first = EpisodeOfCare.objects.filter(runner=runner).order_by(
        F("discharged_at").desc(nulls_first=True), "-opened_at"
    )
    return _Care(running_first.first(), None)


def _check_may_test(runner: Runner, body: ResultBody, episode: EpisodeOfCare | None) -> None:
    check_may_record(runner, done_at=body.done_at, impact=True, hops=body.home_test.impact)
    if episode is not None:
        check_running(episode, body.done_at)


def _insert(runner: Runner, body: ResultBody, care: _Care, old: TestResult | None) -> TestResult:
    result = TestResult.objects.create(
        uuid=body.uuid,
        runner=runner,
        body=body.normalised(),
        episode=care.episode,
        retest=care.retest,
        home_test=body.home_test,
        side=body.side,
        done_at=body.done_at,
        local_date=runner.today(body.done_at),
        method=body.method,
        rhythm=body.rhythm,
        pain=body.pain,
        effort=body.effort,
        stop_reason=body.stop_reason,
        tries=[plain(value) for value in body.tries],
        note=body.note,
        practice=body.practice,
        replaces=old,
    )
    values = [TestValue(result=result, measure=one, value=value, unit=one.unit) for one, value in body.values]
    TestValue.objects.bulk_create(values)
    return result


def _is_complete(retest: Retest) -> bool:
    wanted = set(Side.values) if retest.home_test.sides == TestSides.EACH else {""}
    there = TestResult.objects.standing().filter(retest=retest, practice=False).values_list("side", flat=True)
    return wanted <= set(there)


def _finish(result: TestResult) -> Iterator[Alert]:
    """The retest is done once all its sides are there, and a therapist looks at it."""
    retest = result.retest
    if retest is None or retest.done_at is not None:
        return
    retest.home_test = result.home_test
    if not _is_complete(retest):
        return
    retest.done_at = result.done_at
    retest.save(update_fields=["done_at"])
    facts = {"test": result.home_test.name, "retest": str(retest.uuid), "result": str(result.uuid)}
    yield Alert(runner=result.runner, episode=retest.episode, kind=Alert.Kind.RESULT, facts=facts)


def _reopen(retest: Retest, by: Any) -> None:
    """Unless the same test waits already, or the episode has ended."""
    others = Retest.objects.waiting().filter(episode=retest.episode_id, home_test=retest.home_test_id)
    if retest.done_at is None or not retest.episode.is_running or others.exists():
        return
    retest.done_at = None
    retest.save(update_fields=["done_at"])
    told = Alert.objects.standing().filter(kind=Alert.Kind.RESULT, facts__retest=str(retest.uuid))
    told.update(settled_at=timezone.now(), settled_by=by, settle_note=_("The result was taken back."))


def _pain_of(result: TestResult) -> Iterator[Alert]:
    if result.pain is not None and pain.zone(result.pain) is pain.Zone.STOP:
        facts = {"pain": result.pain, "test": result.home_test.name, "result": str(result.uuid)}
        yield Alert(runner=result.runner, episode=result.episode, kind=Alert.Kind.PAIN, facts=facts)
