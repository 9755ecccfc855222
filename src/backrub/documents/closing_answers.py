"""Read what people answer at the close: the receiver's words as a debrief, the giver's as JSON of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from backrub.documents.check_in_answers import read_answers
from backrub.domain.back import Group, SiteSide
from backrub.domain.brief import AskedSpot
from backrub.domain.errors import BadInput
from backrub.domain.session.commands import Debrief
from backrub.domain.session.events import SiteDebrief
from backrub.domain.tension import TensionNow, tension_now

LONGEST_KEEP = 200
"""How many characters "what to keep" may have."""

DEFAULT_TENSION = 5
"""What a place that was asked for counts as before, if nobody said; as in `Spot`."""

FELT_RECEIVING: Mapping[str, str] = {
    "ahhh": "Ahhh",
    "good": "Good",
    "some": "Some of it",
    "not_for_me": "Not for me",
}
FELT_GIVING: Mapping[str, str] = {
    "easy": "Easy",
    "good": "Good",
    "work": "A bit of work",
    "not_for_me": "Not for me",
}
PUT_UP_WITH_GIVING: Mapping[str, str] = {
    "thumbs": "Tired thumbs",
    "wrists": "Tired wrists",
    "back": "My own back",
    "knees": "My knees",
    "else": "Something else",
}
WANTS: Mapping[str, int] = {"softer": -1, "just_right": 0, "firmer": 1}


class GiverClosing(Struct, frozen=True, kw_only=True):
    """The giver's own closing words: keys of the answers, and what to keep."""

    felt: str = ""
    put_up_with: tuple[str, ...] = ()
    keep: Annotated[str, Meta(max_length=LONGEST_KEEP)] = ""


_GIVER_CLOSING = msgspec.json.Decoder(GiverClosing)


@dataclass(frozen=True, slots=True)
class Asked:
    """State what the receiver is asked about: spots, places that were worked on, strokes of tonight by name.

    `before` is the tension at each spot as it was answered in the check-in, 0 to 10.
    """

    spots: Sequence[AskedSpot]
    before: Mapping[SiteSide, int]
    worked: Mapping[Group, tuple[SiteSide, ...]]
    strokes: Mapping[str, str]


def debrief_of(form: Mapping[str, str], asked: Asked, *, command_id: str) -> Debrief:
    """Return the receiver's closing command; what was passed over is left out.

    Raises: BadInput.
    """
    felt = _one_of(form, "felt", FELT_RECEIVING, "How was it")
    endured = _one_of(form, "put_up", {"no": "no", "yes": "yes"}, "Anything you put up with") == "yes"
    wants = _wants(form, asked) if endured else {}
    keep = _keep(form)
    return Debrief(
        command_id,
        FELT_RECEIVING.get(felt, ""),
        sites=tuple(SiteDebrief(where, want) for where, want in wants.items()),
        tension_after=tuple(_tensions(form, asked).items()),
        put_up_with=endured,
        keep=next((key for key, name in asked.strokes.items() if name.casefold() == keep.casefold()), keep),
    )


def giver_closing_of(form: Mapping[str, str], put_up_with: Sequence[str]) -> GiverClosing:
    """Return the giver's closing words.

    Raises: BadInput.
    """
    felt = _one_of(form, "felt", FELT_GIVING, "How did it feel in your hands")
    for key in put_up_with:
        _check(key, PUT_UP_WITH_GIVING, "Anything you put up with")
    return GiverClosing(felt=felt, put_up_with=tuple(dict.fromkeys(put_up_with)), keep=_keep(form))


def giver_closing_json(closing: GiverClosing) -> str:
    """Return the giver's words as they are kept."""
    return msgspec.json.encode(closing).decode()


def read_giver_closing(kept: str) -> GiverClosing:
    """Return the giver's words from what was kept, empty ones from nothing."""
    return _GIVER_CLOSING.decode(kept) if kept else GiverClosing()


def before_of(check_in: str) -> Mapping[SiteSide, int]:
    """Return the tension, 0 to 10, at each place someone asked for in their check-in; nothing from nothing.

    Raises: BadInput.
    """
    spots = read_answers(check_in).spots if check_in else ()
    return {SiteSide(spot.where): spot.tension for spot in spots}


def _tensions(form: Mapping[str, str], asked: Asked) -> dict[SiteSide, int]:
    words = {word.value: word.value for word in TensionNow}
    said = {spot.where: _one_of(form, f"now:{spot.where}", words, "How it is now") for spot in asked.spots}
    return {
        where: tension_now(asked.before.get(where, DEFAULT_TENSION), TensionNow(word))
        for where, word in said.items()
        if word
    }


def _wants(form: Mapping[str, str], asked: Asked) -> dict[SiteSide, int]:
    """Return what is wanted by place: a group's answer for all of it, a spot's own answer before that."""
    wants: dict[SiteSide, int] = {}
    for group, places in asked.worked.items():
        if said := _one_of(form, f"wants:{group}", WANTS, "Softer or firmer"):
            wants |= dict.fromkeys(places, WANTS[said])
    here = {where for places in asked.worked.values() for where in places}
    for spot in asked.spots:
        said = _one_of(form, f"wants:{spot.where}", WANTS, "Softer or firmer")
        if said and spot.where in here:
            wants[spot.where] = WANTS[said]
    return wants


def _keep(form: Mapping[str, str]) -> str:
    keep = " ".join(form.get("keep", "").split())
    if len(keep) > LONGEST_KEEP:
        raise BadInput(f"What to keep: {LONGEST_KEEP} characters at most, these are {len(keep)}.")
    return keep


def _one_of(form: Mapping[str, str], name: str, allowed: Mapping[str, object], question: str) -> str:
    """Return an answer, "" if it was passed over."""
    said = form.get(name, "")
    if said:
        _check(said, allowed, question)
    return said


def _check(said: str, allowed: Mapping[str, object], question: str) -> None:
    if said not in allowed:
        raise BadInput(f"{question}: choose one of the answers on the page, or none.")
