"""The bodies that are shipped are the ones that were built, adult, mirrored and whole."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import backrub

PACKAGE = Path(backrub.__file__).parent
FOLDERS = (PACKAGE / "atlas" / "bodies", PACKAGE / "pictures" / "backs")
MANIFEST = PACKAGE / "atlas" / "bodies" / "bodies.json"
NAMES = (
    "feminine", "masculine", "neutral", "heavy_feminine", "heavy_masculine", "slim_tall", "small", "older",
)  # fmt: skip
POSES = ("prone", "seated")
PRODUCTS = tuple(name + suffix for name in NAMES for suffix in ("", ".seated"))
LIGHTS = ("candle", "day")
LARGEST_PICTURE = 60_000
LARGEST_SUM = 5_500_000  # leaves room for everything else in a wheel of 8 MB
SPINE = ("C7", *(f"T{n}" for n in range(1, 13)), *(f"L{n}" for n in range(1, 6)))


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=PRODUCTS)
def body(request) -> dict[str, np.ndarray]:
    with np.load(PACKAGE / "atlas" / "bodies" / f"{request.param}.npz") as stored:
        return {"name": np.array(request.param), **stored}


def landmarks(body):
    return dict(zip(body["landmark_names"].tolist(), body["landmark_points_cm"], strict=True))


def test_the_manifest_lists_exactly_what_is_shipped(manifest):
    shipped = {path.relative_to(PACKAGE).as_posix() for folder in FOLDERS for path in folder.iterdir()}
    assert shipped == {*manifest["products"], MANIFEST.relative_to(PACKAGE).as_posix()}


def test_every_product_is_the_one_that_was_built(manifest):
    for name, listed in manifest["products"].items():
        content = (PACKAGE / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == listed["sha256"], name
        assert len(content) == listed["bytes"], name


def test_there_are_eight_bodies_and_all_are_adults(manifest):
    assert tuple(manifest["bodies"]) == NAMES
    assert manifest["youngest_age"] == 0.70
    for name, body in manifest["bodies"].items():
        assert 0.70 <= body["phenotypes"]["age"] <= 1, name
        assert 145 <= body["height_cm"] <= 205, name


def test_only_free_body_data_is_used(manifest):
    assert manifest["topology"] == "makehuman"


def test_left_mirrors_right(body):
    points = body["points_cm"]
    assert np.nanmax(np.abs(points - points[:, ::-1] * [-1, 1, 1])) <= 0.01
    at = landmarks(body)
    for name in at:
        if name.endswith(":left"):
            other = at[name.replace(":left", ":right")]
            assert np.abs(at[name] - other * [-1, 1, 1]).max() <= 0.01, name


def test_neighbouring_nodes_stay_near(body):
    for axis in (0, 1):
        gaps = np.linalg.norm(np.diff(body["points_cm"], axis=axis), axis=-1)
        assert np.nanmax(gaps) <= 3.0


def test_the_lattice_never_folds_over_itself(body):
    plane = body["points_cm"][..., :2]
    across, up = np.diff(plane, axis=1)[:-1], np.diff(plane, axis=0)[:, :-1]
    turned = across[..., 0] * up[..., 1] - across[..., 1] * up[..., 0]
    assert np.isfinite(turned).sum() > 2000
    assert np.nanmin(turned) > 0


def test_all_bodies_have_the_same_nodes():
    kept = []
    for name in PRODUCTS:
        with np.load(PACKAGE / "atlas" / "bodies" / f"{name}.npz") as stored:
            kept.append(np.isfinite(stored["points_cm"]).all(axis=-1))
            assert stored["x_cm"].tolist() == list(range(-40, 41))
            assert stored["points_cm"].shape == (len(stored["y_cm"]), 81, 3)
    assert all((other == kept[0]).all() for other in kept)


def test_landmarks_stand_where_a_hand_would_find_them(body):
    at = landmarks(body)
    heights = [at[name][1] for name in SPINE]
    assert all(upper > lower for upper, lower in pairwise(heights))
    assert at["occiput"][1] > at["mastoid:right"][1] > at["C7"][1]
    assert at["scapula_superior_angle:right"][1] > at["scapula_inferior_angle:right"][1]
    assert at["acromion:right"][0] > at["scapula_spine_root:right"][0] > 0 > at["acromion:left"][0]
    assert at["T12"][1] > at["iliac_crest_top:right"][1] > at["psis:right"][1]
    assert np.isfinite(body["landmark_points_cm"]).all()


def test_the_outline_holds_every_node(body):
    outer = body["silhouette_cm"][body["silhouette_ring"] == 0]
    nodes = body["points_cm"][np.isfinite(body["points_cm"][..., 0])]
    assert outer[:, 0].max() >= nodes[:, 0].max() - 0.2
    assert abs(outer[:, 0].max() + outer[:, 0].min()) <= 0.2
    assert float(body["height_cm"]) == pytest.approx(outer[:, 1].max(), abs=0.2)


def pictures(manifest):
    return [
        (name, pose, f"{name}{'' if pose == 'prone' else '.' + pose}.{light}.{tone}.webp", light)
        for name in NAMES
        for pose in POSES
        for light in LIGHTS
        for tone in manifest["skin_tones"]
    ]


def webp(file):
    """Return width, height and whether there is alpha, from the header alone."""
    head = (PACKAGE / "pictures" / "backs" / file).read_bytes()[:30]
    assert (head[:4], head[8:12]) == (b"RIFF", b"WEBP")
    if head[12:16] == b"VP8X":
        size = [1 + int.from_bytes(head[at : at + 3], "little") for at in (24, 27)]
        return *size, bool(head[20] & 0x10)
    size = [int.from_bytes(head[at : at + 2], "little") & 0x3FFF for at in (26, 28)]
    return *size, False


def test_every_body_has_both_lights_and_six_tones_in_both_poses(manifest):
    assert len(manifest["skin_tones"]) >= 6
    listed = {name for name in manifest["products"] if name.endswith(".webp")}
    shadows = {f"pictures/backs/{product}.shadow.webp" for product in PRODUCTS}
    assert listed == shadows | {f"pictures/backs/{file}" for _, _, file, _ in pictures(manifest)}


def test_pictures_are_as_large_as_the_manifest_says_and_only_day_has_alpha(manifest):
    for name, pose, file, light in pictures(manifest):
        frame = manifest["bodies"][name]["pictures"][pose]
        assert webp(file) == (frame["width_px"], frame["height_px"], light == "day"), file


def test_pictures_stay_small(manifest):
    sizes = {name: product["bytes"] for name, product in manifest["products"].items()}
    assert max(sizes.values()) <= LARGEST_PICTURE
    assert max(size for name, size in sizes.items() if ".shadow." in name) <= 8_000
    assert sum(sizes.values()) <= LARGEST_SUM


def test_the_outline_fits_its_picture(manifest):
    for name, pose in ((name, pose) for name in NAMES for pose in POSES):
        frame = manifest["bodies"][name]["pictures"][pose]
        file = name if pose == "prone" else f"{name}.{pose}"
        with np.load(PACKAGE / "atlas" / "bodies" / f"{file}.npz") as stored:
            outline = stored["silhouette_cm"]
        assert np.abs(outline[:, 0]).max() < frame["half_width_cm"]
        assert frame["bottom_cm"] - 0.2 <= outline[:, 1].min() < frame["hem_cm"]
        assert outline[:, 1].max() < frame["top_cm"]
