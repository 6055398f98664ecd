"""A runner with at least one row in every table that holds anything about a runner."""

import datetime
import io
import uuid
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from clinic.measurement.packing import pack
from clinic.measurement.trace import Trace
from clinic.models import (
    Alert,
    AuditEvent,
    CareAssignment,
    EpisodeOfCare,
    Finding,
    Invitation,
    Lock,
    Message,
    MorningCheck,
    MotionTrace,
    Notification,
    Pause,
    ProblemReport,
    Retest,
    Review,
    RoutineDraft,
    Screening,
    ShoeReview,
    StartGate,
    TestResult,
    TestValue,
    TraceAnalysis,
)
from exercises.models import Cause, Exercise, HomeTest, Measure
from tests.factories import LogFactory

WORDS = "A word about my calf"


def fill_record(runner, routine, therapist):
    """Adds to the fixtures `runner` and `routine` what they lack."""
    now, episode, shelf = timezone.now(), routine.episode, runner.clinic.shelf
    cause = Cause.objects.get(shelf=shelf, slug="calf-strength")
    hop = HomeTest.objects.get(shelf=shelf, slug="hop-test")
    EpisodeOfCare.objects.filter(pk=episode.pk).update(story=WORDS)
    routine.causes.add(cause)
    _plan(runner, episode, therapist, cause)
    retest = Retest.objects.create(episode=episode, routine=routine, home_test=hop, due_on=runner.today())
    result = _result(runner, episode, retest, hop)
    review = Review.objects.create(episode=episode, routine=routine, decision="keep", words=WORDS, decided_by=therapist)
    review.results.add(result)
    LogFactory(runner=runner, prescribed_exercise=routine.prescribed.first(), note=WORDS)
    AuditEvent.objects.create(actor=runner.user, verb="log.recorded", runner=runner, clinic=runner.clinic)
    MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=runner.today(), pain=2, note=WORDS)
    _watch(runner, episode, therapist, now)
    _report(runner, Exercise.objects.get(shelf=shelf, slug="box-hop"))


def _plan(runner, episode, therapist, cause):
    Finding.objects.create(episode=episode, cause=cause, state="confirmed", evidence=WORDS, found_by=therapist)
    Pause.objects.create(
        episode=episode, from_on=runner.today(), to_on=runner.today(), reason=WORDS, created_by=therapist
    )
    RoutineDraft.objects.create(episode=episode, therapist=therapist, content={"words": WORDS})
    ShoeReview.objects.create(
        episode=episode, shoes="Old ones", comfort_now=4, advice="keep", note=WORDS, reviewed_by=therapist
    )
    if not episode.assignments.exists():
        CareAssignment.objects.create(episode=episode, therapist=therapist, from_on=runner.today())


def _result(runner, episode, retest, hop):
    result = TestResult.objects.create(
        runner=runner,
        uuid=uuid.uuid4(),
        episode=episode,
        retest=retest,
        home_test=hop,
        side="left",
        done_at=timezone.now(),
        local_date=runner.today(),
        method="counted",
        rhythm="own",
        note=WORDS,
    )
    TestValue.objects.create(
        result=result, measure=Measure.objects.get(home_test=hop, key="seconds"), value=Decimal("21.5"), unit="s"
    )
    samples = pack(Trace.of({name: [1, 2] for name in ("t_ms", "ax", "ay", "az")}))
    trace = MotionTrace.objects.create(result=result, place=1, samples=samples, sample_count=2)
    TraceAnalysis.objects.create(trace=trace, algorithm="hop-0", accepted=True, facts={"accepted": True, "hops": 2})
    return result


def _watch(runner, episode, therapist, now):
    screening = Screening.objects.create(
        runner=runner,
        uuid=uuid.uuid4(),
        done_at=now,
        local_date=runner.today(),
        answers={"snap-or-no-tiptoe": "yes"},
        level="same_day",
        recorded_by=runner.user,
    )
    Lock.objects.create(runner=runner, screening=screening, extent="all", lifted_at=now, lift_reason=WORDS)
    StartGate.objects.create(runner=runner, passed=False, override_reason=WORDS, recorded_by=therapist)
    Alert.objects.create(runner=runner, episode=episode, kind="red_flag", facts={"level": "same_day"})
    Message.objects.create(runner=runner, sender=runner.user, from_runner=True, text=WORDS)
    Notification.objects.create(recipient=runner.user, kind="routine", key=f"routine:{runner.uuid}")
    Invitation.objects.create(
        clinic=runner.clinic,
        role="runner",
        runner=runner,
        email=runner.email,
        digest=uuid.uuid4().hex,
        expires_at=now + datetime.timedelta(days=14),
    )


def _report(runner, exercise):
    report = ProblemReport(clinic=runner.clinic, reporter=runner.user, exercise=exercise, text=WORDS)
    report.screenshot.save("shot.webp", ContentFile(picture("WEBP")), save=True)


def picture(kind="PNG", size=(40, 30)):
    """The bytes of a small picture."""
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind)
    return made.getvalue()
