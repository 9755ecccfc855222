"""Single keys from a terminal: in order, once each, and arrows are none."""

import os
import pty
import termios

import pytest

from backrub.cli.keys import ESCAPE_WAIT_S, Keys, keys_in, single_keys


@pytest.fixture
def pipe():
    reading, writing = os.pipe()
    yield Keys(reading), writing
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize(
    "sequence", ["\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b[6~", "\x1b[200~", "\x1b[<0;10;10M"]
)
def test_arrows_and_function_keys_are_no_keys(sequence):
    assert keys_in(f"s{sequence}f") == "sf"


def test_capital_letters_mean_the_same():
    assert keys_in("SQ") == "sq"


def test_escape_alone_is_a_key():
    assert keys_in("\x1b") == "\x1b"


def test_keys_come_one_at_a_time_and_in_order(pipe):
    keys, writing = pipe
    os.write(writing, b"sof")
    assert [keys.wait(0.0) for _ in range(4)] == ["s", "o", "f", None]


def test_an_arrow_that_comes_in_two_pieces_is_no_stop(pipe, monkeypatch):
    keys, writing = pipe
    ready = keys._ready

    def ready_later(seconds):
        if seconds == ESCAPE_WAIT_S:
            os.write(writing, b"[B")
        return ready(seconds)

    monkeypatch.setattr(keys, "_ready", ready_later)
    os.write(writing, b"\x1b")
    assert keys.wait(0.0) is None


def test_a_stop_among_letters_that_are_none_is_heard(pipe):
    keys, writing = pipe
    os.write(writing, b"\xff\xfe ")
    assert keys.wait(0.0) == " "


def test_a_terminal_that_is_gone_interrupts():
    reading, writing = os.pipe()
    os.close(writing)
    with pytest.raises(KeyboardInterrupt):
        Keys(reading).wait(0.0)
    os.close(reading)


def test_a_terminal_is_left_as_it_was(monkeypatch):
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    monkeypatch.setattr("backrub.cli.keys.sys.stdin", os.fdopen(theirs, "r", closefd=False))
    with pytest.raises(RuntimeError), single_keys():  # noqa: PT012
        assert termios.tcgetattr(theirs) != before
        raise RuntimeError
    assert termios.tcgetattr(theirs) == before
    os.close(ours)
    os.close(theirs)
