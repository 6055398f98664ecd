import locks
import pytest

PROJECT = """\
[project]
requires-python = ">=3.11"
dependencies = ["django>=5.2"]  # the framework
[dependency-groups]
dev = ["pytest>=9"]
"""


@pytest.fixture
def root(tmp_path):
    """A project whose lock files are up to date."""
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    for name in locks.LOCKS:
        (tmp_path / name).write_text(f"{locks.header(root=tmp_path)}\ndjango==5.2\n")
    return tmp_path


def change(root, old, new):
    text = (root / "pyproject.toml").read_text()
    assert old in text
    (root / "pyproject.toml").write_text(text.replace(old, new))


def test_stale_is_empty_for_fresh_locks(root):
    assert locks.stale(root=root) == []


@pytest.mark.parametrize(
    ("old", "new"), [(">=3.11", ">=3.12"), ("django>=5.2", "django>=5.2.1"), ("pytest>=9", "pytest>=9.1")]
)
def test_stale_names_both_after_a_change_of_what_is_wanted(root, old, new):
    change(root, old, new)
    assert locks.stale(root=root) == ["requirements.lock", "requirements-dev.lock"]


def test_stale_ignores_comments(root):
    change(root, "# the framework", "# the web framework")
    assert locks.stale(root=root) == []


def test_stale_names_a_lock_without_header(root):
    (root / "requirements.lock").write_text("django==5.2\n")
    assert locks.stale(root=root) == ["requirements.lock"]
