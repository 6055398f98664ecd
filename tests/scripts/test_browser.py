import browser
import pytest


def test_find_takes_the_first_known_name_on_path(program):
    program("google-chrome")
    wanted = program("chromium")
    assert browser.find({"PATH": str(wanted.parent)}) == str(wanted)


def test_find_takes_another_name_where_chromium_is_missing(program):
    wanted = program("google-chrome")
    assert browser.find({"PATH": str(wanted.parent)}) == str(wanted)


def test_find_prefers_what_chromium_names(program):
    on_path, named = program("chromium"), program("mine", folder="elsewhere")
    assert browser.find({"PATH": str(on_path.parent), "CHROMIUM": str(named)}) == str(named)


def test_find_gives_none_on_an_empty_path(tmp_path):
    assert browser.find({"PATH": str(tmp_path)}) is None


def test_find_refuses_a_chromium_that_cannot_be_run(program, tmp_path):
    on_path = program("chromium")
    with pytest.raises(SystemExit) as stopped:
        browser.find({"PATH": str(on_path.parent), "CHROMIUM": "/nowhere/chromium"})
    assert (
        stopped.value.code
        == "CHROMIUM is /nowhere/chromium, which cannot be run. Set it to the path of Chromium, or unset it."
    )


def test_main_prints_only_the_path(program, monkeypatch, capsys):
    wanted = program("chromium")
    monkeypatch.setenv("CHROMIUM", str(wanted))
    browser.main()
    assert capsys.readouterr().out == f"{wanted}\n"


def test_main_stops_where_nothing_can_be_installed(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        browser.main()
    assert stopped.value.code == (
        "Chromium is missing. Install it with your system's packages "
        "(on Debian: apt-get install chromium fonts-dejavu-core)."
    )


def test_driver_starts_where_it_can(program):
    assert browser.driver_starts(str(program("node"))) is True


def test_driver_that_lacks_a_library_does_not_start():
    assert browser.driver_starts("/bin/false") is False


def test_main_installs_what_the_driver_lacks(program, monkeypatch, capsys):
    installed = []
    monkeypatch.setenv("CHROMIUM", str(program("chromium")))
    monkeypatch.setattr(browser, "compute_driver_executable", lambda: ("/bin/false", ""))
    monkeypatch.setattr(browser.aptget, "install", lambda *names, missing: installed.append((names, missing)))
    browser.main()
    assert installed == [(("libatomic1",), "A library of the browser's driver is missing")]
