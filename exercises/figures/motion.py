"""The animation of a figure: where each part is at each moment of one round, for `element.animate()`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from exercises.figures.course import following
from exercises.figures.dress import Part, parts
from exercises.figures.pose import Pose
from exercises.figures.scene import Figure
from exercises.figures.tween import EASES, Move

PER_SECOND = 12
"""Moments worked out a second. Between them the browser goes straight: at most 0.2 cm off for a limb at full swing."""

FLIP = 0.001
"""So fast, in seconds, parts of a body that turns round are mirrored: slower, they would be seen to shrink."""


def moments(figure: Figure) -> Iterator[tuple[float, Pose]]:
    """Seconds and pose of each moment of one round, the first pose again at its end."""
    start = 0.0
    frames = figure.frames
    for number, frame in enumerate(frames):
        count = max(2, round(frame.seconds * PER_SECOND))
        move = Move(frame.pose, following(figure, number), figure.view)
        for step in range(count):
            share = EASES[frame.ease](step / count)
            yield start + frame.seconds * step / count, move.at(share) if step else frame.pose
        start += frame.seconds
    yield start, following(figure, len(frames) - 1)


def motion(figure: Figure) -> dict[str, list[Any]]:
    """The times of one round in seconds, and for each part in drawing order its [x, y, angle, stretch] at each.

    A fifth number, where it is not 1 all along, is how wide the part is drawn; -1 is mirrored. y is downwards as in
    SVG; angles go on beyond 180 degrees, so that nothing turns the long way round.
    """
    times: list[float] = []
    drawn: list[list[Part]] = []
    for seconds, pose in moments(figure):
        now = parts(figure, pose)
        if drawn and any(one.wide * other.wide < 0 for one, other in zip(drawn[-1], now, strict=True)):
            times.append(round(times[-1] + FLIP, 3))
            drawn.append([replace(one, wide=other.wide) for one, other in zip(drawn[-1], now, strict=True)])
        times.append(round(seconds, 3))
        drawn.append(now)
    return {"times": times, "parts": [_track(track) for track in zip(*drawn, strict=True)]}


def _track(track: tuple[Part, ...]) -> list[list[float]]:
    rows: list[list[float]] = []
    for part in track:
        angle = part.angle
        if rows:
            angle += 360 * round((rows[-1][2] - angle) / 360)
        places = [_short(value) for value in (part.x, -part.y, angle)]
        rows.append([*places, _short(part.stretch, 2), _short(part.wide, 2)])
    if all(row[4] == 1 for row in rows):
        rows = [row[:4] for row in rows]
    return rows[:1] if all(row == rows[0] for row in rows) else rows


def _short(value: float, digits: int = 1) -> float:
    """As short as JSON allows: 3.0 is 3."""
    rounded = round(value, digits)
    return int(rounded) if rounded == int(rounded) else rounded
