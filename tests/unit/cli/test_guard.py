"""Whatever fails inside, a person reads one sentence."""

import io
import sys

import pytest

from backrub.cli import app, guard
from backrub.domain.errors import BadInput, StoreUnavailable


@pytest.fixture
def failing(monkeypatch):
    """Give a way to let every command fail with some error."""

    def fail_with(error):
        def fails(*_arguments, **_options):
            raise error

        monkeypatch.setattr(app, "app", fails)

    return fail_with


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (BadInput("This is not so."), 2, "This is not so.\n"),
        (StoreUnavailable("The disk is full."), 1, "The disk is full.\n"),
        (ZeroDivisionError("division by zero"), 1, "BACKRUB_DEBUG=1"),
        (KeyboardInterrupt(), 130, ""),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_failure_is_a_status_and_at_most_a_sentence(failing, capsys, error, status, words):
    failing(error)
    assert guard.run(["plan"]) == status
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") <= 1
    assert "Traceback" not in said


def test_details_are_shown_to_those_who_ask(failing, capsys, monkeypatch):
    monkeypatch.setenv("BACKRUB_DEBUG", "1")
    failing(ZeroDivisionError("division by zero"))
    assert guard.run(["plan"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "division by zero" in said


def test_a_status_is_passed_on(monkeypatch):
    monkeypatch.setattr(app, "app", lambda *_arguments, **_options: 3)
    assert guard.run(["plan"]) == 3


def test_with_nobody_left_to_tell_the_status_still_does(failing, monkeypatch):
    class Gone(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Gone())
    failing(BadInput("This is not so."))
    assert guard.run(["plan"]) == 2
