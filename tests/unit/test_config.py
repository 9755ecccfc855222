"""Where evenings are kept: an option, then the environment, then the usual place."""

from pathlib import Path

import pytest

from backrub.config import settings_from
from backrub.domain.errors import BadInput


def kept_in(environ, option=None):
    return settings_from(environ, data_dir=option).data_dir


def test_an_option_outranks_the_environment():
    assert kept_in({"BACKRUB_DATA_DIR": "/b"}, Path("/a")) == Path("/a")


def test_our_own_variable_outranks_the_shared_one():
    assert kept_in({"BACKRUB_DATA_DIR": "/b", "XDG_DATA_HOME": "/x"}) == Path("/b")


def test_the_shared_place_has_a_folder_of_our_own():
    assert kept_in({"XDG_DATA_HOME": "/x"}) == Path("/x/backrub")


@pytest.mark.parametrize("environ", [{}, {"XDG_DATA_HOME": ""}, {"XDG_DATA_HOME": "relative"}])
def test_without_a_shared_place_it_is_the_home_directory(environ, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/cheryl"))
    assert kept_in(environ) == Path("/home/cheryl/.local/share/backrub")


def test_an_unknown_home_is_said_in_a_sentence(monkeypatch):
    def unknown():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", unknown)
    with pytest.raises(BadInput, match=r"give --data-dir or set BACKRUB_DATA_DIR\.$"):
        kept_in({})


def test_the_record_is_one_file_in_that_directory():
    assert settings_from({}, data_dir=Path("/a")).database == Path("/a/evenings.sqlite3")
