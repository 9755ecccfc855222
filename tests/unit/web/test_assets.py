"""Static files: one address that changes with them, kept for ever, and nothing outside the folders."""

import gzip
import json

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from backrub.web import assets

BACK = "backs/older.candle.deep.webp"


@pytest.fixture(scope="module")
def client():
    with TestClient(Litestar(assets.handlers, openapi_config=None)) as made:
        yield made


@pytest.mark.parametrize("path", sorted(assets.shelf().by_path))
def test_every_file_is_given_whole_with_its_type_and_kept(client, path):
    answer = client.get(assets.asset(path))
    assert answer.status_code == 200
    assert answer.content == assets.shelf().by_path[path].body
    assert answer.headers["content-type"].partition(";")[0] == assets.TYPES[path.rpartition(".")[2]]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_text_is_packed_for_those_who_ask(client):
    address = assets.asset("css/base.css")
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    plain = client.get(address, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert {answer.headers["vary"] for answer in (packed, plain)} == {"Accept-Encoding"}
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])


def test_pictures_and_letters_are_not_packed_twice(client):
    for path in (BACK, "fonts/literata.woff2"):
        assert "content-encoding" not in client.get(assets.asset(path)).headers


def test_packed_bytes_are_the_same_at_every_start():
    for found in assets.shelf().by_path.values():
        if found.packed is not None:
            assert found.packed == gzip.compress(found.body, mtime=0)


@pytest.mark.parametrize(
    "path",
    [
        "../app.py",
        "..%2fapp.py",
        "%2e%2e/app.py",
        "css/../../app.py",
        "/etc/passwd",
        "css",
        "css/",
        "",
        "no.css",
    ],
)
def test_nothing_outside_the_folders_is_given(client, path):
    assert client.get(f"/static/{assets.shelf().digest}/{path}").status_code == 404


def test_a_page_from_before_an_update_still_gets_its_files(client):
    answer = client.get("/static/000000000000/css/base.css")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_naming_a_file_that_is_not_there_is_refused():
    with pytest.raises(LookupError, match=r"There is no static file css/none\.css\."):
        assets.asset("css/none.css")


def test_the_home_screen_gets_a_neutral_name_and_our_icon(client):
    answer = client.get("/manifest.webmanifest")
    told = json.loads(answer.content)
    assert answer.headers["content-type"] == "application/manifest+json"
    assert told["name"] == told["short_name"] == "Tonight"
    assert [client.get(icon["src"]).status_code for icon in told["icons"]] == [200, 200]
