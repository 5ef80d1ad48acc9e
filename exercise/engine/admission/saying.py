"""What checks of commands share: the words allowed, and the event that repeats a command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from exercise.commands import Command
from exercise.errors import Refused
from exercise.events import OF_COMMAND, Body

__all__ = ["INTENTS", "Checks", "check_statuses", "check_urgency", "same_as"]

Checks = dict[type[Any], Callable[[Any, str], Body]]
"""For each kind of command the check that refuses it or makes its event, given the desk."""

INTENTS = ("inform", "ask", "request", "relay", "acknowledge")
STATUSES = ("confirmed", "unconfirmed", "denied")
URGENCIES = ("low", "normal", "high", "critical")


def same_as(command: Command, **otherwise: str) -> Body:
    """The event that holds just what the command says, but for fields that are given."""
    said = {entry.name: getattr(command, entry.name) for entry in fields(command)}  # type: ignore[arg-type]
    made: Body = OF_COMMAND[type(command)](**(said | otherwise))
    return made


def check_statuses(facts: Mapping[str, str]) -> None:
    """Refuse facts that are stated in any other way than there is."""
    if not set(facts.values()) <= set(STATUSES):
        raise Refused("A fact is confirmed, unconfirmed or denied.")


def check_urgency(urgency: str) -> None:
    """Refuse an urgency that there is not."""
    if urgency not in URGENCIES:
        raise Refused("'{urgency}' is not an urgency.", urgency=urgency)
