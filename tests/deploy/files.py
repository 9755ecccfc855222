"""The files of deploy/, read as the programs that use them read them."""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[2] / "deploy"


def unit(name):
    """Return the sections of a systemd unit: the values of each name, in order."""
    sections, here = {}, None
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith(("#", ";")):
            key, _, value = line.partition("=")
            here.setdefault(key, []).append(value)
    return sections


def compose():
    """Return the compose file as data, its anchors followed."""
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))


def caddyfile():
    """Return the Caddyfile as (words, block) pairs; the block of a line without one is empty."""
    lines = iter((FOLDER / "Caddyfile").read_text(encoding="utf-8").splitlines())
    return _block(lines)


def _block(lines):
    pairs = []
    for line in map(str.strip, lines):
        if line == "}":
            return pairs
        if line and not line.startswith("#"):
            opens = line == "{" or line.endswith(" {")
            words = line.removesuffix("{").split() if opens else line.split()
            pairs.append((words, _block(lines) if opens else []))
    return pairs


def containerfile():
    """Return the instructions of the Containerfile as (name, words) pairs, those split over lines joined."""
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, words) for name, *words in lines]
