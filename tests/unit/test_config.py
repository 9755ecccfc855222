"""Where evenings are kept: an option, then the environment, then the usual place."""

from pathlib import Path

import pytest

from backrub.config import EVERYWHERE, LogForm, hosting_from, settings_from
from backrub.domain.errors import BadInput

_TWO_KINDS = r"give sqlite:/// and the path of a file, or postgresql:// and a server\.$"


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


@pytest.mark.parametrize("url", ["mysql://cheryl:secret@host/db", "sqlite://", "sqlite:///", "evenings"])
def test_another_kind_of_database_is_refused_without_telling_its_password(url):
    with pytest.raises(BadInput, match=_TWO_KINDS) as refused:
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


def test_a_host_who_says_nothing_lets_everyone_in_and_hears_of_trouble_alone():
    hosting = hosting_from({})
    assert (hosting.log, hosting.metrics_token) == (LogForm.PLAIN, "")
    assert (hosting.rules.most_homes, hosting.rules.invite_only) == (None, False)


def test_an_option_of_the_host_outranks_the_environment():
    environ = {"BACKRUB_LOG": "json", "BACKRUB_MOST_HOMES": "7", "BACKRUB_INVITE_ONLY": "1"}
    hosting = hosting_from(environ)
    assert (hosting.log, hosting.rules.most_homes, hosting.rules.invite_only) == (LogForm.JSON, 7, True)
    assert hosting_from(environ, log="plain", most_homes=9).log is LogForm.PLAIN
    assert hosting_from(environ, most_homes=9).rules.most_homes == 9


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("BACKRUB_LOG", "xml", "--log: "),
        ("BACKRUB_MOST_HOMES", "0", "--most-homes: "),
        ("BACKRUB_MOST_HOMES", "some", "--most-homes: "),
        ("BACKRUB_INVITE_ONLY", "perhaps", "BACKRUB_INVITE_ONLY: "),
    ],
)
def test_what_a_host_cannot_mean_is_said_with_its_name(name, value, place):
    with pytest.raises(BadInput, match=rf"^{place}'{value}'"):
        hosting_from({name: value})


def opens_the_counts(environ):
    return hosting_from(environ).metrics_token


def test_the_token_that_opens_the_counts_may_lie_in_a_file(tmp_path):
    assert opens_the_counts({"BACKRUB_METRICS_TOKEN": "a"}) == "a"
    file = tmp_path / "metrics.token"
    file.write_text("b\n")
    environ = {"BACKRUB_METRICS_TOKEN": "a", "BACKRUB_METRICS_TOKEN_FILE": str(file)}
    assert opens_the_counts(environ) == "b"


@pytest.mark.parametrize("held", [None, b"", b"\n", "größer".encode()])
def test_a_file_without_a_token_is_said_in_a_sentence(tmp_path, held):
    file = tmp_path / "metrics.token"
    if held is not None:
        file.write_bytes(held)
    with pytest.raises(
        BadInput, match=r"^BACKRUB_METRICS_TOKEN_FILE: .+; name a file with the token in it\.$"
    ):
        hosting_from({"BACKRUB_METRICS_TOKEN_FILE": str(file)})
