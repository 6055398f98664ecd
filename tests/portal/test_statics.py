"""Names of static files."""

import re

import pytest
from django.contrib.staticfiles.finders import get_finders

from portal.statics import NamedByDigest

OURS = "clinic/js/"


def named(statics, files):
    faults = [fault for _name, _new, fault in statics.post_process(files) if isinstance(fault, Exception)]
    assert faults == []
    return statics.hashed_files


@pytest.mark.parametrize(("folder", "is_renamed"), [(OURS, True), ("elsewhere/", False)])
def test_our_scripts_load_each_other_by_the_names_with_the_digest(tmp_path, folder, is_renamed):
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "one.js").write_text('import { two } from "./two.js";\ntwo();\n')
    (tmp_path / folder / "two.js").write_text("export function two() {}\n")
    statics = NamedByDigest(location=tmp_path, base_url="/static/")
    names = named(statics, {f"{folder}{name}": (statics, f"{folder}{name}") for name in ("one.js", "two.js")})
    loaded = re.findall(r'from "(.+)"', (tmp_path / names[f"{folder}one.js"]).read_text())
    assert loaded == [f"./{names[f'{folder}two.js'].removeprefix(folder)}" if is_renamed else "./two.js"]


def test_every_script_that_is_served_can_be_named(tmp_path, monkeypatch):
    """What the first start does: one script of any package that cannot be read would stop it."""
    monkeypatch.setattr(NamedByDigest, "compress_files", lambda _statics, _paths: [])
    statics = NamedByDigest(location=tmp_path, base_url="/static/")
    scripts = [(path, storage) for finder in get_finders() for path, storage in finder.list([]) if path.endswith(".js")]
    for path, storage in scripts:
        with storage.open(path) as script:
            statics.save(path, script)
    assert named(statics, {path: (statics, path) for path, _storage in scripts}).keys() >= {"django_htmx/htmx-2.js"}
