"""The hop analysis on recordings of people, kept beside the clone where they are present: they may not be shipped.

The folder holds manifest.json, which says of each file what was done and how many jumps were seen, and csv/.
HOPDATA names it; else it is ../shared/hopdata beside the clone.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clinic.measurement.hop import HopAnalysis, analyse
from clinic.measurement.trace import Trace

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared/hopdata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A recording as another phone would have made it: `jitter` in seconds, `lost` a share."""

    rate_hz: float
    jitter: float = 0.0
    lost: float = 0.0


# How a recording is looked at, and by how much it may fall short of the bars in all.
WAYS: Mapping[str, tuple[Again | None, int]] = {
    "as recorded": (None, 0),
    "60 Hz, 4 ms jitter, 5 % lost": (Again(rate_hz=60, jitter=0.004, lost=0.05), 0),
    "30 Hz": (Again(rate_hz=30), 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One file: what was done, the jumps that were seen (None where nobody counted), and what the analysis says."""

    file: str
    activity: str
    style: str | None
    reference: int | None
    said: HopAnalysis

    @property
    def off(self) -> int | None:
        """How many hops too many; None where nothing was counted by either."""
        if self.reference is None or self.said.hops is None:
            return None
        return self.said.hops - self.reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What must be so, in how many files it is, and in how many it has to be."""

    name: str
    met: int
    wanted: int

    @property
    def short(self) -> int:
        return max(0, self.wanted - self.met)


def folder() -> Path | None:
    """Where the recordings are; None where they are not."""
    named = Path(os.environ.get("HOPDATA") or BESIDE)
    return named if (named / "manifest.json").is_file() else None


def table(recordings: Path, again: Again | None = None) -> list[Row]:
    """One row for each file, in the order of the manifest. Errors: TraceFault, OSError, KeyError of a broken one."""
    manifest = json.loads((recordings / "manifest.json").read_text(encoding="utf-8"))
    rows = []
    for seed, entry in enumerate(manifest):
        trace = Trace.from_csv(recordings / entry["file"])
        rows.append(
            Row(
                file=entry["file"],
                activity=entry["activity"],
                style=entry.get("style"),
                reference=entry.get("ref_count"),
                said=analyse(resampled(trace, again, seed) if again else trace),
            )
        )
    return rows


def bars(rows: Sequence[Row]) -> list[Bar]:
    """The counts that the analysis is held to. A trace that is refused counts as one with a wrong number of hops."""
    continuous = [row for row in rows if row.style == "continuous rebound"]
    landed = [row for row in rows if row.style == "jump-land-stand"]
    uncounted = [row for row in rows if row.activity == "jumping" and row.reference is None]
    walking = [row for row in rows if row.activity == "walking"]
    return [
        Bar(name="continuous, accepted", met=_accepted(continuous), wanted=17),
        Bar(name="continuous, within 1", met=_within(1, continuous), wanted=16),
        Bar(name="jumping uncounted, accepted", met=_accepted(uncounted), wanted=17),
        Bar(name="jump-land-stand, within 2", met=_within(2, landed), wanted=5),
        Bar(name="walking, refused", met=len(walking) - _accepted(walking), wanted=49),
    ]


def resampled(trace: Trace, again: Again, seed: int) -> Trace:
    """The same movement, read off at other moments along straight lines between the samples."""
    rng = np.random.default_rng(seed)
    order = np.argsort(trace.t, kind="stable")
    t = np.arange(trace.t.min(), trace.t.max(), 1 / again.rate_hz)
    t = np.sort(t + rng.normal(0, again.jitter, len(t)))[rng.random(len(t)) >= again.lost]
    t = np.clip(t, trace.t.min(), trace.t.max())
    axes = [np.interp(t, trace.t[order], axis) for axis in trace.a[order].T]
    return Trace(t, np.column_stack(axes), 1 / again.rate_hz)


def measure_hops() -> list[tuple[str, bool]]:
    """Prints what the analysis makes of the recordings; where they are missing, says so and measures nothing."""
    recordings = folder()
    if recordings is None:
        print("\nNo recordings of people hopping beside the clone: not measured.")
        return []
    verdicts = []
    print(f"\n{'Recordings':30}{''.join(f'{way:>32}' for way in WAYS)}{'bar':>6}")
    columns = [bars(table(recordings, again)) for again, _ in WAYS.values()]
    for line in zip(*columns, strict=True):
        print(f"{line[0].name:30}{''.join(f'{bar.met:32}' for bar in line)}{line[0].wanted:6}")
    for (way, (_, allowed)), column in zip(WAYS.items(), columns, strict=True):
        verdicts.append((f"Recordings, {way}", sum(bar.short for bar in column) <= allowed))
    return verdicts


def kinds(rows: Sequence[Row]) -> Counter[str]:
    """How many files there are of each kind."""
    return Counter(row.style or ("uncounted " if row.activity == "jumping" else "") + row.activity for row in rows)


def _accepted(rows: Sequence[Row]) -> int:
    return sum(row.said.accepted for row in rows)


def _within(hops: int, rows: Sequence[Row]) -> int:
    return sum(row.off is not None and abs(row.off) <= hops for row in rows)
