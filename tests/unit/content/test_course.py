"""Lessons, stages, weights and facts that ship are whole, and a damaged row is named."""

import re
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from backrub.content.course import load_learning, load_learning_from
from backrub.content.loader import load_catalogue
from backrub.domain.errors import DamagedCatalogue
from backrub.domain.facts import Topic

SHIPPED = files("backrub.content")
PROMISES = re.compile(r"\b(cure|cures|heal|heals|toxins?|detox|miracle|guarantee)\b", re.IGNORECASE)


@pytest.fixture
def shelf(tmp_path):
    return Path(
        shutil.copytree(SHIPPED, tmp_path / "content", ignore=shutil.ignore_patterns("*.py*", "__pycache__"))
    )


def test_every_stroke_has_its_lesson_and_its_stage():
    course = load_learning().course
    assert course.lessons.keys() == load_catalogue().strokes.keys()
    assert {lesson.stage for lesson in course.lessons.values()} == course.stages.keys()


def test_findings_are_read_topic_by_topic_to_where_to_go_on():
    topics = [fact.topic for fact in load_learning().facts]
    assert list(dict.fromkeys(topics)) == list(Topic)
    assert topics == sorted(topics, key=list(Topic).index)


def test_no_finding_promises_anything_but_to_say_that_it_does_not():
    said = [f"{one.says} {one.but}" for one in load_learning().facts]
    promising = [text for text in said if PROMISES.search(text.replace("no cure", ""))]
    assert promising == []


DAMAGES = [
    ("stages.toml", 'after = ["forearm"]', 'after = ["wings"]', "wings, which does not come before"),
    ("lessons.toml", 'stage = "elbow"', 'stage = "wings"', "no stage wings"),
    ("lessons.toml", "[elbow_hold]", "[wing_beat]", "no such stroke"),
    ("lessons.toml", 'best = "scalp"', 'best = "neck"', "does not go to neck"),
    (
        "lessons.toml",
        'over = ["between_blades", "mid_back",',
        'over = ["between_blades",',
        "does not name mid_back",
    ),
    ("leans.toml", "area_cm2 = 30.0", "area_cm2 = 300.0", "not above 0 and up to 100"),
    ("leans.toml", "[4.0, 8.0, 15.0, 20.0]", "[4.0, 8.0, 5.0, 20.0]", "does not rise"),
    ("facts.toml", 'topic = "harm"', 'topic = "magic"', "topic"),
]


@pytest.mark.parametrize(("file", "sound", "broken", "sentence"), DAMAGES)
def test_a_damaged_row_is_named(shelf, file, sound, broken, sentence):
    path = shelf / file
    text = path.read_text("utf-8")
    assert sound in text
    path.write_text(text.replace(sound, broken, 1), "utf-8")
    with pytest.raises(DamagedCatalogue) as refused:
        load_learning_from(shelf, load_catalogue())
    assert str(refused.value).startswith(file)
    assert sentence in str(refused.value)


def test_a_stroke_without_a_lesson_yet_keeps_nobody_from_learning(shelf):
    path = shelf / "lessons.toml"
    path.write_text(path.read_text("utf-8").split("[elbow_hold]")[0], "utf-8")
    assert "elbow_hold" not in load_learning_from(shelf, load_catalogue()).course.lessons
