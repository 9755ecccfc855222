"""The web app of a house: every route module is listed here, and what all of them share."""

from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute
from litestar.template.config import TemplateConfig
from litestar.types import ControllerRouterHandler

from backrub import __version__
from backrub.bootstrap.house import House
from backrub.bootstrap.live import Live, open_live
from backrub.bootstrap.sound_files import SoundFiles
from backrub.bootstrap.sound_stream import Stations
from backrub.web import assets
from backrub.web.addresses import Reach, lan_address
from backrub.web.drawings import TEMPLATE_GLOBALS
from backrub.web.followed import give_follower
from backrub.web.here import give_device, give_here
from backrub.web.known_devices import KnownDevices
from backrub.web.language import PageWords
from backrub.web.page import template_engine
from backrub.web.reach import REACH
from backrub.web.routes import (
    atlas,
    brief,
    calendar,
    check_in,
    close,
    devices,
    health,
    history,
    insight,
    learn,
    learned,
    live,
    mine,
    people,
    plan,
    ready,
    rhythm,
    shelf,
    sound,
    sound_file,
    sound_stream,
    start,
    tonight,
    trainers,
    what_works,
)
from backrub.web.security.csrf import csrf_config
from backrub.web.security.doors import doors_of
from backrub.web.security.headers import harden
from backrub.web.security.refusals import HANDLERS
from backrub.web.streams import OpenStreams
from backrub.web.watch import Watch

LARGEST_BODY_BYTES = 64 * 1024

ROUTES: tuple[tuple[ControllerRouterHandler, ...], ...] = (
    assets.handlers,
    health.handlers,
    start.handlers,
    people.handlers,
    devices.handlers,
    what_works.handlers,
    tonight.handlers,
    check_in.handlers,
    brief.handlers,
    plan.handlers,
    ready.handlers,
    close.handlers,
    history.handlers,
    learned.handlers,
    atlas.handlers,
    insight.handlers,
    mine.handlers,
    shelf.handlers,
    rhythm.handlers,
    calendar.handlers,
    learn.handlers,
    trainers.handlers,
    live.handlers,
    sound.handlers,
    sound_stream.handlers,
    sound_file.handlers,
)

_WHO_ASKS = {
    "device": Provide(give_device),
    "here": Provide(give_here),
    "follower": Provide(give_follower),
}

_DOCUMENT = OpenAPIConfig(
    # JSON alone: the pages Litestar can draw from it come from other hosts.
    title="Backrub",
    version=__version__,
    path="/schema",
    render_plugins=[JsonRenderPlugin()],
)


def create_app(
    house: House,
    *,
    reach: Reach = lan_address,
    streams: OpenStreams | None = None,
    metrics_token: str = "",
) -> Litestar:
    """Return the web app that serves a house.

    `reach` tells the address other phones find it by; whoever stops the server ends `streams` first; `metrics_token`
    opens the counts to whoever hosts from elsewhere.
    """
    doors = doors_of(house, reach)
    going = open_live(house, assets.asset)
    stations, files = Stations(going), SoundFiles(house)
    streams = OpenStreams() if streams is None else streams
    given = {
        "house": house,
        "known": KnownDevices(house),
        "doors": doors,
        "live": going,
        "stations": stations,
        "files": files,
        "streams": streams,
        "host": health.Host(metrics_token),
        "readiness": health.Readiness(house),
    }
    _read_counts(house, streams, going)
    app = Litestar(
        [handler for handlers in ROUTES for handler in handlers],
        dependencies={name: _always(thing) for name, thing in given.items()} | _WHO_ASKS | REACH,
        csrf_config=csrf_config(house.key),
        template_config=TemplateConfig(instance=template_engine(TEMPLATE_GLOBALS, PageWords(house))),
        before_send=[harden],
        on_startup=[house.beside.start, house.hub.start],
        on_shutdown=[house.hub.close, stations.close, files.close, going.conductor.close, house.beside.close],
        exception_handlers=HANDLERS,
        request_max_body_size=LARGEST_BODY_BYTES,
        openapi_config=_DOCUMENT,
        logging_config=None,
        debug=False,
    )
    _give_one_by_one(app)
    # Around all of it and not among the middleware: what no route takes is seen too.
    app.asgi_handler = Watch(app.asgi_handler, house.metrics)
    return app


def _give_one_by_one(app: Litestar) -> None:
    """Let handlers be given what they ask for in turn.

    Litestar gives what does not depend on each other in a group of tasks: a tenth of the work of a press, and nothing
    here would gain by it.
    """
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, asked in route.route_handler_map.values():
                asked.dependency_batches = [{one} for batch in asked.dependency_batches for one in batch]


def _always(thing: object) -> Provide:
    """Give handlers the same thing every time."""

    def give() -> Any:  # noqa: ANN401  # handlers name its type
        return thing

    return Provide(give, sync_to_thread=False)


def _read_counts(house: House, streams: OpenStreams, going: Live) -> None:
    house.metrics.read_hub(house.hub)
    house.metrics.read_gauge("backrub_streams_open", "Streams that are open.", streams.__len__)
    house.metrics.read_gauge(
        "backrub_live_sessions", "Sessions that are kept going.", going.conductor.__len__
    )
