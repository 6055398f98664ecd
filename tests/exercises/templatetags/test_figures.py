"""Figures on pages: by their address, with words for who cannot see them."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.template import engines

FIGURE = {"thumb": 2, "frames": [{"words": "Stand <tall>."}, {"body": {"lean": 5}}, {"words": "Lean."}]}


@dataclass
class Shown:
    figure_to_show: dict[str, Any]
    picture_url: str = ""
    uuid: UUID = field(default_factory=uuid4)


def draw(tag, content):
    words = tag if "content" in tag else f"{tag} content"
    return engines["django"].from_string(f"{{% load figures %}}{{% {words} %}}").render({"content": content})


def uses(html):
    return re.findall(r'<use href="[^"]*/(\d+)\.svg#s"', html)


def test_thumb_uses_the_still_that_stands_for_the_figure():
    html = draw("figure_thumb", Shown(FIGURE))
    assert (uses(html), html.count('aria-hidden="true"')) == (["2"], 1)


def test_thumb_shows_the_picture_where_nothing_is_drawn():
    assert 'src="/library/pictures/a.webp" alt=""' in draw("figure_thumb", Shown({}, "/library/pictures/a.webp"))


def test_thumb_is_nothing_without_both():
    assert draw("figure_thumb", Shown({})).strip() == ""


def test_stills_are_numbered_and_say_what_they_show():
    html = draw("figure_stills", Shown(FIGURE))
    assert uses(html) == ["1", "2"]
    assert re.findall(r"<b[^>]*>(\d)</b> ([^<]*)</figcaption>", html) == [("1", "Stand &lt;tall&gt;."), ("2", "Lean.")]


def test_player_begins_with_the_same_still_and_knows_its_motion():
    html = draw("figure_player", Shown(FIGURE))
    assert (uses(html), html.count("motion.json"), html.count("data-toggle")) == (["2"], 1, 1)


def test_nothing_moves_where_nothing_is_drawn():
    assert draw("figure_player", Shown({})).strip() == draw("figure_stills", Shown({})).strip() == ""


def test_thumb_of_the_left_leg_is_mirrored():
    mirrored = [
        draw(f'figure_thumb content "thumb--s" "{side}"', Shown(FIGURE)).count("fig--left")
        for side in ("left", "right")
    ]
    assert mirrored == [1, 0]
