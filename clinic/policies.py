"""May this happen now? `check_can_x` raises NotNow with a code, `can_x` asks. Persons are the matter of permissions."""

import datetime
from collections.abc import Callable

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext as _

from clinic.models import Consent, EpisodeOfCare, Lock, Runner, Screening, StartGate, TestResult
from exercises.models import Complaint, ScreeningLevel

# Phone and server need not agree on the minute.
CLOCK_MARGIN = datetime.timedelta(minutes=10)
NO_CONSENT = "no_consent"


class NotNow(Exception):
    """The state does not allow it. Pages answer 409 with the sentence, the API also with the code."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.conflict_code = code


def asks(check: Callable[..., None], *args: object, **kwargs: object) -> bool:
    """Whether a check would pass."""
    try:
        check(*args, **kwargs)
    except NotNow:
        return False
    return True


def check_consented(runner: Runner, done_at: datetime.datetime | None = None) -> None:
    """What a runner does, measures and answers is kept with their consent only. The first check of each such write.

    What was done before the withdrawal is still taken. A runner who has not joined was never asked by the portal:
    what a therapist asks them in the clinic rests on the clinic's own papers (decision 0009).
    """
    latest = Consent.objects.filter(runner=runner).order_by(F("withdrawn_at").desc(nulls_first=True))
    ends = list(latest.values_list("withdrawn_at", flat=True)[:1])
    if not ends and runner.joined_at is None:
        return
    ended = ends[0] if ends else None
    if not ends or (ended is not None and (done_at is None or done_at >= ended)):
        raise NotNow(NO_CONSENT, _("Nothing is recorded without consent. To go on, agree on the profile page."))


def consents_now(runner: str) -> ExpressionWrapper:
    """What `check_consented` says of this moment, as a column; `runner` is the way from the row, with its "__"."""
    given = Consent.objects.filter(runner=OuterRef(f"{runner}pk"))
    never_asked = ~Exists(given) & Q(**{f"{runner}joined_at__isnull": True})
    return ExpressionWrapper(Exists(given.filter(withdrawn_at__isnull=True)) | never_asked, BooleanField())


def standing_lock(runner: Runner, *, impact: bool) -> Lock | None:
    """The lock that stands in the way: any for impact and tests, only a full one for the rest."""
    locks = Lock.objects.filter(runner=runner).standing()
    return (locks if impact else locks.filter(extent=Lock.Extent.ALL)).order_by("locked_at").first()


def check_not_locked(runner: Runner, *, impact: bool, done_at: datetime.datetime | None = None) -> None:
    """What was done before the lock is still taken: the phone may send late."""
    lock = standing_lock(runner, impact=impact)
    if lock is not None and (done_at is None or done_at >= lock.locked_at):
        raise NotNow("locked", _("Exercises and tests are locked. Your therapist has to lift the lock first."))


def check_running(episode: EpisodeOfCare, done_at: datetime.datetime | None = None) -> None:
    ended = episode.discharged_at
    if ended is not None and (done_at is None or done_at >= ended):
        raise NotNow("discharged", _("This episode of care has ended. Reopen it first."))


def check_not_in_care(runner: Runner, complaint: Complaint, side: str) -> None:
    """One complaint of one side is one running episode: sent twice, it must not open two."""
    if EpisodeOfCare.objects.running().filter(runner=runner, complaint=complaint, side=side).exists():
        raise NotNow("open_already", _("This complaint is in care on this side already. Go on in that episode."))


def check_discharged(episode: EpisodeOfCare) -> None:
    if episode.is_running:
        raise NotNow("running", _("This episode of care is still running."))


def check_screened(runner: Runner, on: datetime.date, *, before: datetime.datetime | None = None) -> None:
    """A clear screening of the same day is needed for a hop test; answers given after the test say nothing of it."""
    screenings = Screening.objects.filter(runner=runner, local_date=on)
    if before is not None:
        screenings = screenings.filter(done_at__lte=before + CLOCK_MARGIN)
    latest = screenings.order_by("-done_at", "-pk").first()
    if latest is None:
        raise NotNow("not_screened", _("Answer the short safety questions of today first."))
    if latest.level not in {ScreeningLevel.CLEAR, ScreeningLevel.NOTE}:
        raise NotNow("not_clear", _("Your safety answers of today do not allow this test. Talk to your therapist."))


def check_may_change(result: TestResult) -> None:
    """A result is corrected or taken back on its own day only: what a therapist may have read by now stands as it is.

    The day is the runner's own. Needs `result.runner`.
    """
    if result.local_date != result.runner.today():
        raise NotNow("too_late", _("You can change a result on the same day only. Write to your therapist."))


def check_gate_open(runner: Runner) -> None:
    latest = StartGate.objects.filter(runner=runner).order_by("-done_at", "-pk").first()
    if latest is None or not latest.is_open:
        raise NotNow("gate_closed", _("Pass the start check first. It comes before the first hop test."))
