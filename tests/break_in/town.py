"""Homes behind the real app on a real record, each with secrets planted wherever someone may write."""

import asyncio
from dataclasses import dataclass, replace
from itertools import count

from litestar.middleware.csrf import generate_csrf_token

from backrub.application.home_ports import Private, PrivateNote
from backrub.application.run_session import RunSession
from backrub.application.tokens import digest
from backrub.bootstrap.experiments import remember
from backrub.bootstrap.house import House
from backrub.bootstrap.rhythm import name_feed, open_feed
from backrub.bootstrap.shelf import leave_out, put_up, rate
from backrub.content.loader import load_catalogue
from backrub.domain.home import Invitation
from backrub.domain.session.commands import Debrief, End
from backrub.domain.shelf import Again, Kind, LeftOut, Rating, Thing
from backrub.realtime.hub import Hub
from backrub.storage.store import open_store
from backrub.web.app import create_app
from tests.asking import ENDLESS, Asked, ask
from tests.begun import COOKIE, EVENING, begin_command, begin_night, move_in, replanner

NOW_MS = 1_790_000_000_000
KEY = bytes(32)
FORM_TOKEN = generate_csrf_token(KEY.hex())
SECRET = "zqplanted"  # noqa: S105  # a text
"""What every planted text begins with."""

BEGIN = begin_command(EVENING)


@dataclass(frozen=True)
class Device:
    """Hold what a browser brings along."""

    token: str = ""
    form_token: str = FORM_TOKEN
    client: str = "127.0.0.1"

    @property
    def cookies(self):
        """Return its cookies."""
        own = {COOKIE: self.token} if self.token else {}
        return own | ({"backrub_form": self.form_token} if self.form_token else {})


NOBODY = Device()


def giver_of(home):
    """Return Scott's phone."""
    return Device(f"{home}-giver-token")


def receiver_of(home):
    """Return Cheryl's phone."""
    return Device(f"{home}-receiver-token")


def shared_by(home):
    """Return the phone of both."""
    return Device(f"{home}-shared-token")


class Town:
    """Serve homes; `place` is where their record is."""

    def __init__(self, place, **options):
        self.store = open_store(place, **options)
        self.now_ms = NOW_MS
        tokens = (f"token-{number}" for number in count(1))
        self.house = House(
            people=self.store.people,
            nights=self.store.nights,
            keepsakes=self.store.keepsakes,
            log=self.store.log,
            throttle=self.store.throttle,
            links=self.store.links,
            hub=Hub(),
            catalogue=load_catalogue(),
            now_ms=lambda: self.now_ms,
            new_token=lambda: next(tokens),
            key=KEY,
        )
        self.app = create_app(self.house, reach=lambda: None)
        self.runner = asyncio.Runner()
        self._ours = 0

    def close(self):
        """End what the app began, and close the record."""
        self.runner.run(self._end())
        self.runner.close()
        self.store.close()

    async def _end(self):
        for end in self.app.on_shutdown:
            await end()

    def ask(self, device, asked, *, with_token=True):
        """Return what a device is answered."""
        headers = {"x-csrftoken": device.form_token} if with_token and device.form_token else {}
        stream = ENDLESS.search(asked.address.partition("?")[0]) is not None
        whole = replace(
            asked,
            cookies=device.cookies,
            headers={**headers, **asked.headers},
            stream=stream,
            client=device.client,
        )
        return self.runner.run(ask(self.app, whole))

    def go(self, device, way, home, asked=(), /, **changed):
        """Return what a device is answered that goes some way into a home."""
        body, kind = way.body(home, **changed)
        return self.ask(device, Asked(way.method, way.address(home, asked), body, kind))

    def go_without_token(self, device, way, home, /, **changed):
        """Return what a device is answered whose form was not on a page of ours."""
        body, kind = way.body(home, **changed)
        return self.ask(device, Asked(way.method, way.address(home), body, kind), with_token=False)

    def burglar(self):
        """Return the phone of a giver of a home where a session goes on; another once that is not as it was."""
        home = f"ours{self._ours}"
        device = self.house.people.device(digest(f"{home}-giver-token"))
        if device is None or device.holder is None:
            self._ours += 1
            home = f"ours{self._ours}"
            move_in(self.house, home)
            begin_night(self.house, home, began_ms=NOW_MS - 70_000, command=BEGIN)
        return giver_of(home)

    def rows(self, home, *, but=()):
        """Return every row of the record that is about a home, by table."""
        return {
            table: sorted(repr(row) for row in rows if any(_is_of(value, home) for value in row))
            for table, rows in self._all_rows()
            if table not in but
        }

    def _all_rows(self):
        record = self.store.record
        is_file = not isinstance(record.place, str)
        tables = "sqlite_master WHERE type = 'table'" if is_file else "pg_tables WHERE schemaname = 'public'"
        name = "name" if is_file else "tablename"
        for (table,) in record.rows(f"SELECT {name} FROM {tables}"):  # noqa: S608  # words of ours
            yield table, record.rows(f"SELECT * FROM {table}")  # noqa: S608


def _is_of(value, home):
    return isinstance(value, str) and (value.startswith(f"{home}-") or value == home or f'"{home}-' in value)


def furnish(town, home, mark=SECRET):
    """Let a home have an evening that is over, one under way, and the mark wherever its two may write."""
    house = town.house
    move_in(house, home)
    cheryl, scott = f"{home}-cheryl", f"{home}-scott"
    for one in house.people.people(home):
        house.people.change_person(replace(one, name=f"{mark}{one.name}"))
    _live_through(house, home, mark)
    begin_night(house, home, began_ms=NOW_MS - 70_000, command=BEGIN)
    house.people.invite(Invitation(home, NOW_MS + 900_000, cheryl), digest(f"{home}-used-link"))
    house.people.redeem(digest(f"{home}-used-link"), NOW_MS)
    put_up(
        house, home, Thing(f"{home}-thing", Kind.OIL, f"{mark} oil", f"{mark} scent", None, (f"{mark} nut",))
    )
    for one in (cheryl, scott):
        leave_out(house, one, LeftOut(frozenset(), (f"{mark} of {one}",)))
        rate(house, one, f"{home}-thing", Rating(Again.RATHER_NOT, shared=False))
        name_feed(house, one, f"{mark} of {one}")
        open_feed(house, one)
    return home


def _live_through(house, home, mark):
    """Let an evening have been, with words from both."""
    cheryl, scott = f"{home}-cheryl", f"{home}-scott"
    session_id = begin_night(house, home, began_ms=NOW_MS - 86_400_000, command=BEGIN, name="-past")
    run = RunSession(house.log, session_id, replanner())
    run.handle(End("end"), 60_000)
    run.handle(Debrief("debrief", "Good", keep=f"{mark} of {cheryl}"), 70_000)
    night_id = f"{home}-night-past"
    said = PrivateNote(night_id, scott, Private.CLOSING, f'{{"keep": "{mark} of {scott}"}}', done=True)
    house.nights.keep_private(said)
    for one in (cheryl, scott):
        remember(house, night_id, one, text=f"{mark} of {one}", again=Again.GLADLY)
    night = house.nights.night(night_id)
    house.nights.change_night(replace(night, is_over=True))
