"""The screen's words: those of :mod:`exercise.views.wording`, and what they look like on it.

Text from packs and people comes in through :func:`pick` or :func:`one_line` and nowhere else: both
pass it through :func:`agencies.text.plain`, and widgets show it as ``Content``, never as markup.
"""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from agencies.language import Phrase
from exercise.views.wording import (
    BASES,
    CHANNELS,
    EXERCISE,
    INTENTS,
    MARKINGS,
    MESSAGE_MARKS,
    MESSAGE_STATES,
    PAUSES,
    PLACE_KINDS,
    REASONS,
    SPEED_STEPS,
    STATUS_MARKS,
    STATUSES,
    TROUBLES,
    URGENCIES,
    URGENCY_MARKS,
    WARNINGS,
    channel,
    clock_time,
    duration,
    label,
    named,
    one_line,
    pick,
    safe,
    story_time,
    title_of,
    titles,
    titles_of,
)

__all__ = [
    "BASES",
    "CHANNELS",
    "EXERCISE",
    "INTENTS",
    "MARKINGS",
    "MESSAGE_MARKS",
    "MESSAGE_STATES",
    "PAUSES",
    "PLACE_KINDS",
    "REASONS",
    "SPEED_STEPS",
    "STATUSES",
    "STATUS_MARKS",
    "STATUS_STYLES",
    "TROUBLES",
    "URGENCIES",
    "URGENCY_MARKS",
    "URGENCY_STYLES",
    "WARNINGS",
    "channel",
    "clock_time",
    "columns",
    "duration",
    "hanging",
    "label",
    "named",
    "one_line",
    "pick",
    "safe",
    "section",
    "status",
    "story_time",
    "title_of",
    "titles",
    "titles_of",
]

STATUS_STYLES = {
    "confirmed": "$text-success",
    "unconfirmed": "$text-warning",
    "denied": "$text-error",
}
URGENCY_STYLES = {"critical": "bold $text-error", "high": "bold $text-warning"}


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


def hanging(left: Content, beside: int, text: str, width: int, *, bold: int = 0) -> list[Content]:
    """Lines with ``text`` beside what stands on the left, never in under it.

    Args:
        left: What stands on the left of the first line.
        beside: Cells that it takes.
        text: What stands beside it, on as many lines as it needs.
        width: Cells that a line has.
        bold: Characters at the beginning of the text that are bold.
    """
    first, *more = wrap(text, max(width - beside - 1, 20)) or [""]
    head = Content(first).stylize("bold", 0, bold) if bold else Content(first)
    return [
        columns((left, beside), (head, 0)),
        *(Content(" " * (beside + 1) + line) for line in more),
    ]


def section(heading: Phrase, language: str) -> Content:
    """A heading inside a reading pane."""
    return Content.styled(heading.into(language), "bold $text-accent")


def _fit(text: str, width: int) -> str:
    if cell_len(text) > width:
        return set_cell_size(text, max(width - 1, 0)) + "…"
    return set_cell_size(text, width)
