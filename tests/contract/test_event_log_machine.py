"""Whatever is done in whatever order, the file and the dictionaries tell the same."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.fakes import MemoryEventLog
from tests.strategies import events

from backrub.application.ports import SessionRef
from backrub.domain.errors import SequenceConflict, StoreUnavailable
from backrub.storage.store import open_store

ids = st.sampled_from(["a", "b", "Ünï 'c'; --"])
people = st.sampled_from(["Cheryl", "Scott"])


class TwoLogs(RuleBasedStateMachine):
    """Do everything to both logs, one of which is closed and opened now and then, or used from two sides."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "record.db"
        self.memory = MemoryEventLog()
        self.file = open_store(self.path)
        self.other = open_store(self.path)

    def both(self, act):
        outcomes = []
        for log in (self.memory, self.file.log):
            try:
                outcomes.append(act(log))
            except (SequenceConflict, StoreUnavailable) as error:
                outcomes.append(type(error))
        assert outcomes[0] == outcomes[1]

    @rule(id_=ids, giver=people, receiver=people)
    def open_session(self, id_, giver, receiver):
        self.both(lambda log: log.open_session(SessionRef(id_, giver, receiver, "digest")))

    @rule(
        id_=ids,
        command=st.integers(0, 5),
        new=st.lists(events, max_size=3),
        off_by=st.sampled_from([0, 0, 0, -1, 1]),
    )
    def append(self, id_, command, new, off_by):
        end = len(self.memory.read(id_)) + off_by
        self.both(lambda log: log.append(id_, f"c{command}", new, expected_seq=end))

    @rule(id_=ids)
    def erase(self, id_):
        self.both(lambda log: log.erase_session(id_))

    @rule()
    def reopen(self):
        self.file.close()
        self.file = open_store(self.path)

    @rule()
    def change_sides(self):
        self.file, self.other = self.other, self.file

    @rule(giver=st.none() | people, receiver=st.none() | people)
    def find(self, giver, receiver):
        self.both(lambda log: log.sessions(giver=giver, receiver=receiver))

    @rule(id_=ids, after=st.integers(0, 5))
    def read(self, id_, after):
        self.both(lambda log: log.read(id_, after=after))

    @invariant()
    def tells_the_same(self):
        self.both(lambda log: [(ref, log.read(ref.id)) for ref in log.sessions()])

    def teardown(self):
        self.file.close()
        self.other.close()
        shutil.rmtree(self.folder)


TestTwoLogs = TwoLogs.TestCase
TestTwoLogs.settings = settings(max_examples=30, stateful_step_count=20)
