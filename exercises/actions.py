"""The only writers of library content. Each keeps a version of what it changed, in the same transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from exercises import registry
from exercises.history import snapshot_without_review
from exercises.models import Content, ContentVersion, Exercise, Progression, Shelf, Status
from exercises.packs.check import check
from exercises.packs.form import Form, digest_of, form_of
from exercises.packs.kinds import KIND_OF, MODEL_OF_VERSION, REVIEW, VERSIONED
from exercises.packs.read import read
from exercises.packs.rules import circle_in
from exercises.packs.versions import keep_versions
from exercises.packs.write import (
    Changes,
    Lookup,
    Missing,
    pack_of,
    set_parts,
    set_relations,
    set_values,
    slugs_on,
    write,
)
from exercises.queries import uses

SHARED_NAME = "Shared library"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a pack changed on the shared shelf, and what followed on each clinic's shelf."""

    name: str
    version: str
    shared: Changes
    clinics: list[tuple[Shelf, Changes]]


@transaction.atomic
def load_pack(*, path: Path, by: Any = None) -> Loaded:
    """Loads a content pack onto the shared shelf, published, and brings every clinic's unedited content up to date.

    Loading the same again writes nothing; what somebody edited is left alone and listed in `kept`. Errors: PackError.
    """
    shared = Shelf.objects.shared().first() or Shelf.objects.create(name=SHARED_NAME, is_shared=True)
    pack = check(read(path), slugs_on(shared))
    note = _("From %(pack)s %(version)s") % {"pack": pack.name, "version": pack.version}
    changes = write(pack, onto=shared, by=by, note=note)
    whole = pack_of(shared)
    shelves = Shelf.objects.filter(is_shared=False).order_by("name", "pk")
    clinics = [(shelf, write(whole, onto=shelf, by=by, note=note)) for shelf in shelves]
    return Loaded(pack.name, pack.version, changes, clinics)


def fill_shelf(*, shelf: Shelf, from_shelf: Shelf, by: Any = None) -> Changes:
    """Copies all released content of one shelf to another, which is then its clinic's own to change."""
    return write(pack_of(from_shelf), onto=shelf, by=by, note=_("From the shared library"))


@transaction.atomic
def save_content(
    *,
    content: Content,
    by: Any,
    note: str = "",
    links: Mapping[str, Iterable[models.Model]] | None = None,
    easier: Sequence[Exercise] | None = None,
    parts: Mapping[str, list[Any]] | None = None,
    still_reviewed: bool = False,
) -> ContentVersion | None:
    """Saves an exercise, cause, protocol, home test or complaint with its links, as one version.

    `links` sets many-to-many fields by name; `easier` the chain below an exercise, in order; `parts` stages, measures
    or causes by name, each list as a pack has it. `still_reviewed`: the reviewer has approved this change too. A
    missing slug is made from the name. Answers the version, or None when nothing changed.
    Errors: ValidationError by field, PermissionDenied.
    """
    check_may_edit(by, content.shelf)
    if not content.slug:
        content.slug = _free_slug(content)
    content.full_clean()
    content.save()
    for name, rows in (links or {}).items():
        getattr(content, name).set(rows)
    if easier is not None:
        _set_easier(content, easier)
    with _told_what_is_missing():
        set_parts(content, parts or {}, Lookup(content.shelf))
    return keep_version(content=content, by=by, note=note, still_reviewed=still_reviewed)


save_exercise = save_content


@transaction.atomic
def keep_version(*, content: Content, by: Any, note: str = "", still_reviewed: bool = False) -> ContentVersion | None:
    """The version of content that was just saved with all its parts; None when nothing changed, or for a complaint.

    A clinical review is of the words it was given for: when they change and the review does not, it is cleared,
    unless it is `still_reviewed`.
    Errors: ValidationError when a chain of exercises goes round in a circle.
    """
    if type(content) not in VERSIONED:
        return None
    if isinstance(content, Exercise):
        check_chain(exercise=content)
    last = ContentVersion.objects.filter(content_uuid=content.uuid).first()
    form = form_of(_fresh(content))
    if last and last.digest == digest_of(form):
        return None
    if last and not still_reviewed and _outlives_review(last.snapshot, form):
        form = _clear_review(content, form)
    return keep_versions([(content, form)], by=by, note=note)[0]


@transaction.atomic
def publish(*, content: Content, by: Any) -> None:
    """Lets readers see it. Errors: ValidationError with all that is still missing."""
    check_may_edit(by, content.shelf)
    faults = uses.faults_before_publishing(content)
    if faults:
        raise ValidationError(faults)
    _set_status(content, Status.PUBLISHED, by, _("Published"))


@transaction.atomic
def retire(*, content: Content, by: Any) -> None:
    """Takes it out of the lists; routines that hold it keep it."""
    check_may_edit(by, content.shelf)
    _set_status(content, Status.RETIRED, by, _("Retired"))


@transaction.atomic
def revert(*, version: ContentVersion, by: Any) -> ContentVersion | None:
    """Puts content back to a version, as the next version. Errors: ValidationError when that is no longer possible."""
    content = MODEL_OF_VERSION[version.kind].objects.get(uuid=version.content_uuid)  # type: ignore[index]  # kinds are the keys
    check_may_edit(by, content.shelf)
    _apply(content, version.snapshot)
    return keep_version(content=content, by=by, note=_("Back to version %d") % version.number)


@transaction.atomic
def copy(*, content: Content, by: Any) -> Content:
    """A draft with the same words on the same shelf, to start from. It has neither a review nor harder exercises."""
    check_may_edit(by, content.shelf)
    name = _("Copy of %s") % content.name
    twin = type(content)(shelf=content.shelf, name=name[:120], status=Status.DRAFT)
    twin.slug = _free_slug(twin)
    form = {name: value for name, value in form_of(content).items() if name not in REVIEW}
    _apply(twin, form | {"name": twin.name})
    keep_version(content=twin, by=by, note=name)
    return twin


@transaction.atomic
def delete(*, content: Content, by: Any) -> None:
    """Deletes what nothing uses and no pack brought. Errors: ValidationError that says where it is used."""
    check_may_edit(by, content.shelf)
    check_can_delete(content)
    ContentVersion.objects.filter(content_uuid=content.uuid).delete()
    try:
        content.delete()
    except ProtectedError as error:
        raise ValidationError(_("It is in use. It can be retired instead.")) from error


def check_can_delete(content: Content) -> None:
    """Errors: ValidationError with each reason to keep it."""
    reasons = uses.reasons_to_keep(content)
    if reasons:
        raise ValidationError([*reasons, _("It can be retired instead.")])


def check_may_edit(user: Any, shelf: Shelf) -> None:
    """Errors: PermissionDenied when the shelf is not this person's to change."""
    if shelf not in registry.shelves_to_edit(user):
        raise PermissionDenied(_("You may read this, but not change it."))


def check_chain(*, exercise: Exercise, easier: Iterable[Exercise] | None = None) -> None:
    """That no exercise would be easier than itself, with these easier ones or with those that are saved.

    Errors: ValidationError that names the circle.
    """
    steps, names = _steps_on(exercise.shelf)
    if easier is not None:
        below = list(easier)
        names |= {str(row.pk): row.name for row in (exercise, *below)}
        steps[str(exercise.pk)] = [str(row.pk) for row in below]
    circle = circle_in(steps)
    if circle:
        words = " → ".join(names[key] for key in reversed(circle))
        raise ValidationError(_("The chain goes round in a circle: %s.") % words)


def _steps_on(shelf: Shelf) -> tuple[dict[str, list[str]], dict[str, str]]:
    """From each exercise to its easier ones, by primary key; and the names of all of them."""
    steps: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for step in Progression.objects.filter(harder__shelf=shelf).select_related("harder", "easier"):
        steps.setdefault(str(step.harder_id), []).append(str(step.easier_id))
        names |= {str(step.harder_id): step.harder.name, str(step.easier_id): step.easier.name}
    return steps, names


def _set_easier(exercise: Any, easier: Sequence[Exercise]) -> None:
    steps = Progression.objects.filter(harder=exercise)
    if [step.easier_id for step in steps] != [row.pk for row in easier]:
        steps.delete()
        for row in easier:
            Progression.objects.create(easier=row, harder=exercise)


def _set_status(content: Content, status: Status, by: Any, note: str) -> None:
    if content.status == status:
        return
    content.status = status
    content.save(update_fields=["status", "updated_at"])
    if type(content) in VERSIONED:
        keep_versions([(content, form_of(_fresh(content)))], by=by, note=note)


def _apply(content: Content, form: Form) -> None:
    lookup = Lookup(content.shelf)
    with _told_what_is_missing():
        set_values(content, form, lookup)
        content.save()
        set_relations(content, form, lookup)


@contextmanager
def _told_what_is_missing() -> Iterator[None]:
    try:
        yield
    except Missing as error:
        raise ValidationError(_("This names something that is gone: %s.") % error) from error
    except ProtectedError as error:
        raise ValidationError(_("A measure that already has results must stay.")) from error


def _fresh(content: Content) -> Any:
    """The row anew, so that nothing remembered from before the save gets into the version."""
    return type(content)._default_manager.get(pk=content.pk)


def _outlives_review(before: Form, after: Form) -> bool:
    same_review = all(before.get(name) == after.get(name) for name in REVIEW)
    changed = snapshot_without_review(before) != snapshot_without_review(after)
    return bool(after.get("reviewed_by")) and same_review and changed


def _clear_review(content: Content, form: Form) -> Form:
    content.reviewed_by, content.reviewed_on = "", None
    content.save(update_fields=[*REVIEW, "updated_at"])
    return snapshot_without_review(form)


def _free_slug(content: Content) -> str:
    """A slug from the name that nothing of this kind on the shelf has."""
    stem = slugify(content.name)[:70] or KIND_OF[type(content)].name
    rows = type(content)._default_manager.filter(shelf=content.shelf, slug__startswith=stem)
    taken = set(rows.values_list("slug", flat=True))
    numbers = range(2, len(taken) + 3)
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in numbers)) if slug not in taken)
