"""The tabs of the control room, and who has which."""

from __future__ import annotations

from agencies.language import Phrase, phrase

__all__ = ["TABS", "Tab", "tabs_of"]

Tab = tuple[str, Phrase, Phrase]
"""Name, title, title where there is little room."""

TABS: dict[str, Tab] = {
    name: (name, title, short)
    for name, title, short in (
        ("timeline", phrase("Timeline"), phrase("MSEL")),
        ("desks", phrase("Desks"), phrase("Desks")),
        ("expected", phrase("Expected"), phrase("Due")),
        ("network", phrase("Network"), phrase("Net")),
        ("requests", phrase("Requests"), phrase("Requests")),
        ("log", phrase("Log"), phrase("Log")),
        ("notes", phrase("Notes"), phrase("Notes")),
        ("queue", phrase("Speaking for"), phrase("Queue")),
        ("tasks", phrase("Tasks"), phrase("Tasks")),
        ("plan", phrase("Plan"), phrase("Plan")),
    )
}

_OF = {
    "control": (
        "timeline",
        "desks",
        "expected",
        "network",
        "requests",
        "log",
        "notes",
        "queue",
        "plan",
    ),
    "simcell": ("queue", "desks", "timeline", "network", "log", "notes"),
    "collector": ("requests", "desks", "timeline", "log", "notes"),
    "evaluate": ("tasks", "expected", "timeline", "desks", "network", "log", "notes", "plan"),
}


def tabs_of(role: str) -> tuple[Tab, ...]:
    """The tabs of a role in the order of their number keys."""
    return tuple(TABS[name] for name in _OF.get(role, ("log",)))
