"""The simple rule: a step for every word, here and everywhere."""

from backrub.domain.preferences import LEARNED, Elo

EVERYWHERE = {(at.site.value, at.side.value): 2.0 for at in LEARNED}


def test_every_word_moves_its_place_most():
    evening = Elo().evening()
    before = {at: evening.pressure(at.site, at.side) for at in LEARNED}
    evening.answered("mid_back", "left", 3.0, 1, "level")
    moved = {at: evening.pressure(at.site, at.side) - before[at] for at in LEARNED}
    assert min(moved.values()) > 0
    assert max(moved, key=moved.get) == "mid_back:left"


def test_a_remark_and_a_choice_declined_count_half():
    said, declined, remarked = (Elo().evening() for _ in range(3))
    said.answered("mid_back", "left", 2.0, 0, "level")
    declined.answered("mid_back", "left", 2.0, 0, "choice")
    remarked.watched("mid_back", "left", 2.0, 30, -1, None)
    level = {e: e.close().likes("mid_back", "left").level for e in (said, declined, remarked)}
    assert level[said] < level[declined] < 3.0
    assert level[remarked] < 3.0


def test_a_rise_ended_is_heard_and_silence_is_not():
    evening = Elo().evening()
    evening.watched("mid_back", "left", 2.0, 30, None, "settle")
    assert evening.close().to_json() == Elo().to_json()
    evening.said_when("mid_back", "left", 2.0)
    assert evening.close().likes("mid_back", "left").level < 3.0


def test_what_was_asked_tonight_is_not_asked_again():
    evening = Elo().evening()
    assert evening.question("mid_back", "left", EVERYWHERE, 3) == "level"
    evening.answered("mid_back", "left", 3.0, 0, "level")
    assert evening.question("mid_back", "left", EVERYWHERE, 3) is None
