"""Append to four sessions at once, for ever, saying each seq once it is durable; to be killed."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from backrub.domain.session.events import StepBegan
from backrub.storage.store import open_store
from backrub.storage.tables.event_log import RecordedLog


def append_for_ever(log: RecordedLog, session_id: str) -> None:
    seq = len(log.read(session_id))
    for size in cycle([1, 3, 2]):
        steps = islice(range(seq + 1, sys.maxsize), size)
        new = [StepBegan(at_ms=number, step=f"s{number}-{'x' * 500}") for number in steps]
        seq = log.append(session_id, f"{size} after {seq}", new, expected_seq=seq)[-1].seq
        sys.stdout.write(f"{session_id} {seq}\n")  # the acknowledgement
        sys.stdout.flush()


with open_store(Path(sys.argv[1])) as store, ThreadPoolExecutor() as threads:
    for done in [threads.submit(append_for_ever, store.log, session) for session in sys.argv[2:]]:
        done.result()
