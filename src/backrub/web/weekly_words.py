"""The weekly time in words: a quiet line on its day, and whose turn it could be; an offer each, nothing is owed."""

from backrub.application.weekly import is_near
from backrub.bootstrap.house import House
from backrub.bootstrap.rhythm import could_receive, rhythm_for
from backrub.web.here import Here


def reminder(house: House, here: Here) -> str | None:
    """Return the line for tonight's page, None on any other day, and while the rhythm rests.

    Raises: StoreUnavailable.
    """
    shared = rhythm_for(house, here.person).shared
    if shared.time is None or not is_near(shared, house.now_ms()):
        return None
    return " ".join(filter(None, (f"Your quiet time: {shared.time.clock}.", turn_words(house, here))))


def turn_words(house: House, here: Here) -> str | None:
    """Return whose turn to receive it could be; None before the first evening.

    Raises: StoreUnavailable.
    """
    could = could_receive(house, here.person)
    if could is None:
        return None
    whose = "your" if could.id == here.person.id else f"{could.name}’s"
    return f"It could be {whose} turn to receive."
