"""The reasons of a proposal in words for a therapist: numbers first."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from clinic.models.result import Side
from clinic.rules.proposal import Code, Reason, Value

Values = Mapping[str, Value]


def words_of(reason: Reason) -> str:
    """One reason as a sentence."""
    return SENTENCES[reason.code](dict(reason.values))


def _where(values: Values) -> str:
    side = values.get("side")
    name = str(values["test"])
    return _("%(test)s, %(side)s") % {"test": name, "side": str(Side(str(side)).label).lower()} if side else name


def _plain(sentence: Callable[[], str]) -> Callable[[Values], str]:
    return lambda _values: sentence()


def _worst(sentence: Callable[[], str]) -> Callable[[Values], str]:
    return lambda values: sentence() % {"worst": values["worst"]}


def _percent(sentence: Callable[[], str]) -> Callable[[Values], str]:
    return lambda values: sentence() % {"percent": values["percent"]}


def _about(sentence: Callable[[], str]) -> Callable[[Values], str]:
    return lambda values: sentence() % {"where": _where(values)}


SENTENCES: Mapping[Code, Callable[[Values], str]] = {
    Code.PAIN_STOP: _worst(lambda: _("Pain reached %(worst)s of 10 in the last two weeks.")),
    Code.PAIN_HOLD: _worst(lambda: _("Pain was up to %(worst)s of 10 in the last two weeks.")),
    Code.PAIN_LOW: _worst(lambda: _("Pain stayed at %(worst)s of 10 or below in the last two weeks.")),
    Code.NO_PAIN_RATED: _plain(lambda: _("No pain was rated in the last two weeks.")),
    Code.MORNING_WORSE: _plain(lambda: _("A morning after was worse than usual.")),
    Code.RESULT_WORSE: _about(lambda: _("%(where)s: worse by more than the threshold, more than once.")),
    Code.RESULT_IMPROVED: _about(lambda: _("%(where)s: improved by more than the threshold, more than once.")),
    Code.RESULT_PERHAPS_WORSE: _about(lambda: _("%(where)s: perhaps worse. Repeat it to be sure.")),
    Code.RESULT_PERHAPS_IMPROVED: _about(lambda: _("%(where)s: perhaps improved. Repeat it to be sure.")),
    Code.RESULT_NO_CLEAR_CHANGE: _about(lambda: _("%(where)s: no clear change.")),
    Code.RESULT_NO_THRESHOLD: _about(lambda: _("%(where)s: no published threshold to judge by.")),
    Code.BENCHMARK_REACHED: _about(lambda: _("%(where)s: practice benchmark reached.")),
    Code.BENCHMARK_NOT_REACHED: _about(lambda: _("%(where)s: practice benchmark not reached.")),
    Code.SIDE_NOT_MEASURED: _about(lambda: _("%(where)s: not measured.")),
    Code.NOTHING_MEASURED: _plain(lambda: _("No home test has been done.")),
    Code.ADHERENCE_UNKNOWN: _plain(lambda: _("It is not known how much was done.")),
    Code.ADHERENCE_LOW: _percent(lambda: _("%(percent)s %% of the sessions of the last four weeks were done.")),
    Code.ADHERENCE_ENOUGH: _percent(lambda: _("%(percent)s %% of the sessions of the last four weeks were done.")),
    Code.LAST_STAGE: _plain(lambda: _("The protocol has no further stage.")),
}
