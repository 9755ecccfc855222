"""What each screen of the check-in shows: its options, what is chosen, and the way back and on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from backrub.bootstrap.house import House
from backrub.documents.check_in_answers import Answers, key_of
from backrub.documents.check_in_places import open_at, places_of, write_places
from backrub.domain.back import Side, Site
from backrub.domain.catalogue import Catalogue, SafetyAction, SafetyRow
from backrub.domain.questions import HEALTH, Question, Roles, health_rows, is_grave, states_for
from backrub.web import body_map
from backrub.web import check_in_words as words
from backrub.web.here import Here

HOME = "/tonight/check-in"


@dataclass(frozen=True, slots=True)
class Screen:
    """Join a question with the answers so far and who answers."""

    house: House
    here: Here
    question: Question
    answers: Answers
    roles: Roles
    at: str = ""

    @property
    def order(self) -> tuple[Question, ...]:
        """Return the questions of this check-in."""
        return self.answers.questions(self.roles, self.house.catalogue.safety)

    @property
    def partner(self) -> str:
        """Return the name of the other."""
        partner = self.here.partner()
        return partner.name if partner else "the other"

    @property
    def template(self) -> str:
        """Return the template that shows the question."""
        if self.question in HEALTH:
            return "check_in/health.html"
        return f"check_in/{_OWN.get(self.question, 'choice')}.html"

    def context(self) -> dict[str, Any]:
        """Return what the template needs."""
        asked = words.ASKED[self.question]
        title = asked.title.format(partner=self.partner)
        shown = {"question": self.question, "title": title, "lead": asked.lead, "partner": self.partner}
        return shown | {"is_wish": asked.is_wish} | self._progress() | _VIEWS[self.question](self)

    def _progress(self) -> dict[str, Any]:
        order = self.order
        done = order.index(self.question) if self.question in order else 0
        return {"back": f"{HOME}/{order[done - 1]}" if done else None, "done": done, "of": len(order)}


View = dict[str, Any]


def _choice(name: str, options: tuple[words.Option, ...], chosen: str | None) -> View:
    return {"name": name, "options": options, "chosen": chosen, "dents": False}


def _part(screen: Screen) -> View:
    return _choice("part", words.PARTS, screen.answers.part)


def _state(screen: Screen) -> View:
    options = tuple((state, *words.STATES[state]) for state in states_for(screen.roles))
    return {"options": options, "chosen": screen.answers.state}


def _intention(screen: Screen) -> View:
    return _choice("intention", words.INTENTIONS, screen.answers.intention)


def _mood(screen: Screen) -> View:
    return _choice("mood", words.MOODS, screen.answers.mood)


def _pressures(screen: Screen, name: str, chosen: str | None) -> View:
    rows = screen.house.catalogue.pressures
    options = tuple((word, word.value.capitalize(), row.image) for word, row in rows.items())
    return _choice(name, options, chosen) | {"dents": True}


def _pressure(screen: Screen) -> View:
    return _pressures(screen, "pressure", screen.answers.pressure)


def _guess(screen: Screen) -> View:
    return _pressures(screen, "guess", screen.answers.guess)


def _pace(screen: Screen) -> View:
    paces = _choice("pace", words.PACES, screen.answers.pace)
    return paces | {"kinds": words.KINDS, "kinds_chosen": screen.answers.kinds}


def _hands(screen: Screen) -> View:
    return _choice("experience", words.EXPERIENCES, screen.answers.experience)


def _minutes(screen: Screen) -> View:
    return {"options": words.MINUTES, "chosen": str(screen.answers.minutes or 15)}


def _comfort(screen: Screen) -> View:
    said = screen.answers
    dress = "oil" if said.oil else "clothed" if said.clothed else "bare"
    chosen = {"position": said.position, "surface": said.surface, "dress": dress, "cradle": said.cradle}
    return {"words": words, **chosen}


def _map(screen: Screen) -> View:
    catalogue, places = screen.house.catalogue, places_of(screen.answers)
    at = screen.at
    wish = places.get(open_at(at)[0], "") if at else ""
    kind = "more" if "." in wish or not wish else wish
    feel, _, strength = wish.partition(".") if "." in wish else ("", "", "")
    return {
        "words": words,
        "wish_word": body_map.wish_word,
        "at": at,
        "kind": kind,
        "wish": wish,
        "rows": body_map.rows_of(catalogue, places),
        "places": write_places(places),
        "picture": body_map.picture(screen.house, screen.here.person, places),
        "feel": feel or "tight",
        "strength": strength or "clear",
        "ticklish_how": screen.answers.ticklish_how,
        "said": [_read_back(catalogue, where, wish) for where, wish in places.items()],
        "read_back": _read_back(catalogue, at, wish) if at else "",
    }


_SET_APART = ("knot", "ache", "tightness", "left", "right", "strong", "faint", "clear", "alone", "tickles:")


def _read_back(catalogue: Catalogue, at: str, wish: str) -> Markup:
    return body_map.emphasised(body_map.sentence(catalogue, at, wish), _SET_APART)


def _health(screen: Screen) -> View:
    rows = health_rows(screen.question, screen.house.catalogue.safety)
    options = tuple((key, row.question.removesuffix(" Where?"), None) for key, row in rows.items())
    chosen = {key_of(text) for text in screen.answers.health}
    lead = words.HEALTH_LEAD if screen.question in words.FIRST_OF_HEALTH else ""
    return {"options": options, "chosen": chosen, "lead": lead}


def _where(screen: Screen) -> View:
    said = screen.answers
    rows = {key: row for key, row in said.said(screen.house.catalogue.safety).items() if _is_local(row)}
    asked = [(key, row.question.removesuffix(" Where?").removesuffix("?")) for key, row in rows.items()]
    sites = [(site.value, screen.house.catalogue.sites[site].name.removeprefix("the ")) for site in Site]
    sides = ((Side.LEFT.value, "Your left"), (Side.RIGHT.value, "Your right"))
    return {"asked": asked, "sites": sites, "sides": sides, "chosen": set(said.health)}


def _is_local(row: SafetyRow) -> bool:
    return row.action is SafetyAction.LOCAL


_OWN = {
    Question.PART: "part",
    Question.STATE: "state",
    Question.PACE: "pace",
    Question.MAP: "map",
    Question.COMFORT: "comfort",
    Question.MINUTES: "minutes",
    Question.HEALTH_WHERE: "where",
}
"""The questions with a screen of their own kind."""

_VIEWS: Mapping[Question, Callable[[Screen], View]] = {
    Question.PART: _part,
    Question.STATE: _state,
    Question.INTENTION: _intention,
    Question.MOOD: _mood,
    Question.PRESSURE: _pressure,
    Question.PACE: _pace,
    Question.MAP: _map,
    Question.COMFORT: _comfort,
    Question.MINUTES: _minutes,
    Question.HANDS: _hands,
    Question.GUESS: _guess,
    Question.HEALTH_WHERE: _where,
    **dict.fromkeys(HEALTH, _health),
}


def advice_for(screen: Screen) -> list[SafetyRow]:
    """Return the chosen rows of a screen, grave ones first."""
    rows = health_rows(screen.question, screen.house.catalogue.safety)
    chosen = [key for key in dict.fromkeys(map(key_of, screen.answers.health)) if key in rows]
    return sorted((rows[key] for key in chosen), key=lambda row: not is_grave(row))
