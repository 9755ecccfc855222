"""The planner's two models solved by OR-Tools, as the optimum to compare with."""

import math
from collections.abc import Sequence
from itertools import pairwise

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from backrub.domain.planner.allocation import HALF_S, Share
from backrub.domain.planner.pressing import Pressed
from backrub.domain.planner.repertoire import Option
from backrub.domain.planner.sequence import THUMB_ROW_S, UNIT_S, transitions

Row = list[cp_model.IntVar]


def best_seconds(shares: Sequence[Share], total: int) -> list[int]:
    """Return whole seconds for every share: a linear program with one variable for each second.

    Each further second is worth less, so the solver takes them in order, and the single sum leaves corners
    that are whole. Raises: RuntimeError, if no optimum was found.
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    spare = total - sum(share.low for share in shares)
    goal, seconds = solver.Objective(), []
    for share in shares:
        more = spare if share.high is None else min(spare, share.high - share.low)
        seconds.append([solver.NumVar(0, 1, "") for _ in range(more)])
        for t, second in enumerate(seconds[-1], share.low):
            goal.SetCoefficient(second, share.weight * math.log1p(1 / (HALF_S + t)))
    solver.Add(solver.Sum([second for row in seconds for second in row]) == spare)
    goal.SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise RuntimeError(f"no optimal share of {total} s was found")
    taken = [sum(second.solution_value() for second in row) for row in seconds]
    return [share.low + round(more) for share, more in zip(shares, taken, strict=True)]


def best_strokes(pressed: Sequence[Pressed], budget: int) -> list[Option]:
    """Return the option of every slot: a constraint program over choices and the links between them.

    Raises: RuntimeError, if no optimum was found.
    """
    model = cp_model.CpModel()
    menus = [_menu(p) for p in pressed]
    rows = [[model.new_bool_var("") for _ in menu] for menu in menus]
    for row in rows:
        model.add_exactly_one(row)
    worth = [
        x * o.suits for row, menu in zip(rows, menus, strict=True) for x, o in zip(row, menu, strict=True)
    ]
    for i, (one, other) in enumerate(pairwise(range(len(menus)))):
        same = pressed[i].slot.place == pressed[i + 1].slot.place
        costs = transitions(menus[one], menus[other], same_place=same)
        worth += _links(model, (rows[one], rows[other]), costs.tolist())
    model.add(_thumb_units(pressed, menus, rows) <= budget)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model) != cp_model.OPTIMAL:
        raise RuntimeError(f"no optimal strokes were found for {len(pressed)} slots")
    return [
        next(o for x, o in zip(row, menu, strict=True) if solver.value(x))
        for row, menu in zip(rows, menus, strict=True)
    ]


def _menu(pressed: Pressed) -> list[Option]:
    if pressed.slot.seconds <= THUMB_ROW_S:
        return list(pressed.options)
    return [o for o in pressed.options if not o.thumb] or list(pressed.options)


def _thumb_units(
    pressed: Sequence[Pressed], menus: list[list[Option]], rows: list[Row]
) -> cp_model.LinearExprT:
    return sum(
        x * math.ceil(p.slot.seconds / UNIT_S)
        for p, menu, row in zip(pressed, menus, rows, strict=True)
        for x, o in zip(row, menu, strict=True)
        if o.thumb
    )


def _links(
    model: cp_model.CpModel, rows: tuple[Row, Row], costs: list[list[float]]
) -> list[cp_model.LinearExprT]:
    """Return the worth of each link between two slots; a link too dear to be taken is closed."""
    links = [[model.new_bool_var("") for _ in rows[1]] for _ in rows[0]]
    for x, row in zip(rows[0], links, strict=True):
        model.add(sum(row) == x)
    for k, y in enumerate(rows[1]):
        model.add(sum(row[k] for row in links) == y)
    closed = -1e6
    for row, dear in zip(links, costs, strict=True):
        for link, cost in zip(row, dear, strict=True):
            if cost < closed:
                model.add(link == 0)
    return [
        link * cost
        for row, dear in zip(links, costs, strict=True)
        for link, cost in zip(row, dear, strict=True)
        if cost >= closed
    ]
