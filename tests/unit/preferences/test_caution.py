"""The hard rule, second by second."""

import pytest

from backrub.domain.preferences import Elo, Taste

BOTH = pytest.mark.parametrize("kind", [Taste, Elo])


def firmer_after(kind, seconds, *, remark=None, sign=None):
    """Return pressures before and after "much firmer" at another place, so long after a word or sign."""
    evening = kind().evening()
    evening.watched("mid_back", "left", 2.5, 30, remark, sign)
    evening.watched("hip_rim", "left", 2.5, seconds, None, None)
    before = evening.pressure("low_back", "left")
    evening.answered("low_back", "left", before, 2, "level")
    return before, evening.pressure("low_back", "left")


@BOTH
@pytest.mark.parametrize(
    ("calm_s", "said"), [(30, {"remark": -1}), (30, {"sign": "tense"}), (180, {"sign": "flinch"})]
)
def test_nothing_rises_before_its_time_and_something_may_after_it(kind, calm_s, said):
    before, after = firmer_after(kind, calm_s - 1, **said)
    assert after == before
    before, after = firmer_after(kind, calm_s, **said)
    assert after > before


@BOTH
@pytest.mark.parametrize(("wants", "here", "elsewhere"), [(-1, 0.5, 0.25), (-2, 1.0, 0.5)])
def test_softer_lowers_here_by_its_steps_and_elsewhere_by_half_of_them(kind, wants, here, elsewhere):
    evening = kind().evening("firm")
    before = {site: evening.pressure(site, "left") for site in ("mid_back", "shoulder_top")}
    evening.answered("mid_back", "left", before["mid_back"], wants, "level")
    assert evening.pressure("mid_back", "left") <= before["mid_back"] - here
    assert evening.pressure("shoulder_top", "left") <= before["shoulder_top"] - elsewhere


@BOTH
def test_pressure_never_leaves_the_scale(kind):
    evening = kind().evening("feather")
    evening.answered("neck", "left", 1.0, -2, "level")
    assert evening.pressure("neck", "left") == 1.0
    assert evening.pressure("scalp", "left") == 1.0
