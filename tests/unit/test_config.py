"""Where evenings are kept: an option, then the environment, then the usual place."""

from pathlib import Path

import pytest

from backrub.config import EVERYWHERE, settings_from
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


def test_a_database_is_a_file_by_its_address():
    here = settings_from({}, data_dir=Path("/a"), database="sqlite:///b.sqlite3")
    assert here.database == Path("b.sqlite3")
    assert settings_from({"BACKRUB_DATABASE": "sqlite:////c/d"}, data_dir=Path("/a")).database == Path("/c/d")


@pytest.mark.parametrize("url", ["postgresql://cheryl:secret@host/db", "sqlite://", "sqlite:///", "evenings"])
def test_another_kind_of_database_is_refused_without_telling_its_password(url):
    with pytest.raises(BadInput, match=r"give sqlite:/// and the path of a file\.$") as refused:
        settings_from({}, data_dir=Path("/a"), database=url)
    assert "secret" not in str(refused.value)


def test_a_server_is_for_every_phone_unless_it_is_told_otherwise():
    assert settings_from({}, data_dir=Path("/a")).host == EVERYWHERE
    environ = {"BACKRUB_HOST": "127.0.0.1", "BACKRUB_PORT": "8123"}
    told = settings_from(environ, data_dir=Path("/a"))
    assert (told.host, told.port) == ("127.0.0.1", 8123)
    told = settings_from(environ, data_dir=Path("/a"), host="::1", port=8124)
    assert (told.host, told.port) == ("::1", 8124)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(BadInput, match=r"give a whole number from 1 to 65,535\.$"):
        settings_from({}, data_dir=Path("/a"), port=port)


def test_a_port_of_the_environment_is_read_as_strictly():
    with pytest.raises(BadInput, match="'eight' is not a port"):
        settings_from({"BACKRUB_PORT": "eight"}, data_dir=Path("/a"))
