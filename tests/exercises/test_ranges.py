import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.ranges import LONGEST, Span, Unsatisfiable, span_asked

SIZE = 1000


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", Span(0, 999)),
        ("bytes=0-1", Span(0, 1)),
        ("bytes=990-5000", Span(990, 999)),
        ("bytes=-10", Span(990, 999)),
        ("bytes=-5000", Span(0, 999)),
        (" bytes=999-999 ", Span(999, 999)),
    ],
)
def test_span_within_the_file_is_sent(header, span):
    assert span_asked(header, SIZE) == span


@pytest.mark.parametrize("header", ["", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "items=0-1", "bytes=a-b"])
def test_span_that_is_none_sends_the_whole(header):
    assert span_asked(header, SIZE) is None


@pytest.mark.parametrize(("header", "size"), [("bytes=1000-", 1000), ("bytes=-0", 1000), ("bytes=0-", 0)])
def test_span_behind_the_end_is_refused(header, size):
    with pytest.raises(Unsatisfiable):
        span_asked(header, size)


@settings(max_examples=50)
@given(first=st.integers(0, 10**8), size=st.integers(1, 10**8))
def test_span_is_short_and_lies_in_the_file(first, size):
    if first >= size:
        return
    span = span_asked(f"bytes={first}-", size)
    assert (span.first, span.length) == (first, min(size - first, LONGEST))
