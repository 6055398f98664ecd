"""The morning check: how the leg is the day after."""

from typing import Any

from django.db import IntegrityError, transaction

from clinic.actions import attention, client_rows
from clinic.actions.audit import record
from clinic.actions.client_rows import Recorded
from clinic.models import Alert, MorningCheck, Runner
from clinic.permissions import check_can_act_as
from clinic.policies import check_consented
from clinic.rules import pain
from clinic.validators.mornings import MorningBody


def record_morning(*, runner: Runner, body: MorningBody, by: Any) -> Recorded[MorningCheck]:
    """Records one morning. Another id for the same morning corrects it; an id that was corrected stays harmless.

    Clearly worse than the usual morning, a new limp or new swelling alert those who care. Errors: NotAllowed;
    NotNow with id_conflict or no_consent.
    """
    check_can_act_as(by, runner)
    try:
        return _record(runner, body, by)
    except IntegrityError:
        return _record(runner, body, by)


@transaction.atomic
def _record(runner: Runner, body: MorningBody, by: Any) -> Recorded[MorningCheck]:
    rows = MorningCheck.objects.select_for_update().filter(runner=runner)
    same_id, same_day = rows.filter(uuid=body.uuid).first(), rows.filter(on=body.on).first()
    if same_id is not None:
        client_rows.check_same(_Said(same_id), body)
        return Recorded(same_id, created=False)
    if same_day is not None and str(body.uuid) in same_day.body.get("former", {}):
        client_rows.check_same(_Said(same_day, str(body.uuid)), body)
        return Recorded(same_day, created=False)
    check_consented(runner)
    return Recorded(_write(same_day or MorningCheck(runner=runner, on=body.on), body, by), created=True)


class _Said:
    """What a row said under an id: under its present one, or under one that was corrected since."""

    def __init__(self, row: MorningCheck, former: str = "") -> None:
        said = row.body["former"][former] if former else row.body
        self.body = {name: value for name, value in said.items() if name != "former"}


def _write(row: MorningCheck, body: MorningBody, by: Any) -> MorningCheck:
    former = dict(row.body.get("former", {}))
    if row.pk is not None:
        former[str(row.uuid)] = _Said(row).body
    row.uuid, row.pain, row.note = body.uuid, body.pain, body.note
    row.new_limp, row.new_swelling = body.new_limp, body.new_swelling
    row.body = body.normalised() | ({"former": former} if former else {})
    row.save()
    record("morning.corrected" if former else "morning.recorded", by=by, runner=row.runner, target=row)
    _alert_when_worse(row)
    return row


def _alert_when_worse(row: MorningCheck) -> None:
    earlier = MorningCheck.objects.filter(runner=row.runner, on__lt=row.on).order_by("-on")
    ratings = list(earlier.values_list("pain", flat=True)[: pain.MORNINGS_USUAL])
    usual = pain.usual_morning(ratings[::-1])
    if pain.morning_rule(usual, row.pain, new_sign=bool(row.signs)) is pain.Morning.CARRY_ON:
        return
    facts: dict[str, Any] = {"pain": row.pain, "usual": usual, "on": row.on.isoformat(), "morning": str(row.uuid)}
    facts |= {"signs": row.signs} if row.signs else {}
    alert = attention.raise_alert(Alert.Kind.MORNING, runner=row.runner, facts=facts)
    attention.tell_carers(alert, runner=row.runner)
