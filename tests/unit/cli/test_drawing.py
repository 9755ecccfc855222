"""The atlas and the pictures as a person gets them: by a command, in one document."""

import json
import xml.etree.ElementTree as ET
from functools import partial

import pytest
from tests.commands import EXAMPLES, backrub, is_one_sentence

CHERYL = EXAMPLES / "cheryl_and_scott.toml"


@pytest.fixture
def run(tmp_path):
    return partial(backrub, home=tmp_path)


def test_the_atlas_is_one_json_document_of_the_contract(run):
    atlas = json.loads(run("atlas", "--body", "feminine").stdout)
    assert list(atlas) == ["body", "height_cm", "sites", "muscles", "no_go", "paths"]
    assert len(atlas["sites"]) == 18
    assert len(atlas["muscles"]) >= 15
    assert {zone["rule"] for zone in atlas["no_go"].values()} >= {"never", "no_pressure", "light_only"}


def test_a_plan_on_a_body_has_passes_and_coverage(run):
    atlas = json.loads(run("atlas", "--body", "heavy_masculine").stdout)
    plan = json.loads(run("plan", CHERYL, "--format", "json", "--body", "heavy_masculine").stdout)
    assert all(0 <= share <= 1 for share in plan["coverage"].values())
    led = [led for step in plan["steps"] for led in step["passes"]]
    assert {each["path"] for each in led} <= set(atlas["paths"])
    assert list(led[0]) == ["path", "start_s", "duration_s", "side", "return"]


@pytest.mark.parametrize(
    "asked",
    [
        ("plan", CHERYL, "--format", "svg"),
        ("atlas", "--format", "svg", "--show", "muscles,bones,sites,paths"),
    ],
    ids=["storyboard", "plate"],
)
def test_a_picture_is_one_whole_svg(run, asked):
    assert ET.fromstring(run(*asked).stdout).tag.endswith("svg")  # noqa: S314


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_a_picture_goes_to_a_file(run, tmp_path, form, begins):
    run("atlas", "--format", form, "-o", str(tmp_path / "plate"))
    assert (tmp_path / "plate").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("atlas", "--body", "giant"), "There is no body called 'giant'; there are feminine,"),
        (("atlas", "--show", "veins"), "--show knows no 'veins'; it knows muscles, bones, sites, paths."),
        (("atlas", "-o", "/nowhere/at/all.json"), "cannot be written (no such file or directory)"),
        (("plan", CHERYL, "--format", "json", "--body", "x"), "There is no body called 'x'"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(run, asked, said):
    done = run(*asked)
    assert done.returncode == 2
    assert said in done.stderr
    assert is_one_sentence(done.stderr)
