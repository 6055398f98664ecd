"""The people of the demo: clinics with those who work there, and their runners."""

import datetime
from collections.abc import Iterator
from typing import Any

from clinic.actions import consents
from clinic.actions.clinics import Details, create_clinic
from clinic.actions.invitation_tokens import digest_of, token_of
from clinic.actions.memberships import grant
from clinic.demo.course import Place
from clinic.demo.rows import Rows
from clinic.demo.shelf import library_of
from clinic.demo.stories import Ending, Story
from clinic.models import Clinic, Consent, Invitation, Role, Runner
from portal.accounts.models import User

DOMAIN = "demo.example"
CLINICS = (
    Details(
        name="Riverbend Running Clinic",
        phone="+43 1 555 0100",
        reply_time="one working day",
        zone="Europe/Vienna",
    ),
    Details(
        name="Hilltop Physiotherapy",
        phone="+1 303 555 0142",
        emergency_number="911",
        zone="America/Denver",
        age_of_consent=18,
    ),
)
ADULT_YEARS = (19, 64)
MINOR_YEARS = 15


def make_clinic(number: int) -> Clinic:
    """The n-th clinic, from 0, with a shelf of its own. From the third on they have plain names."""
    later = Details(name=f"Clinic {number + 1}", phone="+44 20 7946 0000", zone="Europe/London")
    return create_clinic(details=CLINICS[number] if number < len(CLINICS) else later)


def worker(email: str, name: str, password: str, clinic: Clinic, role: Role) -> User:
    """Somebody who works in the clinic. `password` comes hashed: the demo has one for all."""
    user: User = User.objects.create(email=f"{email}@{DOMAIN}", name=name, password=password)
    grant(user=user, clinic=clinic, role=role, by=None)
    return user


def staffed(
    number: int, *, rows: Rows, people: Iterator[str], password: str, therapists: int, now: datetime.datetime
) -> Place:
    """The n-th clinic with an owner, its therapists and, the first one, its staff."""
    clinic = make_clinic(number)
    prefix = ("", "other-")[number] if number < 2 else f"clinic{number + 1}-"
    worker(f"{prefix}owner", next(people), password, clinic, Role.OWNER)
    carers = [
        worker(f"{prefix}therapist{'' if one == 0 else one + 1}", next(people), password, clinic, Role.THERAPIST)
        for one in range(therapists)
    ]
    worker(f"{prefix}staff", next(people), password, clinic, Role.STAFF)
    return Place(clinic=clinic, library=library_of(clinic), therapists=carers, rows=rows, now=now)


def make_runner(place: Place, story: Story, *, email: str, name: str, password: str, days: int) -> Runner:
    """A runner whom a therapist added `days` ago, and who has joined unless the story says otherwise."""
    rows, now = place.rows, place.now
    joined = story.ending is not Ending.NOT_JOINED
    added_at = now - datetime.timedelta(days=days, hours=3)
    address = f"{email}@{DOMAIN}"
    user = rows.add(User, email=address, name=name, password=password) if joined else None
    runner = rows.add(
        Runner,
        clinic=place.clinic,
        user=user,
        name=name,
        email=address,
        birth_date=_birth_date(place, story),
        sex=place.rng.choice(("female", "male", "")),
        zone=place.clinic.zone,
        guardian=f"{next_of_kin(name)}" if story.minor else "",
        created_at=added_at,
        joined_at=added_at + datetime.timedelta(hours=1) if joined else None,
    )
    _invite(place, runner, added_at)
    return runner


def next_of_kin(name: str) -> str:
    """A parent of the same family name."""
    return f"Maria {name.rsplit(' ', maxsplit=1)[-1]}"


def _birth_date(place: Place, story: Story) -> datetime.date:
    years = MINOR_YEARS if story.minor else place.rng.randint(*ADULT_YEARS)
    return (place.now - datetime.timedelta(days=years * 365 + place.rng.randint(10, 350))).date()


def _invite(place: Place, runner: Runner, at: datetime.datetime) -> None:
    rows, lead = place.rows, place.therapists[0]
    invitation = rows.add(
        Invitation,
        clinic=place.clinic,
        role=Role.RUNNER,
        runner=runner,
        email=runner.email,
        created_at=at,
        created_by=lead,
        expires_at=at + datetime.timedelta(days=14),
        accepted_at=runner.joined_at,
        accepted_by=runner.user,
    )
    invitation.digest = digest_of(token_of(invitation))
    rows.audit("runner.added", at=at, by=lead, runner=runner, target=runner)
    rows.audit("invitation.made", at=at, by=lead, runner=runner, target=invitation, role=Role.RUNNER.value)
    if runner.user is not None and runner.joined_at is not None:
        _join(rows, runner, runner.user, runner.joined_at)


def _join(rows: Rows, runner: Runner, user: Any, at: datetime.datetime) -> None:
    consent = rows.add(
        Consent,
        runner=runner,
        version=consents.VERSION,
        given_at=at,
        given_by=runner.guardian or runner.name,
        as_guardian=bool(runner.guardian),
    )
    rows.audit("runner.joined", at=at, by=user, runner=runner, target=runner)
    rows.audit("consent.given", at=at, by=user, runner=runner, target=consent, version=consents.VERSION)
