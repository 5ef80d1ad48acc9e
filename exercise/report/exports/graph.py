"""The awareness network as GraphML: who had which fact from whom, and when."""

from __future__ import annotations

from agencies.graphml import write_graphml
from exercise.report.content import Content
from exercise.report.document import shown
from exercise.report.voice import Voice
from exercise.report.wording import exercise_marking

__all__ = ["awareness_graphml"]

OUTSIDE = "outside"
"""The node that facts come from which reach an agency by an inject from no agency."""


def awareness_graphml(content: Content, language: str) -> str:
    """A directed multigraph: a node for each agency, an edge for each fact had from another.

    Edges carry ``fact``, ``title``, ``at`` (exercise seconds), ``status`` and ``evidence`` (places
    in the record); nodes carry ``label``, ``sector`` and ``held_by``.
    """
    voice = Voice(content, language)
    people = set(content.people)
    entries = content.evaluation.awareness
    nodes = {
        name: {
            "label": shown(voice.agency(name)),
            "sector": agency.sector,
            "held_by": "people" if name in people else "playbook",
        }
        for name, agency in content.network.agencies.items()
    }
    if any(entry.sender is None for entry in entries):
        nodes[OUTSIDE] = {"label": shown(voice.say("inject")), "sector": "", "held_by": ""}
    edges = [
        (
            entry.sender or OUTSIDE,
            entry.agency,
            {
                "fact": entry.fact,
                "title": shown(voice.fact(entry.fact)),
                "at": entry.at,
                "status": entry.status,
                "evidence": " ".join(str(one.seq) for one in entry.evidence),
            },
        )
        for entry in entries
    ]
    about = {
        "marking": exercise_marking(language),
        "handling": shown(content.created.marking),
        "pack": content.created.pack,
    }
    return write_graphml(nodes, edges, about)
