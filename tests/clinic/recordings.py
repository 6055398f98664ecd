"""Recordings of a phone as a browser sends them: crude, but such as the algorithms take for what they are."""

import numpy as np

HZ = 60
GRAVITY = 9.81
HOPS_A_SECOND = 2.2


def _columns(seconds, up, sideways=0.0, interval=True):
    t = np.arange(round(seconds * HZ)) / HZ
    noise = np.random.default_rng(7).normal(0, 0.05, (3, len(t)))
    columns = {
        "t_ms": (t * 1000).round(2).tolist(),
        "ax": (noise[0] + sideways).round(3).tolist(),
        "ay": (noise[1] + up(t)).round(3).tolist(),
        "az": noise[2].round(3).tolist(),
    }
    return columns | ({"interval_ms": 16.7} if interval else {})


def hopping(seconds=30.0, *, stop_s=None):
    """Hops on the spot: in the air nothing is felt, on the ground twice as much and more."""

    def up(t):
        turn = (t * HOPS_A_SECOND) % 1
        felt = np.where(turn < 0.4, 0.0, GRAVITY / 0.6 * np.pi / 2 * np.sin(np.pi * (turn - 0.4) / 0.6))
        return np.where(t < (stop_s or seconds), felt, GRAVITY)

    return _columns(seconds, up)


def standing(seconds=30.0):
    return _columns(seconds, lambda t: 0 * t + GRAVITY)


def leaning(degrees, seconds=2.0):
    """The phone on a shin that leans so far."""
    lean = np.radians(degrees)
    return _columns(seconds, lambda t: 0 * t + GRAVITY * np.cos(lean), GRAVITY * np.sin(lean))
