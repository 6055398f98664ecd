import stat

import pytest

from portal.accounts import demo


@pytest.fixture(autouse=True)
def var(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    settings.VAR = tmp_path / "var"
    return settings.VAR


def test_password_is_made_once_and_kept(var):
    first = demo.password()
    assert len(first) == 12
    assert (demo.password(), (var / "demo_password").read_text()) == (first, first)


def test_password_file_is_for_its_owner_only(var):
    demo.password()
    assert stat.S_IMODE((var / "demo_password").stat().st_mode) == 0o600


def test_password_differs_between_installs(var, settings):
    first = demo.password()
    settings.VAR = var / "other"
    assert demo.password() != first


def test_password_from_the_environment_is_not_written_down(var, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "chosen by me")
    assert demo.password() == "chosen by me"
    assert not var.exists()
