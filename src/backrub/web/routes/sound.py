"""What a session sounds like: its score for the page that plays it, and the page for a phone that is locked."""

from asyncio import to_thread

from litestar import Response, get

from backrub.bootstrap.live_score import live_score
from backrub.documents.score_json import score_bytes
from backrub.web.followed import GivenFollower, tonight_followed
from backrub.web.here import GivenHouse
from backrub.web.packed import packed
from backrub.web.page import Answer, Asked, page, see
from backrub.web.reach import GivenFollowed
from backrub.web.routes.live import GivenLive


@get("/sessions/{session_id:str}/score.json")
async def show_score(request: Asked, house: GivenHouse, followed: GivenFollowed) -> Response[bytes]:
    """Give the score of the plan as it is now."""
    score = await to_thread(live_score, house, followed.session, await followed.language())
    return packed(request, score_bytes(score), "application/json")


@get("/tonight/listen")
async def show_listen(house: GivenHouse, live: GivenLive, follower: GivenFollower) -> Answer:
    """Show what to press before the phone is locked: the stream, and the evening as a file."""
    followed = await tonight_followed(house, live, follower)
    if followed is None:
        return see("/tonight")
    return page(
        "live/listen.html",
        session_id=followed.session.ref.id,
        gives=followed.gives,
        opening=house.catalogue.say("sound.opening"),
        key=house.new_token(),
    )


handlers = (show_score, show_listen)
