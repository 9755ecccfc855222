"""Draw a scene on the whole screen: one back, one touch, one line of words, the same place every step."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group
from rich.text import Text

from backrub.cli.back_picture import back_picture, picture_columns
from backrub.cli.dent import ladder
from backrub.cli.palette import CREAM, DIM, EMBER, FLAME, HAIR, NIGHT, STOP, TALLOW
from backrub.cli.remote import KeyLabel
from backrub.cli.scene import Scene

MARGIN = 2
GAP = 3
LEAST_RIGHT = 31
WORDS_ROWS = 2
NARROW = 74
AIRY_ROWS = 26
SHORT_BELOW = 14
LEAST_COLUMNS, LEAST_ROWS = 60, 20

NIGHT_STYLE = f"{CREAM} on {NIGHT}"


def guide_view(scene: Scene, console: Console) -> Group:
    """Return the scene for a console of its present size; one that is too small is asked to grow."""
    width, height = console.size
    if width < LEAST_COLUMNS or height < LEAST_ROWS:
        return Group(*_small(scene, width))
    lines = list(_lines(scene, console, width - 2 * MARGIN, height))
    return Group(*(_on_night(line, width) for line in lines[:height]))


def _small(scene: Scene, width: int) -> Iterator[Text]:
    """Yield what matters most where there is little room: words, pressure, time, stop and the keys."""
    yield Text(f"{scene.side}: {scene.words}", CREAM)
    yield Text(f"{scene.pressure}  {scene.time_left}", FLAME)
    yield Text("space stop", STOP)
    yield from _keys(scene.keys, width, 4)
    yield Text("A window of 60 by 20 shows more.", DIM)


def has_colours(console: Console) -> bool:
    """Tell whether a console shows shades of light."""
    return console.color_system in {"truecolor", "256"} and not console.no_color


def _lines(scene: Scene, console: Console, width: int, height: int) -> Iterator[Text]:
    key_rows = 3 if width < NARROW else 2
    airy = height >= AIRY_ROWS
    yield _thread(scene.evening_share, width, EMBER)
    yield _spread(Text(scene.phase, DIM), _to_go(scene.time_left), width)
    yield from [Text()] * airy
    yield from _body(scene, console, width, rows=height - 5 - 2 * airy - key_rows)
    yield from [Text()] * airy
    words = Text(scene.words, f"italic {FLAME if scene.is_question else CREAM}")
    yield from _fitted(words, console, width, WORDS_ROWS)
    stop = Text("space stop", STOP) if scene.time_left else Text()
    yield _spread(Text("─" * (width - stop.cell_len - 1), HAIR), stop, width)
    yield from _keys(scene.keys, width, key_rows)


def _body(scene: Scene, console: Console, width: int, *, rows: int) -> Iterator[Text]:
    """Yield the back, its sides named beneath it, and beside it what the hands do."""
    picture_rows = rows - 1
    while picture_columns(picture_rows) > width - GAP - LEAST_RIGHT:
        picture_rows -= 1
    columns = picture_columns(picture_rows)
    picture = back_picture(scene.covers, scene.leave_out, rows=picture_rows, coloured=has_colours(console))
    left = [*picture, _sides(scene, columns)]
    touch = _touch(scene, console, width - columns - GAP, short=rows < SHORT_BELOW)
    right = [Text()] * max(0, (len(left) - len(touch)) // 3) + touch
    for row in range(rows):
        line = left[row].copy() if row < len(left) else Text()
        line.pad_right(columns + GAP - line.cell_len)
        yield line.append_text(right[row]) if row < len(right) else line


def _touch(scene: Scene, console: Console, width: int, *, short: bool) -> list[Text]:
    """Return side, place, stroke, pressure, pace and what comes next, each in its own rows."""
    share = Text().append("this touch  ", DIM).append_text(_thread(scene.step_share, width - 19, FLAME))
    return [
        Text(scene.side, f"bold {CREAM}"),
        *_fitted(Text(scene.place, CREAM), console, width, 2),
        *_fitted(Text(scene.doing, TALLOW), console, width, 1),
        *([] if short else [Text()]),
        *ladder(scene.pressure),
        *_fitted(Text(scene.image, DIM), console, width, 1 if short else 2),
        Text(scene.pace, DIM),
        share.append(f"  {scene.step_left}", DIM),
        *_fitted(Text().append("next  ", DIM).append(scene.next, TALLOW), console, width, 1),
    ]


def _to_go(time_left: str) -> Text:
    return Text().append(time_left, f"bold {CREAM}").append(" to go" if time_left else "", DIM)


def _thread(share: float, width: int, style: str) -> Text:
    """Return the thread of light: what has passed glows, what is to come is a hairline."""
    done = round(share * width * 2)
    text = Text("━" * (done // 2), style, no_wrap=True).append("╸" * (done % 2), style)
    return text.append("─" * (width - done // 2 - done % 2), HAIR)


def _sides(scene: Scene, columns: int) -> Text:
    """Print left and right beneath the picture, bold where hands are."""
    touched = {where.side.value for where in scene.covers}
    left, right = (
        Text(side, f"bold {FLAME}" if side in touched else DIM, no_wrap=True) for side in ("left", "right")
    )
    return _spread(left, right, columns)


def _spread(left: Text, right: Text, width: int) -> Text:
    between = " " * max(1, width - left.cell_len - right.cell_len)
    return Text().append_text(left).append(between).append_text(right)


def _keys(keys: Sequence[KeyLabel], width: int, rows: int) -> list[Text]:
    """Return the keys in words, the letter to press underlined, in exactly so many rows."""
    lines = [Text(no_wrap=True)]
    for one in keys:
        if lines[-1].cell_len + len(one.label) + 2 > width:
            lines.append(Text(no_wrap=True))
        before, letter, after = one.label.partition(one.key)
        if not letter:
            before, letter, after = "", one.key, f" {before}"
        lines[-1].append(before, DIM).append(letter, f"underline {FLAME}").append(f"{after}  ", DIM)
    return (lines + [Text()] * rows)[:rows]


def _fitted(text: Text, console: Console, width: int, rows: int) -> list[Text]:
    """Return a text in exactly so many rows."""
    lines = list(text.wrap(console, width))
    if len(lines) > rows:
        lines = lines[:rows]
        lines[-1].truncate(width - 1)
        lines[-1].append("…")
    return lines + [Text()] * (rows - len(lines))


def _on_night(line: Text, width: int) -> Text:
    shown = Text(" " * MARGIN, NIGHT_STYLE, no_wrap=True).append_text(line)
    shown.truncate(width)
    shown.pad_right(width - shown.cell_len)
    return shown
