"""A question that no pack foresaw, put by control while the exercise runs or in the hot wash."""

from __future__ import annotations

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Few, Many, Words, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed
from exercise.views.control import ControlView

__all__ = ["poll"]


def poll(view: ControlView) -> RoomForm:
    """Ask some or all desks something."""
    played = tuple(one for one in view.agencies if one.id in {s.agency for s in view.seats})
    return RoomForm(
        "poll",
        phrase("Ask the room something"),
        (
            Words("ask", phrase("Question")),
            Few(
                "form",
                phrase("Answer"),
                (
                    ("text", phrase("in words")),
                    ("choice", phrase("one of the options")),
                    ("scale", phrase("a step from 1 to 5")),
                ),
                "text",
            ),
            Words("options", phrase("Options, a line each")),
            Many("to", phrase("Only to"), entries(played)),
            Few(
                "anonymous",
                phrase("Anonymous"),
                (("no", phrase("no")), ("yes", phrase("yes"))),
                "no",
            ),
        ),
        _asked,
        about=phrase("Desks and projector show it at once, and the answers when you show them."),
    )


def _asked(written: Written) -> Asked:
    options = tuple(line.strip() for line in written["options"].splitlines() if line.strip())
    form = written["form"]
    command = c.PutPoll(
        needed(written, "ask"),
        form,
        () if form == "text" else options,
        tuple(written["to"]),
        written["anonymous"] == "yes",
    )
    return Asked(command, done=phrase("The question is put."))
