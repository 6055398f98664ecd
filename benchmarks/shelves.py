"""Two clinics that differ in one thing: the shipped library on one shelf, and thousands of exercises on the other."""

import random
import time

from clinic.models import Clinic, Membership
from exercises import stamps
from exercises.actions import fill_shelf
from exercises.models import Exercise, Shelf
from exercises.queries.search import forget_indexes, index_of
from portal.accounts.models import User

LINKS = ("causes", "body_parts", "equipment")
SYLLABLES = ("ba", "do", "fi", "ga", "he", "ko", "lu", "mi", "no", "pe", "ru", "sa", "ti", "vo", "za")
ITS_OWN = {"id", "uuid", "origin_id", "origin_digest"}
# Further words of names and summaries, as many as a library of that size may use.
WORDS = 2000


def therapist_with(exercises: int, name: str) -> User:
    """A therapist of a new clinic, whose shelf holds the shipped exercises and others like them up to that number."""
    shelf = Shelf.objects.create(name=name)
    fill_shelf(shelf=shelf, from_shelf=Shelf.objects.shared().get())
    clinic = Clinic.objects.create(name=name, zone="Europe/Vienna", shelf=shelf, phone="+43 1 555 0100")
    user = User.objects.create(email=f"{name}@demo.example", name=name, is_staff=True)
    Membership.objects.create(user=user, clinic=clinic, is_therapist=True)
    grow(shelf, exercises)
    return user


def grow(shelf: Shelf, exercises: int) -> None:
    chance = random.Random(7)  # noqa: S311 -- words to fill a shelf with, no secret
    words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _number in range(2 * WORDS)})[:WORDS]
    models = list(Exercise.objects.filter(shelf=shelf).published().order_by("pk"))
    numbers = range(exercises - len(models))
    made = Exercise.objects.bulk_create(_like(models[n % len(models)], n, chance.choices(words, k=6)) for n in numbers)
    for links in LINKS:
        through = getattr(Exercise, links).through
        target = next(field.attname for field in through._meta.fields if field.attname not in {"id", "exercise_id"})
        held: dict[int, list[int]] = {}
        for pk, other in through.objects.filter(exercise__in=models).values_list("exercise_id", target):
            held.setdefault(pk, []).append(other)
        through.objects.bulk_create(
            through(exercise_id=row.pk, **{target: other})
            for number, row in enumerate(made)
            for other in held.get(models[number % len(models)].pk, ())
        )
    stamps.stamp(Shelf.objects.filter(pk=shelf.pk))


def _like(model: Exercise, number: int, words: list[str]) -> Exercise:
    values = {field.attname: getattr(model, field.attname) for field in model._meta.concrete_fields}
    values = {name: value for name, value in values.items() if name not in ITS_OWN}
    first, *rest = words
    values |= {"slug": f"like-{number}", "name": f"{model.name} {first} {number}", "summary": " ".join(rest)}
    return Exercise(**values)


def first_question(user: User) -> float:
    """CPU seconds of reading the shelf anew, as the first question after a change does."""
    shelves = list(Shelf.objects.filter(clinic__memberships__user=user))
    forget_indexes()
    before = time.process_time()
    index_of(shelves)
    return time.process_time() - before
