"""What an evening file says, and what it leaves unsaid, becomes the evening."""

import json

import pytest

from backrub.documents.evening_file import LARGEST_BYTES, read_evening, read_evening_text
from backrub.domain.back import SiteSide
from backrub.domain.check_in import (
    Evening,
    Feel,
    Frame,
    HealthAnswer,
    Position,
    ReceiverCheckIn,
    Spot,
    State,
    Surface,
)
from backrub.domain.errors import BadInput
from backrub.domain.stroke import TouchKind

KNOWN_HEALTH = ("sunburn", "bruise", "pregnancy", "tender_thumbs")


def read(text: str, format: str = "toml") -> Evening:  # noqa: A002
    return read_evening_text(text, name="evening.toml", format=format, known_health=KNOWN_HEALTH)


def receiver(lines: str) -> ReceiverCheckIn:
    return read(f"format = 1\nminutes = 15\n[receiver]\n{lines}").receiver


def test_the_shortest_evening_takes_every_default():
    assert read("format = 1\nminutes = 15\n[receiver]\n") == Evening(
        Frame(15), ReceiverCheckIn("the receiver")
    )


@pytest.mark.parametrize(
    ("position", "surface"),
    [("seated", Surface.CHAIR), ("prone", Surface.BED), ("side_lying", Surface.BED)],
)
def test_the_surface_follows_from_the_position(position, surface):
    assert read(f'format = 1\nminutes = 15\nposition = "{position}"\n[receiver]').frame.surface is surface


@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize("surface", Surface)
def test_a_surface_is_taken_only_where_it_goes_with_the_position(position, surface):
    text = f'format = 1\nminutes = 15\nposition = "{position}"\nsurface = "{surface}"\n[receiver]'
    unfit = Surface.TABLE if position is Position.SEATED else Surface.CHAIR
    if surface is unfit:
        with pytest.raises(
            BadInput, match=f"line 4, surface: {surface} does not go with position {position}"
        ):
            read(text)
    else:
        assert read(text).frame.surface is surface


def test_a_spot_on_both_sides_is_two_spots():
    spots = '[[receiver.spots]]\nwhere = "shoulder_top:both"\nfeel = "ache"\ntension = 3'
    assert receiver(spots).spots == (
        Spot(SiteSide.SHOULDER_TOP_LEFT, Feel.ACHE, 3),
        Spot(SiteSide.SHOULDER_TOP_RIGHT, Feel.ACHE, 3),
    )


def test_both_names_the_left_and_the_right():
    assert receiver('avoid = ["neck:both", "neck:left"]').avoid == {SiteSide.NECK_LEFT, SiteSide.NECK_RIGHT}


def test_health_not_asked_differs_from_nothing_to_tell():
    assert receiver("").health is None
    assert receiver("health = []").health == ()


def test_places_of_one_health_answer_are_joined_and_a_bare_answer_stays_bare():
    written = (
        'health = ["sunburn@neck:left", "pregnancy", "sunburn@hip_rim:both", "sunburn@neck:left", "sunburn"]'
    )
    assert receiver(written).health == (
        HealthAnswer("sunburn", (SiteSide.NECK_LEFT, SiteSide.HIP_RIM_LEFT, SiteSide.HIP_RIM_RIGHT)),
        HealthAnswer("pregnancy"),
        HealthAnswer("sunburn"),
    )


def test_a_state_said_twice_is_said_once():
    assert receiver('state = ["angry", "undeserving", "angry"]').state == (State.ANGRY, State.UNDESERVING)


def test_kinds_of_touch_are_a_set_and_none_means_any():
    assert receiver('kinds = ["kneading", "leaning", "kneading"]').kinds == {
        TouchKind.KNEADING,
        TouchKind.LEANING,
    }
    assert receiver("").kinds == frozenset()


def test_a_ticklish_place_may_be_a_spot_when_it_is_not_skipped():
    spots = 'ticklish = ["neck:left"]\n[[receiver.spots]]\nwhere = "neck:left"\nfeel = "tight"'
    assert receiver(spots).spots == (Spot(SiteSide.NECK_LEFT, Feel.TIGHT),)


@pytest.mark.parametrize("name", ["Zoë", "علی‌رضا", "李", "O'Neill-Smith Jr.", "💛"])
def test_names_of_all_kinds_are_kept(name):
    assert receiver(f'name = "  {name} "').name == name


def test_a_name_written_in_two_ways_of_unicode_is_one_name():
    assert receiver('name = "Zoe\\u0308"').name == receiver('name = "Zo\\u00eb"').name


def test_toml_and_json_of_one_evening_read_alike():
    toml = (
        'format = 1\nminutes = 40\n[receiver]\nname = "Ada"\navoid = ["neck:left"]\n[giver]\nname = "Ben"\n'
    )
    raw = {
        "format": 1,
        "minutes": 40,
        "receiver": {"name": "Ada", "avoid": ["neck:left"]},
        "giver": {"name": "Ben"},
    }
    assert read(toml) == read(json.dumps(raw), "json")


@pytest.mark.parametrize("name", ["tonight.toml", "tonight.TOML", "tonight.txt", "tonight"])
def test_toml_is_read_by_its_extension_or_by_its_look(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbfformat = 1\r\nminutes = 15\r\n[receiver]\r\n")
    assert read_evening(path, KNOWN_HEALTH).frame == Frame(15)


@pytest.mark.parametrize("name", ["tonight.json", "tonight.txt", "tonight"])
def test_json_is_read_by_its_extension_or_by_its_look(tmp_path, name):
    path = tmp_path / name
    path.write_text('\n {"format": 1, "minutes": 15, "receiver": {}}')
    assert read_evening(path, KNOWN_HEALTH).frame == Frame(15)


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path):
    path = tmp_path / "tonight.toml"
    text = "format = 1\nminutes = 15\n[receiver]\n"
    path.write_text(text + "#" * (LARGEST_BYTES - len(text)))
    assert read_evening(path, KNOWN_HEALTH).frame == Frame(15)
