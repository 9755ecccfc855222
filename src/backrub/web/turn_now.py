"""The turn two people are about to begin: who gives, who receives, and how far they are."""

from dataclasses import dataclass, replace

from backrub.application.begin_night import tonights
from backrub.application.find_stage import Stage
from backrub.application.plan_tonight import Tonight
from backrub.bootstrap.check_ins import stage_finder
from backrub.bootstrap.evening import OnBody
from backrub.bootstrap.house import House
from backrub.bootstrap.night_plan import body_of, person_of, tonight_for
from backrub.domain.check_in import Position
from backrub.domain.home import Person
from backrub.domain.night import Night, NightTurn
from backrub.pictures.back import Light, Look
from backrub.pictures.theme import CANDLE, SkinTone, Theme
from backrub.web.assets import asset
from backrub.web.here import Here

BY_LIGHT = replace(CANDLE, ground="#000000")
"""The candle for pictures laid over a page by light: their dark adds nothing to what is beneath."""

_BEFORE_HANDS = frozenset({Stage.BRIEF, Stage.READY})


@dataclass(frozen=True, slots=True)
class TurnNow:
    """Join a turn that has not begun with its two people and whoever looks at it."""

    house: House
    here: Here
    night: Night
    turn: NightTurn
    stage: Stage
    giver: Person
    receiver: Person

    @property
    def gives(self) -> bool:
        """Return whether the giver looks."""
        return self.here.person.id == self.giver.id

    @property
    def partner(self) -> Person:
        """Return the other of the two."""
        return self.receiver if self.gives else self.giver

    @property
    def more_follows(self) -> bool:
        """Return whether another turn of tonight comes after this one."""
        return self.night.turns[-1].turn != self.turn.turn

    @property
    def one_phone(self) -> bool:
        """Return whether the other uses this device too."""
        return self.here.sharer() is not None

    @property
    def topic(self) -> str:
        """Return what to publish when the night has changed."""
        return f"night:{self.night.id}"

    @property
    def since(self) -> str:
        """Return what /tonight/stream is told, so that it tells of anything newer."""
        return f"{self.night.id}.{self.night.version}"

    def tonight(self) -> Tonight:
        """Return the brief and the plan.

        Raises: NotAllowed, BadInput, StoreUnavailable.
        """
        return tonight_for(self.house, self.night, self.turn)

    def body(self) -> OnBody:
        """Return the receiver's body."""
        return body_of(self.receiver.body)

    def back_address(self, position: Position, light: Light = "candle") -> str:
        """Return the address of the picture of the receiver's back."""
        return asset(f"backs/{self._pose(position)}.{light}.{SkinTone(self.receiver.tone)}.webp")

    def look(self, theme: Theme, position: Position) -> Look:
        """Return how still pictures of the receiver look in a page, their back at its address."""
        light: Light = "candle" if theme.screen else "day"
        shadow = "" if theme.screen else asset(f"backs/{self._pose(position)}.shadow.webp")
        seated = position is Position.SEATED
        back = self.body().placed(self.back_address(position, light), seated=seated, shadow=shadow)
        return Look(theme=theme, back=back, motion="still", style=False)

    def _pose(self, position: Position) -> str:
        return f"{self.receiver.body}.seated" if position is Position.SEATED else self.receiver.body


def turn_now(house: House, here: Here) -> TurnNow | None:
    """Return the turn whose brief is read or whose room is made ready, None at any other time.

    Raises: NotAllowed, if someone of it is gone; StoreUnavailable.
    """
    person = here.person
    night = tonights(house.nights, person.home_id, person.id, now_ms=house.now_ms())
    stage = stage_finder(house, person.home_id).stage(night, person.id)
    if night is None or night.now is None or stage not in _BEFORE_HANDS:
        return None
    turn = night.now
    giver, receiver = (person_of(house, one) for one in (turn.turn.giver, turn.turn.receiver))
    return TurnNow(house, here, night, turn, stage, giver, receiver)
