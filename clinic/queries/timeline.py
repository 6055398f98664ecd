"""Everything that happened in an episode, newest first, in one query."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from clinic import models
from clinic.models import EpisodeOfCare

HIGH_PAIN = 6
RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. What `one` to `four` hold depends on the kind; `who` is a name or ""."""

    kind: str
    at: datetime.datetime
    row: UUID
    one: str
    two: str
    three: str
    four: str
    who: str


def happenings(episode: EpisodeOfCare, *, limit: int = 20) -> list[Happening]:
    """The last `limit` happenings of an episode, and of its runner where a row belongs to no episode: one query."""
    parts = list(_parts(episode))
    union: Any = reduce(lambda all_, part: all_.union(part, all=True), parts)
    return [Happening(*row) for row in union.order_by("-at_", "kind_")[:limit]]


def _parts(episode: EpisodeOfCare) -> Iterator[QuerySet]:
    yield from _care(episode)
    yield from _decisions(episode)
    yield from _of_the_runner(episode)


def _care(episode: EpisodeOfCare) -> Iterator[QuerySet]:
    own = EpisodeOfCare.objects.filter(pk=episode.pk)
    yield _shaped(own, "opened", "opened_at", [F("complaint__name"), F("side")], "opened_by__name")
    ended = own.filter(discharged_at__isnull=False)
    yield _shaped(ended, "discharged", "discharged_at", [F("outcome"), F("discharge_reason")], "discharged_by__name")
    pauses = models.Pause.objects.filter(episode=episode)
    yield _shaped(pauses, "paused", "created_at", [F("reason"), F("from_on"), F("to_on")], "created_by__name")
    findings = models.Finding.objects.filter(episode=episode)
    yield _shaped(findings, "finding", "found_at", [F("state"), F("cause__name"), F("evidence")], "found_by__name")


def _decisions(episode: EpisodeOfCare) -> Iterator[QuerySet]:
    routines = models.Routine.objects.filter(episode=episode)
    yield _shaped(routines, "routine", "assigned_at", [F("revision"), F("words")], "assigned_by__name")
    reviews = models.Review.objects.filter(episode=episode)
    yield _shaped(reviews, "review", "decided_at", [F("decision"), F("words")], "decided_by__name")
    shoes = models.ShoeReview.objects.filter(episode=episode)
    yield _shaped(shoes, "shoes", "reviewed_at", [F("advice"), F("comfort_now"), F("shoes")], "reviewed_by__name")


def _of_the_runner(episode: EpisodeOfCare) -> Iterator[QuerySet]:
    """Rows of the runner since the episode began; results of another episode stay with that one."""
    mine = Q(runner=episode.runner_id)
    screenings = models.Screening.objects.filter(mine, done_at__gte=episode.opened_at)
    yield _shaped(screenings, "screening", "done_at", [F("level"), F("kind")], "recorded_by__name")
    lifted = models.Lock.objects.filter(mine, lifted_at__gte=episode.opened_at)
    yield _shaped(lifted, "lock_lifted", "lifted_at", [F("lift_reason"), F("extent")], "lifted_by__name")
    results = models.TestResult.objects.filter(mine, Q(episode=episode) | Q(episode__isnull=True)).standing()
    # A phone on the shin measures the angle alone, which is not the main measure of its test.
    results = results.filter(Q(values__measure__primary=True) | Q(method=models.Method.PHONE))
    value = Concat(_text(F("values__value")), Value(" "), F("values__unit"), output_field=CharField())
    yield _shaped(results, "result", "done_at", [F("home_test__name"), F("side"), value, _way()], None)
    pains = models.ExerciseLog.objects.filter(mine, prescribed_exercise__routine__episode=episode).standing()
    pains = pains.filter(pain__gte=HIGH_PAIN)
    yield _shaped(pains, "pain", "done_at", [F("pain"), F("prescribed_exercise__exercise__name"), F("note")], None)
    messages = models.Message.objects.filter(mine, sent_at__gte=episode.opened_at)
    yield _shaped(messages, "message", "sent_at", [F("text"), F("from_runner")], "sender__name")


def _shaped(rows: QuerySet, kind: str, at: str, texts: Sequence[Any], who: str | None) -> QuerySet:
    """The same eight columns of the same types from every table, so that one UNION holds them all."""
    padded = [*texts, *[None] * (4 - len(texts))]
    columns = {
        "kind_": Value(kind, output_field=CharField()),
        "at_": Cast(F(at), DateTimeField()),
        "row_": Cast(F("uuid"), UUIDField()),
        "one_": _text(padded[0]),
        "two_": _text(padded[1]),
        "three_": _text(padded[2]),
        "four_": _text(padded[3]),
        "who_": _text(F(who) if who else None),
    }
    return rows.order_by().annotate(**columns).values_list(*columns)


def _way() -> Concat:
    """How a result was measured, in what rhythm, and whether a recording is kept: motion|own|recorded."""
    kept = models.MotionTrace.objects.filter(result=OuterRef("pk"))
    recorded = Case(When(Exists(kept), then=Value(RECORDED)), default=Value(""), output_field=CharField())
    parts = [F("method"), Value("|"), F("rhythm"), Value("|"), recorded]
    return Concat(*parts, output_field=CharField())


def _text(value: Any) -> Any:
    if value is None:
        return Value("", output_field=CharField())
    return Coalesce(Cast(value, CharField()), Value(""), output_field=CharField())
