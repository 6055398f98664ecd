"""Reads a drawn chart back: its words, its marks, and every place that it touches."""

import re
from xml.etree import ElementTree

SVG_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def read(svg):
    """The chart as a tree; fails where it is no XML."""
    return ElementTree.fromstring(str(svg))  # noqa: S314 -- drawn by our own code a line before


def size(tree):
    _x, _y, width, height = tree.get("viewBox").split()
    return float(width), float(height)


def words(tree):
    """The texts in the picture, in their order, without title and description."""
    return ["".join(one.itertext()) for one in tree.iter("text")]


def said(tree):
    """Title and description."""
    return tree.findtext("title"), tree.findtext("desc")


def marks(tree, kind):
    """The middles of the marks of one class: d-l, d-r or d-n."""
    found = []
    for one in tree.iter():
        if one.get("class") != kind:
            continue
        if one.tag == "circle":
            found.append((float(one.get("cx")), float(one.get("cy"))))
        else:
            half = float(one.get("width")) / 2
            found.append((float(one.get("x")) + half, float(one.get("y")) + half))
    return found


def line(tree, kind):
    """The corners of the one line of this class; none where it is not drawn."""
    paths = [one.get("d") for one in tree.iter("path") if one.get("class") == kind]
    assert len(paths) <= 1
    numbers = [float(text) for text in SVG_NUMBER.findall("".join(paths))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def places(tree):
    """Every corner that the chart touches: of boxes, discs, lines and the starts of words."""
    for one in tree.iter():
        if one.tag in {"rect", "text"}:
            x, y = float(one.get("x")), float(one.get("y"))
            yield x, y
            yield x + float(one.get("width", 0)), y + float(one.get("height", 0))
        elif one.tag == "circle":
            yield float(one.get("cx")), float(one.get("cy"))
        elif one.tag == "path":
            start, _relative, _rest = one.get("d").partition("l")
            numbers = [float(text) for text in SVG_NUMBER.findall(start)]
            yield from zip(numbers[::2], numbers[1::2], strict=True)


def outside(tree):
    """The places that lie outside the picture."""
    width, height = size(tree)
    return [(x, y) for x, y in places(tree) if not (0 <= x <= width and 0 <= y <= height)]
