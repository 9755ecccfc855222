"""Make a line fit for every engine: one row of printable letters."""

from backrub.domain.errors import VoiceUnavailable


def plain(text: str) -> str:
    """Return a line as one row; what an engine could take for an order in its own tongue is gone.

    Raises: VoiceUnavailable, if there is nothing in it to say.
    """
    row = " ".join(text.split())
    # macOS takes [[...]] for an order, espeak for phonemes.
    row = "".join(letter for letter in row if letter.isprintable()).translate(_UNSAID)
    if not any(letter.isalnum() for letter in row):
        raise VoiceUnavailable("There is nothing to say in this line.")
    return row


_UNSAID = str.maketrans("[]’", "  '")  # flite knows the straight apostrophe alone
