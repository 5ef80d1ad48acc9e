from __future__ import annotations

import json

import pytest

from injects.schema import KINDS, schema


def definitions(kind: str) -> dict:
    made = schema(kind)
    return {**made["$defs"], "": made}


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_names_its_dialect_title_and_fields(kind):
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"].startswith("Maritime Tabletop")
    json.dumps(made)
    for name, info in KINDS[kind].model_fields.items():
        assert (info.alias or name) in made["properties"]
    assert made["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind):
    made = schema(kind)
    text = json.dumps(made)
    for part in text.split('"$ref": "#/$defs/')[1:]:
        assert part.split('"')[0] in made["$defs"]


def test_fields_are_described_and_names_are_those_of_the_file():
    inject = definitions("pack")["Inject"]["properties"]
    assert "from" in inject
    assert "sender" not in inject
    assert "replies" in inject["from_agency"]["description"]
    assert "Attributes" not in json.dumps(schema("pack"))


def test_scalars_may_stand_without_quotes_or_in_them():
    move = definitions("pack")["Move"]["properties"]
    assert move["room_minutes"]["type"] == ["integer", "string"]
    assert "number" in move["id"]["type"]
    flag = definitions("pack")["Fact"]["properties"]["covert"]
    assert flag["enum"] == [True, False, "true", "false"]
    assert schema("pack")["properties"]["format"]["enum"] == [1, "1"]
    assert schema("network")["properties"]["format"]["enum"] == [1, "1"]


def test_effects_of_actions_have_a_shape():
    effects = definitions("pack")["Action"]["properties"]["effects"]
    assert effects["items"] == {"$ref": "#/$defs/Effect"}


def test_there_is_no_schema_of_anything_else():
    with pytest.raises(KeyError):
        schema("session")
