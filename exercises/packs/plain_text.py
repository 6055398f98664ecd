"""YAML that somebody wrote: plain values only, nothing twice, no aliases, not nested too deeply."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

MOST_DEPTH = 12


class Unreadable(ValueError):
    """Text that is no YAML as we take it; the sentence begins with its line."""


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml where it is there
    """Plain YAML values only; the same key twice is an error, not the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key in [key for key, _value in node.value if isinstance(key.value, str)]:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, _("“%s” is given twice") % key.value, key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def values_in(text: str) -> Any:
    """What the text says. Errors: Unreadable."""
    try:
        _refuse_tricks(text)
        return yaml.load(text, Loader=Loader)  # noqa: S506  # derived from the safe loader
    except yaml.YAMLError as error:
        raise Unreadable(_in_one_line(error)) from error
    except ValueError as error:
        # A date such as 2026-13-40 looks like one to YAML and is none.
        raise error if isinstance(error, Unreadable) else Unreadable(str(error)) from error


def _refuse_tricks(text: str) -> None:
    """Before anything recurses: small texts can hold huge content by aliases or by depth."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(_("line %d: write it out; there are no aliases here") % _line(event))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise Unreadable(_("line %d: is nested too deeply") % _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _in_one_line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or _("is not YAML")
    return _("line %(line)d: %(what)s") % {"line": mark.line + 1, "what": what} if mark else what
