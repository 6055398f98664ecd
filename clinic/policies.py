"""May this happen now? `check_can_x` raises NotNow with a code, `can_x` asks. Persons are the matter of permissions."""

import datetime
from collections.abc import Callable

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from clinic.models import Consent, EpisodeOfCare, Lock, MorningCheck, Runner, Screening, StartGate, TestResult
from clinic.rules.pain import HOLD_MAX
from exercises.models import Complaint, ScreeningLevel

# Phone and server need not agree on the minute.
CLOCK_MARGIN = datetime.timedelta(minutes=10)
NO_CONSENT = "no_consent"
LOCKED = "locked"
# What StartGate.is_open says, as a column.
OPEN_GATE = ExpressionWrapper(Q(passed=True) | ~Q(override_reason=""), output_field=BooleanField())


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
    ends = list(_consents().filter(runner=runner).values_list("withdrawn_at", flat=True)[:1])
    _require_consent(runner, done_at, given=bool(ends), ended=ends[0] if ends else None)


def check_may_record(runner: Runner, *, done_at: datetime.datetime, impact: bool, hops: bool = False) -> None:
    """Consent, no lock in the way and, before hops, the start check and clear answers of that day: in one query.

    The same answers as check_consented, check_not_locked, check_gate_open and check_screened one after the other.
    """
    own = {"runner": OuterRef("pk")}
    screenings = _screenings(runner.today(done_at), done_at).filter(**own)
    given, ended, locked_at, is_open, level = (
        Runner.objects.filter(pk=runner.pk)
        .annotate(
            given=Exists(Consent.objects.filter(**own)),
            ended=Subquery(_consents().filter(**own).values("withdrawn_at")[:1]),
            locked_since=Subquery(_locks(impact=impact).filter(**own).values("locked_at")[:1]),
            is_open=Subquery(_gates().filter(**own).annotate(is_opened=OPEN_GATE).values("is_opened")[:1]),
            level=Subquery(screenings.values("level")[:1]),
        )
        .values_list("given", "ended", "locked_since", "is_open", "level")
        .get()
    )
    _require_consent(runner, done_at, given=given, ended=ended)
    _require_unlocked(locked_at, done_at)
    if hops:
        _require_gate(is_open=bool(is_open))
        _require_clear(level)


def _consents() -> QuerySet[Consent]:
    """The one that stands first, else the one withdrawn last."""
    return Consent.objects.order_by(F("withdrawn_at").desc(nulls_first=True))


def _require_consent(
    runner: Runner, done_at: datetime.datetime | None, *, given: bool, ended: datetime.datetime | None
) -> None:
    if not given and runner.joined_at is None:
        return
    if not given or (ended is not None and (done_at is None or done_at >= ended)):
        raise NotNow(NO_CONSENT, _("Nothing is recorded without consent. To go on, agree on the profile page."))


def consents_now(runner: str) -> ExpressionWrapper:
    """What `check_consented` says of this moment, as a column; `runner` is the way from the row, with its "__"."""
    given = Consent.objects.filter(runner=OuterRef(f"{runner}pk"))
    never_asked = ~Exists(given) & Q(**{f"{runner}joined_at__isnull": True})
    return ExpressionWrapper(Exists(given.filter(withdrawn_at__isnull=True)) | never_asked, BooleanField())


def standing_lock(runner: Runner, *, impact: bool) -> Lock | None:
    """The lock that stands in the way: any for impact and tests, only a full one for the rest."""
    return _locks(impact=impact).filter(runner=runner).first()


def _locks(*, impact: bool) -> QuerySet[Lock]:
    locks = Lock.objects.standing().order_by("locked_at")
    return locks if impact else locks.filter(extent=Lock.Extent.ALL)


def check_not_locked(runner: Runner, *, impact: bool, done_at: datetime.datetime | None = None) -> None:
    """What was done before the lock is still taken: the phone may send late."""
    lock = standing_lock(runner, impact=impact)
    _require_unlocked(lock.locked_at if lock else None, done_at)


def _require_unlocked(locked_at: datetime.datetime | None, done_at: datetime.datetime | None) -> None:
    if locked_at is not None and (done_at is None or done_at >= locked_at):
        raise NotNow(LOCKED, _("Exercises and tests are locked. Your therapist has to lift the lock first."))


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
    _require_clear(_screenings(on, before).filter(runner=runner).values_list("level", flat=True).first())


def _screenings(on: datetime.date, before: datetime.datetime | None) -> QuerySet[Screening]:
    """Those of a day, the newest first; `before` leaves out what was answered later.

    Answers given before a bad morning of that day was reported say nothing of it: they are asked again.
    """
    bad = Q(pain__gt=HOLD_MAX) | Q(new_limp=True) | Q(new_swelling=True)
    since = MorningCheck.objects.filter(bad, runner=OuterRef("runner"), on=on, recorded_at__gt=OuterRef("done_at"))
    if before is not None:
        since = since.filter(recorded_at__lte=before)
    of_day = Screening.objects.filter(~Exists(since), local_date=on).order_by("-done_at", "-pk")
    return of_day if before is None else of_day.filter(done_at__lte=before + CLOCK_MARGIN)


def _require_clear(level: str | None) -> None:
    if level is None:
        raise NotNow("not_screened", _("Answer the short safety questions of today first."))
    if level not in {ScreeningLevel.CLEAR, ScreeningLevel.NOTE}:
        raise NotNow("not_clear", _("Your safety answers of today do not allow this test. Talk to your therapist."))


def check_may_change(result: TestResult) -> None:
    """A result is corrected or taken back on its own day only: what a therapist may have read by now stands as it is.

    The day is the runner's own. Needs `result.runner`.
    """
    if result.local_date != result.runner.today():
        raise NotNow("too_late", _("You can change a result on the same day only. Write to your therapist."))


def check_gate_open(runner: Runner) -> None:
    latest = _gates().filter(runner=runner).first()
    _require_gate(is_open=latest is not None and latest.is_open)


def _gates() -> QuerySet[StartGate]:
    return StartGate.objects.order_by("-done_at", "-pk")


def _require_gate(*, is_open: bool) -> None:
    if not is_open:
        raise NotNow("gate_closed", _("Pass the start check first. It comes before the first hop test."))
