"""Small figures for tests, as an editor would write them."""

HOP = {
    "works": "right",
    "props": [{"mat": {"x": -75, "width": 56}}],
    "frames": [
        {"words": "Stand.", "body": {"x": -44, "y": 124}, "arms": {"swing": 2}, "feet": {"x": -38, "y": 30}},
        {
            "words": "Jump down.", "body": {"x": -10, "y": 120, "lean": 8}, "legs": {"swing": 28, "fold": 45},
            "seconds": 0.3, "ease": "even", "arrows": [{"from": [2, 62], "to": [32, 14], "bow": 12}],
        },
        {"words": "Land.", "body": {"x": 16, "y": 72, "lean": 34}, "feet": {"x": 34}, "seconds": 0.7},
    ],
}  # fmt: skip
RISE = {
    "props": [{"wall": {"x": 44}}],
    "frames": [
        {"words": "Stand.", "body": {"x": 2, "y": 94}, "feet": {"x": 14}, "hands": {"x": 42, "y": 130}},
        {"words": "Rise.", "body": {"x": 7, "y": 100}, "feet": {"x": 14, "pitch": 30}, "hands": {"x": 42, "y": 130}},
    ],
}
SQUAT = {
    "view": "front",
    "frames": [
        {"words": "Stand.", "body": {"y": 94}, "feet": {"x": 14}},
        {"words": "Sit.", "body": {"y": 82, "lean": 20}, "feet": {"x": 14}},
    ],
}
LYING = {"body": {"y": 11, "lean": 90, "neck": -10}, "arms": {"swing": 170, "fold": 20}}
PRONE = {
    "works": "right",
    "props": [{"mat": {"x": -110, "width": 220}}],
    "frames": [
        {"words": "Lie.", **LYING, "legs": {"tip": -35}},
        {"words": "Bend.", **LYING, "legs": {"right": {"fold": 90}, "left": {"tip": -35}}},
    ],
}
