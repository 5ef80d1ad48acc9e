"""Ratings and agreement as JSON, for ``score --json``, ``report`` and ``agreement --json``."""

from __future__ import annotations

from typing import Any

from agencies.text import plain
from exercise.evaluation.agreement import Agreement
from exercise.evaluation.ratings import Answered, Rated, RatedSubject, code_of

__all__ = ["answered_json", "coefficient_json", "rated_json"]

PLACES = 6


def rated_json(rated: Rated, language: str) -> dict[str, Any]:
    """All ratings that count; evaluators by code, never by name.

    ``letter`` is null where it is open or nothing was observed: neither is a number.
    """
    return {
        "evaluators": [
            {
                "code": one.code,
                "seat": one.seat,
                "finished": one.finished,
                "counted": one.counted,
                "rated": one.answered,
            }
            for one in rated.evaluators
        ],
        "subjects": [_subject(one) for one in rated.subjects.values()],
        "agreement": {
            level: {
                "level": found.level,
                "evaluators": list(found.evaluators),
                "units": found.units,
                "pairable_units": found.pairable,
                "ratings": found.ratings,
                "missing": found.missing,
                "distribution": dict(found.distribution),
                **coefficient_json(found, language),
                "confidence": 0.95,
                "resamples": found.resamples,
                "seed": found.seed,
            }
            for level, found in rated.agreement.items()
        },
        "signed_by": None if rated.signed_by is None else code_of(rated.signed_by),
        "key": rated.key or None,
    }


def _subject(one: RatedSubject) -> dict[str, Any]:
    subject, final = one.subject, one.final
    return {
        "key": subject.key,
        "level": subject.level,
        "objective": subject.objective,
        "target": subject.target,
        "task": subject.task,
        "ratings": [answered_json(a) for a in one.answered],
        "self": [{**answered_json(a), "gap": one.gap(agency)} for agency, a in one.own.items()],
        "final": None
        if final is None
        else {
            "letter": final.letter or None,
            "reason": plain(final.text),
            "evaluator": code_of(final.evaluator),
            "id": final.id,
        },
        "settled": one.settled,
    }


def answered_json(one: Answered) -> dict[str, Any]:
    """One evaluator's answers."""
    return {
        "evaluator": code_of(one.evaluator),
        "letter": one.letter,
        "achieved": one.achieved,
        "seen_by_evaluator": one.seen,
        **one.answers,
        "text": plain(one.text),
        "made": one.made,
        "at": one.at,
        "id": one.id,
    }


def coefficient_json(found: Agreement, language: str) -> dict[str, Any]:
    """The coefficients, flat by name: value, interval, and why there is none."""
    answer: dict[str, Any] = {}
    for name, coefficient in found.coefficients.items():
        interval = coefficient.interval
        bounded = interval is not None and interval.low is not None and interval.high is not None
        why = coefficient.why or (None if interval is None else interval.why)
        answer[name] = None if coefficient.value is None else round(coefficient.value, PLACES)
        answer[f"{name}_interval"] = (
            [round(interval.low or 0.0, PLACES), round(interval.high or 0.0, PLACES)]
            if interval is not None and bounded
            else None
        )
        answer[f"{name}_reason"] = None if why is None else why.into(language)
        answer[f"{name}_undefined"] = 0 if interval is None else interval.undefined
    return answer
