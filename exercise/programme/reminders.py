"""What is due as an iCalendar file (RFC 5545), for whichever calendar people use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from agencies.language import words
from agencies.text import plain
from exercise.programme.standing import Standing

__all__ = ["calendar"]

_DAYS_BEFORE = 30


def calendar(found: Standing, language: str, stamp: datetime) -> str:
    """An all-day event for each thing due, with a reminder thirty days before.

    Nothing is on a day that is gone: what is overdue is on the day the programme is looked at and
    says so, and a reminder comes on that day at the earliest.

    Args:
        found: Where the programme stands, and on which day.
        language: Of what is said.
        stamp: When the file was made, UTC.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Maritime Tabletop//Programme//EN"]
    for key, day, summary, about in _ahead(found, language):
        ahead = min(_DAYS_BEFORE, (day - found.at).days)
        uid = hashlib.sha256(key.encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@maritime-tabletop.invalid",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            "TRANSP:TRANSPARENT",
            f"SUMMARY:{_escaped(summary)}",
            f"DESCRIPTION:{_escaped(about)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-P{ahead}D" if ahead else "TRIGGER:PT0S",
            f"DESCRIPTION:{_escaped(summary)}",
            "END:VALARM",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines)


def _ahead(found: Standing, language: str) -> Iterator[tuple[str, date, str, str]]:
    """What is due, with what is overdue on the day the programme is looked at."""
    say = words(language)
    for key, day, summary, about in _due(found, language):
        if day >= found.at:
            yield key, day, summary, about
        else:
            was = say("Was due on {day}.", day=day.isoformat())
            yield key, found.at, say("OVERDUE – {what}", what=summary), f"{was}\n{about}"


def _due(found: Standing, language: str) -> Iterator[tuple[str, date, str, str]]:
    say = words(language)
    for place in found.facilities:
        summary = say("ISPS exercise due: {facility}", facility=place.name)
        about = say("Once each calendar year and at most 18 months apart (ISPS Code B/18.6).")
        yield f"exercise/{place.name}", place.exercise_due, summary, about
        summary = say("ISPS drill due: {facility}", facility=place.name)
        about = say("At least every three months (ISPS Code B/18.5).")
        yield f"drill/{place.name}", place.drill_due, summary, about
    for one in (*found.overdue, *found.open):
        if one.due:
            summary = say("Corrective action due: {action}", action=one.action)
            about = f"{one.issue}\n{one.organization}\n{one.contact}".strip()
            yield f"action/{one.held}/{one.id}", date.fromisoformat(one.due), summary, about


def _escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line feed escaped (RFC 5545, 3.3.11)."""
    text = plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, never through a character (3.1)."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = b""
        piece += octets
    pieces.append(piece)
    return "\r\n ".join(one.decode("utf-8") for one in pieces) + "\r\n"
