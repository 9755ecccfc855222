"""Choose strokes: an exact sequence, thumbs spared.

Objective (the only place it is written): maximise the sum, over the steps, of how well each option suits its
slot, less what it costs to repeat the stroke or the tool before it; no two thumb steps in a row, none over
60 s, and all thumb time within 15 % of the evening, counted in whole fives of seconds, rounded up.

Method: dynamic programming over (slot, option, thumb time used); exact for this objective.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backrub.domain.planner.pressing import Pressed
from backrub.domain.planner.repertoire import Option
from backrub.domain.stroke import Tool

THUMB_ROW_S = 60
THUMB_SHARE_PERCENT = 15
UNIT_S = 5

SAME_STROKE_SAME_PLACE = 0.6
SAME_STROKE = 0.25
SAME_TOOL = 0.1
_NEVER = -1e9
_NEVER_THUMBS = 1e9

_Floats = NDArray[np.float64]


def thumb_units(seconds: int, used_s: int = 0) -> int:
    """Return the thumb budget of an evening in units of five seconds, what was used already taken off."""
    return max(0, (seconds * THUMB_SHARE_PERCENT // 100 - used_s) // UNIT_S)


def choose(pressed: Sequence[Pressed], budget: int, *, before: Option | None = None) -> list[Option]:
    """Return the option of every slot with the greatest objective; `before` is what hands do until then."""
    menus = [_menu(p) for p in pressed]
    if not menus:
        return []
    budget = budget if any(o.thumb for menu in menus for o in menu) else 0
    table = np.zeros((1, budget + 1))
    previous: tuple[Option, ...] = (before,) if before else ()
    backs: list[NDArray[np.intp]] = []
    for i, menu in enumerate(menus):
        same = i > 0 and pressed[i].slot.place == pressed[i - 1].slot.place
        table, back = _advance(table, previous, menu, same_place=same, seconds=pressed[i].slot.seconds)
        backs.append(back)
        previous = menu
    return _trace(table, backs, menus, pressed)


def _menu(pressed: Pressed) -> tuple[Option, ...]:
    """Return the options, without thumbs where the slot is too long for them."""
    if pressed.slot.seconds <= THUMB_ROW_S:
        return pressed.options
    return tuple(o for o in pressed.options if not o.thumb) or pressed.options


def _advance(
    table: _Floats,
    previous: tuple[Option, ...],
    menu: tuple[Option, ...],
    *,
    same_place: bool,
    seconds: int,
) -> tuple[_Floats, NDArray[np.intp]]:
    """Return the best totals per (option, thumb units used at most), and which option came before each."""
    links = transitions(previous, menu, same_place=same_place) if previous else np.zeros((1, len(menu)))
    totals = table[:, None, :] + links[:, :, None]
    back = totals.argmax(axis=0)
    best = totals.max(axis=0)
    for k, option in enumerate(menu):
        best[k] += option.suits
        if option.thumb:
            units = -(-seconds // UNIT_S)
            best[k, units:], back[k, units:] = best[k, :-units].copy(), back[k, :-units].copy()
            best[k, :units] = _NEVER
    return best, back


def transitions(previous: tuple[Option, ...], menu: tuple[Option, ...], *, same_place: bool) -> _Floats:
    """Return what each option costs after each previous one, shape (previous, menu), zero or less."""
    repeat = SAME_STROKE_SAME_PLACE if same_place else SAME_STROKE
    strokes, tools = zip(*((o.stroke.key, o.tool) for o in menu), strict=True)
    costs = np.zeros((len(previous), len(menu)))
    for row, option in zip(costs, previous, strict=True):
        for k in range(len(menu)):
            if strokes[k] == option.stroke.key:
                row[k] -= repeat
            if tools[k] is option.tool:
                row[k] -= _NEVER_THUMBS if option.tool is Tool.THUMB else SAME_TOOL
    return costs


def _trace(
    table: _Floats,
    backs: list[NDArray[np.intp]],
    menus: list[tuple[Option, ...]],
    pressed: Sequence[Pressed],
) -> list[Option]:
    units = table.shape[1] - 1
    k = int(table[:, units].argmax())
    chosen: list[Option] = []
    for menu, back, p in zip(reversed(menus), reversed(backs), reversed(pressed), strict=True):
        chosen.append(menu[k])
        earlier = int(back[k, units])
        if menu[k].thumb:
            units -= -(-p.slot.seconds // UNIT_S)
        k = earlier
    return chosen[::-1]


def objective(pressed: Sequence[Pressed], chosen: Sequence[Option]) -> float:
    """Return the objective of a sequence of options."""
    total = sum(o.suits for o in chosen)
    for i in range(1, len(chosen)):
        same = pressed[i].slot.place == pressed[i - 1].slot.place
        total += float(transitions((chosen[i - 1],), (chosen[i],), same_place=same)[0, 0])
    return total
