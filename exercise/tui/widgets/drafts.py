"""What the others at this desk are writing: seen at once, and on no record until it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.wording import columns, named, one_line, title_of
from exercise.views.seat import DraftView, SeatView

__all__ = ["ROW", "in_full", "rows"]

ROW = "draft:"
"""How the ids of their rows begin."""


def rows(view: SeatView, what: str, language: str) -> Sequence[tuple[str, Content]]:
    """A row for each draft of one kind, message or decision."""
    mark = Content.styled(f"✎ {phrase('being written').into(language)}", "italic $text-accent")
    return [
        (
            f"{ROW}{one.id}",
            columns((mark, 20), (one_line(one.id, 40), 24), (_about(one, view, language), 0)),
        )
        for one in view.drafts
        if one.what == what
    ]


def _about(one: DraftView, view: SeatView, language: str) -> str:
    if one.what == "decision":
        return named(view.actions, one.action, language) if one.action else "–"
    to = ", ".join(title_of(view, agency, language) for agency in one.to)
    return f"{to or '–'}: {one_line(one.subject or one.text, 200) or '–'}"


def in_full(row: str, view: SeatView, language: str) -> Content | None:
    """All of a draft; None where it has been sent or dropped since."""
    one = next((each for each in view.drafts if f"{ROW}{each.id}" == row), None)
    if one is None:
        return None
    told = phrase(
        "{seat} is writing this. It is not sent, and on no record.", seat=one_line(one.id)
    )
    lines = [
        Content.styled(_about(one, view, language), "bold"),
        Content.styled(told.into(language), "italic $text-muted"),
        Content(""),
    ]
    if one.what == "decision" and one.to:
        tells = ", ".join(title_of(view, agency, language) for agency in one.to)
        lines += [Content(phrase("Tells: {agencies}", agencies=tells).into(language))]
    lines.append(Content(plain(one.text) or "–"))
    return Content("\n").join(lines)
