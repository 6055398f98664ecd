"""A trace: what the accelerometer of a phone said, sample by sample, as the browser sent it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

COLUMNS = ("t_ms", "ax", "ay", "az")
# What a phone at rest says, in m/s²: the standard acceleration of free fall.
GRAVITY = 9.80665
# Half a minute at 500 samples a second and some room; no phone's browser sends more than 200.
SAMPLES_MAX = 20_000
MILLISECONDS_MAX = 120_000
# A file is read by somebody who sits at this machine, and may hold more.
FILE_SAMPLES_MAX, FILE_MILLISECONDS_MAX = 100_000, 600_000
# The hardest landing that a phone's sensor can tell is 16 g.
ACCELERATION_MAX = 400.0
INTERVAL_MAX = 1000.0

Samples = NDArray[np.float64]


class TraceFault(ValueError):
    """A trace that cannot be read: `place` is the field that is wrong, the message says what is wrong with it."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}")
        self.place, self.sentence = place, sentence


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Samples in the order of their arrival, with gaps, doubles and disorder as they came.

    `t` is in seconds since the start of the recording, shape (n,). `a` is the specific force in m/s² along the three
    axes of the phone, gravity included, shape (n, 3): a phone at rest says 9.81 upwards. `interval` is the time between
    samples that the browser reported, in seconds; None where it said nothing.
    """

    t: Samples
    a: Samples
    interval: float | None = None

    @property
    def count(self) -> int:
        return len(self.t)

    @classmethod
    def of(cls, said: object, *, samples: int = SAMPLES_MAX, milliseconds: float = MILLISECONDS_MAX) -> Self:
        """Reads {"t_ms": [...], "ax": [...], "ay": [...], "az": [...], "interval_ms": number or null}.

        At most `samples` of them within `milliseconds`. Errors: TraceFault naming the column, for anything but lists of
        as many finite numbers within bounds; the lengths are looked at first, so that a hostile trace costs little.
        """
        if not isinstance(said, Mapping):
            raise TraceFault("trace", "Send the columns t_ms, ax, ay and az.")
        if unknown := sorted(str(key) for key in said.keys() - {*COLUMNS, "interval_ms"}):
            raise TraceFault(unknown[0][:40], "This column is not known. Leave it out.")
        columns = [said.get(name) for name in COLUMNS]
        _check_lengths(columns, samples)
        t, *axes = (_column(name, column) for name, column in zip(COLUMNS, columns, strict=True))
        _check_bounds("t_ms", t, 0, milliseconds)
        for name, axis in zip(COLUMNS[1:], axes, strict=True):
            _check_bounds(name, axis, -ACCELERATION_MAX, ACCELERATION_MAX)
        return cls(t / 1000, np.column_stack(axes), _interval(said.get("interval_ms")))

    @classmethod
    def from_csv(cls, path: Path) -> Self:
        """Reads a file with the columns t_ms, ax, ay and az in its first line. Errors: TraceFault; OSError."""
        # Excel puts a mark before the first name, which utf-8-sig takes away.
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            names = [name.strip() for name in lines.readline().split(",")]
            if missing := [name for name in COLUMNS if name not in names]:
                raise TraceFault(missing[0], "This column is missing from the first line.")
            wanted = [names.index(name) for name in COLUMNS]
            rows = [row for row in islice(lines, FILE_SAMPLES_MAX + 1) if row.strip()]
        if not rows:
            raise TraceFault("t_ms", "There are no samples.")
        try:
            table = np.loadtxt(rows, delimiter=",", comments=None, usecols=wanted, ndmin=2)
        except ValueError as error:
            raise TraceFault("file", f"A line cannot be read as numbers: {error}.") from error
        # A file of a recorder may count from the start of the phone.
        columns = [table[:, 0] - table[:, 0].min(), *table[:, 1:].T]
        limits = {"samples": FILE_SAMPLES_MAX, "milliseconds": FILE_MILLISECONDS_MAX}
        return cls.of(dict(zip(COLUMNS, columns, strict=True)), **limits)


def _check_lengths(columns: Sequence[object], most: int) -> None:
    for name, column in zip(COLUMNS, columns, strict=True):
        if not isinstance(column, list | tuple | np.ndarray):
            raise TraceFault(name, "Send a list of numbers.")
        if len(column) > most:
            raise TraceFault(name, f"There are {len(column)} samples; at most {most} are taken.")
        if len(column) != len(columns[0]):  # type: ignore[arg-type]  # the first one was looked at before
            raise TraceFault(name, "All columns must have the same number of samples.")
    if not len(columns[0]):  # type: ignore[arg-type]  # a list, looked at above
        raise TraceFault("t_ms", "There are no samples.")


def _column(name: str, column: Any) -> Samples:
    if not isinstance(column, np.ndarray) and not all(type(one) in {int, float} for one in column):
        raise TraceFault(name, "Send numbers only.")
    try:
        return np.asarray(column, dtype=np.float64)
    except OverflowError as error:
        raise TraceFault(name, "A number is too large.") from error


def _check_bounds(name: str, column: Samples, low: float, high: float) -> None:
    if not np.isfinite(column).all():
        raise TraceFault(name, "A sample is no finite number.")
    if column.min() < low or column.max() > high:
        raise TraceFault(name, f"A sample lies outside {low:g} to {high:g}.")


def _interval(said: object) -> float | None:
    if said is None:
        return None
    if type(said) not in {int, float} or not 0 <= said <= INTERVAL_MAX:  # type: ignore[operator]  # a number by then
        raise TraceFault("interval_ms", f"Send a number from 0 to {INTERVAL_MAX:g}, or leave it out.")
    return said / 1000 if said else None  # type: ignore[operator]  # a number by then
