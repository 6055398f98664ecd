"""Pack files from disk: safe YAML, small, without repeated keys, merged into one set of entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from exercises.packs.plain_text import Unreadable, values_in

MOST_BYTES = 2_000_000
LISTS = (
    *("references", "body_parts", "equipment", "home_tests", "exercises"),
    *("progressions", "complaints", "causes", "protocols"),
)
DRAWN = ("exercises", "home_tests")
"""Kinds with figures: each figure is a file of its own, `figures/exercises/box-hop.yaml` for the exercise box-hop."""
NESTED = {"screening": ("questions", "advice"), "start_gate": ("criteria",)}


class PackError(ValueError):
    """A pack that cannot be loaded; `problems` are all its faults, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list of a pack, and where it stands: `30-exercises.yaml: exercises[3]`."""

    where: str
    value: Any


@dataclass(slots=True)
class Source:
    """What the files say, merged but not yet checked; `problems` are faults of the files themselves."""

    about: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(path: Path) -> Source:
    """One YAML file, or all of a folder in the order of their names. Errors: PackError when none can be read."""
    files = _files(path)
    source = Source()
    for file in files:
        try:
            _merge(source, file.name, _load(file))
        except PackError as error:
            source.problems += [f"{file.name}: {problem}" for problem in error.problems]
    for kind in DRAWN if path.is_dir() else ():
        _add_figures(source, kind, path / "figures" / kind)
    return source


def _add_figures(source: Source, kind: str, folder: Path) -> None:
    """Puts each figure of a folder with the entry of its slug."""
    owners = {entry.value.get("slug"): entry.value for entry in source.entries.get(kind, []) if _is_named(entry)}
    for file in sorted(folder.glob("*.y*ml")):
        owner, place = owners.get(file.stem), f"figures/{kind}/{file.name}"
        if owner is None:
            source.problems.append(_("%(place)s: this pack has no “%(slug)s”") % {"place": place, "slug": file.stem})
        elif "figure" in owner:
            source.problems.append(_("%s: its entry has a figure already") % place)
        else:
            try:
                owner["figure"] = _load(file)
            except PackError as error:
                source.problems += [f"{place}: {problem}" for problem in error.problems]


def _is_named(entry: Entry) -> bool:
    return isinstance(entry.value, dict) and isinstance(entry.value.get("slug"), str)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(file for file in path.glob("*.y*ml") if file.is_file()) if path.is_dir() else []
    if not files:
        raise PackError([_("%s: there is no YAML file here") % path])
    return files


def _load(file: Path) -> Any:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise PackError([_("is larger than %d MB; split it") % (MOST_BYTES // 1_000_000)])
        return values_in(file.read_text(encoding="utf-8"))
    except Unreadable as error:
        raise PackError([str(error)]) from error
    except UnicodeDecodeError as error:
        raise PackError([_("is not UTF-8 text")]) from error
    except OSError as error:
        raise PackError([_("cannot be read (%s)") % error.strerror]) from error


def _merge(source: Source, name: str, content: Any) -> None:
    if not isinstance(content, dict):
        raise PackError([_("must hold lists such as “exercises:”")])
    for key, value in content.items():
        if key == "pack":
            _merge_about(source, name, value)
        elif key in NESTED:
            _merge_nested(source, name, key, value)
        elif key in LISTS:
            _extend(source, key, f"{name}: {key}", value)
        else:
            source.problems.append(_("%(name)s: “%(key)s” is not part of a pack") % {"name": name, "key": key})


def _merge_about(source: Source, name: str, value: Any) -> None:
    if source.about:
        source.problems.append(_("%s: pack: is given twice") % name)
    elif not isinstance(value, dict):
        source.problems.append(_("%s: pack: must give slug, version and name") % name)
    else:
        source.about = value


def _merge_nested(source: Source, name: str, key: str, value: Any) -> None:
    place = f"{name}: {key}"
    for part, items in value.items() if isinstance(value, dict) else [("", value)]:
        if part not in NESTED[key]:
            source.problems.append(_("%(place)s: must hold %(names)s") % {"place": place, "names": NESTED[key]})
        elif part == "advice" and isinstance(items, dict):
            _extend(source, part, f"{place}.advice", [{"level": level, "text": text} for level, text in items.items()])
        else:
            _extend(source, part, f"{place}.{part}", items)


def _extend(source: Source, key: str, place: str, value: Any) -> None:
    if not isinstance(value, list):
        source.problems.append(_("%s: must be a list") % place)
        return
    source.entries.setdefault(key, []).extend(_numbered(place, value))


def _numbered(place: str, values: list) -> Iterator[Entry]:
    for number, value in enumerate(values):
        yield Entry(f"{place}[{number}]", value)
