"""Words of a text as they are compared, and what counts as one typing error."""

import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+")
# Words that say nothing of an exercise; they are passed over where others stand beside them.
FILLERS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"})
# Of shorter words too many are one letter apart.
SHORTEST_MENDED = 4


def words_of(text: str) -> list[str]:
    """The words in order, without case and accents: "Toe-off, à pied" is toe, off, a, pied."""
    return WORD.findall((text if text.isascii() else _without_accents(text)).casefold())


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def asked_words(text: str) -> list[str]:
    """The words of a question, each once; fillers only where there is nothing else."""
    every = list(dict.fromkeys(words_of(text)))
    return [word for word in every if word not in FILLERS] or every


def forms_of(word: str) -> Iterator[str]:
    """The word, and in English its singular: raises and raise, calves and calf."""
    yield word
    if word.endswith("ves") and len(word) > 4:
        yield f"{word[:-3]}f"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        yield word[:-1]


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped. Equal words are no slip."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    start = next((place for place, pair in enumerate(zip(typed, meant, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other = typed[start:], meant[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == other
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
