"""Words of the library's pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.dosage import Dosage
from exercises.models import EvidenceLevel
from exercises.norms import OLDEST, Norm, norms_of
from exercises.quantities import NO_VALUE, quantity

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


SEXES = {"female": _("Women"), "male": _("Men"), "any": _("Everybody")}


@register.filter
def norm_table(lines: str) -> dict[str, Any]:
    """Usual values as a table: `sexes` over the columns, `rows` of ages and one cell a column; empty without any."""
    norms = norms_of(lines)
    sexes = [sex for sex in SEXES if any(norm.sex == sex for norm in norms)]
    spans = sorted({(norm.age_from, norm.age_to) for norm in norms})
    cells = {(norm.sex, norm.age_from, norm.age_to): _cell(norm) for norm in norms}
    rows = [(_ages(*span), [cells.get((sex, *span), NO_VALUE) for sex in sexes]) for span in spans]
    return {"sexes": [SEXES[sex] for sex in sexes], "rows": rows} if norms else {}


def _cell(norm: Norm) -> str:
    low = quantity(norm.low)
    return low if norm.high == norm.low else f"{low}–{quantity(norm.high)}"


def _ages(first: int, last: int) -> str:
    return f"{first}+" if last == OLDEST else f"{first}–{last}"


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
