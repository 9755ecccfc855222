"""Turn a drawing into the square picture that players show beside a sound."""

import base64
import io
import struct
from fractions import Fraction

import av
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

SIDE_PX = 800
_FRONT_COVER = 3
_BITS_A_PIXEL = 24
_MIME = b"image/jpeg"


def jpeg_of(svg: str) -> bytes:
    """Return a drawing as a square JPEG, the drawing whole in its middle."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415  # only who draws a cover waits for it

    square = svg.replace("<svg ", f'<svg width="{SIDE_PX}" height="{SIDE_PX}" ', 1)
    png = bytes(svg_to_bytes(svg_string=square, background="#000000"))
    with av.open(io.BytesIO(png), "r", format="png_pipe") as pictures:
        return _encoded(next(pictures.decode(video=0)))


def picture_block(jpeg: bytes) -> str:
    """Return a cover as Opus files carry it: a FLAC picture block (RFC 9639, 8.8) in base64."""
    head = struct.pack(">II", _FRONT_COVER, len(_MIME)) + _MIME + struct.pack(">I", 0)
    sizes = struct.pack(">IIIII", SIDE_PX, SIDE_PX, _BITS_A_PIXEL, 0, len(jpeg))
    return base64.b64encode(head + sizes + jpeg).decode("ascii")


def _encoded(frame: VideoFrame) -> bytes:
    codec = VideoCodecContext.create("mjpeg", "w")
    codec.width, codec.height, codec.pix_fmt = frame.width, frame.height, "yuvj420p"
    codec.time_base = Fraction(1, 25)
    codec.qmin, codec.qmax = 2, 4
    drawn = frame.reformat(format="yuvj420p")
    drawn.pts = 0
    return b"".join(bytes(packet) for packet in [*codec.encode(drawn), *codec.encode(None)])
