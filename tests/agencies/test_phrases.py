"""The words of simulated agencies: whatever cannot be filled in is told where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from agencies.loading import load_network
from agencies.phrases import Phrases

HEAD = """format: 1
id: n
title: N
fact_kinds: {}
channels: {phone: {title: Phone}}
agencies:
  a: {title: A, short: A, kind: police, sector: security-forces}
  b: {title: B, short: B, kind: csirt}
links: [{from: a, to: b, via: phone}]
phrases:
"""


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ('inform: [{en: "{facts}", es: "{facs}"}]', "11:12", "{facs} here. Did you mean 'facts'?"),
        ('inform: [{en: "{facts}", es: "Hola"}]', "11:12", "{facts} is missing in 'Hola'"),
        ('answer: ["{facts}", "What we know"]', "11:23", "{facts} is missing in 'What we know'"),
        ('done: ["Done"]', "11:10", "{action} is missing"),
        ('confirmed: ["{fact"]', "11:15", "a brace stands alone in '{fact'. Write {time} for a"),
        ('confirmed: ["{fact} {time:>9}"]', "11:15", "is not just a name"),
        ('confirmed: ["{fact.id}"]', "11:15", "is not just a name"),
        ('greeting: ["Hello"]', "11:3", "unknown field 'greeting'"),
        ('openings: {any: ["{facts}"]}', "11:20", "nothing fills the placeholder {facts} here"),
        ('spoken: {inform: ["Hello"]}', "11:21", "{facts} is missing in 'Hello'"),
        ('spoken: {closings: {polise: ["x"]}}', "11:23", "'polise' is no agency's kind or sector"),
        ('openings: {polise: ["{to}."]}', "11:14", "'polise' is no agency's kind or sector"),
    ],
)
def test_what_cannot_be_filled_in_is_one_problem_at_its_place(
    tmp_path: Any, line: str, place: str, said: str
) -> None:
    file = tmp_path / "n.yml"
    file.write_text(f"{HEAD}  {line}\n", "utf-8")
    (problem,) = load_network(file).problems
    assert str(problem).startswith(f"{file}:{place}: ")
    assert said in str(problem)


def test_every_placeholder_may_stand_where_it_is_known() -> None:
    phrases = Phrases.model_validate(
        {"referral": ["{from} to {to}, {time}, {subject}: {action} is for {authority} {{so}}"]}
    )
    assert phrases.of("referral")[0].into("en").endswith("{{so}}")


def test_an_agency_speaks_as_its_kind_else_as_its_sector_else_as_anybody() -> None:
    voices = Phrases.model_validate(
        {"openings": {"any": ["A"], "port": ["S"], "police": ["K", "k"]}}
    ).openings
    said = [
        Phrases.spoken_by(voices, *who) for who in (("police", "port"), ("vts", "port"), ("x", "y"))
    ]
    assert [[text.into("en") for text in texts] for texts in said] == [["K", "k"], ["S"], ["A"]]


def test_what_is_not_put_by_voice_is_put_as_in_writing() -> None:
    phrases = Phrases.model_validate(
        {
            "done": ["Done, in writing: {action}"],
            "inform": ["I write: {facts}"],
            "openings": {"any": ["Dear {to}."], "police": ["{to}:"]},
            "closings": {"any": ["Regards."]},
            "spoken": {
                "inform": ["I say: {facts}"],
                "openings": {"any": ["{to}, this is {from}."]},
            },
        }
    )
    assert phrases.put("inform", spoken=True)[0].into("en") == "I say: {facts}"
    assert phrases.put("done", spoken=True) == phrases.done
    opening, closing = phrases.around("police", "security-forces", spoken=True)
    assert opening[0].into("en") == "{to}, this is {from}."
    assert closing == ()
