"""Let trouble come to nodes under load, and judge what became of it."""

from tests.faults.checker import check
from tests.faults.load import load, settled
from tests.loop import run


def judged(nodes, rng, trouble):
    """Let trouble come, and fail with all that is wrong afterwards, and with what the nodes wrote."""

    async def play():
        doors = [node.door for node in nodes.all]
        async with load(nodes.address, nodes.key_file, doors, rng) as under_way:
            await trouble(under_way)
            history = await settled(under_way, nodes.address, nodes.key_file)
        return history, [sentence for phone in under_way.phones for sentence in phone.refused]

    history, refused = run(play())
    wrong = check(history) + refused
    assert not wrong, "\n".join([*wrong, nodes.logs()])
