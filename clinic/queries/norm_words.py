"""What is usual for somebody of this sex and age, for therapists only: a hint with its source, never a goal."""

import datetime

from django.utils.translation import gettext as _

from clinic.models import Runner
from exercises.models import Measure
from exercises.norms import Norm, norm_for, norms_of
from exercises.quantities import quantity

GROUPS = {
    ("female", False): lambda: _("Usual for women from %(first)d to %(last)d: %(amount)s."),
    ("female", True): lambda: _("Usual for women from %(first)d years on: %(amount)s."),
    ("male", False): lambda: _("Usual for men from %(first)d to %(last)d: %(amount)s."),
    ("male", True): lambda: _("Usual for men from %(first)d years on: %(amount)s."),
    ("any", False): lambda: _("Usual for people from %(first)d to %(last)d: %(amount)s."),
    ("any", True): lambda: _("Usual for people from %(first)d years on: %(amount)s."),
}


def usual_for(runner: Runner, measure: Measure, on: datetime.date) -> str:
    """The norm of a measure for this runner on that local date in words; empty where the measure has no norms."""
    if not measure.norms:
        return ""
    norm = norm_for(norms_of(measure.norms), sex=runner.sex, age=runner.age_on(on))
    if norm is not None:
        return _words(norm, measure.unit)
    if runner.birth_date is None or not runner.sex:
        return _("What is usual goes by age and sex. This runner has not given both.")
    return _("No usual value is known for this age and sex.")


def _words(norm: Norm, unit: str) -> str:
    amount = quantity(norm.low, unit)
    if norm.high != norm.low:
        amount = _("%(low)s to %(high)s") % {"low": quantity(norm.low), "high": quantity(norm.high, unit)}
    sentence = GROUPS[norm.sex, norm.is_open]()
    return sentence % {"first": norm.age_from, "last": norm.age_to, "amount": amount}
