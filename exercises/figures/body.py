"""Sizes of the drawn body: a person of 180 cm.

Segment lengths as fractions of body height after Drillis and Contini (1966), as given in Winter, Biomechanics and
Motor Control of Human Movement: thigh 0.245, shank 0.246, upper arm 0.186, forearm 0.146, foot height 0.039, foot
length 0.152, hip to shoulder 0.288. Widths are an illustrator's: a little slimmer at the joints, so that small
pictures read.
"""

from typing import Final

HEIGHT: Final = 180.0
THIGH: Final = 0.245 * HEIGHT
SHANK: Final = 0.246 * HEIGHT
UPPER_ARM: Final = 0.172 * HEIGHT
FOREARM: Final = 0.146 * HEIGHT
HAND: Final = 9.0  # wrist to the middle of a loosely closed hand

ANKLE_HEIGHT: Final = 7.0  # ankle joint above the sole
HEEL_BACK: Final = 6.0  # heel behind the ankle
BALL_AHEAD: Final = 12.5  # ball of the foot ahead of the ankle
TOE_JOINT: Final = 2.0  # the joint of the toes above the sole
TOES: Final = 7.0  # ball of the foot to the tip of the toes
MID_AHEAD: Final = 3.25  # the top of the arch ahead of the ankle: halfway from heel to ball, so that both stay down
MID_BELOW: Final = 2.5  # the top of the arch below the ankle joint

LUMBAR: Final = 20.0  # hips to waist
CHEST: Final = 30.0  # waist to shoulders
NECK: Final = 9.0  # shoulders to the base of the skull
HEAD: Final = 12.0  # base of the skull to the middle of the head
HIP_HALF: Final = 8.5
SHOULDER_HALF: Final = 15.5

# Least and most of each joint in degrees: active range of healthy adults, with some room for stretches (AAOS 1965).
RANGES: Final[dict[str, tuple[float, float]]] = {
    "hip": (-35.0, 140.0),
    "abduct": (-35.0, 60.0),
    "knee": (-3.0, 155.0),
    "ankle": (-60.0, 45.0),
    "toes": (-40.0, 80.0),
    "arch": (-6.0, 14.0),
    "shoulder": (-70.0, 190.0),
    "raise": (-40.0, 180.0),
    "elbow": (-5.0, 155.0),
    "spine": (-35.0, 60.0),
    "bend": (-40.0, 40.0),
    "neck": (-60.0, 50.0),
}
