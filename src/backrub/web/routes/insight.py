"""Looking back over many evenings, each person over their own."""

from asyncio import to_thread

from litestar import get

from backrub.application.recall_evenings import evenings_given, evenings_received
from backrub.bootstrap.house import House
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.looking_back import back_looked_at, hands_looked_at
from backrub.web.page import Answer, page


@get("/history/insight")
async def show_insight(house: GivenHouse, here: GivenHere) -> Answer:
    """Show a person what changed over their evenings."""
    if not may_look_back(house, here):
        return page("history/locked.html")
    return await to_thread(_insight_page, house, here)


def _insight_page(house: House, here: Here) -> Answer:
    received = evenings_received(house.log, house.nights, here.person)
    given = evenings_given(house.log, house.nights, here.person)
    return page(
        "insight/insight.html",
        back=back_looked_at(received, house.catalogue, house.now_ms()),
        hands=hands_looked_at(given, house.catalogue),
    )


handlers = (show_insight,)
