import os
import signal
from pathlib import Path

import postgres
import pytest


@pytest.fixture
def programs(program, monkeypatch, tmp_path):
    """Fake PostgreSQL programs that note what they are asked, and a temporary folder to look into."""
    log = tmp_path / "log"
    program("initdb", body=f'echo initdb >> {log}\nmkdir "$2"')
    program("createdb", body=f"echo createdb >> {log}")
    # Called as: pg_ctl start -D DATA ..., pg_ctl stop -D DATA ...
    body = f'echo "pg_ctl $1" >> {log}\n[ "$1" = stop ] || touch "$3/postmaster.pid"'
    folder = program("pg_ctl", body=body).parent
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(postgres, "account", lambda: None)
    (tmp_path / "clusters").mkdir()
    monkeypatch.setattr(postgres.tempfile, "tempdir", str(tmp_path / "clusters"))
    return tmp_path


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "log").read_text().splitlines()


WHOLE_LIFE = ["initdb", "pg_ctl start", "createdb", "pg_ctl stop"]


def test_find_prefers_the_path(program, tmp_path):
    found = program("initdb")
    program("initdb", folder="debian/15/bin")
    assert postgres.find({"PATH": str(found.parent)}, debian=tmp_path / "debian") == found.parent


def test_find_takes_debians_newest_version(program, tmp_path):
    for version in ("9.6", "16", "15"):
        program("initdb", folder=f"debian/{version}/bin")
    newest = tmp_path / "debian/16/bin"
    assert postgres.find({"PATH": str(tmp_path)}, debian=tmp_path / "debian") == newest


def test_find_gives_none_where_it_is_missing(tmp_path):
    assert postgres.find({"PATH": str(tmp_path)}, debian=tmp_path / "debian") is None


def test_main_gives_the_commands_exit_code_and_removes_the_cluster(programs):
    assert postgres.main(["--", "sh", "-c", "exit 7"]) == 7
    assert calls(programs) == WHOLE_LIFE
    assert list((programs / "clusters").iterdir()) == []


def test_main_shows_the_address_to_the_command(programs):
    shown = programs / "shown"
    assert postgres.main(["--", "sh", "-c", f"echo $DATABASE_URL > {shown}"]) == 0
    port = shown.read_text().strip().removeprefix("postgres://toeoff@127.0.0.1:").removesuffix("/toeoff")
    assert 1024 <= int(port) <= 65535


def test_main_gives_128_and_the_signal_for_a_killed_command(programs):
    assert postgres.main(["--", "sh", "-c", "kill -9 $$"]) == 137
    assert calls(programs) == WHOLE_LIFE


def test_cluster_is_removed_when_the_block_fails(programs):
    with pytest.raises(ZeroDivisionError), postgres.cluster():
        raise ZeroDivisionError
    assert calls(programs) == WHOLE_LIFE
    assert list((programs / "clusters").iterdir()) == []


def test_cluster_is_removed_when_initdb_fails(programs, program):
    program("initdb", body="echo no space left >&2; exit 1")
    with pytest.raises(SystemExit) as stopped, postgres.cluster():
        pass
    assert stopped.value.code == "PostgreSQL's initdb failed: no space left"
    assert list((programs / "clusters").iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["--"], ["pytest"]])
def test_main_without_a_command_says_how(arguments):
    with pytest.raises(SystemExit) as stopped:
        postgres.main(arguments)
    assert stopped.value.code == "Say what to run: python scripts/postgres.py -- COMMAND ..."


def test_missing_account_is_said_to_root(monkeypatch):
    def nobody(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    monkeypatch.setattr(postgres.pwd, "getpwnam", nobody)
    with pytest.raises(SystemExit) as stopped:
        postgres.account()
    assert stopped.value.code == (
        "PostgreSQL refuses to run as root. Add an account named postgres, or run as another one."
    )


def test_account_of_an_ordinary_person_is_their_own(monkeypatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    assert postgres.account() is None


def test_free_port_can_be_bound():
    with postgres.socket.socket() as ours:
        ours.bind(("127.0.0.1", postgres.free_port()))


def test_uninterrupted_finishes_before_it_leaves():
    after = []
    with pytest.raises(SystemExit) as stopped, postgres.uninterrupted():
        after.append(os.kill(os.getpid(), signal.SIGTERM))
    assert (len(after), stopped.value.code) == (1, 143)


def test_cluster_is_removed_when_told_to_end_while_it_starts(programs, program):
    program("initdb", body=f'echo initdb >> {programs}/log\nmkdir "$2"\nkill -TERM {os.getpid()}')
    with pytest.raises(SystemExit) as stopped:
        postgres.main(["--", "sh", "-c", "exit 7"])
    assert stopped.value.code == 143
    assert calls(programs) == WHOLE_LIFE
    assert list((programs / "clusters").iterdir()) == []


def test_main_leaves_signals_as_they_were(programs):
    before = [signal.getsignal(number) for number in postgres.ENDINGS]
    postgres.main(["--", "true"])
    assert [signal.getsignal(number) for number in postgres.ENDINGS] == before
