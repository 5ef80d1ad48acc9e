"""How something came out, in words: for reports, for replay, and for results side by side."""

from __future__ import annotations

from collections.abc import Mapping

from agencies.language import phrase
from exercise.views.seat import Texts
from exercise.views.tables import Outcome
from exercise.views.wording import label, one_line, pick

__all__ = [
    "ACHIEVED",
    "HELD_BY_A_PLAYBOOK",
    "NEEDS",
    "OUTCOMES",
    "REASONS",
    "outcome_word",
    "side_title",
]

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
REASONS = {
    "critical-missed": phrase("a critical part was missed or is past its grace"),
    "critical-violated": phrase("a critical prohibition was violated"),
    "nothing-done": phrase("nothing was done"),
    "all-met": phrase("all that was observed was met"),
    "not-met": phrase("not met in full"),
    "violated": phrase("violated"),
    "not-observed": phrase("nothing was observed"),
}
"""Why *achieved?* is answered so."""
NEEDS = {
    "in-time": phrase("in time"),
    "late": phrase("late"),
    "missed": phrase("missed"),
    "open": phrase("still open"),
    "void": phrase("void"),
}
"""When a fact that an agency needed reached it."""
HELD_BY_A_PLAYBOOK = "~"
"""Before what no people did."""
_MARKS = {"met": "✓", "kept": "✓", "yes": "✓", "missed": "✗", "violated": "✗", "no": "✗"}


def outcome_word(outcome: Outcome | None, language: str) -> str:
    """How it came out, with a sign; a dash where nothing was judged."""
    if outcome is None:
        return "–"
    words = ACHIEVED if outcome.kind == "objective" else OUTCOMES
    said = label(words, outcome.outcome, language)
    if outcome.held_by == "playbook" and outcome.outcome != "void":
        return f"{HELD_BY_A_PLAYBOOK} {said}"
    return f"{_MARKS.get(outcome.outcome, '·')} {said}"


def side_title(outcome: Outcome, language: str, agencies: Mapping[str, Texts]) -> str:
    """What the row is about: the objective, or the expectation with whose it is."""
    title = one_line(pick(outcome.title, language), 200)
    if outcome.kind == "objective":
        return title or one_line(outcome.id, 60)
    who = one_line(pick(agencies.get(outcome.agency, {}), language) or outcome.agency, 80)
    named = f"{one_line(outcome.id, 60)} {who}"
    return f"{named}: {title}" if title else named
