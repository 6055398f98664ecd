"""From plain data (as in a pack, or typed by an editor) to a figure, or to a sentence for each fault."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from exercises.figures.course import laid
from exercises.figures.pose import SIDES, Hold, Limb, Pose, Side
from exercises.figures.scene import (
    CARRIERS,
    HELD,
    JOINTS,
    MOST_FRAMES,
    MOST_PROPS,
    MOST_SECONDS,
    PROPS,
    Arrow,
    Band,
    Faults,
    Figure,
    Keyframe,
    Prop,
    Zoom,
)
from exercises.figures.tween import EASES, PLAIN

BODY = tuple(name for name in PLAIN if name != "ground")

FAR = 400.0
"""Farther than this in cm, or more than this in degrees, nothing is drawn."""
CLOSEST = 20.0
"""A picture of less than this many cm shows no more of the body."""
APART = 3.0
"""Where both feet or hands are said at once, the far one lies so much further back, in cm: it is seen."""


@dataclass
class Place:
    """Where in the data we are; faults found there go to one list."""

    path: str
    faults: list[str] = field(default_factory=list)

    def at(self, name: str | int) -> "Place":
        step = f"[{name + 1}]" if isinstance(name, int) else f".{name}"
        return Place(f"{self.path}{step}".removeprefix("."), self.faults)

    def fault(self, sentence: str) -> None:
        self.faults.append(f"{self.path or 'figure'}: {sentence}")

    def mapping(self, value: Any, names: Iterable[str]) -> Mapping[str, Any]:
        """The value where it is a mapping of known names, else a fault and nothing."""
        known = tuple(names)
        if not isinstance(value, Mapping):
            self.fault(f"must be a mapping of {', '.join(known)}.")
            return {}
        for name in value:
            if name not in known:
                self.at(str(name)).fault(f"is not known here. Known: {', '.join(known)}.")
        return value

    def listed(self, value: Any, most: int) -> list[Any]:
        if not isinstance(value, list):
            self.fault("must be a list.")
            return []
        if len(value) > most:
            self.fault(f"has {len(value)} entries; at most {most} are drawn.")
        return value[:most]

    def number(self, value: Any, low: float = -FAR, high: float = FAR) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault("must be a number.")
        elif not low <= value <= high:
            self.fault(f"is {value}; it must be from {low:g} to {high:g}.")
        else:
            return float(value)
        return low if low > 0 else 0.0

    def one_of(self, value: Any, known: Iterable[str]) -> str:
        words = tuple(known)
        if value not in words:
            self.fault(f"must be one of {', '.join(words)}.")
            return words[0]
        return str(value)


def read(data: Any) -> Figure:
    """The figure of this data. Raises Faults with a sentence for each thing that is wrong, the place first."""
    top = Place("")
    said = top.mapping(data, ("view", "works", "bare", "zoom", "travels", "thumb", "props", "held", "bands", "frames"))
    frames, stride = laid(
        tuple(
            _frame(top.at("frames").at(i), v, front=said.get("view") == "front")
            for i, v in enumerate(top.at("frames").listed(said.get("frames", []), MOST_FRAMES))
        ),
        travels=said.get("travels") is True,
    )
    figure = Figure(
        view=top.at("view").one_of(said.get("view", "side"), ("side", "front")),  # type: ignore[arg-type] # one of both
        works=top.at("works").one_of(said.get("works", "both"), ("both", "right")),  # type: ignore[arg-type] # as above
        bare=said.get("bare") is True,
        zoom=_zoom(top.at("zoom"), said["zoom"]) if "zoom" in said else None,
        thumb=int(top.at("thumb").number(said.get("thumb", 1), 1, MOST_FRAMES)),
        props=tuple(
            _prop(top.at("props").at(i), v)
            for i, v in enumerate(top.at("props").listed(said.get("props", []), MOST_PROPS))
        ),
        bands=tuple(
            _band(top.at("bands").at(i), v) for i, v in enumerate(top.at("bands").listed(said.get("bands", []), 3))
        ),
        held=_held(top.at("held"), said.get("held", {})),
        frames=frames,
        stride=stride,
    )
    _views(top, figure)
    if (seconds := sum(frame.seconds for frame in frames)) > MOST_SECONDS + 0.01:
        top.at("frames").fault(f"take {seconds:.1f} seconds in all; at most {MOST_SECONDS:g} are played.")
    if not any(frame.words for frame in figure.frames):
        top.at("frames").fault("needs a keyframe with words: it becomes the first picture.")
    elif figure.thumb > (stills := sum(bool(frame.words) for frame in figure.frames)):
        top.at("thumb").fault(f"is {figure.thumb}; there are {stills} keyframes with words.")
    if top.faults:
        raise Faults(top.faults)
    return figure


def _views(top: Place, figure: Figure) -> None:
    """What can be drawn from one side alone."""
    for number, frame in enumerate(figure.frames):
        place = top.at("frames").at(number)
        if frame.pose.turn and figure.view == "front":
            place.at("body").at("turn").fault("turns only in the side view.")
        if frame.pose.rope is not None and figure.view == "side":
            place.at("rope").fault("is drawn only in the front view.")
        if (frame.pose.rope is None) != (figure.frames[0].pose.rope is None):
            place.at("rope").fault("must be said in every keyframe, or in none.")
    if figure.stride and figure.view == "front":
        top.at("travels").fault("is drawn only in the side view.")


def _zoom(place: Place, value: Any) -> Zoom:
    said = place.mapping(value, ("x", "width", "height"))
    width, height = (place.at(name).number(said.get(name), CLOSEST, FAR) for name in ("width", "height"))
    return Zoom(place.at("x").number(said.get("x")), width, height)


def _prop(place: Place, value: Any) -> Prop:
    if not isinstance(value, Mapping) or len(value) != 1:
        place.fault("must be one thing with its sizes, for example box: {x: 20, width: 50, height: 30}.")
        return Prop("wall", {"x": 0.0})
    kind, sizes = next(iter(value.items()))
    kind = place.one_of(kind, PROPS)
    place = place.at(kind)
    said = place.mapping(sizes, PROPS[kind])
    for name in PROPS[kind]:
        if name not in said:
            place.at(name).fault("is missing.")
    return Prop(kind, {name: place.at(name).number(said.get(name, 0)) for name in PROPS[kind] if name in said})


def _held(place: Place, value: Any) -> dict[str, str]:
    said = place.mapping(value, CARRIERS)
    return {carrier: place.at(carrier).one_of(said[carrier], HELD) for carrier in CARRIERS if carrier in said}


def _band(place: Place, value: Any) -> Band:
    said = place.mapping(value, ("from", "to"))
    start, end = (_end(place.at(name), said.get(name)) for name in ("from", "to"))
    return Band(start, end)


def _end(place: Place, value: Any) -> str | tuple[float, float]:
    return place.one_of(value, JOINTS) if isinstance(value, str) else _point(place, value)


def _frame(place: Place, value: Any, *, front: bool) -> Keyframe:
    said = place.mapping(value, ("body", "legs", "arms", "feet", "hands", "rope", "seconds", "ease", "words", "arrows"))
    body = place.at("body").mapping(said.get("body", {}), BODY)
    words = said.get("words", "")
    if not isinstance(words, str) or len(words) > 90:
        place.at("words").fault("must be text of at most 90 characters.")
        words = ""
    pose = Pose(
        **{name: place.at("body").at(name).number(number) for name, number in body.items() if name in BODY},
        legs=_both(place.at("legs"), said.get("legs", {}), _limb),
        arms=_both(place.at("arms"), said.get("arms", {}), _limb),
        feet=_both(place.at("feet"), said["feet"], _hold, front) if "feet" in said else {},
        hands=_both(place.at("hands"), said["hands"], _palm, front) if "hands" in said else {},
        rope=place.at("rope").number(said["rope"], 0, 360) if "rope" in said else None,
    )
    arrows = place.at("arrows").listed(said.get("arrows", []), 2)
    return Keyframe(
        pose=pose,
        seconds=place.at("seconds").number(said.get("seconds", 0.8), 0.1, 10),
        ease=place.at("ease").one_of(said.get("ease", "soft"), EASES),
        words=words.strip(),
        arrows=tuple(_arrow(place.at("arrows").at(i), arrow) for i, arrow in enumerate(arrows)),
    )


def _both(place: Place, value: Any, one: Callable[[Place, Any], Any], front: bool | None = None) -> dict[Side, Any]:
    """Each side its own, or one for both. A hold for both is mirrored (front) or a little apart (side)."""
    if isinstance(value, Mapping) and value.keys() and value.keys() <= set(SIDES):
        sides = {side: one(place.at(side), value[side]) for side in SIDES if side in value}
        return {side: sides.get(side, Limb()) for side in SIDES} if front is None else sides
    found = one(place, value)
    if front is None:
        return {"right": found, "left": found}
    if front:
        return {"right": replace(found, x=-found.x), "left": found}
    return {"right": found, "left": replace(found, x=found.x - APART)}


def _limb(place: Place, value: Any) -> Limb:
    said = place.mapping(value, Limb.__annotations__)
    return Limb(
        **{name: place.at(name).number(number) for name, number in said.items() if name in Limb.__annotations__}
    )


def _hold(place: Place, value: Any) -> Hold:
    said = place.mapping(value, ("x", "y", "by", "pitch"))
    by = place.at("by").one_of(said.get("by", "ball"), ("ball", "heel"))
    sizes = {name: place.at(name).number(said.get(name, 0)) for name in ("x", "y", "pitch")}
    return Hold(sizes["x"], sizes["y"], by, sizes["pitch"])  # type: ignore[arg-type] # one of both words


def _palm(place: Place, value: Any) -> Hold:
    said = place.mapping(value, ("x", "y"))
    return Hold(place.at("x").number(said.get("x", 0)), place.at("y").number(said.get("y", 0)), "palm")


def _arrow(place: Place, value: Any) -> Arrow:
    said = place.mapping(value, ("from", "to", "bow"))
    start, end = (_point(place.at(name), said.get(name)) for name in ("from", "to"))
    return Arrow(start, end, place.at("bow").number(said.get("bow", 0)))


def _point(place: Place, value: Any) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        place.fault("must be two numbers, for example [20, 95].")
        return 0.0, 0.0
    return place.number(value[0]), place.number(value[1])
