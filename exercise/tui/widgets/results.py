"""How a question was answered, drawn: bars for what can be chosen, lines for what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median_low

from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.wording import one_line, pick
from exercise.views.seat import Texts

__all__ = ["drawn"]

STEPS = 5
"""Steps of a scale that names none."""


def drawn(
    kind: str,
    options: Sequence[Texts],
    answers: Sequence[tuple[str, str]],
    name: Callable[[str], str],
    language: str,
    *,
    width: int = 72,
) -> Content:
    """The answers to a question.

    Args:
        kind: text, choice or scale.
        options: What could be chosen.
        answers: Agency, empty where it is not named, and answer.
        name: What an agency is called.
        language: The reader's.
        width: Cells there are.
    """
    if not answers:
        return Content(phrase("Nobody has answered.").into(language))
    if kind != "text":
        return _bars(options, [answer for _, answer in answers], language, width, kind)
    lines = []
    for agency, answer in answers:
        who = Content.styled(f"{name(agency)}: ", "bold") if agency else Content("– ")
        lines.append(who + Content(plain(answer).strip()))
    return Content("\n").join(lines)


def _bars(
    options: Sequence[Texts], answers: Sequence[str], language: str, width: int, kind: str
) -> Content:
    titles = [one_line(pick(option, language), 60) for option in options] or [""] * STEPS
    labels = [f"{n} {title}".strip() for n, title in enumerate(titles, start=1)]
    counts = [answers.count(str(n)) for n in range(1, len(titles) + 1)]
    room = min(max(map(len, labels)), width // 2)
    longest = max(width - room - 8, 4)
    most = max(*counts, 1)
    lines = []
    for text, count in zip(labels, counts, strict=True):
        bar = "█" * max(round(longest * count / most), 1 if count else 0)
        head = Content(text).truncate(room, ellipsis=True, pad=True)
        lines.append(head + Content.assemble("  ", (bar, "$text-accent"), f" {count}"))
    given = sorted(int(one) for one in answers if one.isdecimal() and len(one) < 3)
    if kind == "scale" and given:
        middle = phrase("Middle answer: {n} of {m}", n=median_low(given), m=len(titles))
        lines += [Content(""), Content.styled(middle.into(language), "bold")]
    return Content("\n").join(lines)
