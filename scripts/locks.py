"""Write the lock files from pyproject.toml, or tell whether they are up to date (without the network).

python scripts/locks.py write [--upgrade]
python scripts/locks.py check
"""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["--group", "dev"]}
OLDEST_PYTHON = "3.11"


def header(*, root: Path) -> str:
    """The first line of a lock file: a digest of what pyproject.toml asks for, whatever its comments say."""
    wanted = tomllib.loads((root / "pyproject.toml").read_text())
    project = wanted["project"]
    asked = [project["requires-python"], project["dependencies"], wanted["dependency-groups"]]
    return f"# from pyproject.toml by make lock, sha256:{hashlib.sha256(json.dumps(asked).encode()).hexdigest()}"


def stale(*, root: Path = ROOT) -> list[str]:
    """Names of the lock files that were not made from this pyproject.toml."""
    line = header(root=root)
    return [name for name in LOCKS if (root / name).read_text().partition("\n")[0] != line]


def write(*options: str, root: Path = ROOT) -> None:
    """Resolve anew; versions stay unless `--upgrade` is given. Exits with uv's code when it fails."""
    for name, group in LOCKS.items():
        compile_ = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        where = ["--no-header", "--python-version", OLDEST_PYTHON, "pyproject.toml", *group, "-o", name]
        environ = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
        if code := subprocess.run([*compile_, *where, *options], check=False, cwd=root, env=environ).returncode:
            sys.exit(code)
        lock = root / name
        lock.write_text(f"{header(root=root)}\n{lock.read_text()}")


def main(arguments: list[str]) -> None:
    """Do what the first word says."""
    if arguments[:1] == ["write"]:
        write(*arguments[1:])
    elif names := stale():
        sys.exit(f"Older than pyproject.toml: {', '.join(names)}. Run make lock and commit the result.")


if __name__ == "__main__":
    main(sys.argv[1:])
