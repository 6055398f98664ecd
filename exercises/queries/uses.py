"""Where content is used, what is still missing before readers may see it, and why it cannot be deleted."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises import registry
from exercises.models import Cause, Content, Exercise, HomeTest, Protocol, Status

Check = tuple[bool, str]


def uses_of(content: Content) -> list[str]:
    """In words, for a person: "2 protocols", "4 routines"; empty when it is not in use."""
    inside = [words % count for count, words in _inside(content) if count]
    return [*inside, *(usage.words for usage in registry.usage_of(content))]


def mentions_of(row: Any) -> list[str]:
    """How much content names a reference, a body part or a piece of equipment: "3 exercises", "1 cause"."""
    counts = [
        (link.related_model._meta, getattr(row, link.get_accessor_name()).count()) for link in row._meta.related_objects
    ]
    named = [(count, meta.verbose_name if count == 1 else meta.verbose_name_plural) for meta, count in counts if count]
    return [f"{count} {name}" for count, name in named]


def reasons_to_keep(content: Content) -> list[str]:
    """Why it cannot be deleted; empty when it can."""
    shipped = [_("It came with the shared library.")] if content.origin_digest else []
    uses = uses_of(content)
    return [*([_("It is used in %s.") % ", ".join(uses)] if uses else []), *shipped]


def faults_before_publishing(content: Content) -> list[str]:
    """What is still missing before readers may see it, naming the field; empty when nothing is."""
    return [sentence for is_missing, sentence in _checks(content) if is_missing]


def _inside(content: Any) -> Iterator[tuple[int, str]]:
    if isinstance(content, Exercise):
        yield _protocols(content.in_stages.values("stage__protocol").distinct().count())
        count = content.steps_up.count() + content.steps_down.count()
        yield count, ngettext("%d step of a chain", "%d steps of a chain", count)
    elif isinstance(content, HomeTest):
        yield _protocols(content.stages.values("protocol").distinct().count())
        count = content.causes.count()
        yield count, ngettext("%d cause", "%d causes", count)
    elif isinstance(content, Cause):
        yield _protocols(content.protocols.count())
        count = content.possible_in.count()
        yield count, ngettext("%d complaint", "%d complaints", count)


def _protocols(count: int) -> tuple[int, str]:
    return count, ngettext("%d protocol", "%d protocols", count)


def _checks(content: Any) -> Iterator[Check]:
    if isinstance(content, Exercise | HomeTest):
        yield not content.steps.strip(), _("Steps: write at least one.")
    if isinstance(content, Exercise):
        yield content.dosage is None, _("Usual dosage: say how much and how often.")
        yield bool(content.picture and not content.picture_alt), _("Picture: say what it shows.")
    elif isinstance(content, HomeTest):
        yield content.measures.filter(primary=True).count() != 1, _("Measures: exactly one must be the main measure.")
    elif isinstance(content, Cause):
        yield not content.explanation_runner.strip(), _("Explanation for the runner: write one.")
    elif isinstance(content, Protocol):
        yield from _protocol_checks(content)


def _protocol_checks(protocol: Protocol) -> Iterator[Check]:
    yield not protocol.stages.exists(), _("Stages: add at least one.")
    yield protocol.cause.status == Status.DRAFT, _("Cause: publish it first.")
    drafts = Exercise.objects.filter(in_stages__stage__protocol=protocol, status=Status.DRAFT).distinct()
    for exercise in drafts:
        yield True, _("Exercise “%s”: publish it first.") % exercise.name
