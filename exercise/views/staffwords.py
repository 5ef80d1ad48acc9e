"""What the staff read, in words: labels for states, kinds and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agencies.language import Phrase, phrase
from exercise.views import wording
from exercise.views.control import ActRow, ControlView, PartRow
from exercise.views.seat import ClockView
from exercise.views.sought import Sought
from exercise.views.wording import label, named, one_line, one_of, pick, titles, titles_of

__all__ = [
    "ACTS",
    "ANSWERS",
    "DELIVERIES",
    "INJECT_MARKS",
    "INJECT_STATES",
    "KINDS",
    "PART_MARKS",
    "PART_STATES",
    "PAUSES",
    "RATINGS",
    "act_title",
    "agency",
    "channel",
    "directing",
    "expectation_title",
    "part_title",
    "parts_of",
    "place_title",
    "post_title",
    "reason_of",
    "span",
    "thing",
    "titled",
    "waiting_requests",
    "ways_in",
]

PAUSES = {
    **wording.PAUSES,
    "visit": phrase("visit"),
    "ended": phrase("ended"),
}

INJECT_STATES = {
    "planned": phrase("to come"),
    "ready": phrase("prepared"),
    "held": phrase("HELD"),
    "fired": phrase("released"),
    "skipped": phrase("skipped"),
}
INJECT_MARKS = {"planned": "○", "ready": "◇", "held": "‖", "fired": "✓", "skipped": "–"}

KINDS = {
    "scripted": phrase("in the script"),
    "contingency": phrase("contingency"),
    "ad-hoc": phrase("ad hoc"),
    "prepared": phrase("prepared consequence"),
    "warm-up": phrase("warm-up"),
}

DELIVERIES = {
    "planned": phrase("not yet"),
    "delivered": phrase("delivered"),
    "waiting": phrase("waits: out of reach"),
    "returned": phrase("came back"),
    "skipped": phrase("skipped"),
}

PART_STATES = {
    "open": phrase("to do"),
    "overdue": phrase("OVERDUE"),
    "done": phrase("done"),
    "late": phrase("done, late"),
    "excused": phrase("artificiality"),
    "kept": phrase("kept so far"),
    "violated": phrase("VIOLATED"),
}
PART_MARKS = {
    "open": "○",
    "overdue": "⚠",
    "done": "✓",
    "late": "✓!",
    "excused": "–",
    "kept": "○",
    "violated": "✗",
}


RATINGS = {
    "harm": phrase("Did it harm other activities?"),
    "risk": phrase("Did it add risks to health or safety?"),
    "against": phrase("Did it go against plans or law?"),
    "better": phrase("Was there room to do it better?"),
}
"""What evaluators are asked for a rating, beside whether it was achieved."""

ANSWERS = {True: phrase("yes"), False: phrase("no"), None: phrase("not answered")}


def reason_of(clock: ClockView, language: str) -> str:
    """Why the clock stands still."""
    return label(PAUSES, clock.reason or "pause", language)


def waiting_requests(view: ControlView) -> int:
    """How much waits for control or the data collector."""
    asked = sum(request.answer is None for request in view.requests)
    acts = sum(not act.dealt for act in view.unforeseen)
    return asked + acts + len(view.contacts) + len(view.to_code)


def agency(view: ControlView, agency_id: str, language: str) -> str:
    """What an agency is called."""
    return named(view.agencies, agency_id, language)


def channel(view: ControlView, channel_id: str, language: str) -> str:
    """What a channel is called."""
    if channel_id in wording.CHANNELS:
        return wording.CHANNELS[channel_id].into(language)
    return named(view.channels, channel_id, language)


def thing(view: ControlView, name: str, language: str) -> str:
    """What anything is called that an event, a decision or an expectation may name."""
    lists = (view.agencies, view.places, view.things, view.facts, view.actions, view.channels)
    return next(
        (named(entries, name, language) for entries in lists if one_of(entries, name) is not None),
        one_line(name),
    )


def directing(view: ControlView) -> Phrase:
    """Who of control directs the exercise, as whoever reads it has to know it."""
    if view.directs == view.seat:
        return phrase("You direct the exercise.")
    seat = post_title(view.directs)
    if view.directs in view.present:
        return phrase("{seat} directs the exercise.", seat=seat)
    return phrase("{seat} directs the exercise, and is not connected.", seat=seat)


def ways_in(told: Mapping[str, str]) -> list[Phrase]:
    """Where people come in, a sentence each, as their cards have it."""
    said = []
    if address := told.get("address"):
        said.append(phrase("Join at: {address}", address=one_line(address)))
    if command := told.get("ssh"):
        ssh = one_line(command)
        said.append(phrase("Without installing: {command}; the password is the code", command=ssh))
    return said


def post_title(seat: str) -> Phrase:
    """A post of the staff as people call it, such as *Control 2*."""
    post, _, number = seat.partition("/")
    called = wording.POSTS.get(post) or titles({"": post or "–"})
    return phrase("{post} {n}", post=called, n=one_line(number, 20))


def part_title(view: ControlView, part: PartRow) -> Phrase:
    """What is expected, without its subject."""
    if part.action:
        action = titles_of(view.actions, (part.action,))
        if not part.targets:
            return phrase("decide: {action}", action=action)
        targets = titles_of((*view.places, *view.things, *view.agencies), part.targets)
        return phrase("decide: {action} → {targets}", action=action, targets=targets)
    to, facts = titles_of(view.agencies, (part.part,)), titles_of(view.facts, part.about)
    return phrase("tell {agency}: {facts}", agency=to, facts=facts)


def expectation_title(view: ControlView, name: str, language: str) -> str:
    """Whose expectation it is and all that is expected, after its id in the pack.

    A duty's id says nothing to a reader and is left out, unless it never came up.
    """
    parts = parts_of(view.parts, name)
    if not parts:
        return one_line(name)
    told = "; ".join(part_title(view, part).into(language) for part in parts)
    said = f"{agency(view, parts[0].agency, language)}: {told}"
    return one_line(said if parts[0].duty else f"{name}  {said}", 300)


def act_title(view: ControlView, act: ActRow) -> Phrase:
    """What was decided, or who was asked to do what."""
    what = titles_of(view.actions, (act.action,))
    if act.targets:
        things = (*view.places, *view.things, *view.agencies)
        what = phrase("{action} → {targets}", action=what, targets=titles_of(things, act.targets))
    if act.to:
        return phrase(
            "asks {agency}: {what}", agency=titles_of(view.agencies, (act.to,)), what=what
        )
    return phrase("decides: {what}", what=what)


_PARTS: list[tuple[Sequence[PartRow], dict[str, list[PartRow]]]] = []
"""The parts looked into last, by expectation."""


def parts_of(parts: Sequence[PartRow], expectation: str) -> list[PartRow]:
    """The parts of an expectation, among those of one picture."""
    if isinstance(parts, Sought):
        return list(parts.of(expectation))
    if not _PARTS or _PARTS[0][0] is not parts:
        index: dict[str, list[PartRow]] = {}
        for part in parts:
            index.setdefault(part.expectation, []).append(part)
        _PARTS[:] = [(parts, index)]
    return _PARTS[0][1].get(expectation, [])


def span(seconds: int) -> str:
    """A countdown or a stretch of time, to the second: ``12:40``, ``1:02:40``, ``-0:30``."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, minutes = rest // 3600, rest // 60 % 60
    if hours:
        return f"{sign}{hours}:{minutes:02d}:{rest % 60:02d}"
    return f"{sign}{minutes}:{rest % 60:02d}"


def titled(texts: dict[str, str], fallback: str, language: str) -> str:
    """A text of a pack on one line, or its id where it has none."""
    return one_line(pick(texts, language), 200) or one_line(fallback)


ACTS = {
    "ItemOpened": phrase("read"),
    "MessageSent": phrase("wrote"),
    "MessageRelayed": phrase("passed on"),
    "DecisionLogged": phrase("decided"),
}
"""The last sign of life of a desk, in a word."""


def place_title(view: ControlView, name: str) -> Phrase:
    """What a join code opens, as people call it: the post, or the agency of a desk."""
    return wording.POSTS.get(name) or titles_of(view.agencies, (name.removeprefix("seat "),))
