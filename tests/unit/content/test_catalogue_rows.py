"""The shipped catalogue keeps the figures of the practice, and hands always find something safe to do."""

import tomllib
from importlib.resources import files

import pytest

from backrub.content.loader import load_catalogue
from backrub.domain.back import Site
from backrub.domain.catalogue import SafetyAction, Who
from backrub.domain.check_in import Position, Surface
from backrub.domain.pressure import DEEP_ABOVE, LIGHT
from backrub.domain.session.events import Sign
from backrub.domain.stroke import LADDER_TOOLS, Family, Needs, Stroke, Tool

CATALOGUE = load_catalogue()

CEILINGS = {
    Site.SCALP: 2.0,
    Site.SKULL_BASE: 2.0,
    Site.NECK: 3.0,
    Site.SHOULDER_TOP: 4.0,
    Site.SHOULDER_BLADE: 3.0,
    Site.BETWEEN_BLADES: 4.0,
    Site.MID_BACK: 4.0,
    Site.LOW_BACK: 3.0,
    Site.HIP_RIM: 4.0,
}
WIDTHS_CM = {
    Tool.PALM: 8.0,
    Tool.PALM_HEEL: 6.0,
    Tool.SOFT_FIST: 7.0,
    Tool.FOREARM: 6.0,
    Tool.FINGERS: 4.5,
    Tool.THUMB: 2.5,
    Tool.ELBOW: 3.0,
}
STROKES = {
    "static_hold",
    "palpation",
    "suboccipital_hold",
    "effleurage",
    "slow_glide",
    "reinforced_effleurage",
    "fan",
    "fist_glide",
    "forearm_glide",
    "stripping",
    "petrissage",
    "wringing",
    "skin_roll",
    "finger_circles",
    "thumb_circles",
    "cross_fibre",
    "scapula_edge",
    "compression",
    "sustained",
    "elbow_hold",
    "rocking",
    "tapotement_cup",
    "tapotement_hack",
    "tapotement_tap",
    "feather",
    "scalp_circles",
}
NAMED_HEALTH_KEYS = {
    "seek_care": "cauda_equina_signs chest_pain numbness_or_weakness headache_sudden unexplained_weight_loss",
    "absolute": "dvt fever recent_surgery recent_fracture osteoporosis intoxication",
    "hold_only": "anticoagulants",
    "local": "sunburn open_wound skin_infection bruise",
    "limits": "pregnancy cancer_care heart_failure diabetes_neuropathy oil_allergy "
    "tender_thumbs sore_wrists sore_back",
}

EASY_TOOLS = {
    "no thumb, no elbow": frozenset(Tool) - {Tool.THUMB, Tool.ELBOW},
    "sore wrists": frozenset(Tool) - {Tool.THUMB, Tool.ELBOW, Tool.PALM_HEEL},
    "broad tools only": frozenset({Tool.PALM, Tool.SOFT_FIST, Tool.FOREARM}),
}
LEVELS = [
    (site, tenth / 10) for site, ceiling in CEILINGS.items() for tenth in range(10, round(ceiling * 10) + 1)
]


def works_on_clothes(stroke: Stroke, level: float) -> bool:
    return stroke.needs is Needs.ANY or (stroke.needs is Needs.CLOTH_OK and level <= LIGHT)


def usable_tools(stroke: Stroke, site: Site, level: float, tools: frozenset[Tool]) -> frozenset[Tool]:
    able = frozenset(stroke.tools) & CATALOGUE.sites[site].tools & tools
    return able & LADDER_TOOLS if level > DEEP_ABOVE else able


def feasible(site: Site, level: float, tools: frozenset[Tool]) -> set[str]:
    return {
        key
        for key, stroke in CATALOGUE.strokes.items()
        if site in stroke.sites
        and stroke.pressure[0] <= level <= stroke.pressure[1]
        and works_on_clothes(stroke, level)
        and usable_tools(stroke, site, level, tools)
    }


@pytest.mark.parametrize("tools", EASY_TOOLS.values(), ids=EASY_TOOLS)
def test_every_level_at_every_site_has_a_stroke_on_clothes_without_thumb_or_elbow(tools):
    without = [(site.value, level) for site, level in LEVELS if not feasible(site, level, tools)]
    assert without == []


def test_palms_alone_reach_everything_but_deep():
    palms = frozenset({Tool.PALM})
    shallow = [(site, level) for site, level in LEVELS if level <= DEEP_ABOVE]
    assert [(s.value, level) for s, level in shallow if not feasible(s, level, palms)] == []


@pytest.mark.parametrize("site", Site)
def test_a_ticklish_site_has_a_broad_palm_stroke_on_clothes(site):
    broad = {Family.HOLD, Family.GLIDE, Family.KNEAD}
    found = feasible(site, LIGHT, frozenset({Tool.PALM}))
    assert {key for key in found if CATALOGUE.strokes[key].family in broad}


@pytest.mark.parametrize("site", Site)
def test_quiet_hands_rest_anywhere_from_feather_to_light(site):
    hold = CATALOGUE.strokes["static_hold"]
    assert site in hold.sites
    assert hold.pressure == (1.0, LIGHT)


def test_ceilings_are_the_ones_agreed():
    assert {site: row.ceiling for site, row in CATALOGUE.sites.items()} == CEILINGS


def test_tool_widths_are_the_ones_agreed():
    assert {tool: row.width_cm for tool, row in CATALOGUE.tools.items()} == WIDTHS_CM


def test_the_ladder_climbs_from_fist_to_forearm_to_elbow():
    assert sorted(LADDER_TOOLS, key=lambda tool: CATALOGUE.tools[tool].rung) == [
        Tool.SOFT_FIST,
        Tool.FOREARM,
        Tool.ELBOW,
    ]


def test_the_lower_back_bears_no_thumb_no_elbow_and_no_tapping():
    assert CATALOGUE.sites[Site.LOW_BACK].tools == {Tool.PALM, Tool.SOFT_FIST, Tool.FOREARM}
    tapping = [row for row in CATALOGUE.strokes.values() if row.family is Family.PERCUSSION]
    assert len(tapping) == 3
    assert all(row.sites == {Site.SHOULDER_TOP, Site.BETWEEN_BLADES} for row in tapping)


def test_every_stroke_of_the_practice_is_there():
    assert set(CATALOGUE.strokes) >= STROKES


def test_thumbs_work_a_minute_at_most():
    assert all(row.dose_s[1] <= 60 for row in CATALOGUE.strokes.values() if Tool.THUMB in row.tools)


def test_no_stroke_moves_faster_than_ten_centimetres_a_second():
    assert max(row.speed_cm_s[1] for row in CATALOGUE.strokes.values() if row.speed_cm_s) == 10.0


def test_deep_moving_strokes_can_move_slowly():
    deep = [row for row in CATALOGUE.strokes.values() if row.pressure[1] > DEEP_ABOVE and row.speed_cm_s]
    assert {row.key for row in deep} == {"fist_glide", "forearm_glide", "stripping"}
    assert all(row.speed_cm_s[0] <= 1.0 for row in deep)


def test_gliding_above_light_asks_for_oil():
    gliding = [row for row in CATALOGUE.strokes.values() if row.family is Family.GLIDE]
    assert {row.needs for row in gliding} == {Needs.CLOTH_OK, Needs.OIL}


def test_the_elbow_is_for_practised_givers():
    assert [row.key for row in CATALOGUE.strokes.values() if row.practised_only] == ["elbow_hold"]
    assert [row.key for row in CATALOGUE.strokes.values() if Tool.ELBOW in row.tools] == ["elbow_hold"]


@pytest.mark.parametrize(("action", "keys"), NAMED_HEALTH_KEYS.items())
def test_every_agreed_health_key_has_its_outcome(action, keys):
    assert {CATALOGUE.safety[key].action for key in keys.split()} == {SafetyAction(action)}


def test_there_are_at_least_forty_five_health_answers():
    assert len(CATALOGUE.safety) >= 45


def test_every_red_flag_is_asked_every_time():
    red = [row for row in CATALOGUE.safety.values() if row.action is SafetyAction.SEEK_CARE]
    assert len(red) >= 12
    assert all(row.ask_every_time for row in red)


def test_pregnancy_is_never_face_down_and_stays_light():
    row = CATALOGUE.safety["pregnancy"]
    assert (row.ceiling, row.forbids_positions, row.forbids_percussion) == (2.0, {Position.PRONE}, True)


def test_a_giver_keeps_the_tools_that_do_not_hurt():
    giver = {key: row.forbids_tools for key, row in CATALOGUE.safety.items() if row.who is Who.GIVER}
    assert giver["tender_thumbs"] == {Tool.THUMB}
    assert giver["sore_wrists"] == {Tool.THUMB, Tool.PALM_HEEL}
    assert CATALOGUE.safety["sore_back"].ceiling == 3.0
    assert all(Tool.PALM not in forbidden for forbidden in giver.values())


@pytest.mark.parametrize(
    ("position", "surface"),
    [
        (Position.SEATED, Surface.CHAIR),
        (Position.SEATED, Surface.BED),
        (Position.SEATED, Surface.FLOOR),
        (Position.PRONE, Surface.BED),
        (Position.PRONE, Surface.FLOOR),
        (Position.PRONE, Surface.TABLE),
        (Position.SIDE_LYING, Surface.BED),
        (Position.SIDE_LYING, Surface.FLOOR),
        (Position.SIDE_LYING, Surface.TABLE),
    ],
)
def test_every_position_and_surface_has_things_of_its_own_to_prepare(position, surface):
    own = [row for row in CATALOGUE.set_up if position in row.positions or surface in row.surfaces]
    assert [row for row in own if not row.surfaces or surface in row.surfaces]


def test_oil_and_no_oil_have_things_of_their_own_to_prepare():
    assert {"warm_oil", "towels", "patch_test"} <= {row.key for row in CATALOGUE.set_up if row.oil is True}
    assert [row.key for row in CATALOGUE.set_up if row.oil is False] == ["cloth_smooth"]


def test_every_sign_a_giver_can_note_is_described():
    assert {sign.value for sign in Sign} <= set(CATALOGUE.signs)
    assert CATALOGUE.signs["settle"].relaxed
    assert not CATALOGUE.signs["flinch"].relaxed


def test_every_source_is_named_by_some_row():
    texts = {
        path.name: path.read_text("utf-8") for path in files("backrub.content").iterdir() if path.is_file()
    }
    sources = tomllib.loads(texts.pop("sources.toml"))
    named = {
        name
        for file, text in texts.items()
        if file.endswith(".toml")
        for row in tomllib.loads(text).values()
        for name in row["source"]
    }
    assert named == set(sources)
