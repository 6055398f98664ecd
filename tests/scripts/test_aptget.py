import os

import aptget
import pytest


@pytest.fixture
def machine(program, monkeypatch, tmp_path):
    """A machine whose apt-get notes its verbs in a file, and fails at the verbs in the file `broken`."""
    log, broken = tmp_path / "log", tmp_path / "broken"
    broken.touch()
    body = f'echo "$1" >> {log}\nwhile read -r verb; do [ "$verb" != "$1" ] || exit 1; done < {broken}'
    folder = program("apt-get", body=body).parent
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return tmp_path


def become(monkeypatch, user: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)


def test_install_as_root_asks_apt_once(machine, monkeypatch):
    become(monkeypatch, 0)
    aptget.install("chromium", missing="Chromium is missing")
    assert (machine / "log").read_text().split() == ["install"]


def test_install_refreshes_the_lists_of_a_fresh_machine(machine, monkeypatch):
    become(monkeypatch, 0)
    (machine / "broken").write_text("install\n")
    with pytest.raises(SystemExit) as stopped:
        aptget.install("chromium", missing="Chromium is missing")
    assert (machine / "log").read_text().split() == ["install", "update", "install"]
    assert stopped.value.code == (
        "Chromium is missing, and apt-get could not install chromium. Run it by hand to see why."
    )


def test_install_without_rights_says_what_to_install(machine, program, monkeypatch):
    become(monkeypatch, 1000)
    program("sudo", body="exit 1")
    with pytest.raises(SystemExit) as stopped:
        aptget.install("chromium", missing="Chromium is missing")
    assert not (machine / "log").exists()
    assert stopped.value.code == (
        "Chromium is missing. Install it with your system's packages (on Debian: apt-get install chromium)."
    )


def test_install_with_silent_sudo_asks_apt_through_it(machine, program, monkeypatch):
    become(monkeypatch, 1000)
    program("sudo", body='shift\nexec "$@"')
    aptget.install("chromium", missing="Chromium is missing")
    assert (machine / "log").read_text().split() == ["install"]


def test_tried_says_whether_it_went_well(machine, monkeypatch):
    become(monkeypatch, 0)
    assert aptget.tried("libpango-1.0-0") is True
    (machine / "broken").write_text("install\n")
    assert aptget.tried("libpango-1.0-0") is False
    assert (machine / "log").read_text().split() == ["install", "install", "update", "install"]


def test_tried_without_rights_asks_nobody(machine, program, monkeypatch):
    become(monkeypatch, 1000)
    program("sudo", body="exit 1")
    assert aptget.tried("libpango-1.0-0") is False
    assert not (machine / "log").exists()
