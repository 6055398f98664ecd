import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Path]:
    """Makes a fake program: a shell script of this name in a folder below tmp_path."""

    def make(name: str, *, folder: str = "bin", body: str = "exit 0") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    return make
