"""What is printed for people: plans, histories and the catalogue, in words and within the page."""

import io
import json
import re

import pytest
from rich.console import Console
from tests.commands import EXAMPLES

from backrub.application.recall_history import History, PastEvening
from backrub.bootstrap.evening import read_asked
from backrub.cli.catalogue_view import rows_bytes, show_rows
from backrub.cli.history_view import histories_bytes, show_histories
from backrub.cli.plan_view import show_plan
from backrub.content.loader import load_catalogue
from backrub.domain.back import SiteSide
from backrub.domain.preferences import Liking
from backrub.domain.session.events import Debriefed, SiteDebrief

CATALOGUE = load_catalogue()
ROWS = ("sites", "strokes", "tools", "safety", "phrases")
DEBRIEF = Debriefed(
    0,
    felt="warm",
    sites=(SiteDebrief(SiteSide.NECK_LEFT, -1), SiteDebrief(SiteSide.NECK_RIGHT, 0)),
    tension_after=((SiteSide.NECK_LEFT, 3),),
    put_up_with=True,
    keep="petrissage",
)


def page(show, *things, width=80):
    console = Console(width=width, file=io.StringIO(), _environ={})
    show(*things, console)
    return console.file.getvalue()


def planned(name="cheryl_and_scott"):
    return read_asked(EXAMPLES / f"{name}.toml").tonight(None, seed=0)


@pytest.mark.parametrize("width", [60, 72, 80, 120])
def test_a_plan_fits_the_page(width):
    lines = page(show_plan, planned("long_sunday"), CATALOGUE, width=width).splitlines()
    assert max(map(len, lines)) <= width


def test_a_plan_is_never_wider_than_is_easily_read():
    assert max(map(len, page(show_plan, planned(), CATALOGUE, width=300).splitlines())) <= 120


def test_a_plan_says_the_wish_what_to_make_ready_and_every_step():
    tonight = planned()
    text = page(show_plan, tonight, CATALOGUE, width=120)
    assert text.lstrip().startswith("Tonight, Cheryl would love slow, firm hands.")
    assert all(reason.text in text for reason in tonight.plan.reasons)
    assert all(item.text in text for item in tonight.plan.set_up)
    for step in tonight.plan.steps:
        assert f"{step.start_s // 60}:{step.start_s % 60:02d}" in text


def test_a_plan_never_shows_pressure_as_a_number():
    assert re.findall(r"\d\.\d", page(show_plan, planned(), CATALOGUE)) == []


def test_a_reason_is_given_once_a_phase():
    text = page(show_plan, planned(), CATALOGUE, width=120)
    assert text.count("Slow, steady work, place by place.") == 1


LEARNED = {SiteSide.NECK_LEFT: Liking(2.2, spread=0.4, speed_cm_s=4.1, words=2)}


def test_a_history_is_told_in_words():
    past = PastEvening("Scott", "Cheryl", 25, completed=False, debrief=DEBRIEF)
    unsaid = PastEvening("Scott", "Cheryl", 15, completed=True, debrief=None)
    history = History("Scott", "Cheryl", (past, unsaid), LEARNED)
    text = page(show_histories, [history], CATALOGUE)
    for words in (
        "Cheryl’s evenings with Scott",
        "These words are Cheryl’s own.",
        "Evening 1: 25 minutes, ended early",
        "It felt warm.",
        "Tension left in the back of the neck on the left: 3 of 10.",
        "The back of the neck on the left: a little softer.",
        "Something was put up with.",
        "To keep: kneading.",
        "Nothing was said at the end.",
        "The back of the neck on the left: light, as you would rub in lotion.",
    ):
        assert words in text
    assert "on the right" not in text
    assert "2.2" not in text


def test_a_history_that_bends_nothing_says_so():
    history = History("Scott", "Cheryl", (), {})
    assert "tonight’s wish counts" in page(show_histories, [history], CATALOGUE)


def test_a_history_for_programs_is_whole():
    past = PastEvening("Scott", "Cheryl", 25, completed=True, debrief=DEBRIEF)
    unsaid = PastEvening("Scott", "Cheryl", 15, completed=True, debrief=None)
    document = json.loads(histories_bytes([History("Scott", "Cheryl", (past, unsaid), LEARNED)]))
    assert document["format"] == 1
    (history,) = document["histories"]
    assert history["learned"] == {"neck:left": {"level": 2.2, "speed_cm_s": 4.1}}
    assert history["evenings"][1]["debrief"] is None
    assert history["evenings"][0]["debrief"] == {
        "felt": "warm",
        "sites": [{"where": "neck:left", "wants": -1}, {"where": "neck:right", "wants": 0}],
        "tension_after": {"neck:left": 3},
        "put_up_with": True,
        "keep": "petrissage",
    }


@pytest.mark.parametrize("rows", ROWS)
def test_every_row_of_the_catalogue_is_shown(rows):
    table = getattr(CATALOGUE, rows)
    text = " ".join(page(show_rows, CATALOGUE, rows, width=100).split())
    listed = json.loads(rows_bytes(CATALOGUE, rows))
    assert [row["key"] for row in listed] == [str(key) for key in table]
    for row in table.values():
        source = getattr(row, "source", row.key)
        assert " ".join(source.split()) in text
