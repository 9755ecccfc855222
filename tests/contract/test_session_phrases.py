"""Every reason a session gives for a changed plan has its words."""

import pytest

from backrub.content.loader import load_catalogue
from backrub.domain.session.events import Feedback, Finding, Sign

REASONS = [
    *(f"why.feedback_{word}" for word in Feedback),
    *(f"why.finding_{finding}" for finding in Finding),
    *(f"why.sign_{sign}" for sign in Sign),
    "why.said_when",
    "why.skipped",
    "why.extended",
    "why.fresh_yes",
    "why.no_fresh_yes",
]


@pytest.mark.parametrize("why", REASONS)
def test_a_reason_has_a_phrase(why):
    assert load_catalogue().phrases[why].text
