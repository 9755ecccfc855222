"""Random evenings as evening files hold them: valid, never contradictory, of a wide and known mix."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.laws.back import SITE_SIDES, SITES

SURFACES = {
    "seated": ("chair", "bed", "floor"),
    "prone": ("bed", "floor", "table"),
    "side_lying": ("bed", "floor", "table"),
}
PRESSURES = ("feather", "light", "medium", "firm", "deep")
LOCAL = ("sunburn", "open_wound", "skin_infection", "bruise")
LIMITS = ("pregnancy", "heart_failure", "diabetes_neuropathy", "cancer_care", "oil_allergy", "recent_meal")
GRAVE = ("fever", "dvt", "chest_pain")
GIVERS = ("tender_thumbs", "sore_wrists", "sore_back", "sore_elbows", "numb_hand", "cut_on_hand")
KINDS = ("gliding", "kneading", "leaning", "circling")
STATES = ("angry", "undeserving", "hard_to_receive", "hard_to_give")

Evening = dict[str, Any]


GOLDEN: Mapping[str, Evening] = {
    "Cheryl, 25 minutes": {
        "format": 1,
        "minutes": 25,
        "position": "prone",
        "surface": "bed",
        "clothed": False,
        "oil": True,
        "cradle": False,
        "receiver": {
            "name": "Cheryl",
            "intention": "ease_tension",
            "mood": "tense",
            "pressure": "firm",
            "pace": "slow",
            "avoid": ["neck:both"],
            "ticklish": ["low_back:left"],
            "ticklish_how": "firm_slow",
            "health": ["sunburn@shoulder_top:left"],
            "spots": [{"where": "between_blades:left", "feel": "knot", "tension": 7}],
        },
        "giver": {
            "name": "Scott",
            "experience": "beginner",
            "health": ["tender_thumbs"],
            "guess": {"pressure": "light"},
        },
    },
    "15 minutes, medium": {"format": 1, "minutes": 15, "receiver": {"name": "Ada", "health": []}},
    "15 minutes, medium, not asked": {"format": 1, "minutes": 15, "receiver": {"name": "Ada"}},
    "5 minutes": {"format": 1, "minutes": 5, "receiver": {"name": "Ada", "health": []}},
}


def evenings() -> st.SearchStrategy[Evening]:
    """Return a strategy of evenings that shrinks towards short, plain ones."""
    return st.randoms(use_true_random=False).map(random_evening)


def random_evening(rng: Random) -> Evening:
    """Return one evening, a pure function of the state of `rng`."""
    position = rng.choice(list(SURFACES))
    evening: Evening = {"format": 1, "minutes": rng.randint(5, 60), "position": position}
    if rng.random() < 0.8:
        evening["surface"] = rng.choice(SURFACES[position])
    evening |= _dress(rng)
    if position == "prone" and rng.random() < 0.4:
        evening["cradle"] = True
    evening["receiver"] = _receiver(rng)
    if rng.random() < 0.85:
        evening["giver"] = _giver(rng)
    if rng.random() < 0.4:
        evening["receiver"]["kinds"] = rng.sample(KINDS, rng.choice((1, 1, 2, 4)))
    return evening


def _dress(rng: Random) -> Evening:
    return rng.choice(
        [
            {},
            {"clothed": True, "oil": False},
            {"clothed": False},
            {"clothed": False, "oil": True},
            {"clothed": False, "oil": True},
        ]
    )


def _receiver(rng: Random) -> Evening:
    free = list(SITE_SIDES)
    rng.shuffle(free)
    avoid = _take(free, _avoid_count(rng))
    local = _take(free, min(rng.choice((0, 0, 0, 0, 1, 2)), len(free) - 1))
    ticklish = _take(free, min(rng.choice((0, 0, 0, 1, 2, 4)), len(free) - 1))
    receiver = _person(rng, "Ada") | _wishes(rng)
    health = _receiver_health(rng, local)
    if health is not None:
        receiver["health"] = health
    if avoid:
        receiver["avoid"] = _written(avoid)
    if ticklish:
        receiver["ticklish"] = _written(ticklish)
    skips = _maybe(rng, receiver, "ticklish_how", ("firm_slow", "skip")) == "skip"
    _add_spots(rng, receiver, free if skips else free + ticklish)
    return receiver


def _take(free: list[str], count: int) -> list[str]:
    """Move the last `count` site-sides out of those still free."""
    return [free.pop() for _ in range(max(count, 0))]


def _avoid_count(rng: Random) -> int:
    """Return 0 most often, then a few, then many up to 17; once in a hundred evenings all 18."""
    kind = rng.random()
    if kind < 0.45:
        return 0
    if kind < 0.75:
        return rng.randint(1, 4)
    return rng.randint(5, 17) if kind < 0.99 else 18


def _written(site_sides: Sequence[str]) -> list[str]:
    """Return site-sides as people write them: SITE:both where both are meant."""
    words = []
    for site in SITES:
        sides = [ss for ss in site_sides if ss.startswith(f"{site}:")]
        words += [f"{site}:both"] if len(sides) == 2 else sides
    return words


def _maybe(rng: Random, person: Evening, key: str, words: Sequence[str], likely: float = 0.7) -> str | None:
    """Answer a question, or leave it unanswered."""
    if rng.random() >= likely:
        return None
    person[key] = rng.choice(words)
    return person[key]


def _person(rng: Random, name: str) -> Evening:
    person: Evening = {"name": name}
    _maybe(rng, person, "intention", ("unwind", "ease_tension", "closeness", "open"))
    _maybe(rng, person, "mood", ("calm", "tired", "tense", "low", "bright"))
    _maybe(rng, person, "tonight", ("yes", "hold_only"), likely=0.06)
    if rng.random() < 0.15:
        person["state"] = [rng.choice(STATES)]
    return person


def _wishes(rng: Random) -> Evening:
    wishes: Evening = {}
    _maybe(rng, wishes, "pressure", PRESSURES, likely=0.9)
    _maybe(rng, wishes, "pace", ("very_slow", "slow", "flowing"))
    return wishes


def _receiver_health(rng: Random, local: Sequence[str]) -> list[str] | None:
    """Return health answers: always those that concern a place, else often none or not asked."""
    answers = [f"{rng.choice(LOCAL)}@{where}" for where in _written(local)]
    if rng.random() < 0.15:
        answers.append(rng.choice(LIMITS))
    if rng.random() < 0.02:
        answers.append("anticoagulants")
    if rng.random() < 0.01:
        answers.append(rng.choice(GRAVE))
    asked = answers or rng.random() < 0.6
    return answers if asked else None


def _add_spots(rng: Random, receiver: Evening, free: Sequence[str]) -> None:
    count = min(rng.randint(0, 4), len(free))
    if not count:
        return
    receiver["spots"] = [_spot(rng, where) for where in rng.sample(list(free), count)]


def _spot(rng: Random, where: str) -> Evening:
    spot: Evening = {"where": where}
    spot["feel"] = rng.choice(("knot", "ache", "tight"))
    if rng.random() < 0.8:
        spot["tension"] = rng.randint(0, 10)
    return spot


def _giver(rng: Random) -> Evening:
    giver = _person(rng, "Ben")
    _maybe(rng, giver, "experience", ("beginner", "practised"))
    if rng.random() < 0.6:
        giver["health"] = rng.sample(GIVERS, rng.choice((0, 0, 1, 1, 2)))
    if rng.random() < 0.3:
        giver["guess"] = {"pressure": rng.choice(PRESSURES)}
    return giver


SHARES: Mapping[str, Callable[[Evening], bool]] = {
    "5 to 9 minutes": lambda e: e["minutes"] < 10,
    "10 to 19 minutes": lambda e: 10 <= e["minutes"] < 20,
    "20 to 60 minutes": lambda e: e["minutes"] >= 20,
    "seated": lambda e: e["position"] == "seated",
    "prone": lambda e: e["position"] == "prone",
    "side lying": lambda e: e["position"] == "side_lying",
    "without oil": lambda e: not e.get("oil", False),
    "clothed": lambda e: e.get("clothed", True),
    "nothing avoided": lambda e: not e["receiver"].get("avoid"),
    "1 to 4 words avoided": lambda e: 1 <= len(e["receiver"].get("avoid", ())) <= 4,
    "5 or more words avoided": lambda e: len(e["receiver"].get("avoid", ())) >= 5,
    "ticklish": lambda e: "ticklish" in e["receiver"],
    "health not asked": lambda e: "health" not in e["receiver"],
    "health answers": lambda e: bool(e["receiver"].get("health")),
    "practised": lambda e: e.get("giver", {}).get("experience") == "practised",
    "kinds of touch wished": lambda e: "kinds" in e["receiver"],
    "hold only wished": lambda e: "hold_only" in {p.get("tonight") for p in _people(e)},
    **{f"{n} spots": lambda e, n=n: len(e["receiver"].get("spots", ())) == n for n in range(5)},
    **{word: lambda e, word=word: e["receiver"].get("pressure", "medium") == word for word in PRESSURES},
}


def _people(evening: Evening) -> tuple[Evening, Evening]:
    return evening["receiver"], evening.get("giver", {})


def mix(some: Sequence[Evening]) -> str:
    """Return the shares of some evenings, a line each."""
    lines = [f"{len(some)} evenings"]
    for name, holds in SHARES.items():
        lines.append(f"  {sum(map(holds, some)) / len(some):6.1%}  {name}")
    return "\n".join(lines)
