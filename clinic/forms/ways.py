"""Ways of measuring a home test: by hand, and by the sensors of the phone."""

from clinic.models import Method, TestResult
from exercises.models import HomeTest, Measure

# The phone's own sensors measure only where a page asks for them.
SENSORS = frozenset({"motion", "phone"})


def way_of(home_test: HomeTest, method: str = "") -> tuple[str, Measure, list[Measure]]:
    """The method (without sensors where none is named), its main measure, and the further ones."""
    measures = sorted(home_test.measures.all(), key=lambda one: (not one.primary, one.pk))
    method = method or next(way for one in measures for way in one.methods if way not in SENSORS)
    main, *others = (one for one in measures if method in one.methods)
    return method, main, others


def is_measured_by_hand(home_test: HomeTest) -> bool:
    """Whether anything of it can be typed in: content may hold a test that only the phone measures."""
    return any(set(measure.methods) - SENSORS for measure in home_test.measures.all())


def methods_of(home_test: HomeTest) -> set[str]:
    return {method for measure in home_test.measures.all() for method in measure.methods}


def asked_way(home_test: HomeTest, asked: str | None) -> str:
    """The method of `?way=phone`, where this test has it; empty for the way by hand."""
    return Method.PHONE.value if asked == Method.PHONE and asked in methods_of(home_test) else ""


def sensor_of(home_test: HomeTest) -> str:
    """The method by which the phone's sensors measure it; empty for none."""
    return next((method for method in (Method.MOTION, Method.PHONE) if method in methods_of(home_test)), "")


def may_correct(result: TestResult) -> bool:
    """Whether the test still knows the way in which it was measured."""
    return result.method in methods_of(result.home_test)
