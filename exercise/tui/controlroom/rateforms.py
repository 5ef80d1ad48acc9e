"""The form by which evaluators answer what a rating rests on, for a task or a whole target."""

from __future__ import annotations

from agencies.language import phrase
from exercise.errors import Refused
from exercise.events import RatingAnswered
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.fields import Blank, Few, Line, Words, Written
from exercise.tui.controlroom.form import RoomForm
from exercise.tui.controlroom.forms import seconds_from
from exercise.tui.wording import titles
from exercise.views.control import RATING_QUESTIONS, ControlView, RatingRow, TaskRow
from exercise.views.staffwords import RATINGS

__all__ = ["rate", "rated", "rating_of"]

GIVEN = {"yes": True, "no": False, "": None}


def rating_of(view: ControlView, task: str | None, target: str | None) -> RatingRow | None:
    """This post's latest answers on a task or a whole target."""
    rated = (task, target)
    return next((row for row in view.ratings if (row.task, row.target) == rated), None)


def rated(view: ControlView, row: TaskRow) -> bool:
    """Whether this post has answered for a task, by itself or with its whole target."""
    return any(
        rating_of(view, task, target) is not None
        for task, target in ((row.task, None), (None, row.target))
    )


def rate(view: ControlView, row: TaskRow, *, whole: bool, replayed: bool = False) -> RoomForm:
    """Answer the four questions, or answer them anew.

    Args:
        view: The picture.
        row: The marked task.
        whole: Whether its whole target is rated instead of the task.
        replayed: Whether the session is looked at again, and over.
    """
    task, target = (None, row.target) if whole else (row.task, None)
    before = rating_of(view, task, target)
    answered = dict(before.answers) if before else {}
    words = {answer: word for word, answer in GIVEN.items()}

    def make(written: Written) -> Asked:
        answers = {name: GIVEN[written[name]] for name in RATING_QUESTIONS}
        if not written["text"] and all(answer is None for answer in answers.values()):
            raise Refused("Answer a question, or write why you cannot.")
        when = seconds_from(written["when"]) if written["when"] else None
        answers_given = RatingAnswered(
            task,
            target,
            harm=answers["harm"],
            risk=answers["risk"],
            against=answers["against"],
            better=answers["better"],
            text=written["text"],
            supersedes=before.id if before else None,
            happened_at=when,
        )
        return Asked(answers_given, done=done)

    done = phrase("Noted; until the end you can answer anew.")
    about = phrase(
        "For now, and for nobody else to see during the exercise. Whether it was achieved is "
        "told by the evidence."
    )
    if replayed:
        done = phrase("Kept in the evaluation file; you can answer anew.")
        about = phrase(
            "It goes into the evaluation file, as made in replay. Whether it was achieved is told "
            "by the evidence. When: empty for the moment shown, or an exercise time such as 0:45."
        )
    options = (("", phrase("not yet")), ("yes", phrase("yes")), ("no", phrase("no")))
    blanks: list[Blank] = [
        Few(name, RATINGS[name], options, words[answered.get(name)], asks=True)
        for name in RATING_QUESTIONS
    ]
    title = titles(row.target_title if whole else row.title)
    return RoomForm(
        f"rate {task or target} {before.id if before else ''}",
        phrase("Target: {title}", title=title) if whole else phrase("Task: {title}", title=title),
        (
            *blanks,
            Words("text", phrase("Why"), before.text if before else ""),
            Line("when", phrase("When")),
        ),
        make,
        about=about,
    )
