"""Append to a record for ever, saying each seq once it is durable; to be killed."""

import sys
from itertools import cycle, islice
from pathlib import Path

from backrub.domain.session.events import StepBegan
from backrub.storage.sqlite import open_log

with open_log(Path(sys.argv[1])) as log:
    seq = len(log.read("tonight"))
    for size in cycle([1, 3, 2]):
        steps = islice(range(seq + 1, sys.maxsize), size)
        new = [StepBegan(at_ms=number, step=f"s{number}-{'x' * 500}") for number in steps]
        seq = log.append("tonight", f"{size} after {seq}", new, expected_seq=seq)[-1].seq
        print(seq, flush=True)  # noqa: T201  # the acknowledgement
