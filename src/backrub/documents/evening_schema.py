"""The evening file, described once: reading it and its JSON Schema both come from these structs."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from backrub.domain.back import Side, Site
from backrub.domain.check_in import (
    Experience,
    Feel,
    Intention,
    Mood,
    Pace,
    Position,
    State,
    Surface,
    TicklishHow,
    Tonight,
)
from backrub.domain.pressure import PressureWord
from backrub.domain.stroke import TouchKind

_SITES = f"{', '.join(list(Site)[:-1])} or {list(Site)[-1]}"
_PLACE = f"({'|'.join(Site)}):({'|'.join(Side)})"
# A bare $ would let a trailing line break through.
_END = r"(?!\n)$"

Name = Annotated[
    str, Meta(min_length=1, max_length=40, description="How the person is called; the two names differ.")
]
Where = Annotated[
    str,
    Meta(
        pattern=f"^{_PLACE}{_END}",
        description="A site and the receiver’s own side; both stands for left and right.",
        extra={
            "allowed": f"SITE:left, :right or :both, SITE being {_SITES}",
            "words": [f"{site}:{side}" for site in Site for side in Side],
        },
    ),
]
Health = Annotated[
    str,
    Meta(
        pattern=f"^[a-z][a-z0-9_]*(@{_PLACE})?{_END}",
        description="A health answer, KEY or KEY@SITE:SIDE; `backrub catalogue safety` lists the keys.",
        extra={"allowed": f"KEY or KEY@SITE:SIDE, SIDE being left, right or both, SITE being {_SITES}"},
    ),
]
HealthAnswers = Annotated[
    tuple[Health, ...] | UnsetType,
    Meta(description="Absent: health was not asked. An empty list: asked, and there is nothing."),
]


class Spot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place the receiver asks for."""

    where: Where
    feel: Annotated[Feel, Meta(description="What it feels like.")]
    tension: Annotated[int, Meta(ge=0, le=10, description="How strong it is; private.")] = 5


class Guess(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the giver thinks the receiver would like."""

    pressure: PressureWord


class Receiver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The receiver's private answers for this evening."""

    name: Name = "the receiver"
    tonight: Annotated[Tonight, Meta(description="Each is a whole answer.")] = Tonight.YES
    state: Annotated[tuple[State, ...], Meta(description="What stands in the way tonight, if anything.")] = ()
    intention: Annotated[Intention, Meta(description="What tonight is for.")] = Intention.UNWIND
    mood: Annotated[Mood, Meta(description="How the receiver arrives.")] = Mood.CALM
    pressure: Annotated[PressureWord, Meta(description="The pressure wished for.")] = PressureWord.MEDIUM
    pace: Annotated[Pace, Meta(description="How fast hands should move.")] = Pace.SLOW
    kinds: Annotated[
        tuple[TouchKind, ...], Meta(description="Kinds of touch wished for; none means any.")
    ] = ()
    avoid: Annotated[tuple[Where, ...], Meta(description="Where no hand should go.")] = ()
    ticklish: Annotated[tuple[Where, ...], Meta(description="Where it tickles.")] = ()
    ticklish_how: Annotated[TicklishHow, Meta(description="What to do there.")] = TicklishHow.FIRM_SLOW
    health: HealthAnswers = UNSET
    spots: Annotated[tuple[Spot, ...], Meta(description="The places asked for, the dearest first.")] = ()


class Giver(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The giver's private answers for this evening."""

    name: Name = "the giver"
    tonight: Annotated[Tonight, Meta(description="Each is a whole answer.")] = Tonight.YES
    state: Annotated[tuple[State, ...], Meta(description="What stands in the way tonight, if anything.")] = ()
    intention: Annotated[Intention, Meta(description="What tonight is for.")] = Intention.UNWIND
    mood: Annotated[Mood, Meta(description="How the giver arrives.")] = Mood.CALM
    health: HealthAnswers = UNSET
    experience: Annotated[Experience, Meta(description="How practised the hands are.")] = Experience.BEGINNER
    guess: Guess | UnsetType = UNSET


class EveningFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An evening: what both share, and the two private check-ins."""

    format: Annotated[Literal[1], Meta(description="The version of this format.")]
    minutes: Annotated[int, Meta(ge=5, le=60, description="The length of the evening.")]
    position: Annotated[Position, Meta(description="How the receiver sits or lies.")] = Position.SEATED
    surface: Annotated[
        Surface | UnsetType,
        Meta(description="Seated: chair (default), bed or floor; lying: bed (default), floor or table."),
    ] = UNSET
    clothed: Annotated[bool, Meta(description="Whether the back stays clothed.")] = True
    oil: Annotated[bool, Meta(description="Whether oil is used; it needs clothed = false.")] = False
    cradle: Annotated[bool, Meta(description="Whether there is a face cradle.")] = False
    receiver: Receiver = field(default_factory=Receiver)
    giver: Giver = field(default_factory=Giver)


def evening_schema() -> dict[str, Any]:
    """Return the JSON Schema of the evening file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Backrub evening, format 1",
        **msgspec.json.schema(EveningFile),
    }
