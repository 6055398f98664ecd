"""What an alert says to a therapist, in a sentence."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from clinic.models import Alert


def words_of_alert(alert: Alert) -> str:
    """The reason in words, from the codes and numbers that the alert keeps."""
    return WORDS[Alert.Kind(alert.kind)](alert.facts)


def _screening(facts: dict[str, Any]) -> str:
    reasons = ", ".join(f"“{reason}”" for reason in facts.get("reasons", []))
    return (
        _("Not answered with no: %(reasons)s.") % {"reasons": reasons} if reasons else _("A screening was not clear.")
    )


def _pain(facts: dict[str, Any]) -> str:
    where = facts.get("exercise") or facts.get("test") or _("a test")
    if facts.get("sharp"):
        return _("Sharp or sudden pain in %(where)s.") % {"where": where}
    return _("Pain %(pain)s of 10 in %(where)s.") % {"pain": facts.get("pain"), "where": where}


def signs_of(facts: dict[str, Any]) -> str:
    """What was new on a morning after, in words; empty when nothing was."""
    words = {
        ("limp",): _("A new limp the morning after."),
        ("swelling",): _("New swelling the morning after."),
        ("limp", "swelling"): _("A new limp and new swelling the morning after."),
    }
    return words.get(tuple(facts.get("signs", ())), "")


def _morning(facts: dict[str, Any]) -> str:
    signs = signs_of(facts)
    return f"{signs} {_morning_pain(facts, short=True)}" if signs else _morning_pain(facts, short=False)


def _morning_pain(facts: dict[str, Any], *, short: bool) -> str:
    if short:
        usually = "" if facts.get("usual") is None else _("; usually %(usual)s") % facts
        return _("Pain %(pain)s of 10%(usually)s.") % {"pain": facts.get("pain"), "usually": usually}
    if facts.get("usual") is None:
        return _("Pain %(pain)s of 10 the morning after.") % facts
    return _("Pain %(pain)s of 10 the morning after; usually %(usual)s.") % facts


def _result(facts: dict[str, Any]) -> str:
    return _("New result: %(test)s. Look at it and decide.") % {"test": facts.get("test", "")}


def _sides(facts: dict[str, Any]) -> str:
    shown = {side: f"{Decimal(str(facts.get(side, 0))).normalize():f}" for side in ("left", "right")}
    return _("Left %(left)s, right %(right)s %(unit)s, on two test days.") % {**shown, "unit": facts.get("unit", "")}


def _consent(facts: dict[str, Any]) -> str:
    return _("Consent was withdrawn. Talk about what happens to the record.")


WORDS: dict[Alert.Kind, Callable[[dict[str, Any]], str]] = {
    Alert.Kind.RED_FLAG: _screening,
    Alert.Kind.SCREENING_NOTE: _screening,
    Alert.Kind.PAIN: _pain,
    Alert.Kind.MORNING: _morning,
    Alert.Kind.RESULT: _result,
    Alert.Kind.SIDE_DIFFERENCE: _sides,
    Alert.Kind.CONSENT: _consent,
}
