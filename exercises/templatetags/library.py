"""Words of the library's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.dosage import Dosage
from exercises.models import EvidenceLevel

register = template.Library()

# Sets, reps and time stand in the short wording already.
BESIDE_AMOUNT = 3

# For runners: what the letters mean, in plain words and without promise.
PLAIN_EVIDENCE: Mapping[str, Any] = {
    EvidenceLevel.A: _("Good studies tested this in people with this problem."),
    EvidenceLevel.B: _("Studies tested something close to this."),
    EvidenceLevel.C: _("Only small or lab studies looked at this."),
    EvidenceLevel.D: _("Experts advise this. No good study has tested it yet."),
}


@register.filter
def plain_evidence(level: str) -> str:
    """The evidence level in words for a runner."""
    return str(PLAIN_EVIDENCE[level])


@register.simple_tag
def evidence_marks(level: str) -> list[bool]:
    """Four marks, as many of them filled as the level is high: D is one, A is four."""
    filled = len(EvidenceLevel.values) - EvidenceLevel.values.index(level)
    return [place < filled for place in range(len(EvidenceLevel.values))]


@register.filter
def spoken_list(values: list[str]) -> str:
    """Words in a row: "tape, phone"."""
    return ", ".join(str(value) for value in values)


@register.filter
def dosage_facts(dosage: Dosage) -> list[tuple[str, str]]:
    """Beside sets and reps: label and value of what the dosage prescribes and of nothing else."""
    facts = list(dosage.facts())[BESIDE_AMOUNT:]
    usual = dict(Dosage(reps_min=1).facts())
    often = str(gettext("How often"))
    return [(label, value) for label, value in facts if label == often or value != usual[label]]
