"""The path of a fact or a message through the agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.replay.api import Cell, Step
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.screens.form import literal
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, one_line
from exercise.views.chronicle import sign_of, told
from exercise.views.sentences import words_of
from exercise.views.staffwords import agency, span, thing

__all__ = ["PathPane"]


class PathPane(ReplayPane):
    """A fact or a message through the agencies; what was still to come is dim."""

    TITLE = phrase("Path")
    EMPTY = phrase(
        "Nothing is followed yet. Mark a fact, a message or a missed limit on another tab, then "
        "press Enter or l."
    )
    _steps: Sequence[Step] = ()

    def heading(self) -> str:
        """What is followed."""
        return literal(self._title().into(self.language))

    def _title(self) -> Phrase:
        followed = self.replay.followed_thing
        if followed is None:
            return self.TITLE
        kind, name = followed
        if kind == "fact":
            return phrase("Path of: {fact}", fact=thing(self.picture, name, self.language))
        return phrase("Path of a message")

    def listed(self, width: int) -> Sequence[Row]:
        """Step by step, then whoever needs it and does not know."""
        past, place = self.past_at
        followed = self.replay.followed_thing
        if followed is None:
            return []
        kind, name = followed
        self._steps = past.of_fact(name) if kind == "fact" else past.of_message(name)
        matrix = past.matrix(place, self.at) if kind == "fact" else None
        self._cells = {} if matrix is None or name not in matrix.facts else matrix.of(name)
        lines = [("need|" + who, self._need(who, cell)) for who, cell in self._missing()]
        if kind == "fact":
            lines += self._causes(name)
        return [
            *lines,
            *((f"step|{one.place}", self._row(one, width, place)) for one in self._steps),
        ]

    def _causes(self, fact: str) -> Iterator[tuple[str, Content]]:
        """Whoever was to pass it on and had not, or too late: since when they could have."""
        language, view = self.language, self.picture
        for part in view.parts:
            if fact not in part.about or part.state not in ("overdue", "late"):
                continue
            who, to = agency(view, part.agency, language), agency(view, part.part, language)
            cell = self._cells.get(part.agency)
            known = None if cell is None else cell.known_at
            values = {"who": who, "to": to, "due": clock_time(part.due_at)}
            if part.state == "late":
                done = clock_time(part.done_at or 0)
                text = phrase(
                    "⚠ {who} told {to} at {done}; the limit was {due}.", done=done, **values
                )
            elif known is None:
                text = phrase("⚠ {who} was to tell {to} by {due}, and does not know it.", **values)
            else:
                text = phrase(
                    "⚠ {who} was to tell {to} by {due}: knows since {since}, has not sent it on.",
                    since=clock_time(known),
                    **values,
                )
            said = Content.styled(text.into(language), "bold $text-warning")
            yield f"cause|{part.expectation}|{part.part}", said

    def _missing(self) -> Iterator[tuple[str, Cell]]:
        for who, cell in self._cells.items():
            if not cell.status and cell.need in ("missed", "open"):
                yield who, cell

    def _need(self, who: str, cell: Cell) -> Content:
        language = self.language
        name, due = agency(self.picture, who, language), clock_time(cell.due_at or 0)
        if cell.need == "missed":
            text = phrase(
                "⚠ {agency} should have known by {time}, and does not.", agency=name, time=due
            )
            return Content.styled(text.into(language), "bold $text-error")
        return Content(
            phrase("○ {agency} needs to know by {time}.", agency=name, time=due).into(language)
        )

    def _row(self, one: Step, width: int, place: int) -> Content:
        said = one_line(told(self.picture, one.row).into(self.language))
        waited = f"+{span(one.waited)}" if one.waited else ""
        if one.place > place:
            said = f"{phrase('later:').into(self.language)} {said}"
        head = f"{sign_of(one.row.kind)} {clock_time(one.row.at)}"
        if self.wide:
            below = Content(f"\n  {said}").truncate(width - 1, ellipsis=True)
            row = columns((head, 13), (waited, 9)) + below
        else:
            row = columns((head, 13), (waited, 9), (said, max(width - 24, 20)))
        return Content.styled(row.plain, "$text-muted dim") if one.place > place else row

    def detail(self, row: str) -> Content:
        """A step in full."""
        language = self.language
        step = next((one for one in self._steps if row == f"step|{one.place}"), None)
        if step is None:
            needs = phrase(
                "First stands who needs it and does not know, then who was to pass it on; the "
                "steps follow in time."
            )
            whole = next((said for name, said in self._drawn if name == row), Content(""))
            return Content("\n\n").join([whole, Content(needs.into(language))])
        said = one_line(told(self.picture, step.row).into(language), 1000)
        lines = [Content.styled(f"{clock_time(step.row.at)}  {said}", "bold")]
        if step.waited:
            text = phrase("{time} after the step before.", time=span(step.waited))
            lines.append(Content(text.into(language)))
        if step.place > self.past_at[1]:
            later = phrase("Later than this moment; Enter goes there.").into(language)
            lines.append(Content.styled(later, "$text-warning"))
        if words := words_of(step.row):
            lines += [Content(""), Content(plain(words))]
        return Content("\n").join(lines)
