"""The handout as HTML: the same sheet for the page that is printed and for the PDF."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString, mark_safe

from clinic.models import Runner
from clinic.queries.handout import Handout, HandoutExercise
from clinic.queries.people import square_of
from exercises.drawing import drawn, stills_for_print
from exercises.figures.scene import Faults
from exercises.models import Exercise
from exercises.units import imperial, in_units

WEEKS, DAYS = 2, 7
# From this width to height on, stills stand two in a row: lying bodies are long and low. Four small ones do so sooner.
LONG_AND_LOW, FOUR_LOW = 1.7, 1.1
# One page holds four exercises; with more room there is more to read beside each.
ONE_PAGE, ROOMY = 4, 2
FOUR = 4


@dataclass(frozen=True, slots=True)
class Still:
    """A drawing with its words."""

    svg: SafeString
    words: str

    @property
    def address(self) -> str:
        """The drawing as a data: address. WeasyPrint lays that out in half the time: its parts are none of the page."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class Block:
    """One exercise on paper, all its words ready. `picture` is the address of an uploaded one; empty with stills."""

    name: str
    dose: str
    manner: Sequence[str]
    rhythm: Sequence[str]
    note: str
    exercise: Exercise
    stills: Sequence[Still]
    is_low: bool
    is_one_side: bool
    picture: str
    times: range

    @property
    def columns(self) -> int:
        """How many stills stand in a row."""
        return 2 if self.is_low else len(self.stills)


def sheet_of(handout: Handout, *, alone: bool = False) -> SafeString:
    """The sheet in the runner's language and units. `alone` holds pictures by data: addresses, which no page may."""
    runner = handout.runner
    with translation.override(runner.language), imperial(wanted=runner.units == Runner.Units.IMPERIAL):
        blocks = [_block(one, alone) for one in handout.exercises]
        address = settings.SITE_URL + reverse("today")
        context = {
            "handout": handout,
            "clinic": handout.clinic,
            "blocks": blocks,
            "density": _density(len(blocks)),
            "weeks": range(1, WEEKS + 1),
            "days": [str(WEEKDAYS_ABBR[day])[:2] for day in range(DAYS)],
            "square": square_of(address),
            "address": address.partition("://")[2],
            "alone": alone,
        }
        return render_to_string("clinic/handout/sheet.html", context)


def document_of(handout: Handout) -> str:
    """A whole HTML document without any address to fetch: what the PDF is made from."""
    with translation.override(handout.runner.language):
        return render_to_string("clinic/handout/document.html", {"sheet": sheet_of(handout, alone=True)})


def embedded(exercise: Exercise) -> str:
    """An uploaded picture as a data: address; empty when there is none, or its file is gone."""
    picture = exercise.picture
    if not picture or not picture.storage.exists(str(picture.name)):
        return ""
    with picture.open("rb") as file:
        return f"data:image/webp;base64,{base64.b64encode(file.read()).decode()}"


def _density(exercises: int) -> str:
    """How close the lines stand: four exercises fill a page, one or two leave room; more go on over pages."""
    if exercises > ONE_PAGE:
        return "long"
    return "close" if exercises == ONE_PAGE else "roomy" if exercises <= ROOMY else "usual"


def _block(one: HandoutExercise, alone: bool) -> Block:
    exercise, dosage = one.exercise, one.dosage
    stills, is_low, is_one_side = _pictures(exercise)
    return Block(
        name=exercise.name,
        dose=dosage.short(),
        manner=dosage.manner(),
        rhythm=dosage.rhythm(),
        note=in_units(one.note),
        exercise=exercise,
        stills=stills,
        is_low=is_low,
        is_one_side=is_one_side and dosage.per_side,
        picture="" if stills else embedded(exercise) if alone else exercise.picture_url,
        times=range(dosage.times_per_day if dosage.times_per_day > 1 else 0),
    )


def _pictures(exercise: Exercise) -> tuple[list[Still], bool, bool]:
    """The stills, whether they are long and low, and whether they show one side only; none where a figure is faulty."""
    try:
        figure = drawn(exercise.figure_to_show)
    except Faults:
        figure = None
    if figure is None:
        return [], False, False
    _left, _top, width, height = figure.view_box
    # Drawn by us from numbers: nothing that a person typed is in it.
    stills = [Still(mark_safe(picture.svg), picture.words) for picture in stills_for_print(exercise.figure_to_show)]
    is_low = width / height > (LONG_AND_LOW if len(stills) < FOUR else FOUR_LOW)
    return stills, is_low, figure.figure.works == "right"
