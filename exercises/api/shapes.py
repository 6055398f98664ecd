"""Library content as the API shows it: plain dicts made by hand, few queries whatever the number of rows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import get_language

from exercises.dosage import Dosage
from exercises.figure_addresses import motion_of, stills_of
from exercises.models import Cause, Exercise, HomeTest, Measure

Shape = dict[str, Any]
LINKS = ("causes", "body_parts", "equipment")
LISTED = (
    *("pk", "uuid", "slug", "name", "summary", "sides", "load_kind", "difficulty"),
    *("dosage", "evidence_level", "therapist_only", "reviewed_by"),
)
LINES = ("steps", "cues", "mistakes", "cautions", "stop_when")


def listed(rows: QuerySet[Exercise], pks: Sequence[int]) -> list[tuple]:
    """The columns that `exercises` needs of these exercises, in this order, without making model objects. One query."""
    found = {row[0]: row for row in rows.filter(pk__in=pks).order_by().values_list(*LISTED)}
    return [found[pk] for pk in pks if pk in found]


def exercises(rows: Sequence[tuple]) -> list[Shape]:
    """Rows of `listed` as the list shows them. One query for their links, however many rows."""
    linked = _linked([row[0] for row in rows])
    return [_exercise(row, linked) for row in rows]


def exercise(row: Exercise, easier: Iterable[Exercise], harder: Iterable[Exercise]) -> Shape:
    """One exercise with all its words, its chain and its references."""
    (shape,) = exercises([tuple(getattr(row, name) for name in LISTED)])
    return {
        **shape,
        **{name: getattr(row, name).splitlines() for name in LINES},
        "dosage_reason": row.dosage_reason,
        "dosage_basis": row.dosage_basis,
        "evidence_note": row.evidence_note,
        "figure": _figure(row),
        "picture": row.picture_url or None,
        "picture_alt": row.picture_alt,
        "easier": [{"id": str(step.uuid), "name": step.name} for step in easier],
        "harder": [{"id": str(step.uuid), "name": step.name} for step in harder],
        "references": [_reference(reference) for reference in row.references.all()],
    }


def _figure(row: Exercise) -> Shape | None:
    """Where its stills and its motion are answered from."""
    figure = row.figure_to_show
    stills = [{"words": still.words, "url": still.url} for still in stills_of(row.uuid, figure)]
    return {"stills": stills, "motion": motion_of(row.uuid, figure)} if stills else None


def cause(row: Cause, *, for_therapist: bool) -> Shape:
    """Needs `home_tests`. The therapist's explanation is None for others."""
    return {
        "id": str(row.uuid),
        "slug": row.slug,
        "name": row.name,
        "how_it_hurts": row.how_it_hurts,
        "explanation": row.explanation_runner,
        "explanation_therapist": row.explanation_therapist if for_therapist else None,
        "evidence_level": row.evidence_level,
        "shoe_review": row.shoe_review,
        "home_tests": [test.slug for test in row.home_tests.all()],
        "reviewed": row.is_reviewed,
    }


def home_test(row: HomeTest) -> Shape:
    """Needs `measures`."""
    return {
        "id": str(row.uuid),
        "slug": row.slug,
        "name": row.name,
        "summary": row.summary,
        "sides": row.sides,
        "impact": row.impact,
        "steps": row.steps.splitlines(),
        "safety": row.safety.splitlines(),
        "stop_rules": row.stop_rules.splitlines(),
        "retest_days": row.retest_days,
        "cue": row.cue,
        "rest_seconds": row.rest_seconds,
        "beats_per_minute": row.beats_per_minute,
        "benchmark": row.benchmark,
        "measures": [_measure(measure) for measure in row.measures.all()],
        "reviewed": row.is_reviewed,
    }


def _linked(keys: list[int]) -> dict[tuple[int, str], list[str]]:
    """Slugs by exercise and name of the link. One query."""
    first, *rest = (_pairs(links, keys) for links in LINKS)
    found: dict[tuple[int, str], list[str]] = {}
    for key, links, slug in sorted(first.union(*rest, all=True)):
        found.setdefault((key, links), []).append(slug)
    return found


def _pairs(links: str, keys: list[int]) -> QuerySet:
    target = Exercise._meta.get_field(links).m2m_reverse_field_name()  # type: ignore[union-attr]  # every many-to-many field has it
    rows = getattr(Exercise, links).through.objects.filter(exercise__in=keys)
    return rows.values_list("exercise_id", Value(links, output_field=CharField()), f"{target}__slug")


def _exercise(row: tuple, linked: dict[tuple[int, str], list[str]]) -> Shape:
    key, uuid, slug, name, summary, sides, load_kind, difficulty, dosage, level, therapist_only, reviewer = row
    return {
        "id": str(uuid),
        "slug": slug,
        "name": name,
        "summary": summary,
        "sides": sides,
        "load_kind": load_kind,
        "difficulty": difficulty,
        "dosage": _dosage(dosage, get_language()),
        "evidence_level": level,
        "therapist_only": therapist_only,
        "reviewed": bool(reviewer),
        **{links: linked.get((key, links), []) for links in LINKS},
    }


@lru_cache(maxsize=4096)
def _dosage(dosage: Dosage, language: str | None) -> Shape:
    """Kept for each language: a list says the same few dosages again and again."""
    return {**dosage.to_dict(), "words": dosage.words()}


def _reference(reference: Any) -> Shape:
    names = ("citation", "url", "year", "shows", "level")
    return {name: getattr(reference, name) for name in names}


def _measure(measure: Measure) -> Shape:
    change, benchmark = measure.smallest_real_change, measure.benchmark
    return {
        "key": measure.key,
        "name": measure.name,
        "unit": measure.unit,
        "minimum": float(measure.minimum),
        "maximum": float(measure.maximum),
        "decimals": measure.decimals,
        "higher_is_better": measure.higher_is_better,
        "primary": measure.primary,
        "methods": measure.methods,
        "benchmark": None if benchmark is None else float(benchmark),
        "smallest_real_change": None if change is None else float(change),
        "smallest_real_change_source": measure.smallest_real_change_source,
    }
