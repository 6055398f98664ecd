"""Vectors and turns in the space of a figure.

Unit: 1 cm on a body of 180 cm. Axes: x forward, y up, z to the body's right. Angles in degrees.
"""

import math
from typing import NamedTuple


class Vector(NamedTuple):
    """A point or a direction."""

    x: float
    y: float
    z: float = 0.0

    def plus(self, other: "Vector", times: float = 1.0) -> "Vector":
        return Vector(self[0] + other[0] * times, self[1] + other[1] * times, self[2] + other[2] * times)

    def minus(self, other: "Vector") -> "Vector":
        return Vector(self[0] - other[0], self[1] - other[1], self[2] - other[2])

    def times(self, factor: float) -> "Vector":
        return Vector(self[0] * factor, self[1] * factor, self[2] * factor)

    def dot(self, other: "Vector") -> float:
        return self[0] * other[0] + self[1] * other[1] + self[2] * other[2]

    def cross(self, other: "Vector") -> "Vector":
        return Vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    @property
    def length(self) -> float:
        return math.sqrt(self.dot(self))

    def unit(self) -> "Vector":
        """The same direction, one long. A vector of no length stays as it is."""
        length = self.length
        return self.times(1 / length) if length > 1e-9 else self


def _both(first: Vector, much: float, second: Vector, more: float) -> Vector:
    """So much of one and so much of the other."""
    (a, b, c), (x, y, z) = first, second
    return Vector(a * much + x * more, b * much + y * more, c * much + z * more)


class Frame(NamedTuple):
    """How a part of the body lies: where its own forward, up and right point."""

    forward: Vector
    up: Vector
    right: Vector

    def out(self, x: float, y: float, z: float = 0.0) -> Vector:
        """A direction of the part, in the space of the figure."""
        (fx, fy, fz), (ux, uy, uz), (rx, ry, rz) = self
        return Vector(fx * x + ux * y + rx * z, fy * x + uy * y + ry * z, fz * x + uz * y + rz * z)

    def pitched(self, degrees: float) -> "Frame":
        """Turned about its own right: forward goes up."""
        if not degrees:
            return self
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        return Frame(
            _both(self.forward, cosine, self.up, sine), _both(self.up, cosine, self.forward, -sine), self.right
        )

    def rolled(self, degrees: float) -> "Frame":
        """Turned about its own forward: up goes to the right."""
        if not degrees:
            return self
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        return Frame(self.forward, _both(self.up, cosine, self.right, sine), _both(self.right, cosine, self.up, -sine))

    def turned(self, degrees: float) -> "Frame":
        """Turned about its own up: forward goes to the right."""
        if not degrees:
            return self
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        return Frame(
            _both(self.forward, cosine, self.right, sine), self.up, _both(self.right, cosine, self.forward, -sine)
        )


UPRIGHT = Frame(Vector(1, 0, 0), Vector(0, 1, 0), Vector(0, 0, 1))
