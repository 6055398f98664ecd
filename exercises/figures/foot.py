"""The foot: two halves that meet at the top of the arch, and the joint of the toes at the ball.

A foot is known by its ankle, by how its heel's half lies (`rear`), and by how far its arch is raised, in degrees.
"""

from exercises.figures import body
from exercises.figures.pose import Hold
from exercises.figures.space import UPRIGHT, Frame, Vector

FORE_LONG = body.BALL_AHEAD - body.MID_AHEAD
FORE_DEEP = body.ANKLE_HEIGHT - body.MID_BELOW - body.TOE_JOINT


def standing(hold: Hold, arch: float, turn: float) -> tuple[Vector, Frame]:
    """From the place that a foot holds to its ankle, and how its heel's half lies there."""
    flat = UPRIGHT.turned(turn).pitched(-hold.pitch if hold.by == "ball" else hold.pitch)
    rear, front = flat.pitched(arch), flat.pitched(-arch)
    if hold.by == "heel":
        return rear.out(body.HEEL_BACK, body.ANKLE_HEIGHT), rear
    joint = Vector(0, body.TOE_JOINT)
    return joint.plus(front.out(-FORE_LONG, FORE_DEEP)).plus(rear.out(-body.MID_AHEAD, body.MID_BELOW)), rear


def fore(rear: Frame, arch: float) -> Frame:
    """How the ball's half lies."""
    return rear.pitched(-2 * arch)


def middle(ankle: Vector, rear: Frame) -> Vector:
    """The top of the arch."""
    return ankle.plus(rear.out(body.MID_AHEAD, -body.MID_BELOW))


def heel(ankle: Vector, rear: Frame) -> Vector:
    """The underside of the heel."""
    return ankle.plus(rear.out(-body.HEEL_BACK, -body.ANKLE_HEIGHT))


def ball(ankle: Vector, rear: Frame, arch: float) -> Vector:
    """The joint of the toes."""
    return middle(ankle, rear).plus(fore(rear, arch).out(FORE_LONG, -FORE_DEEP))
