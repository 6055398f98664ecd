"""What a result says to the runner: the plain difference and what it can mean, never strong or weak."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.models import Method, Rhythm, TestResult
from clinic.queries.recordings import HOPS_KEY
from clinic.queries.results import Comparison, Reading
from clinic.queries.side_words import flag_of, sides_of
from clinic.rules.change import ThresholdKind
from clinic.rules.symmetry import LEAN_FINE_CM, LEAN_TELL_CM, LeanFlag
from clinic.rules.trend import Why, Word
from clinic.validators.results import SECONDS
from exercises.quantities import quantity

KINDS = {Word.IMPROVED: "good", Word.WORSE: "warn"}


@dataclass(frozen=True, slots=True)
class Leg:
    """One side, as templates/_components/legs.html shows it."""

    side: str
    value: object
    unit: str
    word: str
    kind: str
    text: str


def leg_of(one: Comparison, others: Iterable[Comparison] = ()) -> Leg:
    """The latest value with the one before it, and what else was measured in the same go (seconds, and hops)."""
    beside = [_named(other) for other in others if _is_beside(one, other)]
    text = " ".join([*beside, _text(one)]).strip()
    return Leg(one.side, one.latest.value, one.measure.unit, _word(one), _kind(one), text)


def _named(one: Comparison) -> str:
    """44 hops, but Another pair: 4 points. Where the runner put right what the phone counted, both."""
    amount = quantity(one.latest.value, one.measure.unit)
    if one.measure.name.casefold() != one.measure.unit.casefold():
        return f"{one.measure.name}: {amount}."
    phone = one.latest.by_phone
    if one.measure.key != HOPS_KEY or phone is None or phone == one.latest.value:
        return f"{amount}."
    return _("%(amount)s. The phone counted %(phone)s. Yours counts.") % {"amount": amount, "phone": quantity(phone)}


def _is_beside(one: Comparison, other: Comparison) -> bool:
    return other.measure.pk != one.measure.pk and other.latest.result.pk == one.latest.result.pk


def _word(one: Comparison) -> str:
    """What all the results mean since the first one; a step from the last one alone is mostly chance."""
    if one.step is None:
        return _("First result")
    words = {
        Word.NO_THRESHOLD: difference_words(one),
        Word.IMPROVED: _("Improved"),
        Word.PERHAPS_IMPROVED: _("Perhaps improved"),
        Word.PERHAPS_WORSE: _("Perhaps less") if one.measure.higher_is_better else _("Perhaps more"),
        Word.WORSE: _("Less than at first") if one.measure.higher_is_better else _("More than at first"),
    }
    return words.get(one.trend.word, _("No clear change"))


def _kind(one: Comparison) -> str:
    return KINDS.get(one.trend.word, "")


def _text(one: Comparison) -> str:
    parts = [_completed(one)] if one.latest.is_timed else []
    if one.previous is not None:
        parts.append(_("It was %(value)s on %(day)s.") % _value_and_day(one, one.previous))
    if one.previous not in {None, one.first} and one.trend.word not in {Word.NO_THRESHOLD, Word.NO_CLEAR_CHANGE}:
        parts.append(_("At first it was %(value)s, on %(day)s.") % _value_and_day(one, one.first))
    if one.trend.why is Why.REPEAT:
        parts.append(_("It takes %(days)s test days in a row to be sure.") % {"days": one.trend.needed})
    return " ".join(parts)


def _value_and_day(one: Comparison, reading: Reading) -> dict[str, str]:
    day = date_format(reading.result.local_date, "j F")
    return {"value": quantity(reading.value, one.measure.unit), "day": day}


def _completed(one: Comparison) -> str:
    full = one.latest.value >= one.measure.maximum
    return _("You completed it.") if full else _("You stopped before the end.")


def difference_words(one: Comparison, *, spelt: bool = False) -> str:
    """7 s longer, 1.2 cm more, the same as before; spelt out, 7 seconds longer."""
    if one.step is None or not one.step.difference:
        return _("The same as before")
    timed, more = one.measure.unit == SECONDS, one.step.difference > 0
    amount = quantity(abs(one.step.difference), one.measure.unit)
    if timed and spelt:
        amount = _seconds(abs(one.step.difference))
    if timed:
        return (_("%(amount)s longer") if more else _("%(amount)s shorter")) % {"amount": amount}
    return (_("%(amount)s more") if more else _("%(amount)s less")) % {"amount": amount}


def _seconds(value: Decimal) -> str:
    return ngettext("%(value)s second", "%(value)s seconds", 1 if value == 1 else 2) % {"value": quantity(value)}


def heading_of(comparisons: Sequence[Comparison]) -> str:
    """The page's one sentence: of the sides that moved clearly the one that moved most, else that none did.

    Where no threshold is known all count. Nothing to compare with is said as such.
    """
    moved = [one for one in comparisons if one.step is not None]
    if not moved:
        return _("Your first result")
    clear = [one for one in moved if one.trend.word is not Word.NO_CLEAR_CHANGE]
    if not clear:
        return _("No clear change")
    most = max(clear, key=lambda one: abs(one.step.difference) if one.step else 0)
    sides = {"left": _("Left leg: %(words)s"), "right": _("Right leg: %(words)s"), "": "%(words)s"}
    return capfirst(sides[most.side] % {"words": difference_words(most, spelt=True).lower()})


def meaning_of(comparisons: Sequence[Comparison]) -> str:
    """How far a difference over time can be trusted, and for angles how far the legs are apart, in plain words."""
    return " ".join(words for words in (_trust(comparisons), angles_apart(comparisons)) if words)


def _trust(comparisons: Sequence[Comparison]) -> str:
    known = [(one.step, one) for one in comparisons if one.step is not None]
    later = "" if known else _("Next time we can compare.")
    phone = next((one.measure.smallest_real_change for one in comparisons if one.method == Method.PHONE), None)
    if phone is not None:
        return " ".join(words for words in (_trust_in_phones(quantity(phone, "°")), later) if words)
    if not known:
        return later
    change, one = known[0]
    amount = quantity(change.threshold, one.measure.unit) if change.threshold is not None else ""
    if change.threshold_kind is ThresholdKind.NONE:
        return _("No study has measured how much this test varies. So we only show the difference.")
    if change.threshold_kind is ThresholdKind.CLINIC:
        return _("Up to %(amount)s can be chance. That is your clinic's margin; no study gives one.") % {
            "amount": amount
        }
    return _("Up to %(amount)s more or less can be chance.") % {"amount": amount}


def _trust_in_phones(amount: str) -> str:
    """4.7° hold where an examiner holds the device (Powden et al., Man Ther 2015)."""
    nothing = _("Measured by phone: differences under %(amount)s mean nothing.") % {"amount": amount}
    return f"{nothing} {_('Phones that people hold themselves have not been studied.')}"


def way_of(result: TestResult) -> str:
    """How it was measured, as the runner is told; empty where only one way is known."""
    words = {
        Method.MOTION: _("Counted by the phone"),
        Method.COUNTED: _("Counted by yourself"),
        Method.TAPE: _("Measured with the tape"),
        Method.PHONE: _("Measured by the phone on the shin"),
    }
    said = words.get(Method(result.method), "")
    if result.rhythm == Rhythm.METRONOME:
        return _("%(how)s, with the beat") % {"how": said}
    return _("%(how)s, in your own rhythm") % {"how": said} if said and result.rhythm else said


def advice_on_sides(comparisons: Iterable[Comparison]) -> str:
    """For the knee-to-wall test by tape: what a difference between the legs asks for; empty when it is small."""
    flag = flag_of(comparisons)
    if flag is LeanFlag.REPEAT:
        amount = quantity(LEAN_FINE_CM, "cm")
        return _("Your legs differ by more than %(amount)s. Please do this test again on another day.") % {
            "amount": amount
        }
    if flag is LeanFlag.TELL:
        amount = quantity(LEAN_TELL_CM, "cm")
        return _("Your legs differed by more than %(amount)s on two days. Your therapist is told.") % {"amount": amount}
    return ""


def angles_apart(comparisons: Iterable[Comparison]) -> str:
    """For angles by phone: the plain difference between the legs of one day, and that no study gives a limit."""
    sides = sides_of(one for one in comparisons if one.method == Method.PHONE)
    if sides is None:
        return ""
    if not sides.apart:
        return _("Your legs are the same.")
    amount = quantity(abs(sides.apart), sides.left.measure.unit)
    return _("Your legs differ by %(amount)s. No study says how much is usual.") % {"amount": amount}
