"""Rows for tests. What needs a history (a routine given, a log) is made by the actions where that is the point."""

import datetime
import uuid

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from clinic import models
from exercises.models import Complaint, Exercise
from portal.accounts.models import User

PASSWORD = "soft-landing-42"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@demo.example")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class RunnerFactory(DjangoModelFactory):
    """A runner who has joined, in Vienna."""

    class Meta:
        model = models.Runner
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Runner {n}")
    user = factory.SubFactory(UserFactory, name=factory.SelfAttribute("..name"))
    email = factory.LazyAttribute(lambda row: row.user.email if row.user else "")
    zone = "Europe/Vienna"
    birth_date = datetime.date(1990, 5, 17)
    joined_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def consent(self, create, extracted, **kwargs):
        if create and extracted is not False:
            models.Consent.objects.create(runner=self, version="2026-11", given_by=self.name)


class EpisodeFactory(DjangoModelFactory):
    class Meta:
        model = models.EpisodeOfCare

    runner = factory.SubFactory(RunnerFactory)
    complaint = factory.LazyAttribute(
        lambda row: Complaint.objects.get(shelf=row.runner.clinic.shelf, slug="calf-pain-running")
    )
    side = "left"


class RoutineFactory(DjangoModelFactory):
    class Meta:
        model = models.Routine

    episode = factory.SubFactory(EpisodeFactory)
    revision = 1
    starts_on = factory.LazyAttribute(lambda row: row.episode.runner.today())


class PrescribedFactory(DjangoModelFactory):
    class Meta:
        model = models.PrescribedExercise

    class Params:
        slug = "box-hop"

    routine = factory.SubFactory(RoutineFactory)
    exercise = factory.LazyAttribute(
        lambda row: Exercise.objects.get(shelf=row.routine.episode.runner.clinic.shelf, slug=row.slug)
    )
    position = factory.Sequence(lambda n: n + 1)
    dosage = factory.LazyAttribute(lambda row: row.exercise.dosage)


class LogFactory(DjangoModelFactory):
    class Meta:
        model = models.ExerciseLog

    uuid = factory.LazyFunction(uuid.uuid4)
    prescribed_exercise = factory.SubFactory(PrescribedFactory)
    runner = factory.LazyAttribute(lambda row: row.prescribed_exercise.routine.episode.runner)
    done_at = factory.LazyFunction(timezone.now)
    local_date = factory.LazyAttribute(lambda row: row.runner.local_now(row.done_at).date())
    pain = 2
