"""CPU time of drawing every figure that is shipped, from its data to SVG and to its animation."""

import json
import time
from collections.abc import Callable

MOST_SECONDS = 1.0
ROUNDS = 3


def measure_figures() -> list[tuple[str, bool]]:
    """Read and checked; every still drawn; every animation worked out. The best of some rounds: a busy machine adds."""
    from exercises.figures.check import check
    from exercises.figures.draw import svg
    from exercises.figures.motion import motion
    from exercises.figures.read import read

    kept = list(_data().values())
    figures = [read(one) for one in kept]
    print(f"\n{f'{len(figures)} figures':26}{'CPU s':>9}{'bar':>6}")
    return [
        _measured("Read and check", lambda: [check(read(one)) for one in kept]),
        _measured(
            "Draw every still", lambda: [svg(one, frame) for one in figures for frame in one.frames if frame.words]
        ),
        _measured("Work out every animation", lambda: [json.dumps(motion(one)) for one in figures]),
    ]


def _measured(name: str, work: Callable[[], object]) -> tuple[str, bool]:
    seconds = []
    for _round in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    print(f"{name:26}{min(seconds):9.2f}{MOST_SECONDS:6.1f}")
    return name, min(seconds) <= MOST_SECONDS


def _data() -> dict[str, object]:
    import yaml

    from exercises.figures.shipped import FOLDER

    return {str(path): yaml.safe_load(path.read_text()) for path in sorted(FOLDER.rglob("*.yaml"))}
