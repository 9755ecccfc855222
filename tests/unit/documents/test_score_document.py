"""A score as JSON: read back whole, refused in one sentence."""

from dataclasses import replace

import pytest
from tests.unit.score.test_breakpoints import a_score, a_sweep

from backrub.documents.score_json import breakpoints_bytes, read_breakpoints, read_score, score_bytes
from backrub.domain.errors import BadInput
from backrub.domain.score.breakpoints import breakpoints

SCORE = a_score(a_sweep(from_u=0.1, to_u=1 / 3))


def test_what_is_written_is_read_back_to_the_last_digit():
    assert read_score(score_bytes(SCORE)) == SCORE
    assert read_breakpoints(breakpoints_bytes(breakpoints(SCORE))) == breakpoints(SCORE)


def test_another_version_is_refused_with_both_numbers():
    with pytest.raises(BadInput, match=r"version 2; only version 1 can be read\.$"):
        read_score(score_bytes(replace(SCORE, version=2)))


@pytest.mark.parametrize("document", [b"", b"[]", b'{"version": 1}', b'{"seed": 1}', b"\xff"])
def test_what_is_no_score_is_refused_in_one_sentence(document):
    with pytest.raises(BadInput, match=r"^This is no score: [^\n]+\.$"):
        read_score(document)
    with pytest.raises(BadInput, match=r"^This is no list of breakpoints: [^\n]+\.$"):
        read_breakpoints(document)
