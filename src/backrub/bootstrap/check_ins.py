"""Wire check-ins: kept answers are read by their document, and screened by the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from backrub.application.find_stage import StageFinder
from backrub.application.home_ports import Private
from backrub.application.record_check_in import CheckIns
from backrub.bootstrap.house import House
from backrub.documents.check_in_answers import Answers, evening_of_turn, read_answers, remembered
from backrub.domain.arrangement import Part, Turn
from backrub.domain.brief import Brief, Outcome
from backrub.domain.briefing import brief_for
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import Evening
from backrub.domain.night import Night
from backrub.domain.questions import roles_tonight
from backrub.domain.safety import Screening, screen


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """Read answers for the use cases."""

    catalogue: Catalogue
    names: Mapping[str, str]

    def part(self, answers: str) -> Part:
        """Return the part someone would like; until they say, not tonight."""
        return read_answers(answers).part or Part.NOT_TONIGHT

    def is_whole(self, answers: str, turns: tuple[Turn, ...], person_id: str) -> bool:
        """Return whether nothing is left to ask of someone with these turns."""
        said = read_answers(answers)
        roles = roles_tonight(said.part or Part.NOT_TONIGHT, turns, person_id)
        return said.missing(roles, self.catalogue.safety) is None

    def has_plan(self, night: Night, answers: Mapping[str, str]) -> bool:
        """Return whether hands may touch in every turn of the night."""
        return all(one.outcome.has_plan for one in self.screenings(night, answers))

    def screenings(self, night: Night, answers: Mapping[str, str]) -> list[Screening]:
        """Return what safety says of every turn."""
        return [screen(evening, self.catalogue.safety) for evening in self._evenings(night, answers)]

    def briefs(self, night: Night, answers: Mapping[str, str]) -> tuple[Brief, ...]:
        """Return what both may know of every turn."""
        return tuple(brief_for(evening, self.catalogue) for evening in self._evenings(night, answers))

    def _evenings(self, night: Night, answers: Mapping[str, str]) -> list[Evening]:
        count = len(night.turns)
        rows = self.catalogue.safety
        return [evening_of_turn(turn.turn, answers, self.names, rows, turns=count) for turn in night.turns]


def reading_for(house: House, home_id: str) -> AnswerReading:
    """Return the reading of answers of a home."""
    names = {person.id: person.name for person in house.people.people(home_id)}
    return AnswerReading(house.catalogue, names)


def check_ins_of(house: House, home_id: str) -> CheckIns:
    """Return the use case that keeps the check-ins of a home."""
    return CheckIns(house.nights, house.log, reading_for(house, home_id))


def stage_finder(house: House, home_id: str) -> StageFinder:
    """Return what finds where the people of a home are."""
    return StageFinder(house.nights, house.log, reading_for(house, home_id))


def answers_of(house: House, night: Night) -> dict[str, str]:
    """Return both people's answers of a night as they are kept, by id; only of those who put them away.

    Raises: StoreUnavailable.
    """
    notes = (house.nights.private(night.id, person_id, Private.CHECK_IN) for person_id in night.people)
    return {note.person_id: note.answers for note in notes if note is not None and note.done}


def closing_outcome(house: House, night: Night) -> tuple[Outcome, bool]:
    """Return why a night without hands closed, and whether it is urgent; the same for both people.

    Raises: StoreUnavailable.
    """
    answers = answers_of(house, night)
    turns_known = night.turns and len(answers) == len(night.people)
    screenings = reading_for(house, night.home_id).screenings(night, answers) if turns_known else []
    care = [one for one in screenings if one.outcome is Outcome.SEEK_CARE]
    return (Outcome.SEEK_CARE if care else Outcome.NOT_TONIGHT, any(one.urgent for one in care))


def first_answers(house: House, person_id: str, *, recalled: bool) -> Answers:
    """Return what a check-in begins with: what lasts from the latest one, nothing unless it is `recalled`.

    Raises: StoreUnavailable.
    """
    notes = house.nights.privates_of(person_id, Private.CHECK_IN) if recalled else []
    said = [answers for note in notes if (answers := read_answers(note.answers)).part is not Part.NOT_TONIGHT]
    return remembered(said[-1], house.catalogue.safety) if said else Answers()


def last_evening_ms(house: House, home_id: str, person_id: str) -> int | None:
    """Return the Unix time of a person's latest evening on which hands began, None before the first.

    Raises: StoreUnavailable.
    """
    nights = house.nights.nights(home_id)
    had = [night for night in nights if person_id in night.people and any(t.session_id for t in night.turns)]
    return had[-1].made_ms if had else None
