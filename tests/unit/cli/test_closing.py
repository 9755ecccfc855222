"""The closing questions: few, private, and each may be passed over."""

from tests.rehearsal import SECONDS, Rehearsal

from backrub.cli.closing import closing
from backrub.content.loader import load_catalogue
from backrub.domain.back import Group, SiteSide
from backrub.domain.session.commands import End

SPOT = SiteSide.BETWEEN_BLADES_LEFT
SPOT_QUESTION = "The muscle between spine and left shoulder blade: softer"


class Receiver:
    """Answer where a question holds some words, pass over everything else."""

    def __init__(self, **answers):
        lists = {words: [said] if isinstance(said, str) else said for words, said in answers.items()}
        self.answers = {words.replace("_", " "): said for words, said in lists.items()}
        self.asked = []

    def __call__(self, question, hint):
        self.asked.append(question)
        assert hint.endswith(".")
        waiting = next((said for words, said in self.answers.items() if words in question and said), [""])
        return waiting.pop(0)


def debrief(receiver, *, at=SECONDS):
    evening = Rehearsal()
    if at < SECONDS:
        evening.at(at, End("end"))
    else:
        evening.advance(at)
    command = closing(evening.session, load_catalogue(), receiver)
    evening.at(at + 9, command)
    return command


def wants(command):
    return {site.where: site.wants for site in command.sites}


def test_everything_may_be_passed_over():
    command = debrief(Receiver())
    assert (command.felt, command.sites, command.tension_after) == ("", (), ())
    assert command.put_up_with is False
    assert command.keep == ""


def test_the_words_are_kept_as_they_were_said():
    command = debrief(Receiver(feel="warm and slow", next_time="the knot"))
    assert (command.felt, command.keep) == ("warm and slow", "the knot")


def test_tension_is_asked_for_every_spot_that_was_asked_for():
    assert debrief(Receiver(Tension="4")).tension_after == ((SPOT, 4),)


def test_tension_is_asked_again_until_it_can_be():
    receiver = Receiver(Tension=["many", "11", "-1", "0"])
    assert debrief(receiver).tension_after == ((SPOT, 0),)
    assert sum("Tension" in question for question in receiver.asked) == 4


def test_a_group_speaks_for_all_that_was_worked_on_in_it():
    said = wants(debrief(Receiver(The_shoulders="1", The_back="firmer")))
    assert said[SiteSide.SHOULDER_TOP_LEFT] == said[SiteSide.SHOULDER_TOP_RIGHT] == -1
    assert said[SiteSide.LOW_BACK_LEFT] == 1
    assert SiteSide.MID_BACK_LEFT not in said  # it was warmed, not worked on
    assert SiteSide.NECK_LEFT not in said  # passed over


def test_the_spot_has_the_last_word_on_itself():
    said = wants(debrief(Receiver(The_shoulders="3", The_muscle="just right")))
    assert said[SPOT] == 0
    assert said[SiteSide.SHOULDER_TOP_LEFT] == 1


def test_only_what_hands_reached_is_asked_about():
    receiver = Receiver()
    debrief(receiver, at=30)
    assert not any("softer" in question for question in receiver.asked)
    receiver = Receiver()
    debrief(receiver, at=130)
    assert sum("softer" in question for question in receiver.asked) == 1


def test_no_more_questions_than_groups_and_spots():
    receiver = Receiver()
    debrief(receiver)
    assert len(receiver.asked) == 3 + 1 + len(Group) + 1


def test_anything_put_up_with_is_told_by_a_yes_alone():
    assert debrief(Receiver(put_up_with="Y")).put_up_with is True
    assert debrief(Receiver(put_up_with="no")).put_up_with is False
