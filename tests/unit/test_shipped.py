"""What is shipped is small, and what runs needs nothing that only builds."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import backrub

PACKAGE = Path(backrub.__file__).parent
WHEEL_BYTES = 8_000_000
BUILDERS = ("torch", "anny", "shapely")
NEEDED = "import sys, backrub.bootstrap.evening, backrub.cli.drawing, backrub.documents.atlas_json"
TRACED = """
from pathlib import Path
from backrub.bootstrap.evening import on_body, read_asked
from backrub.cli.drawing import atlas_picture_bytes, storyboard_bytes
tonight = read_asked(Path(sys.argv[1])).tonight(None, seed=0)
body = on_body("feminine")
assert storyboard_bytes(tonight, body) and atlas_picture_bytes(body, frozenset({"muscles", "paths"}))
"""


def zipped_bytes():
    """Return the size of all packaged files, compressed as a wheel is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                wheel.write(path, path.relative_to(PACKAGE.parent))
    return packed.tell()


def test_the_wheel_stays_within_eight_megabytes():
    assert 1_000_000 < zipped_bytes() <= WHEEL_BYTES


@pytest.mark.parametrize("work", ["", TRACED], ids=["imported", "drawing"])
def test_nothing_that_only_builds_is_needed_to_run(work):
    code = f"{NEEDED}\n{work}\nprint([name for name in {BUILDERS} if name in sys.modules])"
    example = PACKAGE.parents[1] / "examples" / "five_minutes.toml"
    run = subprocess.run([sys.executable, "-c", code, example], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
