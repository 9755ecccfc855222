"""A few homes in the middle of a back rub: phones that press and listen while faults come and go."""

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import count

from backrub.application.press import Press, command_of
from backrub.domain.session.events import CameLate, Debriefed, FeedbackGiven, Paused, SignNoted, Stopped, Who
from backrub.storage.store import open_store
from tests.begun import EVENING, begin_command, begin_night, move_in
from tests.faults.checker import History, Logged, Over, behind
from tests.faults.phones import Phone

HOMES = 4
AGO_S = 30
"""For how long the sessions have been going when phones open their pages."""

SETTLED_WITHIN_S = 15.0
_RECORDS = FeedbackGiven | SignNoted | CameLate | Paused | Stopped
_COMMAND = command_of(Press("", "lovely", 0, Who.RECEIVER)).id
_NUMBERS = count(1)


class Load:
    """Hold phones that press and listen, and the faults that are over."""

    def __init__(self, nodes, phones, sessions):
        self.nodes = nodes
        self.phones = phones
        self.sessions = sessions
        self.over = []
        self.wrong = []
        self.hands = asyncio.Event()

    def is_over(self, fault):
        """Note that from this moment everything has five seconds to be live again."""
        self.over.append(Over(fault, time.monotonic()))

    async def all_live(self):
        """Come back once every phone was answered, and heard something, since the last fault was over."""
        since_s = self.over[-1].at_s

        def is_live(phone):
            taken = any(one.sent_s >= since_s and one.taken_s for one in phone.sent[-20:])
            return taken and bool(phone.heard) and phone.heard[-1].at_s >= since_s

        await until(lambda: all(map(is_live, self.phones)), most_s=SETTLED_WITHIN_S)

    async def quiet(self, since):
        """Let hands rest, and note which stream does not come to the end of the log in five seconds by itself.

        Without a next press there is no next hint: what was missed has to be found.
        """
        self.wrong += [f"{since}: {sentence}" for sentence in behind(await self.settled())]
        self.hands.set()

    async def settled(self):
        """Let hands rest, and return the history once every stream is at its end, or will never be."""
        self.hands.clear()
        await until(lambda: all(phone.sent[-1].taken_s for phone in self.phones), most_s=SETTLED_WITHIN_S)
        history = await self.history()
        while True:
            await until(partial(_all_up_to_date, self.phones, history.told))
            earlier, history = history, await self.history()
            if history.told == earlier.told:  # time alone brought nothing more
                return history

    async def history(self):
        """Return all that happened, with what the record holds now."""
        return await asyncio.to_thread(self._history)

    def _history(self):
        with open_store(self.nodes.address, key_file=self.nodes.key_file) as store:
            logs = {session: store.log.read(session) for session in self.sessions}
        telling = {
            session: [one.seq for one in log if not isinstance(one.event, Debriefed | CameLate)]
            for session, log in logs.items()
        }
        return History(
            sent=tuple(one for phone in self.phones for one in phone.sent),
            logged=tuple(Logged(session, one.seq, _key(one)) for session, log in logs.items() for one in log),
            heard=tuple(one for phone in self.phones for one in phone.heard),
            over=tuple(self.over),
            told={session: seqs[-1] for session, seqs in telling.items()},
        )


def _key(recorded):
    """Return the key of the press that an event records, None where it only follows from one."""
    is_press = isinstance(recorded.event, _RECORDS) and recorded.command_id.startswith(_COMMAND)
    return recorded.command_id.removeprefix(_COMMAND) if is_press else None


@asynccontextmanager
async def load(nodes, rng, *, doors=()):
    """Give a load that is under way, every phone answered once; phones come by `doors`, else by every node's own."""
    begun = await asyncio.to_thread(_begun, nodes)
    doors = doors or [node.door for node in nodes.all]
    async with AsyncExitStack() as stack:
        phones = []
        for number, (session, tokens) in enumerate(begun.items()):
            for name, word in (("giver", "sign:settle"), ("receiver", "lovely")):
                phone = Phone(f"{name}-{session}", session, cookie=tokens[name], word=word, rng=rng)
                stack.push_async_callback(phone.close)
                is_second = (number + len(phones)) % 2
                await phone.arrive(doors[::-1] if is_second else doors)
                phones.append(phone)
        under_way = Load(nodes, phones, list(begun))
        listening = [asyncio.create_task(phone.listen()) for phone in phones]
        pressing = [asyncio.create_task(phone.press_while(under_way.hands)) for phone in phones]
        stack.push_async_callback(_cancelled, [*listening, *pressing])
        under_way.hands.set()
        under_way.is_over("the beginning")
        await under_way.all_live()
        yield under_way


def _all_up_to_date(phones, told):
    return all(phone.heard and phone.heard[-1].seq >= told[phone.session] for phone in phones)


async def until(holds, *, most_s=5.0):
    """Come back once something holds, or after so long: then the judge says what is wrong."""
    end_s = time.monotonic() + most_s
    while not holds() and time.monotonic() < end_s:  # noqa: ASYNC110  # many things may make it hold
        await asyncio.sleep(0.02)


async def _cancelled(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _begun(nodes):
    """Return the sessions of fresh homes, with the tokens of their phones."""
    command = begin_command(EVENING)
    begun = {}
    with open_store(nodes.address, key_file=nodes.key_file) as store:
        for _ in range(HOMES):
            home = f"home{next(_NUMBERS)}"
            move_in(store, home)
            began_ms = time.time_ns() // 1_000_000 - AGO_S * 1000
            session = begin_night(store, home, began_ms=began_ms, command=command)
            begun[session] = {name: f"{home}-{name}-token" for name in ("giver", "receiver")}
    return begun
