"""What the pages of the shelf show, and what their forms carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from backrub.bootstrap.experiments import remembered
from backrub.bootstrap.house import House
from backrub.bootstrap.shelf import left_out_of, ratings_of, shelf_of
from backrub.content.shelf import load_shelf_rows
from backrub.documents.shelf_form import AGAIN, NOTHING, thing_from
from backrub.documents.shelf_json import LONGEST_NAME
from backrub.domain.errors import BadInput
from backrub.domain.shelf import Kind, Thing, found_on, shared_with
from backrub.web.dates import day_of
from backrub.web.here import Here, may_look_back
from backrub.web.page import Answer, own_page, page

KINDS = {Kind.LOTION: "Lotion", Kind.OIL: "Oil", Kind.CANDLE: "Candle", Kind.MUSIC: "Music"}


class ThingForm(msgspec.Struct):
    """Carry a thing as someone typed it; one tick comes alone, without a list."""

    kind: str = ""
    name: str = ""
    scent: str = ""
    also: str = ""
    holds: list[str] | str = []

    def thing(self, thing_id: str) -> Thing:
        """Return the thing.

        Raises: BadInput.
        """
        texts = (self.name, self.scent, self.also)
        known = load_shelf_rows().allergens.keys()
        return thing_from(thing_id, kind=self.kind, texts=texts, ticked=several(self.holds), known=known)


class LeftOutForm(msgspec.Struct):
    """Carry what does not suit someone."""

    keys: list[str] | str = []
    words: str = ""


class RatingForm(msgspec.Struct):
    """Carry whether someone would like a thing again, and whether the other may know."""

    again: str = ""
    shared: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """Join a thing with who looks at it."""

    house: House
    here: Here
    thing: Thing

    @property
    def private(self) -> bool:
        """Return whether what is the holder's own may be shown here."""
        return may_look_back(self.house, self.here)

    def warning(self) -> tuple[str, ...]:
        """Return what of the holder's own list is on the thing."""
        if not self.private:
            return ()
        mine = left_out_of(self.house, self.here.person.id).value
        return found_on(self.thing, mine, load_shelf_rows().allergens)

    def ratings(self) -> dict[str, Any]:
        """Return the holder's own rating, and the other's where both share theirs."""
        mine = ratings_of(self.house, self.here.person.id)
        partner = self.here.partner()
        theirs = ratings_of(self.house, partner.id).value.get(self.thing.id) if partner else None
        own = mine.value.get(self.thing.id)
        return {"rating": own, "theirs": shared_with(own, theirs), "rating_trouble": mine.trouble}


def several(ticked: list[str] | str) -> list[str]:
    """Return what is ticked; one tick comes alone, without a list."""
    return [ticked] if isinstance(ticked, str) else ticked


def shelf_page(house: House, here: Here) -> Answer:
    """Return everything on the shelf, by kind."""
    shelf = shelf_of(house, here.person.home_id)
    by_kind = sorted(shelf.value, key=lambda thing: list(Kind).index(thing.kind))
    rows = [(thing, _note(Looked(house, here, thing))) for thing in by_kind]
    is_shared = here.device.is_shared
    return own_page("shelf/shelf.html", is_shared=is_shared, rows=rows, trouble=shelf.trouble)


def _note(looked: Looked) -> str:
    """Return the small words beneath a thing; to the holder alone also that it is left out."""
    words = [
        KINDS[looked.thing.kind],
        looked.thing.scent,
        "not for your evenings" if looked.warning() else "",
    ]
    return " · ".join(filter(None, words))


def thing_page(looked: Looked) -> Answer:
    """Return one thing, with what its onlooker may know of it."""
    thing, rows = looked.thing, load_shelf_rows().allergens
    partner = looked.here.partner()
    return own_page(
        "shelf/thing.html",
        is_shared=looked.here.device.is_shared,
        thing=thing,
        kind=KINDS[thing.kind],
        holds=None if thing.holds is None else [rows[key].name for key in thing.holds if key in rows],
        warning=looked.warning(),
        private=looked.private,
        again=list(AGAIN.items()),
        words=AGAIN,
        partner=partner.name if partner else None,
        **looked.ratings(),
    )


def form_page(
    form: ThingForm, *, back: str, action: str, known: bool = False, trouble: BadInput | None = None
) -> Answer:
    """Return the form of a thing, new or `known`; nothing that was typed is lost."""
    return page(
        "shelf/form.html",
        status=400 if trouble else 200,
        form=form,
        ticked=several(form.holds),
        kinds=list(KINDS.items()),
        holds=[*_allergen_words().items(), (NOTHING, "None of these")],
        longest=LONGEST_NAME,
        back=back,
        action=action,
        known=known,
        trouble=trouble,
    )


def left_out_page(
    house: House, here: Here, *, typed: LeftOutForm | None = None, trouble: BadInput | None = None
) -> Answer:
    """Return what a person leaves out; nothing that was typed is lost."""
    kept = left_out_of(house, here.person.id)
    typed = typed or LeftOutForm(list(kept.value.keys), ", ".join(kept.value.words))
    return page(
        "shelf/left_out.html",
        status=400 if trouble else 200,
        ticked=several(typed.keys),
        words=typed.words,
        options=list(_allergen_words().items()),
        trouble=trouble or kept.trouble,
    )


def tried_page(house: House, here: Here) -> Answer:
    """Return what a person tried, latest first."""
    nights = {night.id: night.made_ms for night in house.nights.nights(here.person.home_id)}
    tried = [
        (one.text, AGAIN[one.again], day_of(nights[one.night_id]))
        for one in remembered(house, here.person.id)
        if one.night_id in nights
    ]
    return page("shelf/tried.html", tried=tried)


def _allergen_words() -> Mapping[str, str]:
    return {key: row.name for key, row in load_shelf_rows().allergens.items()}
