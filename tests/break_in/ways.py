"""Every way into the app, from its own route table, with samples of what each is asked with.

A route that is new is tried by every test here. What cannot be known of it is said once, in one of these tables, and
test_ways.py tells which.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec

from tests.asking import FORM, JSON

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

IDS = {
    "person_id": "{home}-cheryl",
    "device_id": "{home}-receiver",
    "night_id": "{home}-night",
    "session_id": "{home}-session",
    "thing_id": "{home}-thing",
    "token": "{home}-used-link",
    "feed_name": "{home}-cheryl",
}
"""What a path names that belongs to one home, as tests/break_in/town.py makes it."""

WORDS = {
    "question": "health_now",
    "where": "between_blades:left",
    "muscle": "trapezius",
    "stroke": "slow_glide",
    "name": "none.svg",
    "digest": "0",
    "path": "css/base.css",
}
"""What a path names that is the same for everybody."""

FOR_ANYONE = {
    "/",
    "/homes",
    "/healthz",
    "/join/{token:str}",
    "/what-works",
    "/learn/more",
    "/learn/slow-hands",
    "/shelf/new",
    "/calendar/{feed_name:str}",
    "/static/{digest:str}/{path:path}",
    "/manifest.webmanifest",
    "/sw.js",
    "/schema",
    "/schema/openapi.json",
    "/schema/{path:str}",
}
"""Ways that ask for no device: they tell nothing of anyone, or are the doors themselves."""

FOR_THE_HOST = {"/readyz", "/metrics"}
"""Ways for whoever runs the server; from elsewhere they are as unknown as none."""

FORMS = {
    "/homes": {"name": "Ann"},
    "/people": {"name": "Ann"},
    "/hold": {"person": "{home}-cheryl", "pin": "1234"},
    "/put-away": {"to": "{home}-cheryl"},
    "/pin": {"old": "1234", "new": "1234", "change": "set"},
    "/invite": {"person": "{home}-cheryl", "pin": "1234"},
    "/join/{token:str}": {"name": "Ann"},
    "/tonight/begin": {},
    "/tonight/not-now": {},
    "/tonight/settle": {"choice": "share"},
    "/tonight/check-in": {},
    "/tonight/check-in/{question:str}": {"health": "fever", "asked": "1"},
    "/tonight/brief": {},
    "/tonight/plan": {"change": "longer"},
    "/tonight/ready": {"item": "cushion", "done": "1"},
    "/tonight/experiment/not-now": {},
    "/tonight/start": {"delay_s": "20", "then": ""},
    "/tonight/press": {"key": "form-key-1", "press": "softer", "at": "guide"},
    "/tonight/close": {"felt": "good", "put_up": "no", "keep": "the slow part", "tried": "gladly"},
    "/history/{night_id:str}/erase": {},
    "/mine/learned/{where:str}": {"change": "softer"},
    "/mine/learned/forget": {},
    "/learn/back/quiz": {"card": "trapezius", "said": "trapezius"},
    "/learn/back/quiz/answers": {"answers": [{"card": "trapezius", "said": "trapezius", "age_ms": 1}]},
    "/mine/name": {"name": "Ann"},
    "/mine/language": {"language": "de"},
    "/mine/back": {"body": "older", "tone": "light"},
    "/mine/devices/{device_id:str}/forget": {},
    "/mine/erase": {},
    "/shelf/new": {"kind": "oil", "name": "Almond", "scent": "faint", "also": "nut oil", "holds": "nothing"},
    "/shelf/mine": {"keys": [], "words": "nettles"},
    "/shelf/{thing_id:str}/change": {"kind": "oil", "name": "Almond", "scent": "faint", "also": "nut oil"},
    "/shelf/{thing_id:str}/rating": {"again": "gladly", "shared": "1"},
    "/shelf/{thing_id:str}/take-down": {},
    "/rhythm/pause": {"paused": "1"},
    "/rhythm/times": {"times": "4-1200", "other_day": "", "other_clock": "", "zone": "UTC"},
    "/rhythm/calendar/title": {"title": "Quiet hour"},
    "/rhythm/calendar/address": {},
    "/rhythm/calendar/take-back": {},
    "/learn/lessons/{stroke:str}": {"tried": "cushion"},
    "/learn/scale": {"tool": "palm_heel", "word": "medium", "kg": "2.5"},
    "/learn/scale/forget": {},
    "/sessions/{session_id:str}/presses": {
        "key": "press-00000001",
        "press": "softer",
        "pressed_ms": 1,
        "sent_ms": 1,
    },
}
"""What each form sends that its page would send; every text someone may type is in it."""

IN_JSON = {"/sessions/{session_id:str}/presses", "/learn/back/quiz/answers"}


@dataclass(frozen=True)
class Way:
    """Name one route and one method."""

    path: str
    method: str
    parameters: tuple[str, ...]
    questions: tuple[str, ...]
    is_there: bool

    def __str__(self):
        return f"{self.method} {self.path}"

    @property
    def names_a_home(self):
        """Return whether the address names what belongs to one home."""
        return not IDS.keys().isdisjoint(self.parameters)

    def address(self, home, asked=()):
        """Return the address as one home would be asked for, with what stands behind the question mark."""
        address = self.path
        for name in self.parameters:
            kind = "path" if name == "path" and "{path:path}" in address else "str"
            value = {**IDS, **WORDS}[name].format(home=home)
            address = address.replace(f"{{{name}:{kind}}}", value)
        return f"{address}?{urlencode(asked)}" if asked else address

    def form(self, home, /, **changed):
        """Return what its form sends about a home."""
        sent = FORMS.get(self.path, {}) if self.method not in {"GET", "HEAD"} else {}
        return {name: _filled(value, home) for name, value in sent.items()} | changed

    def body(self, home, /, **changed):
        """Return the bytes of the form, and their kind."""
        form = self.form(home, **changed)
        if self.path in IN_JSON:
            return msgspec.json.encode(form), JSON
        return urlencode(form, doseq=True).encode(), FORM


def _filled(value, home):
    return value.format(home=home) if isinstance(value, str) else value


def ways_of(app):
    """Return every way into an app, with every method, also those that are not there."""
    told = app.openapi_schema.to_schema()["paths"]
    return [
        Way(
            route.path, method, tuple(route.path_parameters), _questions(told, route), method in route.methods
        )
        for route in app.routes
        for method in METHODS
    ]


def _questions(told, route):
    """Return the names of what may stand behind the question mark."""
    parameters = told.get(route.path_format, {}).get("get", {}).get("parameters", ())
    return tuple(one["name"] for one in parameters if one["in"] == "query")
