"""Wire the shelf: what a home has, what each privately says of it, and what tonight is offered of it."""

from collections.abc import Iterator, Mapping

from backrub.bootstrap.check_ins import answers_of
from backrub.bootstrap.house import House
from backrub.bootstrap.keepsakes import Form, Held, change_held, held
from backrub.content.shelf import load_shelf_rows
from backrub.documents.check_in_answers import read_answers
from backrub.documents.shelf_json import (
    read_left_out,
    read_ratings,
    read_shelf,
    write_left_out,
    write_ratings,
    write_shelf,
)
from backrub.domain.errors import BadInput
from backrub.domain.night import Night
from backrub.domain.shelf import MOST_THINGS, LeftOut, Rating, Thing, for_tonight, suited

Ratings = Mapping[str, Rating]

_SHELF: Form[tuple[Thing, ...]] = Form("shelf", read_shelf, write_shelf, empty=(), damaged=())
_RATINGS: Form[Ratings] = Form("ratings", read_ratings, write_ratings, empty={}, damaged={})
_WARY = LeftOut(wary=True)
# While nobody can read what does not suit someone, nothing that touches skin or has a scent is offered.
_LEFT_OUT: Form[LeftOut] = Form("allergies", read_left_out, write_left_out, empty=LeftOut(), damaged=_WARY)
_OIL_ALLERGY = "oil_allergy"


def shelf_of(house: House, home_id: str) -> Held[tuple[Thing, ...]]:
    """Return what is on the shelf of a home.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, home_id, _SHELF)


def put_up(house: House, home_id: str, thing: Thing) -> None:
    """Put a thing on the shelf, in the place of the one with its id.

    Raises: BadInput, if the shelf is full; SequenceConflict; StoreUnavailable.
    """

    def with_it(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
        if thing.id in {one.id for one in things}:
            return tuple(thing if one.id == thing.id else one for one in things)
        if len(things) >= MOST_THINGS:
            raise BadInput(f"The shelf is full with {MOST_THINGS} things; take one down first.")
        return (*things, thing)

    change_held(house.keepsakes, home_id, _SHELF, with_it)


def take_down(house: House, home_id: str, thing_id: str) -> None:
    """Take a thing off the shelf; one that is not there changes nothing.

    Raises: SequenceConflict; StoreUnavailable.
    """

    def without(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
        return tuple(one for one in things if one.id != thing_id)

    change_held(house.keepsakes, home_id, _SHELF, without)


def ratings_of(house: House, person_id: str) -> Held[Ratings]:
    """Return how a person likes the things of the shelf, by their ids; theirs alone.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, person_id, _RATINGS)


def rate(house: House, person_id: str, thing_id: str, rating: Rating | None) -> None:
    """Keep how a person likes a thing, None to say nothing of it.

    Raises: SequenceConflict; StoreUnavailable.
    """

    def rated(ratings: Ratings) -> Ratings:
        others = {one: said for one, said in ratings.items() if one != thing_id}
        return others | {thing_id: rating} if rating else others

    change_held(house.keepsakes, person_id, _RATINGS, rated)


def left_out_of(house: House, person_id: str) -> Held[LeftOut]:
    """Return what does not suit a person; theirs alone.

    Raises: StoreUnavailable.
    """
    return held(house.keepsakes, person_id, _LEFT_OUT)


def leave_out(house: House, person_id: str, left_out: LeftOut) -> None:
    """Keep what does not suit a person.

    Raises: SequenceConflict; StoreUnavailable.
    """
    change_held(house.keepsakes, person_id, _LEFT_OUT, lambda _: left_out)


def things_tonight(house: House, night: Night, *, oil: bool) -> tuple[Thing, ...]:
    """Return what a night is offered of the shelf: nothing that does not suit one of the two, whoever it is.

    Raises: BadInput, if answers are damaged; StoreUnavailable.
    """
    left_out = LeftOut(wary=any(_is_wary(house, night)))
    for person_id in night.people:
        left_out |= left_out_of(house, person_id).value
    suitable = suited(shelf_of(house, night.home_id).value, left_out, load_shelf_rows().allergens)
    return for_tonight(suitable, seed=night.seed, oil=oil)


def _is_wary(house: House, night: Night) -> Iterator[bool]:
    rows = house.catalogue.safety
    return (_OIL_ALLERGY in read_answers(text).said(rows) for text in answers_of(house, night).values())
