"""A figure as a mirror shows it: what the right side did, the left does."""

from dataclasses import replace
from typing import Final

from exercises.figures.pose import Hold, Pose, Side
from exercises.figures.scene import Arrow, Band, Figure, Keyframe, Zoom
from exercises.figures.skeleton import View

OTHER: Final[dict[str, Side]] = {"right": "left", "left": "right"}


def mirrored(figure: Figure) -> Figure:
    """The same figure for the other side. In a side view the person looks the other way, so that the side is near."""
    zoom = figure.zoom
    return replace(
        figure,
        frames=tuple(_frame(frame, figure.view) for frame in figure.frames),
        props=tuple(replace(prop, mirrored=not prop.mirrored) for prop in figure.props),
        held={_named(place): thing for place, thing in figure.held.items()},
        bands=tuple(Band(_end(band.start), _end(band.end)) for band in figure.bands),
        works="both" if figure.works == "both" else OTHER[figure.works],
        zoom=zoom and Zoom(-zoom.x - zoom.width, zoom.width, zoom.height),
        mirrored=not figure.mirrored,
        stride=-figure.stride,
    )


def _frame(frame: Keyframe, view: View) -> Keyframe:
    arrows = tuple(Arrow(_point(arrow.start), _point(arrow.end), -arrow.bow) for arrow in frame.arrows)
    return replace(frame, pose=_pose(frame.pose, view), arrows=arrows)


def _pose(pose: Pose, view: View) -> Pose:
    return replace(
        pose,
        x=-pose.x,
        roll=-pose.roll,
        bend=-pose.bend,
        turn=180 - pose.turn if view == "side" else pose.turn,
        ground=-pose.ground,
        legs={OTHER[side]: limb for side, limb in pose.legs.items()},
        arms={OTHER[side]: limb for side, limb in pose.arms.items()},
        feet=_holds(pose.feet),
        hands=_holds(pose.hands),
    )


def _holds(holds: dict[Side, Hold]) -> dict[Side, Hold]:
    return {OTHER[side]: replace(hold, x=-hold.x) for side, hold in holds.items()}


def _point(point: tuple[float, float]) -> tuple[float, float]:
    return -point[0], point[1]


def _end(end: str | tuple[float, float]) -> str | tuple[float, float]:
    return _named(end) if isinstance(end, str) else _point(end)


def _named(place: str) -> str:
    """ "right ankle" becomes "left ankle"; what has no side keeps its name."""
    side, _space, rest = place.partition(" ")
    return f"{OTHER[side]} {rest}" if side in OTHER else place
