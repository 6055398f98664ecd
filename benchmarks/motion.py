"""What it costs to analyse what a phone recorded, and to refuse what is no recording."""

import json
import time
from collections.abc import Callable

import numpy as np

ROUNDS = 15
# What 30 s of a phone may cost on one quiet core. Shown, and no verdict: a busy machine doubles it.
QUIET_MS = 15
# In multiples of parsing the JSON in which the samples come, which nobody can do without.
BAR = 5.0
# A hostile upload of ten million samples, in multiples of analysing an honest one.
HOSTILE, HOSTILE_BAR = 10_000_000, 3.0


def measure_motion() -> list[tuple[str, bool]]:
    """CPU time of 30 s of hopping at 100 samples a second, and of refusing ten million samples that are no trace."""
    from clinic.measurement.hop import analyse
    from clinic.measurement.trace import Trace, TraceFault

    trace = _hopping()
    text = json.dumps(_wire(trace))
    said = json.loads(text)
    zeros = [0] * HOSTILE
    hostile = {"t_ms": zeros, "ax": zeros, "ay": zeros, "az": [float("nan")] * 3}

    def refuse() -> None:
        try:
            Trace.of(hostile)
        except TraceFault:
            return
        raise AssertionError("ten million samples were taken")

    floor = _best(lambda: json.loads(text))
    honest = _best(lambda: analyse(Trace.of(said)))
    refused = _best(refuse)
    print(f"\n{'Recordings of a phone':26}{'CPU ms':>9}{'quiet':>7}{'x':>7}{'bar':>6}")
    print(f"{'30 s at 100 Hz, analysed':26}{honest * 1000:9.2f}{QUIET_MS:7}{honest / floor:7.1f}{BAR:6.1f} parsings")
    print(f"{'10 million, refused':26}{refused * 1000:9.2f}{'':7}{refused / honest:7.3f}{HOSTILE_BAR:6.1f} analyses")
    return [("Recording analysed", honest <= BAR * floor), ("Recording refused", refused <= HOSTILE_BAR * honest)]


def _hopping():
    """Half a second a hop, half of it in the air."""
    from clinic.measurement.trace import Trace

    t = np.arange(3000) / 100
    a = np.zeros((3000, 3))
    a[:, 2] = 9.81 * np.pi * np.maximum(np.sin(2 * np.pi * 2 * t), 0)
    return Trace(t, a + np.random.default_rng(0).normal(0, 0.1, a.shape))


def _wire(trace) -> dict[str, list[float]]:
    return {
        "t_ms": list(trace.t * 1000),
        "ax": list(trace.a[:, 0]),
        "ay": list(trace.a[:, 1]),
        "az": list(trace.a[:, 2]),
    }


def _best(call: Callable[[], object]) -> float:
    """The least of some rounds: what else runs on the machine only ever adds."""
    seconds = []
    for _round in range(ROUNDS):
        before = time.process_time()
        call()
        seconds.append(time.process_time() - before)
    return min(seconds)
