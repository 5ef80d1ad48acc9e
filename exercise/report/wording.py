"""Words of scores and reports, not yet in any language."""

from __future__ import annotations

from agencies.language import Phrase, phrase
from agencies.timecode import format_duration, format_moment
from exercise.evaluation.model import Reason

__all__ = [
    "ACHIEVED",
    "CAUSES",
    "FLAGS",
    "HELD_BY",
    "LAPSES",
    "LIMIT_BASIS",
    "NEEDS",
    "OUTCOMES",
    "ROLES",
    "STATUSES",
    "exercise_marking",
    "moment",
    "reason",
    "score",
    "span",
    "word",
]

_MARKING = {
    "en": "EXERCISE – EXERCISE – EXERCISE",
    "es": "EJERCICIO – EJERCICIO – EJERCICIO",
    "pt": "EXERCÍCIO – EXERCÍCIO – EXERCÍCIO",
    "fr": "EXERCICE – EXERCICE – EXERCICE",
}

OUTCOMES = {
    "met": phrase("met"),
    "late": phrase("late"),
    "partial": phrase("partial"),
    "missed": phrase("missed"),
    "overdue": phrase("overdue"),
    "not-observed": phrase("not observed"),
    "void": phrase("void"),
    "kept": phrase("kept"),
    "violated": phrase("violated"),
}

ACHIEVED = {
    "yes": phrase("yes"),
    "no": phrase("no"),
    "partly": phrase("partly"),
    "not-observed": phrase("not observed"),
}

HELD_BY = {"people": phrase("people"), "playbook": phrase("simulated")}

FLAGS = {
    "simulated": phrase("simulated"),
    "compressed": phrase("faster than real time"),
    "not-comparable": phrase("not comparable"),
    "pending": phrase("pending: a text is still to be coded"),
    "excused": phrase("artificiality of the exercise"),
    "adjusted": phrase("adjusted"),
    "open": phrase("still open"),
}

CAUSES = {
    "unread": phrase("unread"),
    "deciding": phrase("deciding"),
    "desk": phrase("simulated desk"),
    "link": phrase("link"),
    "entered-late": phrase("entered later"),
}

LIMIT_BASIS = {
    "law": phrase("law"),
    "plan": phrase("plan"),
    "assumed": phrase("assumed"),
}

NEEDS = {
    "in-time": phrase("in time"),
    "late": phrase("late"),
    "missed": phrase("missed"),
    "open": phrase("still open"),
    "void": phrase("void"),
}

STATUSES = {
    "confirmed": phrase("confirmed"),
    "unconfirmed": phrase("unconfirmed"),
    "denied": phrase("denied"),
}

LAPSES = {
    "as-confirmed": phrase("passed on as confirmed what it knew as unconfirmed"),
    "rumour": phrase("acted on a rumour after its refutation was known"),
    "need": phrase("went to an agency that neither needs nor may know it"),
    "marking": phrase("went over a link below its marking"),
    "covert": phrase("went where others listen in"),
    "unverified": phrase("rests on an unconfirmed fact where verification comes first"),
    "out-of-order": phrase("was done before what has to come first"),
}

ROLES = {
    "player": phrase("player"),
    "control": phrase("control"),
    "simcell": phrase("SimCell"),
    "collector": phrase("data collector"),
    "clerk": phrase("clerk"),
}

_REASONS = {
    "critical-missed": phrase("a critical part was missed or is past its grace"),
    "critical-violated": phrase("a critical prohibition was violated"),
    "nothing-done": phrase("nothing was done"),
    "all-met": phrase("all that was observed was met"),
    "not-met": phrase("not met in full"),
    "violated": phrase("violated"),
    "not-observed": phrase("nothing was observed"),
}


def word(table: dict[str, Phrase], name: str, language: str) -> str:
    """The word for ``name``; itself where the table has none."""
    found = table.get(name)
    return name if found is None else found.into(language)


def reason(found: Reason, language: str) -> str:
    """Why *achieved?* is answered so, in one clause."""
    said = word(_REASONS, found.code, language)
    return said if found.expectation is None else f"{found.expectation}: {said}"


def exercise_marking(language: str) -> str:
    """What stands on top of everything that leaves an exercise."""
    return _MARKING.get(language, _MARKING["en"])


def score(value: float | None) -> str:
    """A score or coverage with two decimals; a dash for none."""
    return "–" if value is None else f"{value:.2f}"


def span(seconds: int | None) -> str:
    """A duration; a dash for none."""
    return "–" if seconds is None else format_duration(seconds)


def moment(seconds: int | None) -> str:
    """An exercise time; a dash for none."""
    return "–" if seconds is None else format_moment(seconds)
