"""Read what people type about the shelf; whatever cannot be is refused in one sentence."""

from collections.abc import Collection, Sequence

from backrub.documents.shelf_json import LONGEST_NAME, MOST_WORDS
from backrub.domain.errors import BadInput
from backrub.domain.shelf import Again, Kind, LeftOut, Rating, Thing

NOTHING = "nothing"
"""The answer of someone who read a label and found none of the listed things on it."""

AGAIN = {Again.GLADLY: "Gladly", Again.PERHAPS: "Perhaps", Again.RATHER_NOT: "Rather not"}
"""The answers to whether one would like something again, in words."""


def thing_from(
    thing_id: str, *, kind: str, texts: tuple[str, str, str], ticked: Sequence[str], known: Collection[str]
) -> Thing:
    """Return a thing from its kind, its name, scent and further ingredients, and what is ticked of `known`.

    Raises: BadInput.
    """
    if kind not in set(Kind):
        raise BadInput("What it is: choose lotion, oil, candle or music.")
    name, scent = (
        one_line(text, what=what) for text, what in zip(texts, ("Its name", "Its scent"), strict=False)
    )
    if not name:
        raise BadInput("Its name: one letter is enough.")
    also = words_from(texts[2], what="What else is in it")
    return Thing(thing_id, Kind(kind), name, scent, _holds(ticked, known), also)


def left_out_from(ticked: Sequence[str], words: str, *, known: Collection[str]) -> LeftOut:
    """Return what does not suit someone.

    Raises: BadInput.
    """
    return LeftOut(frozenset(_ticked(ticked, known)), words_from(words, what="Anything else"))


def rating_from(again: str, *, shared: bool) -> Rating | None:
    """Return a rating, None to say nothing.

    Raises: BadInput.
    """
    if not again:
        return None
    return Rating(again_from(again, what="How you like it"), shared)


def again_from(text: str, *, what: str) -> Again:
    """Return how something was liked.

    Raises: BadInput, naming `what` was asked.
    """
    if text not in set(Again):
        raise BadInput(f"{what}: choose one of the answers on the page, or none.")
    return Again(text)


def words_from(text: str, *, what: str) -> tuple[str, ...]:
    """Return words between commas or line ends, each once, in the order they were typed.

    Raises: BadInput.
    """
    said = (one_line(word, what=what) for word in text.replace("\n", ",").split(","))
    words = tuple(dict.fromkeys(word for word in said if word))
    if len(words) > MOST_WORDS:
        raise BadInput(f"{what}: {MOST_WORDS} words at most, these are {len(words)}.")
    return words


def one_line(text: str, *, what: str) -> str:
    """Return a text on one line with single blanks.

    Raises: BadInput, if it is longer than 60 characters or holds signs that cannot be shown.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_NAME:
        raise BadInput(f"{what}: {LONGEST_NAME} characters at most, these are {len(line)}.")
    if not line.isprintable():
        raise BadInput(f"{what}: it holds signs that cannot be shown; write it with letters.")
    return line


def _holds(ticked: Sequence[str], known: Collection[str]) -> tuple[str, ...] | None:
    """Return what a label holds; None while nothing is ticked, so that nobody has read it."""
    if NOTHING in ticked and len(ticked) > 1:
        raise BadInput("What is in it: tick what it holds, or that it holds none of these, not both.")
    if NOTHING in ticked:
        return ()
    return _ticked(ticked, known) or None


def _ticked(ticked: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    if not set(ticked) <= set(known):
        raise BadInput("What is in it: choose from those on the page, or write it below them.")
    return tuple(key for key in known if key in ticked)
