"""The PDF of a routine of four exercises: the longest that fits one page."""

import re
import time
from collections.abc import Callable

FOUR = ("wall-lean", "box-hop", "dumbbell-deadlift", "calf-eccentric-straight")
ROUNDS = 10
# In multiples of the same words without our style and without a picture, which is what WeasyPrint itself costs.
BAR = 5.0
# What a person waits for at most, on two quiet cores. Shown, and no verdict: a busy machine doubles it.
QUIET_MS = 500


def measure_handout() -> list[tuple[str, bool]]:
    """CPU time of four exercises as PDF, and as a ratio to the bare words, in the best of some rounds.

    The first of a process is printed too: it loads WeasyPrint, and looks for the fonts of the machine.
    """
    handout = _handout()
    first = _cpu(lambda: _pdf(handout))
    bare = _bare(handout)
    rounds = [(_cpu(lambda: _pdf(handout)), _cpu(bare)) for _round in range(ROUNDS)]
    made, floor = (min(seconds) for seconds in zip(*rounds, strict=True))
    good = made / floor <= BAR
    print(f"\n{'Handout of four':26}{'CPU ms':>9}{'quiet':>6}{'words ms':>9}{'x words':>8}{'bar':>6}{'first':>9}")
    print(f"{'As PDF':26}{made * 1000:9.0f}{QUIET_MS:6}{floor * 1000:9.0f}{made / floor:8.2f}{BAR:6.1f}", end="")
    print(f"{first * 1000:9.0f}{'' if good else '  missed'}")
    return [("Handout of four", good)]


def _handout():
    import datetime

    from clinic.models import Runner
    from clinic.queries.handout import Handout, HandoutExercise
    from exercises.models import Exercise

    runner = Runner.objects.select_related("clinic").order_by("pk").first()
    rows = Exercise.objects.filter(shelf=runner.clinic.shelf_id, slug__in=FOUR)
    exercises = [HandoutExercise(row, row.dosage, "Left side first.") for row in rows]
    assert len(exercises) == len(FOUR)
    return Handout(runner, exercises, [("Hop test", datetime.date(2026, 12, 14))], "", datetime.date(2026, 11, 16))


def _pdf(handout) -> bytes:
    from clinic.reports import handout_pdf
    from clinic.reports.handout import document_of

    return handout_pdf.pdf_of(document_of(handout))


def _bare(handout) -> Callable[[], object]:
    """The same words by WeasyPrint alone."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from clinic.reports.handout import document_of

    text = re.sub(r"<(img|svg)\b.*?(?:</svg>|>)", "", document_of(handout), flags=re.DOTALL)
    fonts = FontConfiguration()
    return lambda: HTML(string=text).write_pdf(font_config=fonts)


def _cpu(call: Callable[[], object]) -> float:
    before = time.process_time()
    call()
    return time.process_time() - before
