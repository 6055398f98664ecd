"""Traces as they are kept: small, and always the same to read. NumPy and zlib, no Django.

Times are kept in steps of 0.1 ms, accelerations in steps of 0.01 m/s², the reported interval in steps of 1 µs. Gaps,
doubles and disorder stay as they came. A byte for the version, then one zlib stream: the number of samples and the
interval (0 for none said), then the changes from sample to sample of t, x, y and z, the same byte of all samples
together, which zlib makes smaller by a sixth.
"""

import hashlib
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from clinic.measurement.trace import SAMPLES_MAX, Trace

VERSION = 1
TIME_STEP_S = 1e-4
ACCELERATION_STEP = 0.01
INTERVAL_STEP_S = 1e-6
INTERVAL_MAX = 60
HEAD = struct.Struct("<II")
COLUMN = np.dtype("<i4")
COLUMNS = 4
SIZE_MAX = HEAD.size + SAMPLES_MAX * COLUMNS * COLUMN.itemsize


def pack(trace: Trace) -> bytes:
    """Errors: ValueError for a trace without samples, with too many, or with what is no number."""
    return bytes([VERSION]) + zlib.compress(_plain(trace))


def digest(trace: Trace) -> str:
    """Tells traces apart that are kept differently; the same whatever made them small."""
    return hashlib.sha256(_plain(trace)).hexdigest()


def _plain(trace: Trace) -> bytes:
    if not 0 < trace.count <= SAMPLES_MAX:
        raise ValueError(f"A trace has 1 to {SAMPLES_MAX} samples, not {trace.count}.")
    table = np.column_stack([trace.t / TIME_STEP_S, trace.a / ACCELERATION_STEP]).T
    if not np.abs(table).max() < np.iinfo(COLUMN).max // 2:  # false for what is no number, too
        raise ValueError("A sample is too large or no number.")
    steps = np.diff(np.rint(table).astype(COLUMN), axis=1, prepend=0).astype(COLUMN)
    return HEAD.pack(trace.count, _microseconds(trace.interval)) + _planes(steps)


def unpack(packed: bytes) -> Trace:
    """Errors: ValueError for anything that `pack` did not make. What would swell beyond any trace is not unpacked."""
    if packed[:1] != bytes([VERSION]):
        raise ValueError("This is no packed trace of a known version.")
    plain = _inflate(bytes(packed[1:]))
    count, interval = HEAD.unpack_from(plain)
    if not 0 < count <= SAMPLES_MAX or len(plain) != HEAD.size + count * COLUMNS * COLUMN.itemsize:
        raise ValueError("This packed trace is broken: it does not hold the samples that it says.")
    table = np.cumsum(_columns(plain[HEAD.size :], count), axis=1, dtype=np.int64).astype(np.float64)
    axes = np.ascontiguousarray(table[1:].T) / round(1 / ACCELERATION_STEP)
    return Trace(table[0] / round(1 / TIME_STEP_S), axes, interval / round(1 / INTERVAL_STEP_S) if interval else None)


def kept(trace: Trace) -> Trace:
    """The trace as it will be read again: analyses run on this one, so that a repeat says the same."""
    return unpack(pack(trace))


def _microseconds(interval: float | None) -> int:
    if interval is None:
        return 0
    if not 0 <= interval <= INTERVAL_MAX:  # false for what is no number, too
        raise ValueError(f"The interval of a trace is 0 to {INTERVAL_MAX} s.")
    return round(interval / INTERVAL_STEP_S)


def _inflate(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(packed, SIZE_MAX)
    except zlib.error as error:
        raise ValueError("This packed trace is broken.") from error
    if not stream.eof or stream.unused_data or len(plain) < HEAD.size:
        raise ValueError("This packed trace is broken: it is cut off, or too large.")
    return plain


def _planes(steps: NDArray[np.int32]) -> bytes:
    """The lowest byte of every number, then the next one: slow changes leave the higher ones alike."""
    return np.ascontiguousarray(steps).view(np.uint8).reshape(-1, COLUMN.itemsize).T.tobytes()


def _columns(planes: bytes, count: int) -> NDArray[np.int32]:
    numbers = np.frombuffer(planes, dtype=np.uint8).reshape(COLUMN.itemsize, -1).T
    return np.ascontiguousarray(numbers).view(COLUMN).reshape(COLUMNS, count)
