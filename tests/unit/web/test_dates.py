"""Days and small numbers are told as people tell them."""

import pytest

from backrub.web.counting import counted, share_of
from backrub.web.dates import ago, days_since

HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "two days ago"),
        (13, "13 days ago"),
        (14, "two weeks ago"),
        (59, "eight weeks ago"),
        (60, "two months ago"),
        (364, "twelve months ago"),
        (365, "over a year ago"),
    ],
)
def test_how_long_ago_is_told_in_words(days, told):
    assert ago(days) == told


def test_a_day_passes_every_24_hours_and_never_backwards():
    noon = 1_790_000_000_000
    assert days_since(noon - 72 * HOUR_MS, noon) == 3
    assert days_since(noon, noon) == days_since(noon + 48 * HOUR_MS, noon) == 0


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (1, 1, "one evening"),
        (2, 2, "both evenings"),
        (3, 3, "all three evenings"),
        (3, 5, "most of five evenings"),
        (2, 5, "two of five evenings"),
        (13, 20, "most of 20 evenings"),
    ],
)
def test_some_of_all_is_told_without_a_figure_to_reach(count, total, told):
    assert share_of(count, total, "evening") == told


def test_one_is_told_without_a_plural():
    assert (counted(1, "evening"), counted(0, "evening")) == ("one evening", "no evenings")
