"""The schemas describe what is really read and written."""

import json
from typing import get_args

import pytest

from backrub.documents.schema import SCHEMAS, schema
from backrub.domain.back import Group, Site
from backrub.domain.check_in import Feel, Position, Surface
from backrub.domain.errors import BadInput
from backrub.domain.session.events import Event


def part(document: dict, name: str) -> dict:
    return document["$defs"][name]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_json_and_finds_all_its_own_parts(name):
    text = json.dumps(schema(name))
    wanted = {ref.partition('"')[0] for ref in text.split('"#/$defs/')[1:]}
    assert wanted <= set(schema(name)["$defs"])
    assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_evening_schema_states_what_is_required_and_every_limit():
    document = schema("evening")
    evening = part(document, "EveningFile")
    assert evening["required"] == ["format", "minutes"]
    assert evening["additionalProperties"] is False
    assert (evening["properties"]["minutes"]["minimum"], evening["properties"]["minutes"]["maximum"]) == (
        5,
        60,
    )
    assert part(document, "Spot")["required"] == ["where", "feel"]
    for words in (Position, Surface, Feel):
        assert set(part(document, words.__name__)["enum"]) == set(words)


def test_every_key_of_the_evening_schema_is_described_or_leads_to_a_description():
    document = schema("evening")
    for table in ("EveningFile", "Receiver", "Giver", "Spot"):
        for name, key in part(document, table)["properties"].items():
            described = (
                key.get("description") or part(document, key["$ref"].rpartition("/")[2])["description"]
            )
            assert described, name


def test_the_plan_schema_knows_the_agreed_keys_and_no_others():
    document = schema("plan")
    plan_keys = ["format", "outcome", "reasons", "seconds", "set_up", "coverage", "steps"]
    assert list(part(document, "PlanDocument")["properties"]) == plan_keys
    step = part(document, "StepDocument")["properties"]
    assert " ".join(step) == (
        "id start_s duration_s move_s phase site side covers stroke tool pressure speed_cm_s cycle_s stand "
        "contact passes cues ask why"
    )
    assert step["site"]["enum"] == [*Site, *Group]


def test_the_event_schema_is_one_of_every_kind():
    document = schema("event")
    kinds = [
        part(document, one["$ref"].rpartition("/")[2])["properties"]["kind"]["enum"]
        for one in document["oneOf"]
    ]
    assert len(kinds) == len(get_args(Event))
    assert ["session_began"] in kinds
    assert ["debriefed"] in kinds


def test_an_unknown_schema_is_refused_in_one_sentence():
    with pytest.raises(
        BadInput, match=r"^There is no schema of that name; the schemas are evening, plan, event\.$"
    ):
        schema("wine")
