"""The screen's words: labels for every state, kind and time, and the door for other people's text.

Text from packs and people comes in through :func:`pick` or :func:`one_line` and nowhere else: both
pass it through :func:`agencies.text.plain`, and widgets show it as ``Content``, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.views.seat import Entry, SeatView

__all__ = [
    "EXERCISE",
    "INTENTS",
    "MESSAGE_STATES",
    "PAUSES",
    "STATUSES",
    "STATUS_MARKS",
    "URGENCIES",
    "URGENCY_MARKS",
    "WARNINGS",
    "clock_time",
    "columns",
    "duration",
    "label",
    "named",
    "one_line",
    "pick",
    "section",
    "status",
    "story_time",
    "title_of",
]

EXERCISE = {
    "en": "EXERCISE – EXERCISE – EXERCISE",
    "es": "EJERCICIO – EJERCICIO – EJERCICIO",
}
"""The marking of the exercise. It is fixed, so it does not wait for a catalogue."""

STATUSES = {
    "confirmed": phrase("confirmed"),
    "unconfirmed": phrase("unconfirmed"),
    "denied": phrase("denied"),
}
STATUS_MARKS = {"confirmed": "✓", "unconfirmed": "?", "denied": "✗"}
STATUS_STYLES = {
    "confirmed": "$text-success",
    "unconfirmed": "$text-warning",
    "denied": "$text-error",
}

URGENCIES = {
    "critical": phrase("CRITICAL"),
    "high": phrase("HIGH"),
    "normal": phrase("normal"),
    "low": phrase("low"),
}
URGENCY_MARKS = {"critical": "!!!", "high": "!! ", "normal": "·  ", "low": "   "}
URGENCY_STYLES = {"critical": "bold $text-error", "high": "bold $text-warning"}

INTENTS = {
    "inform": phrase("inform"),
    "ask": phrase("ask for information"),
    "request": phrase("request an action"),
    "relay": phrase("please pass on"),
    "acknowledge": phrase("acknowledgement"),
    "inject": phrase("report"),
}

MESSAGE_STATES = {
    "on-its-way": phrase("on its way"),
    "at-relay": phrase("at a relay"),
    "delivered": phrase("delivered"),
    "returned": phrase("CAME BACK"),
    "seeking-contact": phrase("looking for a number"),
    "queued": phrase("goes out on resume"),
}
MESSAGE_MARKS = {
    "on-its-way": "→",
    "at-relay": "⇢",
    "delivered": "✓",
    "returned": "✗",
    "seeking-contact": "?",
    "queued": "‖",
}

PAUSES = {
    "pause": phrase("paused"),
    "briefing": phrase("briefing"),
    "discussion": phrase("discussion"),
    "break": phrase("break"),
    "time-out": phrase("time-out"),
    "gap": phrase("the computer slept: paused"),
    "not-started": phrase("not started yet"),
}

WARNINGS = {
    "as-confirmed": phrase("passes on as confirmed what your desk knows as unconfirmed"),
    "marking": phrase("the channel is below the marking of what you pass on"),
    "need": phrase("the recipient neither needs nor may know this"),
    "rumour": phrase("this has been refuted: you would pass on a rumour"),
    "covert": phrase("others can listen in on this channel"),
}

TROUBLES = {
    "record": phrase("the record cannot be written"),
    "engine": phrase("the simulation met an error of its own"),
}

REASONS = {
    "no-route": phrase("there is no usable way to them"),
    "link-down": phrase("the link is down"),
    "channel-down": phrase("the channel is down"),
    "agency-down": phrase("the agency cannot be reached"),
    "refused": phrase("no number was found"),
    "lost": phrase("every attempt was lost"),
    "ended": phrase("the exercise ended first"),
    "no-link": phrase("your desk has no such channel to them"),
    "closed": phrase("outside its hours"),
    "marking": phrase("no channel may carry that marking"),
    "not-together": phrase("you are not in one place"),
}

CHANNELS = {
    "in-person": phrase("In person"),
    "unlisted": phrase("Unlisted contact (look for a number)"),
    "": phrase("Best way there is"),
}

BASES = {
    "law": phrase("law"),
    "agreement": phrase("agreement"),
    "sop": phrase("procedure"),
    "habit": phrase("habit"),
}

MARKINGS = {
    "unmarked": phrase("unmarked"),
    "restricted": phrase("restricted"),
    "confidential": phrase("confidential"),
}

SPEED_STEPS = (1, 2, 6, 20)


def label(table: Mapping[str, Phrase], key: str, language: str) -> str:
    """The word for ``key``; a key without one is shown as it is, made safe."""
    return table[key].into(language) if key in table else plain(key, limit=200)


def pick(texts: Mapping[str, str], language: str) -> str:
    """A text in the reader's language, else English, else whichever there is; safe to show."""
    for wanted in (language, "", "en"):
        if wanted in texts:
            return plain(texts[wanted])
    return plain(next(iter(texts.values()), ""))


def one_line(text: str, limit: int = 400) -> str:
    """``text`` safe and on one line, cut after ``limit`` characters."""
    return " ".join(plain(text[: limit * 2]).split())[:limit]


def named(entries: Iterable[Entry], entry_id: str, language: str) -> str:
    """The title of an entry on one line, or its id where it is not listed."""
    for entry in entries:
        if entry.id == entry_id:
            return one_line(pick(entry.title, language))
    return one_line(entry_id)


def channel(view: SeatView, channel_id: str, language: str) -> str:
    """What a channel is called."""
    if channel_id in CHANNELS:
        return CHANNELS[channel_id].into(language)
    return named(view.channels, channel_id, language)


def title_of(view: SeatView, thing: str, language: str) -> str:
    """What a target, place, agency or fact is called, wherever it is listed."""
    for listed in (view.places, view.board):
        for entry in listed:
            if entry.id == thing:
                return one_line(pick(entry.title, language))
    return named((*view.agencies, *view.things, *view.fact_kinds), thing, language)


def clock_time(seconds: int) -> str:
    """Exercise time with its seconds, always: ``T+00:12:40``."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("+", seconds)
    return f"T{sign}{rest // 3600:02d}:{rest // 60 % 60:02d}:{rest % 60:02d}"


def story_time(story: str, later: int = 0) -> str:
    """The story's local time ``later`` seconds after ``story``: ``2027-07-04 06:42``."""
    try:
        return (datetime.fromisoformat(story) + timedelta(seconds=later)).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return one_line(story, 20)


def duration(seconds: int) -> str:
    """A span people read at a glance: ``45 s``, ``12 min``, ``1 h 30 min``."""
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"


def status(value: str, language: str) -> Content:
    """A fact's status as symbol and word, coloured on top."""
    text = f"{STATUS_MARKS.get(value, '·')} {label(STATUSES, value, language)}"
    return Content.styled(text, STATUS_STYLES.get(value, ""))


def columns(*cells: tuple[str | Content, int]) -> Content:
    """Cells side by side, each padded or cut to its width; a width of 0 takes the rest."""
    row = Content("")
    for index, (cell, width) in enumerate(cells):
        if index:
            row += Content(" ")
        if width == 0:
            row += cell if isinstance(cell, Content) else Content(cell)
        elif isinstance(cell, Content):
            row += cell.truncate(width, ellipsis=True, pad=True)
        else:
            row += Content(_fit(cell, width))
    return row


def section(heading: Phrase, language: str) -> Content:
    """A heading inside a reading pane."""
    return Content.styled(heading.into(language), "bold $text-accent")


def _fit(text: str, width: int) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, max(width - 1, 0)) + "…"
    return set_cell_size(text, width)
