"""More of everything: so that a page that asks once for each row is caught."""

import datetime
import uuid

from django.utils import timezone

from clinic import models
from exercises.models import Cause, Exercise, HomeTest
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory, RunnerFactory, UserFactory

EXERCISES = ("pogo-double", "dumbbell-deadlift", "bridge-double", "hip-thrust")


def grow(routine, therapist, staff, number):
    """Adds `number` further rows of each kind to the record of a runner, and as many runners to their clinic."""
    for place in range(1, number + 1):
        day = routine.episode.runner.today() - datetime.timedelta(days=place)
        _days(routine, therapist, place, day)
        _measured(routine, day)
        _plans(routine, therapist, place, day)
        _answers(routine, therapist, day)
        _clinic(routine.episode.runner.clinic, staff, place)
        _other_runner(routine.episode.runner.clinic, therapist)


def _days(routine, therapist, place, day):
    runner = routine.episode.runner
    for prescribed in routine.prescribed.all():
        LogFactory(prescribed_exercise=prescribed, done_at=timezone.now() - datetime.timedelta(days=place))
        LogFactory(prescribed_exercise=prescribed)
    models.MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=day, pain=2)
    for from_runner in (True, False):
        sender = runner.user if from_runner else therapist
        models.Message.objects.create(runner=runner, sender=sender, from_runner=from_runner, text="Hello.")
    for kind in ("pain", "result", "red_flag"):
        models.Alert.objects.create(
            runner=runner, episode=routine.episode, kind=kind, facts={"pain": 7, "test": "Hop", "level": "hold"}
        )


def _measured(routine, day):
    runner = routine.episode.runner
    for slug, method in (("wall-lean", "tape"), ("hop-test", "counted")):
        test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug=slug)
        for side in ("left", "right"):
            result = models.TestResult.objects.create(
                runner=runner, uuid=uuid.uuid4(), episode=routine.episode, home_test=test, side=side, method=method,
                done_at=timezone.now() - (runner.today() - day), local_date=day,
            )  # fmt: skip
            measure = test.measures.get(primary=True)
            models.TestValue.objects.create(result=result, measure=measure, value=9, unit=measure.unit)


def _plans(routine, therapist, place, day):
    episode = routine.episode
    shelf = episode.runner.clinic.shelf
    PrescribedFactory(routine=routine, slug=EXERCISES[place], position=10 + place)
    former = RoutineFactory(
        episode=episode, revision=routine.revision + place, starts_on=day, ended_at=timezone.now(),
        assigned_by=therapist,
    )  # fmt: skip
    PrescribedFactory(routine=former, slug="wall-lean", position=1)
    cause = Cause.objects.filter(shelf=shelf).order_by("pk")[place]
    former.causes.add(cause)
    for superseded_at in (timezone.now(), None):
        models.Finding.objects.create(
            episode=episode, cause=cause, state="suspected", found_by=therapist, superseded_at=superseded_at
        )
    models.Pause.objects.create(episode=episode, from_on=day, to_on=day, reason="Ill", created_by=therapist)
    models.ShoeReview.objects.create(episode=episode, shoes="Any", comfort_now=5, advice="keep", reviewed_by=therapist)
    models.Review.objects.create(episode=episode, routine=routine, decision="keep", decided_by=therapist)
    for slug in ("hop-test", "wall-lean"):
        test = HomeTest.objects.get(shelf=shelf, slug=slug)
        models.Retest.objects.create(
            episode=episode, routine=former, home_test=test, due_on=day, done_at=timezone.now()
        )
    if place == 1:  # one waits at a time
        hop = HomeTest.objects.get(shelf=shelf, slug="hop-test")
        models.Retest.objects.create(episode=episode, routine=routine, home_test=hop, due_on=episode.runner.today())
    more = EpisodeFactory(runner=episode.runner, opened_by=therapist, side="right")
    models.CareAssignment.objects.create(episode=more, therapist=therapist, from_on=day)
    PrescribedFactory(routine=RoutineFactory(episode=more), slug="wall-lean", position=1)


def _answers(routine, therapist, day):
    runner = routine.episode.runner
    screening = models.Screening.objects.create(
        runner=runner, uuid=uuid.uuid4(), done_at=timezone.now(), local_date=runner.today(), answers={}, level="clear"
    )
    models.Lock.objects.create(
        runner=runner, screening=screening, extent="impact", lifted_at=timezone.now(), lifted_by=therapist,
        lift_reason="Seen.",
    )  # fmt: skip
    models.StartGate.objects.create(runner=runner, passed=True, recorded_by=therapist)
    models.Consent.objects.create(
        runner=runner, version="2026-10", given_by=runner.name, withdrawn_at=timezone.now() - datetime.timedelta(days=9)
    )
    for verb in ("log.recorded", "record.opened"):
        models.AuditEvent.objects.create(actor=runner.user, verb=verb, runner=runner, clinic=runner.clinic)


def _clinic(clinic, staff, place):
    exercise = Exercise.objects.get(shelf=clinic.shelf, slug=EXERCISES[place])
    for person in (staff, UserFactory()):
        models.ProblemReport.objects.create(clinic=clinic, reporter=person, exercise=exercise, text="A typo.")
    models.Membership.objects.create(user=UserFactory(), clinic=clinic, is_therapist=True)
    models.Invitation.objects.create(
        clinic=clinic, role="staff", email=f"new{place}@demo.example", digest=uuid.uuid4().hex,
        expires_at=timezone.now() + datetime.timedelta(days=3),
    )  # fmt: skip


def _other_runner(clinic, therapist):
    runner = RunnerFactory(clinic=clinic)
    episode = EpisodeFactory(runner=runner)
    models.CareAssignment.objects.create(episode=episode, therapist=therapist, from_on=runner.today())
    LogFactory(prescribed_exercise=PrescribedFactory(routine=RoutineFactory(episode=episode)))
    models.Alert.objects.create(runner=runner, kind="pain", facts={"pain": 7, "exercise": "Box hop"})
    models.Message.objects.create(runner=runner, sender=runner.user, from_runner=True, text="Hello.")
