"""Small numbers as a person says them."""

_WORDS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def in_words(count: int) -> str:
    """Return a count in words up to twelve, in figures above."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def counted(count: int, noun: str) -> str:
    """Return so many of something, e.g. "one evening", "three evenings"."""
    return f"{in_words(count)} {noun}{'' if count == 1 else 's'}"


def share_of(count: int, total: int, noun: str) -> str:
    """Return some of all, e.g. "both evenings", "all three evenings", "most of four evenings"."""
    if count == total:
        return {1: f"one {noun}", 2: f"both {noun}s"}.get(total, f"all {counted(total, noun)}")
    named = "most" if 2 * count > total else in_words(count)
    return f"{named} of {counted(total, noun)}"
