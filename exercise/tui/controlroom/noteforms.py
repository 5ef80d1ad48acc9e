"""The form by which staff write down what they see."""

from __future__ import annotations

from collections.abc import Sequence

from agencies.language import phrase
from exercise.events import NoteTaken, ObservationMade
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Blank, Line, One, Words, Written, entries
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import needed, seconds_from
from exercise.tui.wording import one_line, pick
from exercise.views.control import ControlView
from exercise.views.seat import Entry

__all__ = ["note"]


def note(view: ControlView, tied: dict[str, str], *, replayed: bool = False) -> RoomForm:
    """Write something down.

    Args:
        view: The picture.
        tied: What is marked: an agency, task or inject, by these names.
        replayed: Whether the session is looked at again, and over.
    """
    observing = view.role == "evaluate"

    def make(written: Written) -> Asked:
        text = needed(written, "text")
        when = seconds_from(written["when"]) if written["when"] else None
        if not observing:
            return Asked(NoteTaken(text, when), done=phrase("Noted."))
        about, task, inject = (written[name] or None for name in ("about", "task", "inject"))
        seen = ObservationMade(text, about, task, inject, happened_at=when)
        return Asked(seen, done=phrase("Noted."))

    blanks: Sequence[Blank] = (Words("text", phrase("Text")),)
    if observing:
        injects = (Entry(one.id, {"": _inject(one.id, one.subject)}) for one in view.injects)
        tasks = (Entry(one.task, one.title) for one in view.tasks)
        blanks = (
            *blanks,
            One("task", phrase("Task"), entries(tasks), tied.get("task", "")),
            One("about", phrase("Agency"), entries(view.agencies), tied.get("about", "")),
            One("inject", phrase("Inject"), entries(injects), tied.get("inject", "")),
        )
    about = phrase(
        "Only you see it during the exercise. When: leave it empty for now, or an exercise "
        "time such as 0:45."
    )
    if replayed:
        about = phrase(
            "It goes into the evaluation file, as made in replay. When: leave it empty for the "
            "moment shown, or an exercise time such as 0:45."
        )
    return RoomForm(
        f"note {sorted(tied.items())}",
        phrase("What did you see?") if observing else phrase("A note"),
        (*blanks, Line("when", phrase("When"))),
        make,
        about=about,
    )


def _inject(inject_id: str, subject: dict[str, str]) -> str:
    return one_line(f"{inject_id} {pick(subject, 'en')}", 120)
