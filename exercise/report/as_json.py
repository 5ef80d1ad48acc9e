"""The report as JSON: the judgement with what is needed to read it."""

from __future__ import annotations

from typing import Any

from agencies.text import plain
from exercise.evaluation import to_json
from exercise.events import DecisionLogged, QuestionAnswered
from exercise.report.content import Content
from exercise.report.timeline import sentence
from exercise.report.wording import exercise_marking

__all__ = ["report_json", "session_json"]


def report_json(content: Content, language: str) -> dict[str, Any]:
    """Everything that the Markdown report says, for programs."""
    timeline = [
        {"at": event.at, "seq": event.seq, "id": event.id, "text": text}
        for event in content.events
        if (text := sentence(content, event, language, plain)) is not None
    ]
    return {
        **session_json(content, language),
        "evaluation": to_json(content.evaluation),
        "decisions": [
            {
                "at": event.at,
                "seq": event.seq,
                "id": event.id,
                "agency": event.agency,
                "action": event.body.action,
                "targets": list(event.body.targets),
                "tells": list(event.body.tells),
                "facts": list(event.body.facts),
                "reason": plain(event.body.reason),
                "authority": event.body.authority,
                "happened_at": event.body.happened_at,
                "warnings": list(event.body.warnings),
            }
            for event in content.decisions
            if isinstance(event.body, DecisionLogged)
        ],
        "answers": [
            {"question": event.body.question, "answer": plain(event.body.answer)}
            for event in content.answers
            if isinstance(event.body, QuestionAnswered)
        ],
        "timeline": timeline,
        "participants": [
            {
                "role": participant.role,
                "agency": participant.agency,
                "seats": [plain(seat) for seat in participant.seats],
                "commands": participant.acts,
            }
            for participant in content.participants
        ],
    }


def session_json(content: Content, language: str) -> dict[str, Any]:
    """What session this is, under its markings."""
    created = content.created
    return {
        "marking": {"exercise": exercise_marking(language), "handling": plain(created.marking)},
        "interim": not content.evaluation.ended,
        "language": language,
        "session": {
            "pack": created.pack,
            "title": plain(content.text(content.setup.pack.title, language)),
            "version": plain(content.setup.pack.version),
            "network": content.setup.network.id,
            "cut": created.cut,
            "profile": created.profile,
            "seed": created.seed,
            "skill": created.skill,
            "staffing": list(created.staffing),
            "rules": created.rules,
            "product": plain(created.product),
            "digests": dict(created.digests),
            "events": len(content.events),
            "recorded_from": content.began_wall,
        },
    }
