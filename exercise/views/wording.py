"""Words for what a seat or the staff see: every state, kind and time, for screens and lines alike.

Text from packs and people comes in through :func:`pick` or :func:`one_line` and nowhere else: both
pass it through :func:`agencies.text.plain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.views.seat import Entry, SeatView
from exercise.views.sought import Sought

__all__ = [
    "BASES",
    "CHANNELS",
    "EXERCISE",
    "HOST_ENDED",
    "INTENTS",
    "MARKINGS",
    "MESSAGE_MARKS",
    "MESSAGE_STATES",
    "NOTICE",
    "NO_DUFF",
    "PAUSES",
    "PLACE_KINDS",
    "POSTS",
    "REASONS",
    "SPEED_STEPS",
    "STATUSES",
    "STATUS_MARKS",
    "TROUBLES",
    "URGENCIES",
    "URGENCY_MARKS",
    "WARNINGS",
    "by_id",
    "channel",
    "clock_time",
    "duration",
    "label",
    "named",
    "one_line",
    "one_of",
    "pick",
    "safe",
    "story_time",
    "title_of",
    "titles",
    "titles_of",
]

EXERCISE = {
    "en": "EXERCISE – EXERCISE – EXERCISE",
    "es": "EJERCICIO – EJERCICIO – EJERCICIO",
}
"""The marking of the exercise. It is fixed, so it does not wait for a catalogue."""

NOTICE = phrase(
    "What is said here stays here: outside this exercise nobody is quoted, by name or by agency. "
    "It measures how agencies work together; nobody is graded."
)
"""The notice of non-attribution: everybody reads it on joining, and it stands on the cards."""

HOST_ENDED = phrase("The facilitator has ended the session. What you sent is on record.")
"""What clients are told where the host was ended on purpose, and did not just vanish."""

STATUSES = {
    "confirmed": phrase("confirmed"),
    "unconfirmed": phrase("unconfirmed"),
    "denied": phrase("denied"),
}
STATUS_MARKS = {"confirmed": "✓", "unconfirmed": "?", "denied": "✗"}
URGENCIES = {
    "critical": phrase("CRITICAL"),
    "high": phrase("HIGH"),
    "normal": phrase("normal"),
    "low": phrase("low"),
}
URGENCY_MARKS = {"critical": "!!!", "high": "!! ", "normal": "·  ", "low": "   "}
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
    "queued": phrase("waits for the clock"),
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
    "emergency": phrase("real emergency"),
    "visit": phrase("paused"),
}

NO_DUFF = (
    "REAL-WORLD EMERGENCY",
    "NO DUFF – this is NOT part of the exercise.",
    "Stop. Listen to the exercise control and follow its instructions.",
    "",
    "EMERGENCIA REAL",
    "NO DUFF – esto NO es parte del ejercicio.",
    "Deténgase. Escuche al control del ejercicio y siga sus indicaciones.",
)
"""What everybody reads in a real emergency, in both languages whatever the reader's own is."""

WARNINGS = {
    "as-confirmed": phrase("passes on as confirmed what your desk knows as unconfirmed"),
    "as-denied": phrase("denies what your desk does not know to be denied"),
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
    "": phrase("Quickest link there is"),
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
    # The Traffic Light Protocol's labels as it wants them written, in every language.
    "TLP-CLEAR": phrase("TLP:CLEAR"),
    "TLP-GREEN": phrase("TLP:GREEN"),
    "TLP-AMBER": phrase("TLP:AMBER"),
    "TLP-AMBER-STRICT": phrase("TLP:AMBER+STRICT"),
    "TLP-RED": phrase("TLP:RED"),
}

POSTS = {
    "control": phrase("Control"),
    "simcell": phrase("SimCell"),
    "collector": phrase("Data collector"),
    "evaluate": phrase("Evaluator"),
    "observe": phrase("Observer"),
}
"""What the staff's posts are called, by role."""

PLACE_KINDS = {
    "port-facility": phrase("port facility"),
    "port": phrase("port"),
    "ship": phrase("ship"),
    "area": phrase("area"),
    "operations-centre": phrase("operations centre"),
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


def safe(told: Phrase) -> Phrase:
    """A phrase that came over the wire, with whatever was put into it made safe to show."""
    if isinstance(told, _Titles):
        return told  # Each text is made safe when it is said.
    values = (
        (name, safe(value) if isinstance(value, Phrase) else one_line(str(value), 300))
        for name, value in told.values
    )
    return Phrase(plain(told.message, limit=600), tuple(values))


class _Titles(Phrase):
    """Texts of a pack inside a sentence of ours, each read in the language of the sentence."""

    __slots__ = ()

    def into(self, language: str) -> str:
        """Each on one line and safe, with commas between them."""
        return ", ".join(one_line(pick(texts, language), 160) for _, texts in self.values)


def titles(*texts: Mapping[str, str]) -> Phrase:
    """Texts of a pack, as what a placeholder stands for."""
    return _Titles("", tuple(("", each) for each in texts))


def titles_of(entries: Iterable[Entry], ids: Iterable[str]) -> Phrase:
    """The titles of entries, as what a placeholder stands for; an id that is not listed stays."""
    known = by_id(entries)
    return titles(*(known[each].title if each in known else {"": each} for each in ids))


_INDEXED: list[tuple[Any, dict[str, Any]]] = []
"""The catalogues looked into last, each with its entries by id."""


def one_of(entries: Iterable[Any], entry_id: str) -> Any:
    """The entry of an id; None where it is not listed."""
    if isinstance(entries, Sought):
        return next(iter(entries.of(entry_id)), None)
    return by_id(entries).get(entry_id)


def by_id(entries: Iterable[Any]) -> dict[str, Any]:
    """Entries by their ids; a catalogue that is asked again and again is gone through once."""
    for kept, index in _INDEXED:
        if kept is entries:
            return index
    index = {entry.id: entry for entry in entries}
    if isinstance(entries, tuple):
        _INDEXED.insert(0, (entries, index))
        del _INDEXED[24:]
    return index


def named(entries: Iterable[Entry], entry_id: str, language: str) -> str:
    """The title of an entry on one line, or its id where it is not listed."""
    found = one_of(entries, entry_id)
    return one_line(entry_id if found is None else pick(found.title, language))


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
