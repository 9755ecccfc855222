"""On every shipped body the places to tap lie where they belong, and every step of an evening stays small."""

import gzip
from base64 import b64decode
from itertools import combinations
from pathlib import Path

import pytest
from shapely.geometry import Polygon
from tests.snapshot.pictures.gallery import CATALOGUE, parsed

from backrub.application.plan_tonight import plan_tonight
from backrub.application.recall_history import Known
from backrub.application.trace_plan import trace_plan
from backrub.atlas.tracing import tracer_for
from backrub.documents.evening_file import read_evening
from backrub.domain.body_map import Body
from backrub.pictures.back import Look, back_bytes, embedded
from backrub.pictures.check_in_map import HALF_WIDTH_CM
from backrub.pictures.hit_areas import PHONE_PX, TARGET_PX, hit_areas
from backrub.pictures.plate import plate
from backrub.pictures.step_picture import step_picture
from backrub.pictures.theme import CANDLE, SkinTone

EVENING = Path(__file__).parents[3] / "examples" / "cheryl_and_scott.toml"
HALF_TARGET_CM = TARGET_PX / PHONE_PX * HALF_WIDTH_CM


@pytest.fixture(params=Body, scope="module")
def tracer(request):
    return tracer_for(request.param, CATALOGUE)


def test_places_to_tap_are_large_apart_and_mostly_what_they_mean(tracer):
    areas = {
        where: Polygon(area.ring) for where, area in hit_areas(tracer.body_map, 2 * HALF_WIDTH_CM).items()
    }
    for where, area in areas.items():
        meant = Polygon(tracer.body_map.sites[where].polygon)
        assert not area.buffer(-HALF_TARGET_CM, join_style="mitre").is_empty, where
        assert area.intersection(meant).area >= 0.55 * meant.area, where
    assert all(one.intersection(other).area <= 1e-6 for one, other in combinations(areas.values(), 2))


def test_every_step_of_an_evening_stays_small_on_every_body(tracer):
    evening = read_evening(EVENING, CATALOGUE.safety)
    plan = trace_plan(plan_tonight(evening, CATALOGUE, known=Known(), seed=0).plan, tracer)
    for step in plan.steps:
        drawn = step_picture(step, CATALOGUE.strokes[step.stroke], tracer.body_map, Look()).encode()
        assert len(drawn) <= 30_000, step.id
        assert len(gzip.compress(drawn)) <= 10_000, step.id


def test_a_plate_names_every_muscle_of_the_atlas(tracer):
    texts = [text.text for text in parsed(plate(tracer.body_map, Look(theme=CANDLE))).iter() if text.text]
    said = " ".join(texts)
    for muscle in tracer.body_map.muscles.values():
        assert muscle.plain.removeprefix("the ") in said


@pytest.mark.parametrize("tone", SkinTone)
@pytest.mark.parametrize("light", ["candle", "day"])
@pytest.mark.parametrize("seated", [False, True])
def test_every_tone_and_light_is_shipped_and_can_be_carried_along(light, tone, seated):
    webp = back_bytes(Body.FEMININE, light, tone, seated=seated)
    assert webp[:4] + webp[8:12] == b"RIFFWEBP"
    head, _, carried = embedded(webp).partition(",")
    assert head == "data:image/webp;base64"
    assert b64decode(carried) == webp
