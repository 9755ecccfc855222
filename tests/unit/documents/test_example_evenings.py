"""Every example is a real evening that can be read, with a word on whose evening it is."""

from pathlib import Path

import pytest

from backrub.content.loader import load_catalogue
from backrub.documents.evening_file import read_evening
from backrub.domain.back import SiteSide
from backrub.domain.check_in import (
    Evening,
    Feel,
    Frame,
    GiverCheckIn,
    HealthAnswer,
    Intention,
    Mood,
    Position,
    ReceiverCheckIn,
    Spot,
    Surface,
)
from backrub.domain.pressure import PressureWord

EXAMPLES = Path(__file__).parents[3] / "examples"
FILES = sorted(EXAMPLES.iterdir())
KNOWN_HEALTH = frozenset(load_catalogue().safety)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_example_can_be_read(path):
    assert 5 <= read_evening(path, KNOWN_HEALTH).frame.minutes <= 60


def test_there_are_at_least_ten_examples_and_one_is_json():
    assert len(FILES) >= 10
    assert any(path.suffix == ".json" for path in FILES)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_every_toml_example_opens_with_one_line_about_it(path):
    first, second, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert second == "format = 1"


def test_examples_cover_every_position_and_surface():
    frames = [read_evening(path, KNOWN_HEALTH).frame for path in FILES]
    assert {frame.position for frame in frames} == set(Position)
    assert {frame.surface for frame in frames} == set(Surface)


def test_cheryl_and_scott_are_read_as_they_wrote_it():
    assert read_evening(EXAMPLES / "cheryl_and_scott.toml", KNOWN_HEALTH) == Evening(
        Frame(25, Position.PRONE, Surface.BED, clothed=False, oil=True, cradle=False),
        ReceiverCheckIn(
            name="Cheryl",
            intention=Intention.EASE_TENSION,
            mood=Mood.TENSE,
            pressure=PressureWord.FIRM,
            spots=(Spot(SiteSide.BETWEEN_BLADES_LEFT, Feel.KNOT, 7),),
            avoid=frozenset({SiteSide.NECK_LEFT, SiteSide.NECK_RIGHT}),
            ticklish=frozenset({SiteSide.LOW_BACK_LEFT}),
            health=(HealthAnswer("sunburn", (SiteSide.SHOULDER_TOP_LEFT,)),),
        ),
        GiverCheckIn(name="Scott", health=(HealthAnswer("tender_thumbs"),), guess=PressureWord.LIGHT),
    )
