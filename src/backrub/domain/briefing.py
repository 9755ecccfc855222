"""Briefing: two private check-ins become the one brief, worded as a wish."""

from dataclasses import replace

from backrub.domain.back import SiteSide
from backrub.domain.brief import AskedSpot, Brief, GiverCare, Outcome, Reason, Wish
from backrub.domain.catalogue import Catalogue
from backrub.domain.check_in import (
    Evening,
    Experience,
    Frame,
    Intention,
    Pace,
    ReceiverCheckIn,
    State,
    TicklishHow,
)
from backrub.domain.pressure import MOST, PressureWord, word_for
from backrub.domain.safety import Screening, screen, surface_for
from backrub.domain.stroke import Tool, TouchKind

REST_EVERY_S = 420
"""Seconds between resting holds; under the eight minutes that the law allows."""

REST_OFTEN_S = 300
_TIRING = frozenset({"sore_back", "sore_wrists", "sore_shoulders", "sore_elbows"})


def brief_for(evening: Evening, catalogue: Catalogue) -> Brief:
    """Return the brief: what the giver needs, and nothing that tells an answer behind it."""
    screening = screen(evening, catalogue.safety)
    if not screening.outcome.has_plan:
        return _no_plan(evening, screening, catalogue)
    frame = _frame(evening.frame, screening)
    reasons = _reasons(evening, screening, catalogue)
    return Brief(
        giver=evening.giver.name,
        receiver=evening.receiver.name,
        outcome=screening.outcome,
        reasons=reasons,
        frame=frame,
        wish=_wish(evening.receiver),
        spots=_spots(evening, screening),
        leave_out=screening.leave_out,
        ceilings={ss: min(screening.ceiling, catalogue.sites[ss.site].ceiling) for ss in SiteSide},
        ticklish=_ticklish(evening) - screening.leave_out,
        tools=screening.tools,
        percussion=screening.percussion,
        care=_care(evening),
        ask_often=_asks_often(evening),
        words=_words(evening, screening, catalogue),
    )


def _no_plan(evening: Evening, screening: Screening, catalogue: Catalogue) -> Brief:
    """Return a brief of one sentence: nothing in it differs with the cause."""
    code = _closed_code(screening)
    reason = _reason(catalogue, code, "care")
    return Brief(
        giver=evening.giver.name,
        receiver=evening.receiver.name,
        outcome=screening.outcome,
        reasons=(reason,),
        frame=evening.frame,
        wish=Wish(PressureWord.LIGHT, Pace.SLOW, Intention.OPEN),
        spots=(),
        leave_out=frozenset(SiteSide),
        ceilings=dict.fromkeys(SiteSide, PressureWord.FEATHER.level),
        ticklish=frozenset(),
        tools=frozenset(),
        percussion=False,
        care=GiverCare(Experience.BEGINNER, REST_EVERY_S),
        ask_often=False,
        words=(reason.text,),
    )


def _closed_code(screening: Screening) -> str:
    if screening.outcome is Outcome.NOT_TONIGHT:
        return "not_tonight"
    return "seek_care_now" if screening.urgent else "seek_care_soon"


def _wish(receiver: ReceiverCheckIn) -> Wish:
    return Wish(receiver.pressure, receiver.pace, receiver.intention, receiver.kinds)


def _frame(frame: Frame, screening: Screening) -> Frame:
    surface = surface_for(screening.position, frame.surface)
    return replace(frame, position=screening.position, surface=surface, oil=frame.oil and screening.oil)


def _ticklish(evening: Evening) -> frozenset[SiteSide]:
    firm = evening.receiver.ticklish_how is TicklishHow.FIRM_SLOW
    return evening.receiver.ticklish if firm else frozenset()


def _spots(evening: Evening, screening: Screening) -> tuple[AskedSpot, ...]:
    """Return the asked spots that may be touched, as they were named: how strong they are stays private."""
    named = evening.receiver.spots
    return tuple(AskedSpot(s.where, s.feel) for s in named if s.where not in screening.leave_out)


def _care(evening: Evening) -> GiverCare:
    """Return how the giver is spared; a tired body and hands that find it hard look the same."""
    answered = {answer.key for answer in evening.giver.health or ()}
    often = State.HARD_TO_GIVE in evening.giver.state or bool(answered & _TIRING)
    return GiverCare(evening.giver.experience, REST_OFTEN_S if often else REST_EVERY_S)


def _asks_often(evening: Evening) -> bool:
    """Return whether the receiver is asked more; deep or very slow hands have the same effect as a feeling."""
    receiver = evening.receiver
    careful = receiver.pressure is PressureWord.DEEP or receiver.pace is Pace.VERY_SLOW
    return careful or bool({State.HARD_TO_RECEIVE, State.UNDESERVING} & set(receiver.state))


def _reason(catalogue: Catalogue, code: str, source: str, **slots: str) -> Reason:
    return Reason(code, catalogue.say(f"reason.{code}", **slots), source)


def _reasons(evening: Evening, screening: Screening, catalogue: Catalogue) -> tuple[Reason, ...]:
    """Return the limits to keep; a wish to leave a place out and a need to read the same.

    Health that was passed over reads like any other limit: that it was is nobody else's to know.
    """
    everything = screening.leave_out == frozenset(SiteSide)
    is_unasked = evening.receiver.health is None and not evening.receiver.health_skipped
    reasons = about_places(catalogue, "leave_out", frozenset() if everything else screening.leave_out)
    conditions = {
        "hold_only": screening.outcome is Outcome.HOLD_ONLY,
        "health_not_asked": is_unasked,
        "no_percussion": not screening.percussion,
        "no_oil": not screening.oil,
        "position": screening.position is not evening.frame.position,
    }
    if screening.ceiling < MOST and not is_unasked:
        word = word_for(screening.ceiling).value
        reasons.append(_reason(catalogue, "ceiling", "care", word=word))
    reasons += [_reason(catalogue, code, "care") for code, holds in conditions.items() if holds]
    reasons += _without_tools(catalogue, screening.spared, is_said=is_unasked)
    reasons += about_places(catalogue, "ticklish", _ticklish(evening) - screening.leave_out)
    return tuple(reasons)


_TOOL_REASONS = {Tool.THUMB: "no_thumbs", Tool.ELBOW: "no_elbow", Tool.PALM_HEEL: "no_palm_heel"}


_PRESSING = frozenset({Tool.THUMB, Tool.ELBOW})


def _without_tools(catalogue: Catalogue, spared: frozenset[Tool], *, is_said: bool) -> list[Reason]:
    """Return what tonight goes without; thumb and elbow in one breath, unless another reason `is_said` of both."""
    reasons = []
    if spared >= _PRESSING:
        reasons = [] if is_said else [_reason(catalogue, "no_thumbs_or_elbow", "care")]
        spared -= _PRESSING
    return reasons + [_without(catalogue, tool) for tool in Tool if tool in spared]


def _without(catalogue: Catalogue, tool: Tool) -> Reason:
    code = _TOOL_REASONS.get(tool, "no_tool")
    return _reason(catalogue, code, "care", tool=catalogue.tools[tool].name)


def about_places(catalogue: Catalogue, code: str, where: frozenset[SiteSide]) -> list[Reason]:
    """Return a reason for every place, both sides of a site in one breath."""
    places = [
        catalogue.sites[ss.site].name if ss.twin in where else catalogue.place_name(ss)
        for ss in SiteSide
        if ss in where
    ]
    return [_reason(catalogue, code, "wish", place=place) for place in dict.fromkeys(places)]


def _words(evening: Evening, screening: Screening, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the brief as sentences for the giver."""
    receiver = evening.receiver
    if screening.outcome is Outcome.HOLD_ONLY:
        return (catalogue.say("brief.hold_only", receiver=receiver.name), *_intentions(evening, catalogue))
    wish = catalogue.say(
        "brief.wish",
        receiver=receiver.name,
        pressure=receiver.pressure.value,
        word=catalogue.say(f"pace.{receiver.pace.value}").lower(),
    )
    spots = [spot_sentence(catalogue, spot) for spot in _spots(evening, screening)]
    return (
        wish,
        *spots,
        *_kinds(receiver, catalogue),
        *_intentions(evening, catalogue),
        *_guess(evening, catalogue),
    )


def spot_sentence(catalogue: Catalogue, spot: AskedSpot) -> str:
    """Return how the brief words an asked spot."""
    feels = catalogue.say(f"feel.{spot.feel.value}").lower()
    return catalogue.say("brief.spot", place=catalogue.place_name(spot.where), word=feels)


def _kinds(receiver: ReceiverCheckIn, catalogue: Catalogue) -> list[str]:
    """Return the kinds of touch wished for as one sentence; the order is ours and tells nothing."""
    words = [catalogue.within(f"kind.{kind.value}") for kind in TouchKind if kind in receiver.kinds]
    if not words:
        return []
    *others, last = words
    word = catalogue.within("brief.and", word=", ".join(others), next=last) if others else last
    return [catalogue.say("brief.kinds", word=word)]


def _intentions(evening: Evening, catalogue: Catalogue) -> list[str]:
    """Return the receiver's hope for tonight, and a kind word when the giver's differs (PRACTICE P1)."""
    receiver, giver = evening.receiver, evening.giver
    words = [catalogue.say(f"brief.intention_{receiver.intention.value}", receiver=receiver.name)]
    if Intention.OPEN not in {receiver.intention, giver.intention} and receiver.intention != giver.intention:
        words.append(catalogue.say("brief.intentions_differ", receiver=receiver.name, giver=giver.name))
    return words


_GUESS_CLOSE = 0.5


def _guess(evening: Evening, catalogue: Catalogue) -> list[str]:
    """Return how close the giver's guess was, if one was made (PRACTICE P2)."""
    guess, wish = evening.giver.guess, evening.receiver.pressure
    if guess is None:
        return []
    key = guess_key(guess, wish)
    return [catalogue.say(f"brief.guess_{key}", pressure=wish.value, word=guess.value)]


def guess_key(guess: PressureWord, wish: PressureWord) -> str:
    """Return how near a guess was: same, close, or apart."""
    gap = abs(guess.level - wish.level)
    return "same" if gap == 0 else "close" if gap <= _GUESS_CLOSE else "apart"
