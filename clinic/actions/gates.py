"""The start gate before the first hop test or impact exercise: answered, or overridden by a therapist."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clinic.actions.audit import record
from clinic.models import Runner, StartGate
from clinic.permissions import check_can_record_for, check_can_treat
from clinic.policies import check_consented
from clinic.validators.answers import read_gate
from clinic.validators.fields import is_clean
from exercises.models import GateCriterion

REASON_MAX = 500


@transaction.atomic
def record_gate(*, runner: Runner, answers: Mapping[str, Any], by: Any) -> StartGate:
    """Judges and keeps the answers: "yes" or "no", counts as `slug.left` and `slug.right`, ratings from 0 to 10.

    `failed` of the row names the criteria that do not hold. Errors: NotAllowed; NotNow("no_consent");
    AnswersRefused (a ValidationError).
    """
    check_can_record_for(by, runner)
    check_consented(runner)
    criteria = list(GateCriterion.objects.filter(shelf__clinic=runner.clinic_id))
    body = read_gate(answers, criteria=criteria)
    gate = StartGate.objects.create(
        runner=runner,
        answers=body.answers,
        passed=body.outcome.passed,
        failed=list(body.outcome.failed),
        recorded_by=by,
    )
    record("gate.recorded", by=by, runner=runner, target=gate, facts={"passed": gate.passed})
    return gate


@transaction.atomic
def override_gate(*, runner: Runner, reason: str, by: Any) -> StartGate:
    """Opens the gate by a therapist's decision, with the reason. Errors: NotAllowed; ValidationError on `reason`."""
    check_can_treat(by, runner)
    words = reason.strip()
    if not words or len(words) > REASON_MAX or not is_clean(words):
        raise ValidationError({"reason": _("Give the reason, in at most 500 characters.")})
    gate = StartGate.objects.create(runner=runner, passed=False, override_reason=words, recorded_by=by)
    record("gate.overridden", by=by, runner=runner, target=gate)
    return gate
