"""A world in which something could leak: one row behind every address that names one."""

import datetime
import uuid

from django.utils import timezone

from clinic import models
from exercises.models import Cause, Exercise, HomeTest, Protocol
from tests.clinic.kept import keep
from tests.factories import LogFactory


def build(episode, routine, therapist, staff):
    """The words that addresses are made with, by the name of the address."""
    runner = episode.runner
    shelf = {"shelf": runner.clinic.shelf}
    now, today = timezone.now(), runner.today()
    prescribed = routine.prescribed.first()
    log = LogFactory(prescribed_exercise=prescribed)
    screening = models.Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=now, local_date=today, answers={}, level="clear"
    )
    test = HomeTest.objects.get(slug="wall-lean", **shelf)
    result = models.TestResult.objects.create(
        uuid=uuid.uuid4(), runner=runner, episode=episode, home_test=test, side="left", method="tape",
        done_at=now, local_date=today,
    )  # fmt: skip
    measure = test.measures.get(primary=True)
    models.TestValue.objects.create(result=result, measure=measure, value=9, unit="cm")
    lock = models.Lock.objects.create(
        runner=runner, screening=screening, extent="impact", lifted_at=now, lifted_by=therapist, lift_reason="seen"
    )
    exercise, cause = Exercise.objects.get(slug="box-hop", **shelf), Cause.objects.get(slug="shoes", **shelf)
    report = models.ProblemReport.objects.create(
        clinic=runner.clinic, reporter=runner.user, exercise=exercise, text="A typo."
    )
    invitation = models.Invitation.objects.create(
        clinic=runner.clinic, role="staff", digest="x" * 64, expires_at=now + datetime.timedelta(days=3)
    )
    shoes = models.ShoeReview.objects.create(episode=episode, shoes="Any", comfort_now=5, advice="keep")
    alert = models.Alert.objects.create(runner=runner, kind="pain", facts={"pain": 7, "exercise": "Box hop"})
    member = models.Membership.objects.get(user=staff)
    of = {
        "exercise": exercise, "exercise-prescribe": exercise, "cause": cause,
        "protocol": Protocol.objects.filter(cause=cause).first(), "home-test": test,
        "problem-report-new": exercise, "api-exercise": exercise,
        "prescribed": prescribed, "log-exercise": prescribed, "log-feel": log, "undo-log": log, "log-advice": log,
        "api-exercise-log": log, "test-result": result, "test-undo": result, "test-correct": result,
        "api-test-result": result,
        "my-shoes": shoes, "my-screening-result": screening, "problem-screenshot": report, "problem-report": report,
        "routine-handout": routine, "routine-handout-pdf": routine,
        "lock-lift": lock, "alert-settle": alert, "routine-compare": routine, "member": member,
        "member-remove": member, "invitation-renew": invitation, "invitation-revoke": invitation,
        "choose-runner": runner,
    }  # fmt: skip
    words = {name: {"uuid": row.uuid} for name, row in of.items()}
    for name in ("episode-open", "runner-screening", "runner-gate", "gate-override", "runner", "runner-erase",
                 "runner-routine", "runner-tests", "runner-log", "runner-messages", "runner-invite",
                 "runner-export"):  # fmt: skip
        words[name] = {"uuid": runner.uuid}
    for name in ("findings", "shoe-review", "episode-care", "episode-pause", "episode-resume", "episode-discharge",
                 "episode-reopen", "episode-timeline", "review-proposal", "prescribe", "prescribe-give",
                 "prescribe-discard", "review"):  # fmt: skip
        words[name] = {"uuid": episode.uuid}
    return words | {
        "finding": {"uuid": episode.uuid, "cause": cause.uuid},
        "prescribe-judge": {"uuid": episode.uuid, "cause": cause.uuid},
        "result-trace": {"uuid": runner.uuid, "result": _recorded(episode).uuid},
        "test-guide": {"slug": "wall-lean"},
        "test-trace": {"slug": "hop-test"},
        "figure-still": {"uuid": exercise.uuid, "digest": "any", "number": 1},
        "figure-motion": {"uuid": test.uuid, "digest": "any"},
        "picture": {"name": "pictures/none.webp"},
        "video": {"name": "none.mp4"},
        "captions": {"name": "none.vtt"},
        "clinic-margin": {"pk": measure.pk},
        "join": {"token": "none"},
        "join-settings": {"token": "none"},
        "join-account": {"token": "none"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
    }


def _recorded(episode):
    """A hop test of the left leg by the phone, with what the phone felt and what was read from it."""
    runner, now = episode.runner, timezone.now()
    test = HomeTest.objects.get(slug="hop-test", shelf=runner.clinic.shelf)
    result = models.TestResult.objects.create(
        uuid=uuid.uuid4(), runner=runner, episode=episode, home_test=test, side="left", method="motion", rhythm="own",
        done_at=now, local_date=runner.today(),
    )  # fmt: skip
    for measure in test.measures.all():
        models.TestValue.objects.create(result=result, measure=measure, value=30, unit=measure.unit)
    keep(result)
    return result
