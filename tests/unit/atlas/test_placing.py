"""Places of the reference body come out where they lie on other bodies."""

import numpy as np
import pytest

from backrub.atlas import placing
from backrub.atlas.anatomy import load_anatomy
from backrub.atlas.placing import Lattice
from backrub.domain.body_map import Body
from backrub.domain.errors import DamagedAtlas

ON_THE_BACK = np.array([[4.0, 140.0], [6.5, 125.0], [3.3, 110.0]])


def test_the_reference_body_is_itself():
    placed = Lattice.of(Body.NEUTRAL).place(ON_THE_BACK)
    assert placed[:, :2] == pytest.approx(ON_THE_BACK, abs=0.02)


@pytest.mark.parametrize("body", Body)
def test_left_mirrors_right(body):
    lattice = Lattice.of(body)
    right, left = lattice.place(ON_THE_BACK), lattice.place(ON_THE_BACK * [-1, 1])
    assert left == pytest.approx(right * [-1, 1, 1], abs=1e-3)


@pytest.mark.parametrize("body", Body)
def test_landmarks_run_down_the_spine_in_order(body):
    names = ["occiput", "C7", *(f"T{i}" for i in range(1, 13)), *(f"L{i}" for i in range(1, 6)), "S2"]
    authored = load_anatomy().landmarks
    heights = Lattice.of(body).place(np.array([authored[name].at for name in names]))[:, 1]
    assert (np.diff(heights) < 0).all()


@pytest.mark.parametrize("body", Body)
def test_a_way_along_the_skin_is_longer_than_its_picture(body):
    lattice = Lattice.of(body)
    top, bottom = lattice.place(np.array([[4.0, 147.0], [4.0, 105.0]]))[:, :2]
    length = lattice.length_cm(np.array([top, bottom]))
    assert np.linalg.norm(top - bottom) < length < 1.25 * np.linalg.norm(top - bottom)


def test_a_way_there_and_back_is_as_long():
    lattice = Lattice.of(Body.SMALL)
    way = lattice.place(ON_THE_BACK)[:, :2]
    assert lattice.length_cm(way) == pytest.approx(lattice.length_cm(way[::-1]), abs=0.05)


def test_skin_is_carried_on_past_its_edge():
    beyond = Lattice.of(Body.HEAVY_MASCULINE).place(np.array([[8.0, 152.0]]))
    assert np.isfinite(beyond).all()


def test_a_damaged_body_is_refused_by_name(monkeypatch, tmp_path):
    source = placing.files("backrub.atlas.bodies")
    (tmp_path / "bodies.json").write_bytes(source.joinpath("bodies.json").read_bytes())
    (tmp_path / "small.npz").write_bytes(source.joinpath("small.npz").read_bytes() + b"!")
    monkeypatch.setattr(placing, "files", lambda _: tmp_path)
    with pytest.raises(DamagedAtlas, match=r"atlas/bodies/small\.npz is damaged"):
        Lattice.of(Body.SMALL)


def test_a_missing_body_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setattr(placing, "files", lambda _: tmp_path)
    with pytest.raises(DamagedAtlas, match=r"atlas/bodies/older\.npz cannot be read"):
        Lattice.of(Body.OLDER)
