"""Finding and counting, without a database."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from exercises.finding.index import Entry, Index, Label, Option, Reading
from exercises.finding.words import words_of

CALF, SOLEUS = Label("calf", "Calf", "Calf"), Label("soleus", "Deep calf (soleus)", "Deep calf (soleus)", 1)
BOX = Label("box", "Box", "Box or a firm bench")
NAMES = ("Box hop", "Single-leg box hop", "Dumbbell deadlift", "Soleus raise", "Achilles stretch", "Wall lean")
FILTERS = ("part", "thing")
LABELS = {"part": (CALF, SOLEUS), "thing": (BOX,)}


def index_of(*entries):
    return Index(entries, FILTERS)


@pytest.fixture
def shelf():
    return index_of(
        Entry(1, "Wall lean", "Lean to a wall, the heel down.", 1, {"part": (CALF, SOLEUS)}),
        Entry(2, "Single-leg box hop", "From a low box.", 4, {"part": (CALF,), "thing": (BOX,)}),
        Entry(3, "Box hop", "Off a box on two feet.", 3, {"part": (CALF,), "thing": (BOX,)}),
        Entry(4, "Soleus raise", "Sit and raise the heels.", 2, {"part": (SOLEUS,)}),
        Entry(5, "Calf raise", "Rise on your toes.", 2, {}),
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, (3, 5, 2, 4, 1)),
        ({"text": "box hop"}, (3, 2)),
        ({"text": "hops box"}, (3, 2)),
        ({"text": "calf"}, (5, 3, 2, 4, 1)),
        ({"text": "soleus"}, (4, 1)),
        ({"text": "bench"}, (3, 2)),
        ({"text": "heel"}, (4, 1)),
        ({"text": "solues"}, (4, 1)),
        ({"text": "claf"}, (5, 3, 2, 4, 1)),
        ({"text": "clf"}, ()),
        ({"text": "raise zzz"}, ()),
        ({"text": "%"}, (3, 5, 2, 4, 1)),
        ({"part": "soleus"}, (4, 1)),
        ({"part": "calf", "text": "box"}, (3, 2)),
        ({"part": "calf", "easier_first": True}, (1, 3, 2)),
        ({"part": "back"}, ()),
    ],
)
def test_find_by_words_and_labels(shelf, wanted, found):
    assert shelf.find(**wanted).pks == found


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("soleus", (Reading("soleus"),)),
        ("solues raise", (Reading("solues", ("soleus",)), Reading("raise"))),
        ("sinle", (Reading("sinle", ("single",)),)),
        ("singel", (Reading("singel", ("single",)),)),
        ("qqqqq", (Reading("qqqqq", (), found=False),)),
    ],
)
def test_find_says_how_words_were_read(shelf, text, readings):
    assert shelf.find(text).readings == readings


def test_find_counts_what_each_option_would_leave(shelf):
    assert shelf.find("box", part="calf").options == {
        "part": (Option("calf", "Calf", 2),),
        "thing": (Option("box", "Box", 2),),
    }


def test_find_keeps_a_choice_that_leaves_nothing(shelf):
    options = shelf.find("wall", thing="box", part="left-knee").options
    assert options == {"part": (Option("left-knee", "Left knee", 0),), "thing": (Option("box", "Box", 0),)}


def test_find_without_entries():
    assert index_of().find("box", part="calf").pks == ()


entries = st.builds(
    Entry,
    pk=st.integers(1, 10**6),
    name=st.lists(st.sampled_from(NAMES), min_size=1, max_size=2).map(" ".join),
    summary=st.text(max_size=8),
    difficulty=st.integers(1, 5),
    labels=st.fixed_dictionaries({}, optional={"part": st.just(LABELS["part"][:1]), "thing": st.just(LABELS["thing"])}),
)
shelves = st.lists(entries, max_size=6, unique_by=lambda entry: entry.pk).map(lambda rows: index_of(*rows))
texts = st.sampled_from(["", "box", "raise", "solues", "bench hop", "calf", "nothing"])
choices = st.fixed_dictionaries({}, optional={"part": st.sampled_from(["calf", "back"]), "thing": st.just("box")})


@given(shelves, texts, choices)
@settings(max_examples=60)
def test_find_counts_are_what_choosing_gives(index, text, chosen):
    for name, options in index.find(text, **chosen).options.items():
        for option in options:
            assert len(index.find(text, **{**chosen, name: option.slug}).pks) == option.count


@given(shelves, texts, choices)
@settings(max_examples=60)
def test_find_with_a_further_filter_or_word_never_adds(index, text, chosen):
    fewer = index.find(text, **chosen).pks
    assert set(fewer) <= set(index.find(text).pks)
    assert set(fewer) <= set(index.find("", **chosen).pks)
    assert len(set(fewer)) == len(fewer)


def slips(word):
    """Every way of missing, doubling, swapping or mistaking one letter."""
    places = st.integers(0, len(word) - 1)
    return st.one_of(
        places.map(lambda at: word[:at] + word[at + 1 :]),
        places.map(lambda at: word[:at] + word[at] + word[at:]),
        places.map(lambda at: word[:at] + "q" + word[at + 1 :]),
        st.integers(0, len(word) - 2).map(lambda at: word[:at] + word[at + 1] + word[at] + word[at + 2 :]),
    )


LONG = [word for name in NAMES for word in words_of(name) if len(word) >= 5]


@given(st.sampled_from(LONG).flatmap(lambda word: st.tuples(st.just(word), slips(word))))
@settings(max_examples=80)
def test_find_forgives_one_slip_unless_it_makes_another_word(pair):
    word, typed = pair
    index = index_of(*(Entry(place, name) for place, name in enumerate(NAMES)))
    assume(not index.knows(typed))
    assert set(index.find(word).pks) <= set(index.find(typed).pks)
