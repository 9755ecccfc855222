"""Let trouble come to nodes under load, and judge what became of it."""

from tests.faults.checker import check
from tests.faults.load import load
from tests.loop import run


def judged(nodes, rng, trouble):
    """Let trouble come, and fail with all that is wrong afterwards, and with what the nodes wrote."""

    async def play():
        async with load(nodes, rng) as under_way:
            await trouble(under_way)
            wrong = check(await under_way.settled()) + under_way.wrong
        return wrong + [sentence for phone in under_way.phones for sentence in phone.refused]

    wrong = run(play())
    assert not wrong, "\n".join([*wrong, nodes.logs()])
