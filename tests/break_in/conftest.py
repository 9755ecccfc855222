"""A town to break into."""

import pytest

from tests.break_in.town import Town, furnish

THEIRS = "theirs"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Return a town in which someone lives."""
    made = Town(tmp_path_factory.mktemp("town") / "record.db")
    furnish(made, THEIRS)
    yield made
    made.close()
