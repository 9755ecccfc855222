"""The check-in: one question a screen, private to who answers; what is put away stays put away."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from litestar import get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from backrub.application.begin_night import tonights
from backrub.application.find_stage import Stage
from backrub.application.home_ports import Private, PrivateNote
from backrub.bootstrap.check_ins import check_ins_of, stage_finder
from backrub.bootstrap.house import House
from backrub.documents.check_in_answers import Answers, key_of, read_answers, roles_of, write_answers
from backrub.documents.check_in_form import answered
from backrub.documents.check_in_places import open_at
from backrub.domain.errors import BadInput
from backrub.domain.night import Night
from backrub.domain.questions import Question, Roles, is_grave, roles_tonight
from backrub.web.check_in_view import HOME, Screen, advice_for
from backrub.web.check_in_words import ASKED
from backrub.web.here import GivenHere, GivenHouse, Here, may_look_back
from backrub.web.page import Answer, Asked, page, see

TONIGHT = "/tonight"


@dataclass(frozen=True, slots=True)
class Under:
    """Join the check-in that is under way with its night and what this person is asked as."""

    house: House
    here: Here
    night: Night
    note: PrivateNote

    @property
    def answers(self) -> Answers:
        """Return what was answered so far."""
        return read_answers(self.note.answers)

    def roles(self, answers: Answers) -> Roles:
        """Return this person's roles: by their part until a turn is settled, then by that as well."""
        if answers.part is None:
            return roles_of(answers)
        turns = [turn.turn for turn in self.night.turns] if self.night.is_settled else []
        return roles_tonight(answers.part, turns, self.here.person.id)

    def missing(self, answers: Answers) -> Question | None:
        """Return the first question that is still open."""
        return answers.missing(self.roles(answers), self.house.catalogue.safety)

    def screen(self, question: Question, at: str = "") -> Screen:
        """Return a question as it stands."""
        answers = self.answers
        return Screen(self.house, self.here, question, answers, self.roles(answers), at)

    def may_open(self, question: Question) -> bool:
        """Return whether a question may be shown: what was put away on a shared phone needs a PIN."""
        answers = self.answers
        if question not in answers.questions(self.roles(answers), self.house.catalogue.safety):
            return False
        if not self.note.done or question not in answers.seen:
            return True
        return question is not Question.PART and may_look_back(self.house, self.here)


@get(HOME)
async def overview(house: GivenHouse, here: GivenHere) -> Answer:
    """Lead to the open question, to the end, or back to the answers that may be changed."""
    under = _under(house, here)
    if under is None:
        return see(TONIGHT)
    answers = under.answers
    if missing := under.missing(answers):
        return see(f"{HOME}/{missing}")
    if not under.note.done:
        return page("check_in/finish.html", partner=_partner_name(here))
    if not may_look_back(house, here):
        return see(TONIGHT)
    order = answers.questions(under.roles(answers), house.catalogue.safety)
    titles = [(one, ASKED[one].title.format(partner=_partner_name(here))) for one in order]
    return page("check_in/answers.html", titles=titles[1:])


@post(HOME)
async def finish(house: GivenHouse, here: GivenHere) -> Answer:
    """Put the answers away."""
    under = _under(house, here)
    if under is None:
        return see(TONIGHT)
    if missing := under.missing(under.answers):
        return see(f"{HOME}/{missing}")
    await _keep(under, under.answers, finish=True)
    return see(_onward(under))


@get(HOME + "/{question:str}")
async def show_question(
    question: FromPath[str],
    house: GivenHouse,
    here: GivenHere,
    at: FromQuery[str] = "",
    advice: FromQuery[bool] = False,
) -> Answer:
    """Show one question, or the advice that belongs to what was chosen there."""
    under, asked = _under(house, here), _question(question)
    if under is None or not under.may_open(asked):
        return see(TONIGHT)
    screen = under.screen(asked, at)
    if rows := advice_for(screen) if advice else []:
        ends = under.missing(screen.answers) is None
        grave = any(map(is_grave, rows))
        return page("check_in/advice.html", rows=rows, grave=grave, ends=ends, back=f"{HOME}/{asked}")
    if at:
        try:
            open_at(at)
        except BadInput:
            raise NotFoundException from None
    return page(screen.template, trouble=None, **screen.context())


@post(HOME + "/{question:str}")
async def answer(question: FromPath[str], request: Asked, house: GivenHouse, here: GivenHere) -> Answer:
    """Keep an answer and go on."""
    under, asked = _under(house, here), _question(question)
    if under is None or not under.may_open(asked):
        return see(TONIGHT)
    sent = await request.form()
    form = {key: [str(value) for value in sent.getall(key)] for key in sent}
    try:
        answers = answered(under.answers, asked, form, house.catalogue.safety)
    except BadInput as error:
        screen = under.screen(asked)
        return page(screen.template, status=400, trouble=error, **screen.context())
    return await _go_on(under, asked, answers, form)


async def _go_on(
    under: Under, asked: Question, answers: Answers, form: Mapping[str, Sequence[str]]
) -> Answer:
    """Keep the answers and lead on: to a place of the map, to advice, to the next question, or to the end."""
    at = next(iter(form.get("open", ())), "")
    stays = asked is Question.MAP and not form.keys().isdisjoint({"open", "another", "forget"})
    advised = "skip" not in form and bool(
        _chosen(answers, asked, under) - _chosen(under.answers, asked, under)
    )
    ends = under.missing(answers) is None and (under.note.done or not (advised or stays))
    await _keep(under, answers, finish=ends)
    if stays:
        return see(f"{HOME}/map?at={at}" if at else f"{HOME}/map")
    if advised:
        return see(f"{HOME}/{asked}?advice=1")
    if ends:
        is_change = under.note.done and under.missing(under.answers) is None
        return see(HOME if is_change else _onward(under))
    return see(f"{HOME}/{_next(under, asked, answers)}")


def _onward(under: Under) -> str:
    """Return where the phone goes from answers put away: to the other, if they have it alone to answer on."""
    sharer, person = under.here.sharer(), under.here.person
    night = under.house.nights.night(under.night.id)
    stage = stage_finder(under.house, person.home_id).stage(night, person.id)
    if sharer is None or stage not in {Stage.WAITING, Stage.DECLINED}:
        return TONIGHT
    theirs = [one for one in under.house.people.devices(person.home_id) if sharer.id in one.people]
    return TONIGHT if len(theirs) > 1 else f"/hand-over/{sharer.id}"


def _chosen(answers: Answers, asked: Question, under: Under) -> set[str]:
    """Return the health keys of a screen that are so."""
    screen = Screen(under.house, under.here, asked, answers, under.roles(answers))
    return {row.key for row in advice_for(screen)} & set(map(key_of, answers.health))


def _next(under: Under, asked: Question, answers: Answers) -> Question:
    """Return the question after this one, be it answered; of answers put away, the first that is open."""
    order = answers.questions(under.roles(answers), under.house.catalogue.safety)
    missing = under.missing(answers) or order[-1]
    after = order[order.index(asked) + 1 :] if asked in order and not under.note.done else ()
    return next(iter(after), missing)


async def _keep(under: Under, answers: Answers, *, finish: bool) -> None:
    """Keep the answers; whoever finishes second lets the night go on, and both hear of it."""
    check_ins = check_ins_of(under.house, under.night.home_id)
    person_id, text = under.here.person.id, write_answers(answers)
    done = under.note.done or finish
    night = await to_thread(check_ins.keep, under.night.id, person_id, text, done=done, finish=finish)
    if night is not None and night.version != under.night.version:
        under.house.hub.publish(f"night:{night.id}")


def _under(house: House, here: Here) -> Under | None:
    """Return the check-in under way, None where there is none or hands have begun."""
    night = tonights(house.nights, here.device.home_id, here.person.id, now_ms=house.now_ms())
    if night is None or night.is_over or any(turn.session_id for turn in night.turns):
        return None
    note = house.nights.private(night.id, here.person.id, Private.CHECK_IN)
    return Under(house, here, night, note) if note else None


def _question(text: str) -> Question:
    if text not in list(Question):
        raise NotFoundException
    return Question(text)


def _partner_name(here: Here) -> str:
    partner = here.partner()
    return partner.name if partner else "the other"


handlers = (overview, finish, show_question, answer)
