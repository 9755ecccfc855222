"""The real server, but whoever speaks whistles: an ear finds it in any sound."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from backrub.__main__ import main
from backrub.bootstrap import house
from tests.aired import Whistle

if __name__ == "__main__":
    house.best_voice = lambda *_: Whistle()
    main()
