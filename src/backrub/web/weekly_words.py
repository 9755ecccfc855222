"""The weekly time in words: a quiet line on its day, and whose turn it could be; an offer each, nothing is owed."""

from backrub.application.weekly import is_near
from backrub.bootstrap.house import House
from backrub.bootstrap.rhythm import could_receive, rhythm_for
from backrub.domain.catalogue import Catalogue
from backrub.web.here import Here


def reminder(house: House, here: Here, catalogue: Catalogue) -> str | None:
    """Return the line for tonight's page, None on any other day, and while the rhythm rests.

    Raises: StoreUnavailable.
    """
    shared = rhythm_for(house, here.person).shared
    if shared.time is None or not is_near(shared, house.now_ms()):
        return None
    at = catalogue.say("weekly.time", time=shared.time.clock)
    return " ".join(filter(None, (at, turn_words(house, here, catalogue))))


def turn_words(house: House, here: Here, catalogue: Catalogue) -> str | None:
    """Return whose turn to receive it could be; None before the first evening.

    Raises: StoreUnavailable.
    """
    could = could_receive(house, here.person)
    if could is None:
        return None
    key = "weekly.yours" if could.id == here.person.id else "weekly.theirs"
    return catalogue.say(key, receiver=could.name)
