"""Whatever is sent to any address, Backrub answers; it never breaks."""

from itertools import cycle
from random import Random

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from tests.evenings import random_evening
from tests.home_of_two import STAGES, Evening, HomeOfTwo, answers_from

ENDLESS = r"/(stream|sound\.\w+)$"
"""Streams go on until someone leaves, and a file takes its time; what they say is tried elsewhere."""

EVENING = Evening(answers_from(random_evening(Random(3))))
home = HomeOfTwo()
stages = cycle(STAGES)
api = schemathesis.openapi.from_asgi("/schema/openapi.json", home.app).exclude(path_regex=ENDLESS)


@api.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_server(case):
    home.play(EVENING, next(stages))
    case.headers["x-csrftoken"] = home.form_token
    case.call_and_validate(checks=[not_a_server_error], cookies=home.cookies("Cheryl"))
