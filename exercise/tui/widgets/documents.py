"""What can be read, and what is asked: documents, briefing, announcements, and questions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.visual import VisualType

from agencies.language import phrase
from agencies.text import plain
from exercise.tui.widgets.browse import BrowsePane, Row
from exercise.tui.widgets.results import drawn
from exercise.tui.wording import clock_time, columns, named, one_line, pick, section, titles
from exercise.views.seat import QuestionView, RequestView

__all__ = ["DocumentsPane", "QuestionsPane"]


class DocumentsPane(BrowsePane):
    """The briefing first, then the desk's documents and what control announced."""

    TITLE = phrase("Documents")
    EMPTY = phrase("There are no documents on this desk.")

    def rows(self, width: int) -> Sequence[Row]:
        """Briefing, announcements, documents."""
        return [
            (row, Content(title).truncate(width, ellipsis=True)) for row, title, _ in self._all()
        ]

    def detail(self, row: str) -> VisualType:
        """A document as it is meant to look; what is said to everybody as it was written."""
        for each, title, text in self._all():
            if each == row and row.startswith("d:"):
                # Reading Markdown takes a while to import, and the first tab needs none of it.
                from exercise.tui.widgets.markdown import document

                return document(text)
            if each == row:
                return Content.styled(title, "bold") + Content(f"\n\n{text}")
        return self.welcome()

    def _all(self) -> list[tuple[str, str, str]]:
        view, language = self.view, self.language
        listed = []
        if view.move:
            number, name = view.move.number, titles(view.move.title)
            move = phrase("Briefing: move {n}, {title}", n=number, title=name)
            briefing = pick(view.move.briefing, language) or "–"
            listed.append(("briefing", move.into(language), briefing))
        if view.announcements:
            told = "\n\n".join(
                f"{clock_time(each.at)}  {plain(each.text)}"
                for each in reversed(view.announcements)
            )
            listed.append(("told", phrase("Announcements by control").into(language), told))
        for each in view.documents:
            title = one_line(pick(each.title, language))
            listed.append((f"d:{each.id}", title, pick(each.text, language) or f"# {title}"))
        return listed


class QuestionsPane(BrowsePane):
    """Discussion questions to this desk, and what it asked control."""

    TITLE = phrase("Questions")
    EMPTY = phrase("No question has been put to your desk.")

    def welcome(self) -> Content:
        """An empty list, and that one can ask where somebody is there to answer."""
        told = self.EMPTY.into(self.language)
        if not self.view.solo:
            told += (
                f" {phrase('Press i to ask the exercise control something.').into(self.language)}"
            )
        return Content(told)

    def fresh(self) -> frozenset[str]:
        """What is still to be answered."""
        return frozenset(f"q:{each.id}" for each in self.view.questions if each.waits)

    def opened(self) -> None:
        """Begin where an answer is awaited."""
        waiting = [f"q:{each.id}" for each in self.view.questions if each.waits]
        if waiting and self.marked not in waiting:
            self.mark(waiting[0])

    def question(self, row: str | None) -> QuestionView | None:
        """The question of a row, if it is one."""
        return next((each for each in self.view.questions if f"q:{each.id}" == row), None)

    def rows(self, width: int) -> Sequence[Row]:
        """Questions first, then requests to control."""
        rows = []
        for question in self.view.questions:
            text = one_line(pick(question.ask, self.language))
            rows.append(
                (
                    f"q:{question.id}",
                    self._row(
                        text,
                        answered=question.answer is not None,
                        closed=not question.waits,
                        width=width,
                    ),
                )
            )
        for request in self.view.requests:
            text = phrase("You to control: {text}", text=one_line(request.text)).into(self.language)
            rows.append(
                (
                    f"r:{request.id}",
                    self._row(text, answered=request.answer is not None, width=width),
                )
            )
        return rows

    def detail(self, row: str) -> Content:
        """The question and its answer."""
        question = self.question(row)
        if question:
            return self._question(question)
        request = next((each for each in self.view.requests if f"r:{each.id}" == row), None)
        return self._request(request) if request else self.welcome()

    def _row(self, text: str, *, answered: bool, width: int, closed: bool = False) -> Content:
        sign, state, style = "●", phrase("OPEN"), "bold"
        if answered:
            sign, state, style = "✓", phrase("answered"), ""
        elif closed:
            sign, state, style = "–", phrase("now closed"), ""
        mark = Content.styled(f"{sign} {state.into(self.language)}", style)
        return columns((mark, 13), (Content(text).truncate(max(width - 15, 1), ellipsis=True), 0))

    def _question(self, question: QuestionView) -> Content:
        language = self.language
        lines = [Content.styled(pick(question.ask, language), "bold"), Content("")]
        lines += [
            Content(f"{number}. {one_line(pick(option, language))}")
            for number, option in enumerate(question.options, start=1)
            if question.results is None
        ]
        if question.anonymous:
            told = phrase("Anonymous: nobody can learn who wrote what.")
            lines.append(Content.styled(told.into(language), "italic"))
        if question.waits:
            lines.append(Content.styled(phrase("Press Enter to answer.").into(language), "bold"))
        elif question.answer is None:
            lines.append(Content(phrase("It was closed before you answered.").into(language)))
        else:
            lines += [
                section(phrase("Your answer"), language),
                Content(self._answer(question, question.answer)),
            ]
            if question.anonymous and not question.closed:
                change = phrase("It lies in the box; Enter changes it.")
                lines.append(Content.styled(change.into(language), "$text-muted"))
        if question.results is not None:
            lines += [Content(""), section(phrase("How the room answered"), language)]
            lines.append(
                drawn(
                    question.kind,
                    question.options,
                    question.results,
                    lambda agency: named(self.view.agencies, agency, language),
                    language,
                    width=max(self.query_one(".reading").content_size.width - 4, 40),
                )
            )
        return Content("\n").join(lines)

    def _answer(self, question: QuestionView, answer: str) -> str:
        """The answer in words: on record is the number of the option, which has no language."""
        number = int(answer) if answer.isdecimal() else 0
        if 1 <= number <= len(question.options):
            chosen = one_line(pick(question.options[number - 1], self.language))
            return f"{number}. {chosen}"
        return plain(answer)

    def _request(self, request: RequestView) -> Content:
        language = self.language
        lines = [
            Content.styled(plain(request.text), "bold"),
            Content.styled(clock_time(request.at), "$text-muted"),
            Content(""),
        ]
        if request.answer is None:
            lines.append(Content(phrase("Control has not answered yet.").into(language)))
        else:
            lines += [section(phrase("Control's answer"), language), Content(plain(request.answer))]
        return Content("\n").join(lines)
