"""The gallery shows every page as it is now, and nothing else lies beside it."""

import re
from pathlib import Path

SCREENS = Path(__file__).parents[2] / "docs" / "screens"


def test_every_picture_of_the_gallery_is_on_its_page():
    shown = re.findall(r'src="([^"]+)"', (SCREENS / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == len(set(shown))
    assert set(shown) == {path.name for path in SCREENS.glob("*.webp")}
