"""A body's map loads whole, and a damaged one is refused by name."""

import json

import pytest

from backrub.atlas import maps
from backrub.atlas.build import packed
from backrub.atlas.maps import atlas_of, body_named, load_drawn, where_name
from backrub.content.loader import load_catalogue
from backrub.domain.back import Side, Site, SiteSide
from backrub.domain.body_map import Body
from backrub.domain.errors import BadInput, DamagedAtlas

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module", params=Body)
def body_map(request):
    return atlas_of(load_drawn(request.param), CATALOGUE).body_map


@pytest.fixture
def shipped(monkeypatch, tmp_path):
    """Return a copy of what is shipped that can be spoilt."""
    folder = tmp_path / "maps"
    folder.mkdir()
    for file in maps.files("backrub.atlas").joinpath("maps").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(maps, "files", lambda _: tmp_path)
    return folder


def test_every_body_has_everything(body_map):
    assert body_map.sites.keys() == set(SiteSide)
    assert len(body_map.muscles) >= 30
    assert {"spine_strip", "kidney_inner:left", "kidney_inner:right", "sacrum"} <= body_map.no_go.keys()
    assert {"C7", "L4", "acromion:left", "acromion:right"} <= body_map.landmarks.keys()
    assert {"scapula_blade:left", "ribs:right", "vertebra_T5", "sacrum"} <= body_map.bones.keys()


def test_left_is_the_receivers_left(body_map):
    assert body_map.landmarks["acromion:left"][0] < 0 < body_map.landmarks["acromion:right"][0]
    assert all(x <= 0 for x, _ in body_map.sites[SiteSide.HIP_RIM_LEFT].polygon)


def test_every_stroke_has_a_path_wherever_its_tools_are_borne(body_map):
    there = {(path.stroke, path.tool, where) for path in body_map.paths.values() for where in path.covers}
    for stroke in CATALOGUE.strokes.values():
        for site in stroke.sites:
            tools = [tool for tool in stroke.tools if tool in CATALOGUE.sites[site].tools]
            for tool in tools:
                assert {(stroke.key, tool, SiteSide(f"{site}:{side}")) for side in ("left", "right")} <= there


def test_a_path_is_as_wide_as_its_tool_or_narrower_but_never_narrower_than_a_thumb(body_map):
    for path in body_map.paths.values():
        assert 2.5 <= path.width_cm <= CATALOGUE.tools[path.tool].width_cm


def test_a_path_covers_its_own_side(body_map):
    assert all(where.side is path.side for path in body_map.paths.values() for where in path.covers)


def test_feathering_drifts_downwards(body_map):
    feathers = [path for path in body_map.paths.values() if path.stroke == "feather"]
    assert feathers
    assert all(path.points[0][1] >= path.points[-1][1] for path in feathers)


def test_kneading_goes_on_where_the_lane_before_ended(body_map):
    first, second = (body_map.paths[f"petrissage.palm.light.mid_back.right.{n}"] for n in (1, 2))
    rises = [path.points[-1][1] > path.points[0][1] for path in (first, second)]
    assert rises[0] is not rises[1]


def test_paths_have_the_same_names_on_every_body():
    firsts = [
        {name for name in atlas_of(load_drawn(body), CATALOGUE).body_map.paths if name.endswith(".1")}
        for body in Body
    ]
    assert all(names == firsts[0] for names in firsts)


@pytest.mark.parametrize(
    ("sites", "name"),
    [
        ((Site.NECK,), "neck"),
        ((Site.MID_BACK, Site.LOW_BACK), "mid_back..low_back"),
        ((Site.SHOULDER_TOP, Site.SHOULDER_BLADE, Site.BETWEEN_BLADES), "shoulder_top..between_blades"),
        ((Site.SHOULDER_TOP, Site.SHOULDER_BLADE), "shoulder_top..shoulder_blade-without-between_blades"),
    ],
)
def test_a_run_is_named_by_its_ends_and_what_it_leaves_out(sites, name):
    assert where_name(sites) == name


def test_a_body_is_found_by_its_name():
    assert body_named("slim_tall") is Body.SLIM_TALL


def test_an_unknown_body_names_those_there_are():
    with pytest.raises(BadInput, match=r"no body called 'giant'; there are feminine, masculine"):
        body_named("giant")


def test_a_damaged_map_is_refused_by_name(shipped):
    (shipped / "small.json.gz").write_bytes(b"spoilt")
    with pytest.raises(DamagedAtlas, match=r"atlas/maps/small\.json\.gz is damaged"):
        load_drawn.__wrapped__(Body.SMALL)


@pytest.mark.parametrize("file", ["small.json.gz", "maps.json"])
def test_a_missing_file_is_refused(shipped, file):
    (shipped / file).unlink()
    with pytest.raises(DamagedAtlas, match=r"atlas/maps/small\.json\.gz cannot be read"):
        load_drawn.__wrapped__(Body.SMALL)


def test_what_is_shipped_is_what_the_manifest_says(shipped):
    assert json.loads((shipped / "maps.json").read_text(encoding="utf-8")).keys() == {
        f"{body}.json.gz" for body in Body
    }


def test_the_same_body_gives_the_same_bytes():
    assert packed(load_drawn(Body.OLDER)) == packed(load_drawn.__wrapped__(Body.OLDER))


def test_a_catalogue_that_asks_for_more_than_was_built_is_noticed():
    drawn = load_drawn(Body.NEUTRAL)
    fewer = type(drawn)(**{name: getattr(drawn, name) for name in drawn.__slots__} | {"families": ()})
    with pytest.raises(DamagedAtlas, match=r"neutral\.json\.gz has no paths for static_hold"):
        atlas_of(fewer, CATALOGUE)


def test_sides_are_named_left_and_right(body_map):
    assert {path.side for path in body_map.paths.values()} == {Side.LEFT, Side.RIGHT}
