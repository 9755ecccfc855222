"""The code in the terminal, and what is said."""

import numpy as np
import pytest
import segno

from backrub.cli import serve
from backrub.cli.serve import address_code
from backrub.web.addresses import is_loopback, lan_address

ADDRESS = "http://192.168.1.20:8000"


def test_the_code_in_half_blocks_is_the_code():
    lines = address_code(ADDRESS).plain.splitlines()
    rows = [[(letter in "▀█", letter in "▄█") for letter in line] for line in lines]
    drawn = np.array([[cell[half] for cell in row] for row in rows for half in (0, 1)])
    wanted = np.array([list(map(bool, row)) for row in segno.make_qr(ADDRESS).matrix_iter(border=3)])
    assert np.array_equal(drawn[: len(wanted)], wanted)
    assert not drawn[len(wanted) :].any()


def test_the_code_has_colours_of_its_own_on_every_terminal():
    assert {str(span.style) for span in address_code(ADDRESS).spans} == {"#000000 on #FFFFFF"}


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.8.8.8", "::1", "::"])
def test_only_this_machine_calls_itself_so(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.20", "backrub.example", "localhost.example", "2001:db8::1", ""])
def test_another_address_is_for_others_too(host):
    assert not is_loopback(host)


def test_the_address_in_the_network_is_none_of_this_machine_alone():
    found = lan_address()
    assert found is None or not is_loopback(found)


def test_both_addresses_are_said_and_no_browser_opens_into_a_pipe(capsys, monkeypatch):
    monkeypatch.setattr(serve.webbrowser, "open", lambda _: pytest.fail("a pipe is no desktop"))
    monkeypatch.setenv("DISPLAY", ":0")
    serve.announce("192.168.1.20", 8000)
    said = capsys.readouterr().out
    assert "http://192.168.1.20:8000" in said
    assert "http://localhost:8000" in said
    assert "▀" not in said
