"""Every event as a line of JSON or a row of CSV, each under the exercise's marking."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from agencies.timecode import format_moment
from exercise.events import Event, body_to, event_to
from exercise.report.wording import exercise_marking

__all__ = ["event_line", "events_csv", "events_jsonl", "harmless"]

COLUMNS = (
    "seq",
    "at",
    "time",
    "wall",
    "origin",
    "kind",
    "actor",
    "agency",
    "seat",
    "id",
    "request",
    "body",
    "marking",
)


_WHOLE = frozenset({"pack_files", "network_files", "profile_files"})
"""Fields that hold whole files."""


def event_line(event: Event, language: str) -> str:
    """One event as one line of JSON, under the exercise's marking."""
    told = {**event_to(event), "marking": exercise_marking(language)}
    return json.dumps(told, ensure_ascii=True)


def events_jsonl(events: Iterable[Event], language: str) -> str:
    """All events, one JSON object to a line."""
    return "\n".join(event_line(event, language) for event in events)


def events_csv(events: Iterable[Event], language: str) -> str:
    """All events, one to a row after a row of heads (RFC 4180); the body is JSON.

    The texts of pack and network are left out, which no cell can hold: they are in the JSON lines.
    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    target = io.StringIO()
    rows = csv.writer(target)
    rows.writerow(COLUMNS)
    for event in events:
        wall = datetime.fromtimestamp(event.wall, UTC).isoformat() if event.wall > 0 else ""
        texts = (event.origin, event.kind, event.actor, event.agency, event.seat, event.id)
        said = {name: value for name, value in body_to(event.body).items() if name not in _WHOLE}
        body = json.dumps(said, ensure_ascii=True)
        rows.writerow(
            [
                event.seq,
                event.at,
                format_moment(event.at),
                wall,
                *map(harmless, texts),
                harmless(event.request),
                harmless(body),
                exercise_marking(language),
            ]
        )
    return target.getvalue()


def harmless(value: Any) -> str:
    """A text for a cell of CSV: no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else text
