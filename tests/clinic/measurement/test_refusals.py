"""Movements made by hand, each of which one limit of the hop analysis tells from hopping."""

import numpy as np
import pytest

from clinic.measurement.hop import Refusal, analyse
from clinic.measurement.trace import Trace

G, RATE, SECONDS = 9.80665, 100, 30
T = np.arange(SECONDS * RATE) / RATE


def felt(along, aside=0.0, ahead=0.0):
    """What a phone feels that moves along gravity and across it, in g, and a little noise."""
    a = np.zeros((len(T), 3))
    a[:, 0], a[:, 1], a[:, 2] = aside, ahead, along
    return Trace(T, (a + np.random.default_rng(0).normal(0, 0.01, a.shape)) * G)


def swing(hertz, strength, phase=0.0):
    return strength * np.sin(2 * np.pi * hertz * T + phase)


def hops(lengths, contact=0.25, strength=None):
    """Contacts of a quarter of a second with flights of these lengths (s) between them, over and over."""
    along, at, turn = np.ones(len(T)), 0.5, 0
    while at < SECONDS:
        air = lengths[turn % len(lengths)]
        push = (contact + air) / contact * np.pi / 2 if strength is None else strength[turn % len(strength)]
        on = (at <= T) & (at + contact > T)
        along[on] = push * np.sin(np.pi * (T[on] - at) / contact)
        along[(at + contact <= T) & (at + contact + air > T)] = 0
        at, turn = at + contact + air, turn + 1
    return along


EVEN = hops([0.2])
AT_FIRST = T < 5


def only_at_first(movement):
    return np.where(AT_FIRST, 0, movement)


def test_even_hops_are_counted():
    said = analyse(felt(EVEN))
    assert (said.accepted, said.hops, said.cadence_hz) == (True, 65, 2.22)


def test_ringing_of_a_loose_phone_splits_no_flight():
    assert analyse(felt(EVEN + swing(14, 0.9))).hops == 65


@pytest.mark.parametrize(
    ("trace", "reason"),
    [
        pytest.param(felt(1 + swing(0.83, 0.95)), Refusal.WALKING, id="an arm that swings lands softly"),
        pytest.param(felt(1 + swing(0.83, 1.1)), Refusal.NOT_HOPPING, id="nor does a body that squats and rises"),
        pytest.param(felt(1 + swing(2.5, 2.9)), Refusal.SHAKING, id="nobody falls harder than 1 g below no weight"),
        pytest.param(felt(1 + swing(1.0, 0.38)), Refusal.WALKING, id="a lift never lets go of the weight"),
        pytest.param(
            felt(hops([*np.linspace(0.15, 0.7, 14), *np.linspace(0.7, 0.15, 14)])),
            Refusal.SHAKING,
            id="flights of one person are alike",
        ),
        pytest.param(
            felt(np.where(AT_FIRST, EVEN, 1), only_at_first(swing(1.4, 1)), only_at_first(swing(1.4, 1, np.pi / 2))),
            Refusal.SHAKING,
            id="most of the movement is something else",
        ),
        pytest.param(
            felt(hops([0.14], strength=[3.6, 1.4]), 0.5 * np.sign(np.sin(2 * np.pi * (T - 0.5) / 0.78))),
            Refusal.RUNNING,
            id="legs take turns, though the weight of one hides the rhythm",
        ),
    ],
)
def test_what_is_no_hopping_is_refused(trace, reason):
    said = analyse(trace)
    assert (said.accepted, said.reasons) == (False, (reason,))
