"""What an evening file asks of any plan, derived from its words and the safety rows alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.laws.back import SITE_SIDES, expand

Document = Mapping[str, Any]

GRAVITY = ("go", "limits", "hold_only", "not_tonight", "seek_care")
_OUTCOME_OF = {"seek_care": "seek_care", "absolute": "not_tonight", "hold_only": "hold_only"}


@dataclass(frozen=True, slots=True)
class Night:
    """Hold what binds the plan of one evening.

    `ticklish` are the site-sides that want firm, slow palms; those to skip are in `left_out`.
    `surface` is None when safety had to choose another position than the evening named.
    """

    minutes: int
    position: str
    surface: str | None
    clothed: bool
    oil: bool
    cradle: bool
    wish: str
    outcomes: frozenset[str]
    hold_only: bool
    left_out: frozenset[str]
    spots: tuple[str, ...]
    ticklish: frozenset[str]
    ceiling: float
    barred_tools: frozenset[str]
    percussion: bool
    beginner: bool
    plain: bool

    @property
    def seconds(self) -> int:
        return 60 * self.minutes

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(SITE_SIDES) - self.left_out

    @property
    def short(self) -> bool:
        return self.minutes < 10


def read_night(evening: Document, catalogue: Document, plan: Document) -> Night:
    """Read an evening; the plan is consulted only for the outcome and position it was free to choose."""
    receiver, giver = evening["receiver"], evening.get("giver", {})
    hers = _rows(receiver.get("health"), catalogue)
    his = _rows(giver.get("health"), catalogue)
    limits = [row for row, _ in hers + his if row["action"] == "limits"]
    left_out = _left_out(receiver, hers)
    outcomes = _outcomes(evening, hers, his, left_out)
    position, surface = _position(evening, limits, plan)
    asked = receiver.get("health") is not None
    return Night(
        minutes=evening["minutes"],
        position=position,
        surface=surface,
        clothed=evening.get("clothed", True),
        oil=evening.get("oil", False) and not any(row["forbids_oil"] for row in limits),
        cradle=evening.get("cradle", False),
        wish=receiver.get("pressure", "medium"),
        outcomes=outcomes,
        hold_only=plan["outcome"] == "hold_only" or max(map(GRAVITY.index, outcomes)) == 2,
        left_out=left_out,
        spots=_spots(receiver, left_out),
        ticklish=_ticklish(receiver) - left_out,
        ceiling=min([4.0 if asked else 3.0, *(row["ceiling"] for row in limits if row["ceiling"])]),
        barred_tools=_barred_tools(limits, asked=asked),
        percussion=not any(row["forbids_percussion"] for row in limits),
        beginner=giver.get("experience", "beginner") == "beginner",
        plain=not (limits or receiver.get("state") or giver.get("state")),
    )


def _rows(health: Iterable[str] | None, catalogue: Document) -> list[tuple[Document, tuple[str, ...]]]:
    parts = [answer.partition("@") for answer in health or ()]
    return [(catalogue["safety"][key], expand(where) if where else ()) for key, _, where in parts]


def _ticklish(receiver: Document) -> frozenset[str]:
    return frozenset(ss for where in receiver.get("ticklish", ()) for ss in expand(where))


def _left_out(receiver: Document, rows: list[tuple[Document, tuple[str, ...]]]) -> frozenset[str]:
    avoided = {ss for where in receiver.get("avoid", ()) for ss in expand(where)}
    local = {ss for row, where in rows if row["action"] == "local" for ss in where}
    skipped = _ticklish(receiver) if receiver.get("ticklish_how") == "skip" else frozenset()
    return frozenset(avoided | local | skipped)


def _spots(receiver: Document, left_out: frozenset[str]) -> tuple[str, ...]:
    wheres = dict.fromkeys(ss for spot in receiver.get("spots", ()) for ss in expand(spot["where"]))
    return tuple(ss for ss in wheres if ss not in left_out)


def _outcomes(
    evening: Document,
    hers: list[tuple[Document, tuple[str, ...]]],
    his: list[tuple[Document, tuple[str, ...]]],
    left_out: frozenset[str],
) -> frozenset[str]:
    """Return the outcomes the plan may have.

    What the documents settle is exact. They leave open whether a place left out or a giver's own limit is
    `limits` or `go`, and how gravely a `state` weighs: there every outcome at least as grave is accepted.
    """
    receiver, giver = evening["receiver"], evening.get("giver", {})
    certain = {"go"} | {p["tonight"] for p in (receiver, giver) if p.get("tonight", "yes") != "yes"}
    certain |= {_OUTCOME_OF[row["action"]] for row, _ in hers + his if row["action"] in _OUTCOME_OF}
    if receiver.get("health") is None or any(row["action"] == "limits" for row, _ in hers):
        certain.add("limits")
    if len(left_out) == len(SITE_SIDES):
        certain.add("hold_only")
    least = max(map(GRAVITY.index, certain))
    if receiver.get("state") or giver.get("state"):
        return frozenset(GRAVITY[least:4] or GRAVITY[least:])
    open_limits = least == 0 and (left_out or his or receiver.get("ticklish"))
    return frozenset({GRAVITY[least]} | ({"limits"} if open_limits else set()))


def _position(evening: Document, limits: list[Document], plan: Document) -> tuple[str, str | None]:
    position = evening.get("position", "seated")
    if any(position in row["forbids_positions"] for row in limits):
        turned = any(step["phase"] == "turn" for step in plan["steps"])
        return ("side_lying" if turned else "seated"), None
    return position, evening.get("surface", "chair" if position == "seated" else "bed")


def _barred_tools(limits: list[Document], *, asked: bool) -> frozenset[str]:
    barred = {tool for row in limits for tool in row["forbids_tools"]}
    return frozenset(barred if asked else barred | {"thumb", "elbow"})
