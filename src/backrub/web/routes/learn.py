"""What two people may do between evenings: the doors, the lessons, and what is known."""

from litestar import get

from backrub.web.here import GivenHere
from backrub.web.page import Answer, page


@get("/learn")
async def show_learn(here: GivenHere) -> Answer:
    """Show what there is between evenings."""
    return page("learn/index.html", person=here.person)


handlers = (show_learn,)
