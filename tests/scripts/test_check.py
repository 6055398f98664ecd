import check
import pytest


def test_main_runs_all_checks_and_fails_when_one_does(monkeypatch, capsys):
    monkeypatch.setattr(check, "CHECKS", {"bad": ("-c", "raise SystemExit('why')"), "good": ("-c", "pass")})
    assert check.main() == 1
    lines = capsys.readouterr().out.split("\n")
    assert [(line.split()[0], line.split()[-1]) for line in lines if line.endswith(("FAILED", "ok"))] == [
        ("bad", "FAILED"),
        ("good", "ok"),
    ]
    assert "why" in lines


def test_main_passes_when_all_checks_do(monkeypatch):
    monkeypatch.setattr(check, "CHECKS", {"good": ("-c", "pass")})
    assert check.main() == 0


def test_production_leaves_the_database_of_the_developer_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    environ = check.production(str(tmp_path))
    assert "DATABASE_URL" not in environ
    assert environ["DEBUG"] == "0"


@pytest.mark.parametrize("name", check.CHECKS)
def test_checks_name_programs_of_the_environment(name):
    first = check.CHECKS[name][0]
    assert first == "-m" or (check.ROOT / first).is_file()
