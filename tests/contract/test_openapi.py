"""Whatever is sent to any address, Backrub answers; it never breaks."""

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from tests.home_of_two import HomeOfTwo

home = HomeOfTwo()
api = schemathesis.openapi.from_asgi("/schema/openapi.json", home.app)


@api.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_server(case):
    case.call_and_validate(checks=[not_a_server_error], cookies={"backrub_device": "phone-Cheryl"})
