"""The report as JSON: the judgement with what is needed to read it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from agencies.text import plain
from exercise.evaluation import to_json
from exercise.evaluation.added import place_of
from exercise.evaluation.ratings_json import rated_json
from exercise.events import DecisionLogged, ObservationMade, QuestionAnswered
from exercise.report.chapters.findings import TellsOf, Told
from exercise.report.chapters.plan import in_words, plan_rows
from exercise.report.content import Content
from exercise.report.timeline import sentence
from exercise.report.voice import Voice
from exercise.report.wording import exercise_marking

__all__ = ["report_json", "session_json"]


def report_json(content: Content, language: str) -> dict[str, Any]:
    """Everything that the report says, for programs."""
    voice = Voice(content, language)
    told = Told(voice)
    lines, agreed = plan_rows(voice, told)
    timeline = [
        {"at": event.at, "seq": event.seq, "id": event.id, "text": text}
        for event in content.events
        if (text := sentence(voice, event, plain)) is not None
    ]
    return {
        **session_json(content, language),
        "evaluation": to_json(content.evaluation),
        "rated": rated_json(content.rated, language),
        "ratings": {
            name: {"letter": one.letter, "reason": plain(one.reason), "evaluators": one.evaluators}
            for name, one in content.ratings.items()
        },
        "strengths": [_finding(one) for one in told.strengths],
        "areas_for_improvement": [_finding(one) for one in told.areas],
        "improvement_plan": {
            "agreed": agreed,
            "lines": [{name: plain(text) for name, text in asdict(one).items()} for one in lines],
            "not_agreed": [
                {name: plain(text) for name, text in asdict(in_words(voice, one)).items()}
                for one in content.open_lines
            ],
        },
        "observations": [
            {
                "at": event.body.happened_at if event.body.happened_at is not None else event.at,
                "seq": None if place_of(event).startswith("+") else event.seq,
                "place": place_of(event),
                "made": event.body.made,
                "about": event.body.about,
                "task": event.body.task,
                "inject": event.body.inject,
                "text": plain(event.body.text),
            }
            for event in content.observations
            if isinstance(event.body, ObservationMade)
        ],
        "activity": [asdict(one) for one in content.activity],
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


def _finding(one: TellsOf) -> dict[str, Any]:
    found = one.finding
    return {
        "id": found.id,
        "what": found.what,
        "subjects": list(found.subjects),
        "agency": found.agency,
        "objective": found.objective,
        "cause": found.cause,
        "seconds": found.seconds,
        "critical": found.critical,
        "title": plain(one.title),
        "why": plain(one.why),
        "evidence": [{"seq": entry.seq, "id": entry.id} for entry in found.evidence],
    }


def session_json(content: Content, language: str) -> dict[str, Any]:
    """What session this is, under its markings."""
    created = content.created
    return {
        "marking": {"exercise": exercise_marking(language), "handling": plain(created.marking)},
        "interim": not content.evaluation.ended,
        "doubts": [plain(why.into(language)) for why in content.doubts],
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
            "recorded_from": None if content.began is None else content.began.timestamp(),
            "utc_offset": created.utc_offset,
        },
    }
