"""The forms of the control room that steer script and exercise."""

from __future__ import annotations

from agencies.language import Phrase, phrase
from agencies.timecode import typed_moment
from exercise import commands as c
from exercise.errors import Refused
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import (
    Few,
    Line,
    Many,
    Missing,
    One,
    Ticks,
    Words,
    Written,
    entries,
)
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.wording import URGENCIES, clock_time, one_line, pick, titles_of
from exercise.views.control import ControlView, InjectRow, PartRow
from exercise.views.staffwords import part_title

__all__ = [
    "add_inject",
    "announce",
    "edit_inject",
    "excuse_part",
    "fact_rows",
    "jump",
    "needed",
    "seconds_from",
    "skip_inject",
]


def needed(written: Written, name: str) -> str:
    """What is written in a field that must not be empty.

    Raises:
        Missing: If it is; the form says which.
    """
    text = str(written[name])
    if not text:
        raise Missing(name)
    return text


def seconds_from(text: str) -> int:
    """Exercise seconds from a time as it is typed.

    Raises:
        Refused: If it is no such time.
    """
    try:
        return typed_moment(text)
    except ValueError:
        raise Refused("Write the exercise time as hours and minutes, for instance 1:30.") from None


def fact_rows(
    view: ControlView, language: str, known: dict[str, str] | None = None
) -> list[tuple[str, str, str]]:
    """Facts as they can be ticked: all of the pack, or those that somebody knows."""
    return [
        (
            fact.id,
            "confirmed" if known is None else known[fact.id],
            one_line(pick(fact.title, language), 160) or one_line(fact.id),
        )
        for fact in view.facts
        if known is None or fact.id in known
    ]


def announce() -> RoomForm:
    """Tell every seat something."""
    return RoomForm(
        "announce",
        phrase("Announce to everybody"),
        (Words("text", phrase("Text")),),
        lambda written: Asked(c.Announce(needed(written, "text")), done=phrase("Announced.")),
        about=phrase("Every seat and the projector show it. It is part of the exercise."),
    )


def jump(view: ControlView, at: int) -> RoomForm:
    """Jump to a time of the exercise."""
    now, end = clock_time(at), clock_time(view.endex)
    return RoomForm(
        "jump",
        phrase("Jump to a time of the exercise"),
        (Line("to", phrase("To")),),
        lambda written: Asked(c.Jump(seconds_from(written["to"])), done=phrase("Jumped.")),
        about=phrase(
            "It is {now}; the exercise ends at {end}. All that lies between is played at once, and "
            "windows that it crosses are not compared. There is no way back.",
            now=now,
            end=end,
        ),
    )


def skip_inject(inject: InjectRow) -> RoomForm:
    """Never fire an inject, and say why."""
    return RoomForm(
        f"skip {inject.id}",
        phrase("Skip {inject}", inject=inject.id),
        (Line("reason", phrase("Reason")),),
        lambda written: Asked(
            c.SkipInject(inject.id, written["reason"]),
            done=phrase("{inject} is skipped.", inject=inject.id),
        ),
        about=phrase("It will never fire, nor will what is expected after it open."),
    )


def edit_inject(inject: InjectRow, language: str) -> RoomForm:
    """Change what an inject says."""
    return RoomForm(
        f"edit {inject.id}",
        phrase("Edit {inject}", inject=inject.id),
        (
            Line("subject", phrase("Subject"), pick(inject.subject, language)),
            Words("body", phrase("Text"), pick(inject.body, language)),
        ),
        lambda written: Asked(
            c.EditInject(inject.id, needed(written, "subject"), written["body"]),
            done=phrase("{inject} says it in your words.", inject=inject.id),
        ),
        about=phrase("One text for all languages. The facts that it carries stay the same."),
    )


def add_inject(view: ControlView, *, follows: str | None = None) -> RoomForm:
    """Write an inject that is delivered at once; it may follow from an act of people."""

    def make(written: Written) -> Asked:
        if not written["to"]:
            raise Missing("to")
        inject = c.AddInject(
            written["to"],
            sender=needed(written, "sender"),
            subject=needed(written, "subject"),
            body=written["body"],
            via=needed(written, "via"),
            urgency=written["urgency"],
            facts=written["facts"],
        )
        return Asked(inject, done=_how_it_goes(view, inject), follows=follows)

    return RoomForm(
        "ad hoc",
        phrase("Ad hoc inject, delivered at once"),
        (
            Many("to", phrase("To"), entries(view.agencies)),
            Line("sender", phrase("From")),
            Line("subject", phrase("Subject")),
            Words("body", phrase("Text")),
            One("via", phrase("Channel"), entries(view.channels)),
            Few("urgency", phrase("Urgency"), tuple(URGENCIES.items()), "normal"),
            Ticks("facts", phrase("Facts"), lambda language, _: fact_rows(view, language)),
        ),
        make,
    )


def _how_it_goes(view: ControlView, inject: c.AddInject) -> Phrase:
    """Whether an inject is there at once, or waits as things are down now."""
    cut_off = [
        to
        for to in inject.to
        if any(
            outage.link is None
            and outage.channel in (None, inject.via)
            and outage.agency in (None, to)
            for outage in view.outages
        )
    ]
    if not cut_off:
        return phrase("Your inject is on its way.")
    return phrase(
        "It waits until it gets through: {channel} does not reach {agencies} now.",
        channel=titles_of(view.channels, (inject.via,)),
        agencies=titles_of(view.agencies, cut_off),
    )


def excuse_part(view: ControlView, part: PartRow) -> RoomForm:
    """Mark a part as an artificiality of the exercise."""
    return RoomForm(
        f"excuse {part.expectation} {part.part}",
        phrase("Mark as an artificiality of the exercise"),
        (Line("reason", phrase("Reason")),),
        lambda written: Asked(
            c.ExcusePart(part.expectation, part.part, needed(written, "reason")),
            done=phrase("It is not observed any more, and the report says why."),
        ),
        about=phrase(
            "{what}. Use it where the exercise, not the agency, is why this cannot be done.",
            what=part_title(view, part),
        ),
    )
