"""The forms by which staff act for a desk: code, enter later, answer, write and decide as it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agencies.language import LANGUAGES, Phrase, phrase
from exercise import commands as c
from exercise.errors import Refused
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import (
    Blank,
    Few,
    Line,
    Many,
    One,
    Ticks,
    Words,
    Written,
    entries,
)
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import fact_rows, needed, seconds_from
from exercise.tui.widgets.picker import Pickable
from exercise.tui.wording import CHANNELS, INTENTS, one_line, pick, titles_of
from exercise.views.control import ControlView, PrintedText, RequestRow
from exercise.views.seat import Entry

__all__ = [
    "answer",
    "code",
    "decide_as",
    "decided_at_table",
    "read_on_paper",
    "reply",
    "said_at_table",
    "write_as",
]


def answer(view: ControlView, request: RequestRow) -> RoomForm:
    """Answer a request for information."""
    return RoomForm(
        f"answer {request.id}",
        phrase("Answer a request for information"),
        (Words("text", phrase("Answer")),),
        lambda written: Asked(
            c.AnswerRequest(request.id, needed(written, "text")), done=phrase("Answered.")
        ),
        about=phrase(
            "{agency} asks: {text}",
            agency=titles_of(view.agencies, (request.agency,)),
            text=one_line(request.text, 1000),
        ),
    )


def code(view: ControlView, text: PrintedText) -> RoomForm:
    """State which facts a free text passes on."""
    return RoomForm(
        f"code {text.id}",
        phrase("Which facts does it pass on?"),
        (Ticks("facts", phrase("Facts"), lambda language, _: fact_rows(view, language)),),
        lambda written: Asked(c.CodeItem(text.id, written["facts"]), done=phrase("It is coded.")),
        about=phrase(
            "{sender} to {to}: {text}",
            sender=titles_of(view.agencies, (text.sender,)),
            to=titles_of(view.agencies, (text.to,)),
            text=one_line(f"{text.subject} {text.text}".strip(), 1000),
        ),
    )


BEST = "best"
"""Stands for no channel in particular."""


# -- What several of them have -------------------------------------------------------------------


def _desks(view: ControlView, only: Sequence[str] | None = None) -> tuple[Entry, ...]:
    if only is None:
        return view.agencies
    return tuple(entry for entry in view.agencies if entry.id in only)


def _known(view: ControlView, agency: str) -> dict[str, str]:
    return dict(view.known.get(agency, ()))


def _channels(view: ControlView) -> One:
    """How it goes; the best way there is stands there first."""
    best = Entry(BEST, _in_all_languages(CHANNELS[""]))
    in_person = Entry("in-person", _in_all_languages(CHANNELS["in-person"]))
    others = (one for one in view.channels if one.id != in_person.id)
    return One("via", phrase("How"), entries((best, in_person, *others)), BEST)


def _in_all_languages(said: Phrase) -> dict[str, str]:
    """A sentence of ours as the title of an entry."""
    return {language: said.into(language) for language in LANGUAGES}


def _way(written: Written) -> str | None:
    return None if written["via"] in ("", BEST) else str(written["via"])


def _of_known(view: ControlView) -> Ticks:
    """What the chosen agency knows: it can pass on nothing else."""
    return Ticks(
        "facts",
        phrase("Facts"),
        lambda language, written: fact_rows(
            view, language, _known(view, str(written.get("who", "")))
        ),
    )


def _targets(view: ControlView) -> Many:
    """What the chosen action can be aimed at."""

    def offered(language: str, written: Written) -> Sequence[Pickable]:
        action = next((one for one in view.actions if one.id == written.get("action")), None)
        kinds = set(action.targets) if action else {"place", "system", "resource", "agency"}
        aims = [
            *(view.places if "place" in kinds else ()),
            *(one for one in view.things if one.kind in kinds),
            *(view.agencies if "agency" in kinds else ()),
        ]
        return [Pickable(one.id, one_line(pick(one.title, language), 120)) for one in aims]

    return Many("targets", phrase("Aimed at"), offered)


def _when(at: int) -> Line:
    hours, minutes, seconds = at // 3600, at // 60 % 60, at % 60
    return Line("when", phrase("When"), f"{max(hours, 0)}:{minutes:02d}:{seconds:02d}")


def _message(written: Written, **more: object) -> c.SendMessage:
    """A message from the fields; it is for ``to``."""
    if written["to"] == written.get("who"):
        raise Refused("A message goes to another agency, not to your own desk.")
    return replace(
        c.SendMessage(
            needed(written, "to"),
            facts=written["facts"],
            via=_way(written),
            text=written["text"],
        ),
        **more,  # type: ignore[arg-type]
    )


# -- What was said at the table ------------------------------------------------------------------


def said_at_table(view: ControlView, at: int) -> RoomForm:
    """Enter that one agency told another something, in person or by call."""

    def make(written: Written) -> Asked:
        message = _message(written, happened_at=seconds_from(written["when"]))
        return Asked(message, needed(written, "who"), phrase("It is on record, as of that time."))

    return RoomForm(
        "said",
        phrase("What was said at the table"),
        (
            One("who", phrase("Who told"), entries(view.agencies)),
            One("to", phrase("Whom"), entries(view.agencies)),
            _of_known(view),
            _channels(view),
            Words("text", phrase("In words")),
            _when(at),
        ),
        make,
        about=phrase(
            "Only what the agency knows can be ticked. It counts at the time at which it was said, "
            "and changes nothing that has happened already."
        ),
    )


def decided_at_table(view: ControlView, at: int) -> RoomForm:
    """Enter a decision that was spoken at the table."""

    def make(written: Written) -> Asked:
        decision = replace(_decision(written), happened_at=seconds_from(written["when"]))
        return Asked(decision, needed(written, "who"), phrase("It is on record, as of that time."))

    return RoomForm(
        "decided",
        phrase("What was decided at the table"),
        (One("who", phrase("Who"), entries(view.agencies)), *_deciding(view), _when(at)),
        make,
    )


def read_on_paper(view: ControlView, agency: str, at: int) -> RoomForm:
    """Enter when a desk read what was given to it on paper."""

    def make(written: Written) -> Asked:
        when = seconds_from(written["when"])
        row = next(one for one in view.seats if one.agency == agency)
        items = row.come_by(when)
        if not items:
            raise Refused("Nothing that lies unread there had come by then.")
        first, *others = [c.OpenItem(item, when) for item in items]
        done = phrase("On record as read: {n}", n=len(items))
        return Asked(first, agency, done, also=tuple(others))

    return RoomForm(
        f"paper {agency}",
        phrase("Read on paper: {agency}", agency=titles_of(view.agencies, (agency,))),
        (_when(at),),
        make,
        about=phrase(
            "What lies unread there and had come by this time was read at this time. It counts "
            "from then; in the simulation that desk knows it from now on."
        ),
    )


# -- Speaking for an agency ----------------------------------------------------------------------


def reply(view: ControlView, item: PrintedText) -> RoomForm:
    """Answer an item as the agency that it came to."""

    def make(written: Written) -> Asked:
        message = c.SendMessage(
            item.sender,
            facts=written["facts"],
            via=_way(written),
            text=written["text"],
            intent=written["intent"],
            about=item.item,
        )
        return Asked(message, item.to, phrase("Sent."))

    known = _known(view, item.to)
    return RoomForm(
        f"reply {item.item}",
        phrase("Answer as {agency}", agency=titles_of(view.agencies, (item.to,))),
        (
            Few(
                "intent",
                phrase("Intent"),
                (("inform", INTENTS["inform"]), ("acknowledge", INTENTS["acknowledge"])),
                "inform",
            ),
            Ticks("facts", phrase("Facts"), lambda language, _: fact_rows(view, language, known)),
            Words("text", phrase("Text")),
            _channels(view),
        ),
        make,
        about=phrase(
            "To {sender}: {subject}",
            sender=titles_of(view.agencies, (item.sender,)),
            subject=one_line(item.subject or item.text, 300),
        ),
    )


def write_as(view: ControlView, agencies: Sequence[str], who: str) -> RoomForm:
    """Send a message as an agency."""

    def make(written: Written) -> Asked:
        return Asked(_message(written), needed(written, "who"), phrase("Sent."))

    return RoomForm(
        "write",
        phrase("Write as a simulated agency"),
        (
            One("who", phrase("As"), entries(_desks(view, agencies)), who),
            One("to", phrase("To"), entries(view.agencies)),
            _of_known(view),
            Words("text", phrase("Text")),
            _channels(view),
        ),
        make,
    )


def decide_as(view: ControlView, agencies: Sequence[str], who: str) -> RoomForm:
    """Log a decision of an agency."""
    return RoomForm(
        "decide",
        phrase("Decide as a simulated agency"),
        (One("who", phrase("As"), entries(_desks(view, agencies)), who), *_deciding(view)),
        lambda written: Asked(_decision(written), needed(written, "who"), phrase("On record.")),
    )


def _deciding(view: ControlView) -> tuple[Blank, ...]:
    return (
        One("action", phrase("Action"), entries(view.actions)),
        _targets(view),
        Many("tells", phrase("Tells"), entries(view.agencies)),
        _of_known(view),
        Words("reason", phrase("Reason")),
    )


def _decision(written: Written) -> c.LogDecision:
    return c.LogDecision(
        needed(written, "action"),
        written["targets"],
        written["tells"],
        tuple(written["facts"]),
        written["reason"],
    )
