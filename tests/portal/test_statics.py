"""Names of static files."""

import re

from portal.statics import NamedByDigest


def test_scripts_load_each_other_by_the_names_with_the_digest(tmp_path):
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\ntwo();\n')
    (tmp_path / "two.js").write_text("export function two() {}\n")
    statics = NamedByDigest(location=tmp_path, base_url="/static/")
    assert all(done is not False for _name, _new, done in statics.post_process({
        name: (statics, name) for name in ("one.js", "two.js")
    }))  # fmt: skip
    named = (tmp_path / statics.hashed_files["one.js"]).read_text()
    assert re.findall(r'from "(.+)"', named) == ["./" + statics.hashed_files["two.js"]]
