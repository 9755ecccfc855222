"""Draw what a command was asked for: the plan as a storyboard, the atlas as a plate."""

from backrub.application.plan_tonight import Tonight
from backrub.bootstrap.evening import OnBody
from backrub.domain.check_in import Position
from backrub.pictures.plate import Shown, plate
from backrub.pictures.storyboard import storyboard
from backrub.pictures.theme import CANDLE, PAPER, SkinTone

TONE = SkinTone.OLIVE


def storyboard_bytes(tonight: Tonight, on_body: OnBody) -> bytes:
    """Return the plan of tonight in frames, by candlelight, as SVG."""
    # Lying on the side, arms lie forward as they do seated.
    seated = tonight.brief.frame.position is not Position.PRONE
    look = on_body.look(CANDLE, "candle", TONE, seated=seated)
    traced = on_body.traced(tonight.plan)
    drawn = storyboard(traced, on_body.catalogue.strokes, on_body.tracer.body_map, look)
    return drawn.encode() + b"\n"


def atlas_picture_bytes(on_body: OnBody, layers: frozenset[str]) -> bytes:
    """Return the labelled plate of a body on paper, with the layers asked for, as SVG."""
    look = on_body.look(PAPER, "day", TONE, seated=False)
    shown = Shown(
        muscles=None if "muscles" in layers else (),
        bones="bones" in layers,
        sites="sites" in layers,
        paths="paths" in layers,
    )
    return plate(on_body.tracer.body_map, look, shown).encode() + b"\n"
