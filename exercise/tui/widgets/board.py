"""The situation board: what the desk knows, how surely, from whom and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.widgets.browse import BrowsePane, Row
from exercise.tui.wording import (
    MARKINGS,
    clock_time,
    columns,
    label,
    named,
    one_line,
    pick,
    section,
    status,
    title_of,
)
from exercise.views.seat import BoardFact

__all__ = ["BoardPane"]


class BoardPane(BrowsePane):
    """Facts, each with its status in a word."""

    TITLE = phrase("What your desk knows")
    EMPTY = phrase("Your desk knows of nothing yet. Open the items in your inbox.")

    def rows(self, width: int) -> Sequence[Row]:
        """In the order in which they became known, then the security levels."""
        rows = [(f"f:{fact.id}", self._row(fact, width)) for fact in self.view.board]
        if self.view.places:
            raised = sum(place.level > 1 for place in self.view.places)
            title = phrase("Security levels (raised: {n})", n=raised).into(self.language)
            rows.append(("places", Content(title)))
        return rows

    def detail(self, row: str) -> Content:
        """Everything known about one fact."""
        if row == "places":
            return self._places()
        fact = next((fact for fact in self.view.board if f"f:{fact.id}" == row), None)
        return self._fact(fact) if fact else self.welcome()

    def _places(self) -> Content:
        lines = [section(phrase("Security levels, as your desk knows them"), self.language)]
        for place in self.view.places:
            level = f"{place.level} {'▲' * (place.level - 1)}".rstrip()
            name = one_line(pick(place.title, self.language), 120)
            lines.append(columns((level, 6), (name, 0)))
        return Content("\n").join(lines)

    def _status(self, fact: BoardFact) -> Content:
        if fact.refuted_by:
            return Content.styled(f"✗ {phrase('refuted').into(self.language)}", "bold $text-error")
        return status(fact.status, self.language)

    def _row(self, fact: BoardFact, width: int) -> Content:
        # Who said so stands beside the list: the row belongs to what is known.
        title = one_line(pick(fact.title, self.language), 200)
        if self.wide:
            return columns((self._status(fact), 15), (title, width - 17))
        return columns(
            (self._status(fact), 15), (clock_time(fact.known_at), 11), (title, width - 28)
        )

    def _fact(self, fact: BoardFact) -> Content:
        language, view = self.language, self.view
        lines = [
            Content.styled(one_line(pick(fact.title, language)), "bold"),
            self._status(fact),
        ]
        if fact.refuted_by:
            by = title_of(view, fact.refuted_by, language)
            lines.append(Content(phrase("Refuted by: {fact}", fact=by).into(language)))
        lines.append(Content(""))
        sender = one_line(pick(fact.sender, language)) or "–"
        for heading, text in (
            (phrase("From"), sender),
            (phrase("Known since"), clock_time(fact.known_at)),
            *self._settled(fact),
            (phrase("Kind"), named(view.fact_kinds, fact.kind, language)),
            (phrase("Marking"), label(MARKINGS, fact.marking, language)),
        ):
            lines.append(columns((section(heading, language), 16), (text, 0)))
        if detail := pick(fact.detail, language):
            lines += [Content(""), Content(detail)]
        return Content("\n").join(lines)

    def _settled(self, fact: BoardFact) -> Iterator[tuple[Phrase, str]]:
        """Who confirmed or denied what was known before, and when."""
        if fact.settled_at is not None:
            by = one_line(pick(fact.settled_by, self.language)) or "–"
            heading = phrase("Denied") if fact.status == "denied" else phrase("Confirmed")
            yield heading, f"{clock_time(fact.settled_at)} · {by}"
