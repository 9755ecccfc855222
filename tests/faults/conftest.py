"""Give fault tests two nodes that run, and how often each fault is to come."""

from random import randrange

import pytest

from tests.faults.nodes import two_nodes


@pytest.fixture(scope="module")
def nodes(postgres, tmp_path_factory):
    """Give two nodes on one PostgreSQL, for all faults alike."""
    with two_nodes(postgres, tmp_path_factory.mktemp("nodes")) as running:
        yield running


@pytest.fixture
def times(request):
    """Return how often a fault comes; script/soak asks for more."""
    return request.config.getoption("--faults")


@pytest.fixture
def seed(request):
    """Return what all chance follows from: another one each time, unless one is named."""
    named = request.config.getoption("--seed")
    return randrange(2**32) if named is None else named
