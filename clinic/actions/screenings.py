"""Screenings: recorded, with the lock that they set; locks lifted by a therapist."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import attention, client_rows
from clinic.actions.audit import record
from clinic.actions.client_rows import Recorded
from clinic.models import Alert, Lock, Runner, Screening
from clinic.permissions import check_can_record_for, check_can_treat
from clinic.policies import NotNow, check_consented
from clinic.rules import screening as rules
from clinic.validators.answers import ScreeningBody
from clinic.validators.fields import is_clean

REASON_MAX = 500


def record_screening(*, runner: Runner, body: ScreeningBody, by: Any) -> Recorded[Screening]:
    """Records the answers of the runner, or of a therapist with the runner beside them.

    Emergency and same day lock everything, hold locks impact and tests; both tell every therapist of the clinic.
    Review and note only alert. Errors: NotAllowed, NotNow with id_conflict or no_consent.
    """
    check_can_record_for(by, runner)
    return client_rows.record_once(Screening, runner=runner, body=body, write=lambda: _write(runner, body, by))


@transaction.atomic
def lift_lock(*, lock: Lock, reason: str, by: Any) -> None:
    """Lifts a lock with the therapist's reason, and the older ones that it covers: they were seen together.

    A lock set since then stays. Errors: NotAllowed; ValidationError on `reason`; NotNow("not_locked").
    """
    check_can_treat(by, lock.runner)
    words = _checked_reason(reason)
    covered = Lock.objects.filter(runner_id=lock.runner_id, pk__lte=lock.pk).standing()
    if lock.extent != Lock.Extent.ALL:
        covered = covered.filter(extent=lock.extent)
    if not covered.update(lifted_at=timezone.now(), lifted_by=by, lift_reason=words):
        raise NotNow("not_locked", _("This lock was already lifted."))
    record("lock.lifted", by=by, runner=lock.runner, target=lock, facts={"extent": lock.extent})


def _write(runner: Runner, body: ScreeningBody, by: Any) -> Screening:
    check_consented(runner, body.done_at)
    screening = Screening.objects.create(
        uuid=body.uuid,
        runner=runner,
        body=body.normalised(),
        kind=body.kind,
        done_at=body.done_at,
        local_date=runner.today(body.done_at),
        answers=body.answers,
        level=body.level.value,
        reasons=list(body.reasons),
        recorded_by=by,
    )
    record("screening.recorded", by=by, runner=runner, target=screening, facts={"level": screening.level})
    _lock(screening, body.level)
    _alert(screening, body.level)
    return screening


def _lock(screening: Screening, level: rules.Level) -> None:
    """Each screening sets a lock of its own, so that lifting an older one never lets a newer answer through."""
    if not rules.locks_impact(level):
        return
    extent = Lock.Extent.ALL if rules.locks_everything(level) else Lock.Extent.IMPACT
    # From the moment of the answers, which may be sent late; never from a clock that runs ahead.
    since = min(screening.done_at, timezone.now())
    Lock.objects.create(runner=screening.runner, screening=screening, extent=extent, locked_at=since)


def _alert(screening: Screening, level: rules.Level) -> None:
    if not rules.alerts(level):
        return
    urgent = rules.locks_impact(level)
    kind = Alert.Kind.RED_FLAG if urgent else Alert.Kind.SCREENING_NOTE
    facts = {"level": screening.level, "reasons": screening.reasons, "screening": str(screening.uuid)}
    alert = attention.raise_alert(kind, runner=screening.runner, facts=facts)
    if urgent:
        attention.tell_therapists(alert, runner=screening.runner)


def _checked_reason(reason: str) -> str:
    words = reason.strip()
    if not words or len(words) > REASON_MAX or not is_clean(words):
        raise ValidationError({"reason": _("Give the reason, in at most 500 characters.")})
    return words
