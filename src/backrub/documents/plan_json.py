"""Write a plan as the outside JSON document; inside names and unrounded numbers stay inside."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from backrub.domain.back import Group, Side, Site, SiteSide
from backrub.domain.brief import Outcome, Reason
from backrub.domain.plan import Contact, Cue, Pass, Phase, Plan, SetUpItem, Stand, Step, Why
from backrub.domain.stroke import Tool

_PLACES: list[str] = [*Site, *Group]


class PassDocument(Struct, frozen=True, kw_only=True, rename={"is_return": "return"}):
    """Hands led along a path of the atlas once; a return runs it backwards, lightly."""

    path: str
    start_s: float
    duration_s: float
    side: Side
    is_return: bool


class StepDocument(Struct, frozen=True, kw_only=True):
    """One step; steps touch end to start, and `move_s` lies at the start inside `duration_s`."""

    id: str
    start_s: int
    duration_s: int
    move_s: int
    phase: Phase
    site: Annotated[str, Meta(description="A site or a group of sites.", extra_json_schema={"enum": _PLACES})]
    side: Side
    covers: tuple[SiteSide, ...]
    stroke: str
    tool: Tool
    pressure: Annotated[float, Meta(ge=1, le=4, description="A Walton level.")]
    speed_cm_s: Annotated[float | None, Meta(description="Null when the hands stay.")]
    cycle_s: Annotated[float | None, Meta(description="Null when there is no round to count.")]
    stand: Stand
    contact: Contact
    passes: Annotated[
        tuple[PassDocument, ...] | UnsetType, Meta(description="Absent until a body is chosen.")
    ] = UNSET
    cues: tuple[Cue, ...]
    ask: bool
    why: tuple[Why, ...]


class PlanDocument(Struct, frozen=True, kw_only=True):
    """A planned evening; the steps add up to its seconds."""

    format: Literal[1] = 1
    outcome: Outcome
    reasons: tuple[Reason, ...]
    seconds: int
    set_up: tuple[SetUpItem, ...]
    coverage: Annotated[
        dict[SiteSide, Annotated[float, Meta(ge=0, le=1)]] | UnsetType,
        Meta(description="The share of each place that hands touch; absent until a body is chosen."),
    ] = UNSET
    steps: tuple[StepDocument, ...]


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the outside document of a plan, keys in their fixed order."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(_document(plan)))
    return document


def plan_bytes(plan: Plan) -> bytes:
    """Return the outside document as UTF-8 JSON, indented by two, ended by a line break; stable bytes."""
    return msgspec.json.format(msgspec.json.encode(_document(plan)), indent=2) + b"\n"


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of the plan document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Backrub plan, format 1",
        **msgspec.json.schema(PlanDocument),
    }


def _document(plan: Plan) -> PlanDocument:
    return PlanDocument(
        outcome=plan.outcome,
        reasons=plan.reasons,
        seconds=plan.seconds,
        set_up=plan.set_up,
        coverage=_coverage(plan) if plan.traced else UNSET,
        steps=tuple(_step(step, traced=plan.traced) for step in plan.steps),
    )


def _coverage(plan: Plan) -> dict[SiteSide, float]:
    """Return the coverage from head to hip, however it was gathered."""
    return {where: round(plan.coverage[where], 3) for where in SiteSide if where in plan.coverage}


def _pass(led: Pass) -> PassDocument:
    return PassDocument(
        path=led.path,
        start_s=round(led.start_s, 3),
        duration_s=round(led.duration_s, 3),
        side=led.side,
        is_return=led.is_return,
    )


def _step(step: Step, *, traced: bool) -> StepDocument:
    return StepDocument(
        id=step.id,
        start_s=step.start_s,
        duration_s=step.duration_s,
        move_s=step.move_s,
        phase=step.phase,
        site=step.site.value,
        side=step.side,
        covers=step.covers,
        stroke=step.stroke,
        tool=step.tool,
        pressure=round(float(step.pressure), 2),
        speed_cm_s=_tenths(step.speed_cm_s),
        cycle_s=_tenths(step.cycle_s),
        stand=step.stand,
        contact=step.contact,
        passes=tuple(_pass(led) for led in step.passes) if traced else UNSET,
        cues=step.cues,
        ask=step.ask,
        why=step.why,
    )


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)
