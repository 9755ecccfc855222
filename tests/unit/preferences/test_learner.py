"""The learner: what it believes, when it asks and how, and how much it trusts a silence."""

import pytest

from backrub.domain.errors import BadInput
from backrub.domain.preferences import LEARNED, Elo, Taste
from backrub.domain.preferences.answers import CHOICE, LEVEL
from backrub.domain.preferences.attention import ATTENTION, PASSING, SIGNS

EVERYWHERE = {(at.site.value, at.side.value): 2.0 for at in LEARNED}
MUCH = 99


def likes(taste, at=LEARNED[0]):
    return taste.likes(at.site, at.side)


def answers(evening, wants, *, pressure=3.0, form="level", times=1):
    """Let every place be answered for."""
    for at in LEARNED * times:
        evening.answered(at.site, at.side, pressure, wants, form)
    return evening


def asked(evening, left=MUCH):
    return [evening.question(at.site, at.side, EVERYWHERE, left) for at in LEARNED]


def test_the_chances_of_all_answers_make_a_whole():
    assert LEVEL.sum(axis=0) == pytest.approx(1.0)
    assert CHOICE[1:4].sum(axis=0) == pytest.approx(1.0)


def test_the_chances_of_all_signs_make_a_whole():
    remark = sum(PASSING[1, sign] for sign in SIGNS)
    assert remark == pytest.approx(remark[..., :1].repeat(len(ATTENTION), axis=-1))


def test_nothing_known_opens_a_little_below_what_most_people_like():
    evening, taste = Taste().evening(), Taste()
    for at in LEARNED:
        assert 2.0 <= evening.pressure(at.site, at.side) < likes(taste, at).level <= 3.1


def test_one_answer_tells_of_the_whole_back_and_most_of_its_own_place():
    evening = Taste().evening()
    evening.answered("shoulder_top", "left", 3.0, 2, "level")
    taste = evening.close()
    rise = {at: likes(taste, at).level - likes(Taste(), at).level for at in LEARNED}
    assert min(rise.values()) > 0.2
    assert max(rise, key=rise.get) == "shoulder_top:left"


def test_a_mood_passes_and_the_lasting_part_stays():
    evening = answers(Taste().evening(), -2)
    tonight = evening.pressure("mid_back", "left")
    assert tonight + 0.2 < evening.close().evening().pressure("mid_back", "left") < 2.6


def test_every_answer_narrows_what_is_believed():
    taste = answers(Taste().evening(), 0).close()
    assert all(likes(taste, at).spread < likes(Taste(), at).spread for at in LEARNED)
    assert likes(taste).words == 1


def conversation(taste, level):
    """Return how many questions an evening down the back takes of somebody frank, and the taste after it."""
    evening, questions = taste.evening(), 0
    for number, at in enumerate(LEARNED):
        minutes = {(later.site.value, later.side.value): 2.0 for later in LEARNED[number:]}
        used = evening.pressure(at.site, at.side)
        if form := evening.question(at.site, at.side, minutes, MUCH):
            questions += 1
            evening.answered(at.site, at.side, used, round((level - used) / 0.8), form)
        used = evening.pressure(at.site, at.side)
        for _ in range(4):
            evening.watched(at.site, at.side, used, 30, None, "settle")
    return questions, evening.close()


def test_questions_grow_rarer_as_more_is_known():
    questions, taste = [], Taste()
    for _ in range(3):
        asked_tonight, taste = conversation(taste, 3.2)
        questions.append(asked_tonight)
    assert 0 < questions[2] < questions[0] <= 6


def test_with_few_questions_left_only_the_places_worth_most_are_asked():
    evening = answers(Taste().evening(), 0)
    uneven = EVERYWHERE | {("neck", "left"): 20.0, ("neck", "right"): 20.0}
    assert evening.question("neck", "left", uneven, 1)
    assert evening.question("hip_rim", "left", uneven, 9)
    assert evening.question("hip_rim", "left", uneven, 1) is None


def test_nothing_is_asked_without_a_question_left_or_time_to_use_the_answer():
    evening = Taste().evening()
    assert evening.question("neck", "left", EVERYWHERE, 0) is None
    assert evening.question("scalp", "left", EVERYWHERE, 5) is None
    assert evening.question("neck", "left", dict.fromkeys(EVERYWHERE, 0.01), 5) is None
    assert evening.question("neck", "left", {("scalp", "left"): 9.0}, 5) is None


def test_where_fine_tells_little_the_question_offers_a_choice():
    evening = Taste().evening()
    assert set(asked(evening)) == {"level"}
    for level in (1.2, 4.5):
        evening.answered("mid_back", "left", level, 0, "level")
    assert set(asked(evening)) == {"choice"}


def test_much_softer_means_the_same_in_both_wordings():
    level, choice = Taste().evening(), Taste().evening()
    level.answered("neck", "left", 3.0, -2, "level")
    choice.answered("neck", "left", 3.0, -2, "choice")
    assert level.close().to_json() == choice.close().to_json()


def trusted(signs):
    """Return the attention believed of a giver who reports these signs in turn, at 4.5 and at 2.8."""
    evening = answers(Taste().evening(), 0, pressure=2.8, times=2)
    for number in range(40):
        evening.watched("mid_back", "left", (4.5, 2.8)[number % 2], 30, None, signs[number % 2])
    return float(evening.close().attention @ ATTENTION)


def test_a_giver_whose_signs_fit_is_trusted_and_one_who_sees_nothing_is_not():
    assert trusted(("tense", "settle")) > 0.6
    assert trusted(("settle", "tense")) < 0.2
    assert trusted((None, None)) < 0.3


def test_a_long_silence_of_somebody_who_speaks_tells_that_it_is_fine():
    evening = Taste().evening()
    before = evening.pressure("mid_back", "left")
    for _ in range(20):
        evening.watched("mid_back", "left", 3.2, 30, None, None)
    assert evening.pressure("mid_back", "left") > before


def test_a_shorter_silence_tells_less():
    short, long = Taste().evening(), Taste().evening()
    short.watched("mid_back", "left", 3.5, 3, None, None)
    long.watched("mid_back", "left", 3.5, 30, None, None)
    assert likes(short.close()).spread > likes(long.close()).spread


def test_a_slow_rise_ends_at_the_lower_edge_of_what_is_liked():
    evening = Taste().evening()
    for at in LEARNED:
        evening.said_when(at.site, at.side, 3.5)
    assert evening.pressure("mid_back", "left") == pytest.approx(3.75, abs=0.2)
    evening.said_when("scalp", "left", 1.5)
    assert evening.pressure("scalp", "left") == 2.0


@pytest.mark.parametrize("kind", [Taste, Elo])
def test_what_they_say_of_themselves_counts_exactly_and_elsewhere_a_little(kind):
    taste = kind().corrected("low_back", "right", 2.0, 2.5)
    assert taste.likes("low_back", "right").level == pytest.approx(2.0, abs=0.05)
    assert taste.likes("low_back", "right").speed_cm_s == pytest.approx(2.5, abs=0.1)
    assert taste.corrected("low_back", "right", None, None) == taste


@pytest.mark.parametrize("kind", [Taste, Elo])
def test_a_close_that_wants_firmer_opens_firmer_next_time(kind):
    def next_time(wants):
        evening = kind().evening()
        evening.watched("mid_back", "left", 2.8, 30, None, None)
        evening.debriefed("mid_back", "left", wants)
        evening.debriefed("hip_rim", "left", wants)
        return evening.close().evening().pressure("mid_back", "left")

    assert next_time(-1) < next_time(0) < next_time(1)


def test_a_wish_leads_the_first_evening_and_shifts_the_later_ones():
    first = {wish: Taste().evening(wish).pressure("mid_back", "left") for wish in ("light", "medium", "firm")}
    assert first["light"] + 0.5 < first["medium"] < first["firm"] <= first["medium"] + 0.6
    taste = answers(Taste().evening("medium"), 1).close()
    same = taste.evening("medium").pressure("mid_back", "left")
    assert same > first["medium"]
    assert taste.evening("firm").pressure("mid_back", "left") == pytest.approx(same + 0.5)
    assert taste.evening("light").pressure("mid_back", "left") <= 2.0


def test_a_first_wish_after_evenings_without_one_is_measured_from_what_was_learned():
    taste = answers(Taste().evening(), 0, pressure=3.6).close()
    assert taste.evening("medium").pressure("mid_back", "left") <= 3.0
    assert taste.evening("medium").close().usual == pytest.approx(3.3, abs=0.2)


def test_firmer_lifts_the_cap_of_a_light_wish():
    evening = Taste().evening("light")
    evening.answered("mid_back", "left", 2.0, 1, "level")
    evening.answered("mid_back", "left", 2.3, 1, "level")
    assert 2.0 < evening.pressure("mid_back", "left") <= 2.6


@pytest.mark.parametrize(
    "act",
    [
        lambda evening: evening.pressure("elbow", "left"),
        lambda evening: evening.pressure("neck", "both"),
        lambda evening: evening.answered("neck", "left", float("nan"), 0, "level"),
        lambda evening: evening.answered("neck", "left", 3.0, 3, "level"),
        lambda evening: evening.answered("neck", "left", 3.0, 0, "shout"),
        lambda evening: evening.watched("neck", "left", 3.0, -1, None, None),
        lambda evening: evening.watched("neck", "left", 3.0, 30, 5, None),
        lambda evening: evening.watched("neck", "left", 3.0, 30, None, "yawn"),
        lambda evening: evening.wants_slower("neck", "left", 0.0),
        lambda evening: evening.close().evening("hard"),
        lambda evening: evening.close().likes("scalp", "left"),
        lambda evening: evening.close().corrected("neck", "left", float("inf"), None),
        lambda evening: evening.close().corrected("neck", "left", None, -1.0),
    ],
)
@pytest.mark.parametrize("kind", [Taste, Elo])
def test_what_cannot_be_used_is_refused_in_one_sentence(kind, act):
    evening = kind().evening()
    before = evening.close().to_json()
    with pytest.raises(BadInput, match=r"^.+\.$"):
        act(evening)
    assert evening.close().to_json() == before
