"""The lesson that tonight's plan asks of whoever gives, by what they tried before."""

from backrub.bootstrap.house import House
from backrub.bootstrap.practice import Own, practice_of
from backrub.content.course import load_learning
from backrub.domain.lessons import Practice
from backrub.web.here import Here, may_look_back
from backrub.web.lesson_view import Line, tonight_line
from backrub.web.turn_now import TurnNow


def practice_here(house: House, here: Here) -> Own[Practice]:
    """Return what the holder tried, nothing where another could look over it.

    Raises: StoreUnavailable.
    """
    return practice_of(house, here.person.id) if may_look_back(house, here) else Own({}, 0)


def lesson_tonight(now: TurnNow | None, practice: Practice) -> Line | None:
    """Return the lesson for the giver of a turn that is planned, None for anyone else and at any other time.

    Raises: NotAllowed, BadInput, StoreUnavailable.
    """
    if now is None or not now.gives:
        return None
    tonight, strokes = now.tonight(), now.house.catalogue.strokes
    families = {kind.family for kind in tonight.brief.wish.kinds}
    wished = [key for key, stroke in strokes.items() if stroke.family in families]
    found = load_learning().course.for_tonight(tonight.plan, practice, wished=wished)
    return tonight_line(found, now.house.catalogue, now.receiver.name) if found else None
