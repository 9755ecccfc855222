"""Curves go through what is authored, and fibres lie between their curves."""

import numpy as np
import pytest

from backrub.atlas.curves import fibre, smooth


def test_two_points_make_a_straight_line():
    assert smooth([(0, 0), (4, 2)], 3).tolist() == [[0, 0], [2, 1], [4, 2]]


def test_a_curve_begins_ends_and_passes_where_it_is_told():
    knots = [(0, 0), (3, 1), (4, 5), (9, 6)]
    curve = smooth(knots, 400)
    assert curve[0] == pytest.approx(knots[0])
    assert curve[-1] == pytest.approx(knots[-1])
    for knot in knots:
        assert np.linalg.norm(curve - knot, axis=1).min() < 0.03


def test_a_closed_curve_does_not_repeat_its_first_point():
    ring = smooth([(0, 0), (2, 0), (2, 2), (0, 2)], 40, closed=True)
    steps = np.linalg.norm(np.diff(np.vstack([ring, ring[:1]]), axis=0), axis=1)
    assert len(ring) == 40
    assert steps.min() > 0.05


def test_a_fibre_runs_from_curve_to_curve_and_bellies_in_the_middle():
    origin, insertion = smooth([(0, 0), (0, 4)], 5), smooth([(10, 0), (10, 4)], 5)
    line = fibre(origin, insertion, 0.5, 1.0, 11)
    assert line[0] == pytest.approx((0, 2))
    assert line[-1] == pytest.approx((10, 2))
    assert line[5] == pytest.approx((5, 3))
