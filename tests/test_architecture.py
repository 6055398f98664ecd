"""The shape of the code, held by tests: who may import whom, where rows are read and written, what stays out."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "exercises", "clinic")
# Left may not know right. Each package may import itself and what stands before it.
MAY_IMPORT = {
    "portal.accounts": {"portal.accounts"},
    "exercises": {"exercises", "portal.accounts"},
    "clinic": {"clinic", "exercises", "portal.accounts"},
    "portal": {"portal", "portal.accounts", "clinic", "exercises"},
}
# Within clinic each layer may import only those to its left, and itself.
LAYERS = (
    ("rules", "measurement"),
    ("models",),
    ("scoping",),
    ("policies", "permissions"),
    ("validators",),
    ("actions", "queries"),
    ("reports",),
    ("forms", "api"),
    ("views",),
    ("urls",),
)
# Parts of clinic outside the chain: where everything is put together, and the demo, which writes rows in bulk.
OUTSIDE = {"apps", "management", "migrations", "demo", "usage"}
READERS = ("views", "forms", "api", "reports")
SCOPED = {"visible_to", "on_shelves", "none"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
MAX_MODULE, MAX_FUNCTION = 350, 40
BLIND = {"Exception", "BaseException"}


def sources(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def home_of(name: str) -> str | None:
    if name.startswith("portal.accounts"):
        return "portal.accounts"
    top = name.split(".", maxsplit=1)[0]
    return top if top in PACKAGES else None


def test_packages_import_one_way():
    wrong = [
        f"{shown(path)}:{line} imports {name}"
        for path in sources(*PACKAGES)
        for line, name in imports(path)
        if (target := home_of(name)) and target not in MAY_IMPORT[home_of(".".join(path.relative_to(ROOT).parts)) or ""]
    ]
    assert wrong == []


def layer_of(name: str) -> int | None:
    parts = name.split(".")
    if parts[0] != "clinic" or len(parts) < 2 or parts[1] in OUTSIDE:
        return None
    return next((place for place, names in enumerate(LAYERS) if parts[1] in names), None)


def test_clinic_layers_import_to_the_left():
    wrong = []
    for path in sources("clinic"):
        own = layer_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for line, name in imports(path):
            target = layer_of(name)
            if own is not None and target is not None and target > own:
                wrong.append(f"{shown(path)}:{line} imports {name}")
    assert wrong == []


def test_every_part_of_clinic_has_a_layer():
    parts = {
        path.stem for path in (ROOT / "clinic").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    known = {name for names in LAYERS for name in names} | OUTSIDE | {"__init__"}
    assert parts - known == set()


def test_rules_and_measurement_know_no_orm():
    wrong = [
        f"{shown(path)}:{line} imports {name}"
        for path in sources("clinic/rules", "clinic/measurement")
        for line, name in imports(path)
        if name.startswith(("django.db", "clinic.models"))
    ]
    assert wrong == []


def test_figures_are_drawn_without_django():
    wrong = [
        f"{shown(path)}:{line} imports {name}"
        for path in sources("exercises/figures")
        for line, name in imports(path)
        if not name.startswith("exercises.figures") and name.split(".")[0] not in {*sys.stdlib_module_names, "yaml"}
    ]
    assert wrong == []


def object_uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each `.objects` with the method called on it, or "" when something else is done with it.

    Link tables (`.through`) carry no shelf; they are reached with keys that were scoped before.
    """
    taken = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            taken.add(id(node.value))
            if getattr(node.value.value, "attr", "") != "through":
                yield node.lineno, node.attr
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in taken:
            yield node.lineno, ""


def test_readers_touch_objects_only_in_scope():
    folders = [f"clinic/{name}" for name in READERS] + ["exercises/api", "exercises/views"]
    paths = [*sources(*folders), ROOT / "exercises/views.py", ROOT / "exercises/forms.py"]
    wrong = [
        f"{shown(path)}:{line} .objects.{method}"
        for path in paths
        if path.exists()
        for line, method in object_uses(ast.parse(path.read_text()))
        if method not in SCOPED
    ]
    assert wrong == []


def test_readers_write_nothing():
    wrong = [
        f"{shown(path)}:{node.lineno} .{node.func.attr}()"
        for path in sources(*(f"clinic/{name}" for name in READERS))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=shown)
def test_module_is_short_and_catches_nothing_blindly(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert text.count("\n") <= MAX_MODULE
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION] == []
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    assert [
        h.lineno for h in handlers if h.type is None or getattr(h.type, "id", "") in {"Exception", "BaseException"}
    ] == []


EXCUSES = re.compile(r"#\s*(noqa|type:\s*ignore|pragma: no cover)[^#]*")


def test_every_exception_carries_its_reason():
    """A suppression is followed by words on its own line: `# noqa: X -- why`, `# type: ignore[x]  # why`."""
    wrong = []
    for path in sources(*PACKAGES, "tests", "scripts", "benchmarks"):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            found = EXCUSES.search(text)
            if found and not re.search(r"(--|—|#)\s*\S+\s+\S+", text[found.start() + 1 :]):
                wrong.append(f"{shown(path)}:{number} {text.strip()}")
    assert wrong == []


INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)|hx-on|https?://(?!www\.w3\.org)|\|\s*safe\b|autoescape off"
)


def test_templates_hold_nothing_inline_and_no_foreign_host():
    wrong = [
        f"{shown(path)}:{number} {line.strip()[:90]}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]
    assert wrong == []


def test_nothing_is_left_open():
    pattern = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    paths = sources(*PACKAGES, "scripts") + sorted((ROOT / "templates").rglob("*.html"))
    wrong = [shown(path) for path in paths if pattern.search(path.read_text())]
    assert wrong == []
