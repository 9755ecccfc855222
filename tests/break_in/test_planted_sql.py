"""Words that mean something to a database or to a folder are words like any others, in every address and every form."""

from urllib.parse import quote

import pytest

from tests.asking import Asked
from tests.break_in.conftest import THEIRS
from tests.break_in.town import SECRET, Town, furnish
from tests.break_in.ways import FORMS, ways_of

SQL = """x' OR '1'='1"; DROP TABLE person; --%_$1\\"""
NULL = "theirs-night\0"
CLIMBING = (
    "../../../etc/passwd",
    "..%2f..%2fpyproject.toml",
    "/etc/passwd",
    "....//evenings.sqlite3",
    "..\\..\\x",
    "%00",
)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def town_on(request, tmp_path_factory):
    """Return a town on each kind of record."""
    folder = tmp_path_factory.mktemp("town")
    is_file = request.param == "sqlite"
    place = folder / "record.db" if is_file else request.getfixturevalue("postgres").emptied()
    made = Town(place, key_file=folder / "key")
    furnish(made, THEIRS)
    yield made
    made.close()


@pytest.mark.parametrize("words", [SQL, NULL])
def test_sql_in_every_address_and_form_does_nothing(town_on, words):
    before = town_on.rows(THEIRS)
    for way in ways_of(town_on.app):
        if way.is_there and way.method in {"GET", "POST"}:
            for told in tried(town_on, way, words):
                assert told.status < 500, way
                assert SECRET not in told.text, way
    assert town_on.rows(THEIRS) == before


def tried(town, way, words):
    """Yield the answers to a way whose path, questions and fields hold some words."""
    path = way.path
    for name in way.parameters:
        path = path.replace(f"{{{name}:str}}", quote(words, safe="")).replace(
            f"{{{name}:path}}", quote(words, safe="")
        )
    body, kind = way.body("ours")
    yield town.ask(town.burglar(), Asked(way.method, path, body, kind))
    questions = [(name, words) for name in way.questions]
    yield town.go(town.burglar(), way, THEIRS, questions, **dict.fromkeys(FORMS.get(way.path, ()), words))


@pytest.mark.parametrize("way_out", CLIMBING)
def test_no_path_climbs_out(town, way_out):
    for way in ways_of(town.app):
        if way.method == "GET" and way.parameters:
            path = way.path
            for name in way.parameters:
                for kind in ("str", "path"):
                    path = path.replace(f"{{{name}:{kind}}}", way_out)
            told = town.ask(town.burglar(), Asked("GET", path))
            assert told.status < 500, way
            assert told.status in {400, 404} or "path" not in way.parameters, way
            assert "root:" not in told.text, way
            assert "[project]" not in told.text, way
