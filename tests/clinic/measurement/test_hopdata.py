"""The hop analysis on recordings of people, where they are present; they may not be shipped with the project."""

import pytest

from benchmarks import hopdata

FOLDER = hopdata.folder()
pytestmark = pytest.mark.skipif(FOLDER is None, reason="recordings of people are kept beside the clone, see HOPDATA")

KINDS = {"continuous rebound": 17, "jump-land-stand": 6, "uncounted jumping": 18, "walking": 49}


@pytest.mark.parametrize("way", hopdata.WAYS)
def test_jumps_are_counted_and_walking_is_refused(way):
    again, allowed = hopdata.WAYS[way]
    rows = hopdata.table(FOLDER, again)
    assert hopdata.kinds(rows) == KINDS
    short = {bar.name: bar.short for bar in hopdata.bars(rows) if bar.short}
    wrong = [(row.file, row.reference, row.said.hops, row.said.reasons) for row in rows if _is_wrong(row)]
    assert sum(short.values()) <= allowed, f"{short}\n" + "\n".join(map(str, wrong))


def _is_wrong(row):
    if row.activity == "walking" or not row.said.accepted:
        return row.said.accepted == (row.activity == "walking")
    return row.off is not None and abs(row.off) > (2 if row.style == "jump-land-stand" else 1)
