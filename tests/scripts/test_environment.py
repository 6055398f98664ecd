import sys

import environment
import pytest


@pytest.fixture
def root(tmp_path):
    """A project with lock files and an environment that was never synced."""
    (tmp_path / "requirements.lock").write_text("django==5.2\n")
    (tmp_path / "requirements-dev.lock").write_text("pytest==9\n")
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


@pytest.fixture
def synced(monkeypatch):
    """The kinds that were synced, in order, without any package being installed."""
    kinds = []

    def sync(kind, *, root):
        kinds.append(kind)
        (root / ".venv/synced").write_text(environment.wanted_stamp(kind, root=root))

    monkeypatch.setattr(environment, "sync", sync)
    return kinds


def test_ensure_syncs_once(root, synced):
    environment.ensure("run", root=root)
    environment.ensure("run", root=root)
    assert synced == ["run"]


def test_ensure_syncs_again_after_a_change_of_the_lock(root, synced):
    environment.ensure("run", root=root)
    (root / "requirements.lock").write_text("django==5.2.1\n")
    environment.ensure("run", root=root)
    assert synced == ["run", "run"]


def test_run_keeps_development_packages(root, synced):
    environment.ensure("dev", root=root)
    environment.ensure("run", root=root)
    assert synced == ["dev"]


def test_run_keeps_development_packages_after_a_change_of_the_lock(root, synced):
    environment.ensure("dev", root=root)
    (root / "requirements.lock").write_text("django==5.2.1\n")
    environment.ensure("run", root=root)
    assert synced == ["dev", "dev"]


def test_dev_adds_to_run(root, synced):
    environment.ensure("run", root=root)
    environment.ensure("dev", root=root)
    assert synced == ["run", "dev"]


def test_environment_is_made_anew_for_another_interpreter(root, synced, monkeypatch):
    made = []
    monkeypatch.setattr(environment, "make", lambda *, root: made.append(root))
    environment.ensure("run", root=root)
    (root / ".venv/bin/python").unlink()
    (root / ".venv/bin/python").symlink_to("/bin/sh")
    environment.ensure("run", root=root)
    assert made == [root]


def test_environment_is_made_where_it_is_missing(root, synced, monkeypatch):
    made = []
    monkeypatch.setattr(environment, "make", lambda *, root: made.append(root))
    (root / ".venv/bin/python").unlink()
    environment.ensure("run", root=root)
    assert made == [root]


def test_sync_says_what_to_do_without_network(root, program, monkeypatch):
    (root / ".venv/bin/python").unlink()
    program("python", folder=".venv/bin", body="exit 1")
    with pytest.raises(SystemExit) as stopped:
        environment.sync("run", root=root)
    assert stopped.value.code == (
        "Packages could not be installed. Check the network, then run the same command again."
    )
    assert environment.stamp(root=root) == ""
