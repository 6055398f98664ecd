"""Simulated cases by number: the same in a run of one file and in a run of all.

Hypothesis mixes the constants of whatever modules are loaded into the numbers that it draws. What holds for nearly all
simulated bodies, and is told as a number in docs/measurement.md, would then fail once in a while for no change at all.
So hypothesis draws the number of a case, and the case follows from that number and the name of the test.
"""

import functools
import inspect
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import hypothesis
import numpy as np
from hypothesis import strategies

Recipe = Callable[[np.random.Generator], Any]
CASES = 24


def floats(low: float, high: float) -> Recipe:
    return lambda rng: float(rng.uniform(low, high))


def integers(low: int, high: int) -> Recipe:
    return lambda rng: int(rng.integers(low, high, endpoint=True))


def sampled_from(choices: Sequence[Any]) -> Recipe:
    return lambda rng: choices[rng.integers(len(choices))]


def booleans() -> Recipe:
    return sampled_from([False, True])


def tuples(*parts: Recipe) -> Recipe:
    return lambda rng: tuple(part(rng) for part in parts)


def lists(part: Recipe, *, min_size: int = 0, max_size: int) -> Recipe:
    return lambda rng: [part(rng) for _ in range(rng.integers(min_size, max_size, endpoint=True))]


def builds(target: Callable[..., Any], *parts: Recipe, **named: Recipe) -> Recipe:
    return lambda rng: target(*(part(rng) for part in parts), **{name: part(rng) for name, part in named.items()})


def given(*recipes: Recipe, **named: Recipe) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a test its last arguments, or those of these names, as hypothesis.given does, from one of 24 cases."""

    def decorated(test: Callable[..., None]) -> Callable[..., None]:
        wanted = list(inspect.signature(test).parameters)
        made = dict(zip(wanted[len(wanted) - len(recipes) :], recipes, strict=True)) | named
        name = zlib.crc32(test.__qualname__.encode())

        @functools.wraps(test)
        def tried(*args: Any, case: int, **kwargs: Any) -> None:
            rng = np.random.default_rng([name, case])
            test(*args, **kwargs, **{part: recipe(rng) for part, recipe in made.items()})

        left = [part for part in inspect.signature(test).parameters.values() if part.name not in made]
        number = inspect.Parameter("case", inspect.Parameter.KEYWORD_ONLY)
        tried.__signature__ = inspect.Signature([*left, number])  # type: ignore[attr-defined]  # what hypothesis reads
        return hypothesis.given(case=strategies.integers(0, CASES - 1))(tried)

    return decorated
