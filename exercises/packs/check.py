"""All that can be wrong with a pack, said at once and with its place, before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from exercises.models import Content
from exercises.packs import rules, values
from exercises.packs.form import Form, fields_of
from exercises.packs.kinds import KIND_NAMED, KIND_OF, KINDS, Kind, Part
from exercises.packs.read import Entry, PackError, Source

ABOUT = ("slug", "version", "name")
Slugs = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Pack:
    """Checked content: for each kind, each slug's form. `origins` are the rows it was copied from, if any."""

    slug: str
    version: str
    name: str
    forms: dict[str, dict[str, Form]]
    origins: dict[tuple[str, str], Content] = field(default_factory=dict)


@dataclass(slots=True)
class _Checking:
    """The slugs that may be named, and the faults found so far."""

    slugs: dict[str, set[str]]
    problems: list[str]

    def fault(self, where: str, sentence: str) -> None:
        self.problems.append(f"{where}: {sentence}")


def check(source: Source, already: Slugs | None = None) -> Pack:
    """The pack in canonical form.

    `already` holds the slugs, by kind, that are on the shelf: a small pack may name them without bringing them.
    Errors: PackError with every fault of every file.
    """
    checking = _Checking({name: set(slugs) for name, slugs in (already or {}).items()}, list(source.problems))
    _check_about(source.about, checking)
    found = {kind.name: _with_keys(kind, source.entries.get(kind.name, []), checking) for kind in KINDS}
    for name, entries in found.items():
        checking.slugs.setdefault(name, set()).update(entries)
    forms = {name: _forms(KIND_NAMED[name], entries, checking) for name, entries in found.items()}
    _add_places(forms)
    _add_chain(forms["exercises"], source.entries.get("progressions", []), checking)
    if checking.problems:
        raise PackError(checking.problems)
    return Pack(**source.about, forms=forms)


def _check_about(about: Mapping[str, Any], checking: _Checking) -> None:
    for name in ABOUT:
        value = about.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= (120 if name == "name" else 40):
            checking.fault("pack", _("%s must be a short text in quotes") % name)
    for name in about:
        if name not in ABOUT:
            checking.fault("pack", _("“%s” is not part of it") % name)


def _with_keys(kind: Kind, entries: list[Entry], checking: _Checking) -> dict[str, Entry]:
    """Entries by their slug, once each; the place of each then names it."""
    found: dict[str, Entry] = {}
    for entry in entries:
        key = entry.value.get(kind.key) if isinstance(entry.value, dict) else None
        fault = _fault_of_key(kind, key) or (_("is given twice") if key in found else "")
        if fault:
            checking.fault(entry.where, f"{kind.key}: {fault}")
        else:
            found[str(key)] = Entry(f"{entry.where} {key}", entry.value)
    return found


def _fault_of_key(kind: Kind, key: Any) -> str:
    if not isinstance(key, str) or not key:
        return _("is missing; give it small letters, digits and hyphens")
    try:
        values.read(kind.model._meta.get_field(kind.key), key)
    except ValueError as error:
        return str(error)
    return ""


def _forms(kind: Kind, entries: Mapping[str, Entry], checking: _Checking) -> dict[str, Form]:
    forms = {}
    for key, entry in entries.items():
        for name in set(kind.portal_only) & entry.value.keys():
            checking.fault(entry.where, _("“%s” cannot be set by a pack file") % name)
        given = {name: value for name, value in entry.value.items() if name not in {kind.key, *kind.portal_only}}
        forms[key] = {kind.key: key} | _form(kind, given, entry.where, checking)
    return forms


def _form(kind: Kind | Part, given: Mapping[Any, Any], where: str, checking: _Checking) -> Form:
    """One mapping in canonical form. Faults are noted with their place; what is at fault is left out."""
    known = fields_of(kind)
    parts = {part.name: part for part in kind.parts}
    form: Form = {}
    before = len(checking.problems)
    for name, value in given.items():
        if name in known:
            form |= _value(kind, known[name], value, f"{where}: {name}", checking)
        elif name in parts:
            form |= _part(parts[name], value, f"{where}: {name}", checking)
        else:
            checking.fault(where, _("“%s” is not known here; leave it out or mend its name") % name)
    for name in _missing(kind, known, given):
        checking.fault(where, _("%s is missing") % name)
    if len(checking.problems) == before:
        checking.problems += [f"{where}: {problem}" for problem in rules.problems_of(kind.name, form)]
    return values.without_defaults(known, form)


def _missing(kind: Kind | Part, known: Mapping[str, Any], given: Mapping[Any, Any]) -> Iterator[str]:
    unset = set(getattr(kind, "portal_only", ()))
    for name, model_field in known.items():
        if name not in given and name not in unset and values.is_required(model_field):
            yield name


def _value(kind: Kind | Part, model_field: Any, value: Any, where: str, checking: _Checking) -> Form:
    try:
        read = values.read(model_field, value)
    except values.Wrong as error:
        for place, sentence in error.faults:
            checking.fault(f"{where}.{place}" if place else where, sentence)
        return {}
    if model_field.is_relation:
        _check_slugs(model_field, read, where, checking)
        return {model_field.name: read}
    return {model_field.name: values.plain(model_field, read)}


def _check_slugs(model_field: Any, read: Any, where: str, checking: _Checking) -> None:
    wanted = KIND_OF[model_field.related_model].name
    for slug in [read] if isinstance(read, str) else read or []:
        if slug not in checking.slugs.get(wanted, ()):
            checking.fault(where, _("there is no “%(slug)s” among the %(kind)s") % {"slug": slug, "kind": wanted})


def _part(part: Part, value: Any, where: str, checking: _Checking) -> Form:
    if not isinstance(value, list):
        checking.fault(where, _("must be a list"))
        return {}
    items = [_item(part, item, f"{where}[{number}]", checking) for number, item in enumerate(value)]
    entries = [item for item in items if item is not None]
    for key in _repeated(part, entries):
        checking.fault(where, _("“%s” is given twice") % key)
    return {part.name: entries} if entries else {}


def _item(part: Part, item: Any, where: str, checking: _Checking) -> Any:
    if part.bare:
        return _value(part, fields_of(part)[part.fields[0]], item, where, checking).get(part.fields[0])
    if not isinstance(item, dict):
        checking.fault(where, _("must be a set of named fields"))
        return None
    return _form(part, item, where, checking)


def _repeated(part: Part, entries: list) -> set[str]:
    keys = entries if part.bare else [entry.get(part.key) for entry in entries] if part.key else []
    return {str(key) for key in keys if key is not None and keys.count(key) > 1}


def _add_places(forms: Mapping[str, Mapping[str, Form]]) -> None:
    for name in ("questions", "criteria"):
        for place, form in enumerate(forms[name].values(), start=1):
            form["position"] = place


def _add_chain(exercises: dict[str, Form], progressions: list[Entry], checking: _Checking) -> None:
    """Writes each step of the chains to the harder exercise. A step up must start from a pack that brings it."""
    for entry in progressions:
        step = entry.value
        if not isinstance(step, dict) or set(step) != {"easier", "harder"}:
            checking.fault(entry.where, _("must give easier and harder"))
        elif not {str(step["easier"]), str(step["harder"])} <= checking.slugs["exercises"]:
            checking.fault(entry.where, _("names an exercise that is not there"))
        elif step["harder"] not in exercises:
            checking.fault(entry.where, _("the harder exercise must be in the same pack"))
        elif step["easier"] in exercises[step["harder"]].setdefault("easier", []):
            checking.fault(entry.where, _("is given twice"))
        else:
            exercises[step["harder"]]["easier"].append(step["easier"])
    circle = rules.circle_in({slug: form.get("easier", []) for slug, form in exercises.items()})
    if circle:
        checking.fault("progressions", _("go round in a circle: %s") % " -> ".join(circle))
