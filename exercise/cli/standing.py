"""A programme for a terminal: where it stands, what was held, what became of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agencies.language import words
from agencies.text import plain
from exercise.cli.layout import paragraph, table
from exercise.programme.model import Entered, Held
from exercise.programme.pages import kind_in_words, lapse_in_words
from exercise.programme.standing import Standing

__all__ = ["called", "entered_text", "held_text", "standing_text"]


def standing_text(found: Standing, language: str) -> str:
    """The programme for a terminal: the report's Markdown says the same, so it is short."""
    say = words(language)
    rows: list[Any] = []
    for one in found.facilities:
        due, drill = one.exercise_due.isoformat(), one.drill_due.isoformat()
        rows.append((plain(one.name), say("yes") if one.holds else say("NO"), due, drill))
        rows += [f"  {lapse_in_words(lapse, language)}" for lapse in one.lapses]
    head = (
        say("Port facility"),
        say("Intervals hold?"),
        say("Next exercise by"),
        say("Next drill by"),
    )
    parts = [say("ISPS intervals, {day}", day=found.at.isoformat()) + "\n"]
    parts.append(
        table(rows, head) if rows else paragraph(say("No port facility is in the ledger."))
    )
    counts = {"overdue": len(found.overdue), "open": len(found.open), "done": len(found.done)}
    parts.append(
        "\n"
        + say("Corrective actions overdue: {overdue}, open: {open}, done: {done}", **counts)
        + "\n"
    )
    lines = [
        (str(one.id), one.due or "–", plain(one.action).replace("\n", " "), plain(one.organization))
        for one in (*found.overdue, *found.open)
    ]
    if lines:
        columns = (
            say("No."),
            say("Due by"),
            say("Corrective action"),
            say("Responsible organization"),
        )
        parts.append(table(lines, columns))
    return "\n".join(part.rstrip("\n") for part in parts)


def called(one: Held, language: str) -> str:
    """Its title; what kind of thing it was, where it has none."""
    return one.title if one.title != one.kind else kind_in_words(one, language)


def held_text(held: Sequence[Held], language: str) -> str:
    """What was held, oldest first, each with its number."""
    say = words(language)
    rows = [
        (
            str(one.number),
            one.day.isoformat(),
            kind_in_words(one, language),
            plain(one.title).replace("\n", " ") if one.title != one.kind else "–",
            plain(", ".join(one.facilities)) or "–",
        )
        for one in held
    ]
    if not rows:
        return say("The ledger is empty.")
    head = (say("No."), say("Date"), say("Kind"), say("Title"), say("Port facilities"))
    return table(rows, head).rstrip("\n")


def entered_text(entered: Entered, language: str) -> str:
    """What became of an entry: whether it was there, what it counts for, and its actions."""
    say, held = words(language), entered.held
    named = {"title": called(held, language), "day": held.day.isoformat()}
    told = [
        say("Entered: {title}, {day}", **named)
        if entered.new
        else say("Was there; entered anew: {title}, {day}", **named),
        say("Port facilities: {names}", names=", ".join(held.facilities))
        if held.facilities
        else say("It counts for no port facility; name them with --facility"),
    ]
    if held.pack:
        counts = {"added": entered.added, "updated": entered.updated}
        told.append(say("Corrective actions added: {added}, updated: {updated}", **counts))
    if entered.left:
        told.append(say("{n} open ones are not in this plan, and stay open", n=entered.left))
    return ". ".join(told) + "."
