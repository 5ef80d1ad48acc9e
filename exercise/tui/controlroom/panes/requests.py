"""What waits for an answer: requests for information, texts to code, questions to put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise import commands as c
from exercise.tui.controlroom import deskforms, pollforms, unforeseen
from exercise.tui.controlroom.dialogs import ask
from exercise.tui.controlroom.panes.pane import RoomPane, own
from exercise.tui.widgets.browse import Row
from exercise.tui.widgets.results import drawn
from exercise.tui.wording import (
    INTENTS,
    clock_time,
    columns,
    label,
    one_line,
    pick,
    section,
    titles,
    titles_of,
)
from exercise.views.control import ActRow, PrintedText, QuestionRow, RequestRow
from exercise.views.staffwords import act_title, agency, span

__all__ = ["RequestsPane"]


class RequestsPane(RoomPane):
    """What waits first; with ``f`` also what was dealt with."""

    TITLE = phrase("Requests, texts to code, questions")
    EMPTY = phrase("Nothing waits. w enters what was said at the table, d what was decided.")
    SCOPE = "requests"
    BINDINGS: ClassVar[list[BindingType]] = own("requests")

    everything = False

    def listed(self, _: int) -> Sequence[Row]:
        """Requests, acts that nothing follows from, texts, then questions; what waits first."""
        return [*self._requests(), *self._acts(), *self._texts(), *self._questions()]

    def detail(self, row: str) -> Content:
        """The request, the text, or the question with its answers."""
        kind, _, name = row.partition("|")
        if kind == "request" and (request := self.request(name)):
            return self._request(request)
        if kind == "act" and (act := self.act(name)):
            return unforeseen.told(self.picture, act, self.language)
        if kind == "text" and (text := self.text(name)):
            return self._text(text)
        if kind == "question" and (question := self.question(name)):
            return self._question(question)
        return self.welcome()

    def request(self, name: str) -> RequestRow | None:
        """The request of that id."""
        return next((one for one in self.picture.requests if one.id == name), None)

    def act(self, name: str) -> ActRow | None:
        """The unforeseen act of that id."""
        return next((one for one in self.picture.unforeseen if one.id == name), None)

    def text(self, name: str) -> PrintedText | None:
        """The text of that id."""
        return next((one for one in self.picture.to_code if one.id == name), None)

    def question(self, name: str) -> QuestionRow | None:
        """The question of that id."""
        return next((one for one in self.picture.questions if one.id == name), None)

    def fresh(self) -> frozenset[str]:
        """What waits."""
        asked = (f"request|{one.id}" for one in self.picture.requests if one.answer is None)
        acts = (f"act|{one.id}" for one in self.picture.unforeseen if not one.dealt)
        return frozenset((*asked, *acts, *(f"text|{one.id}" for one in self.picture.to_code)))

    # -- How it looks ----------------------------------------------------------------------------

    def _requests(self) -> Iterator[Row]:
        language, view = self.language, self.picture
        for one in sorted(view.requests, key=lambda one: one.answer is not None):
            if one.answer is not None and not self.everything:
                continue
            mark = "●" if one.answer is None else "✓"
            word = phrase("asks").into(language)
            state = Content.styled(f"{mark} {word}", "bold" if one.answer is None else "")
            yield (
                f"request|{one.id}",
                columns(
                    (state, 12),
                    (span(self.at - one.at), 8),
                    (agency(view, one.agency, language), 20),
                    (one_line(one.text), 0),
                ),
            )

    def _acts(self) -> Iterator[Row]:
        language, view = self.language, self.picture
        for one in sorted(view.unforeseen, key=lambda one: one.dealt):
            if one.dealt and not self.everything:
                continue
            mark = "✓" if one.dealt else "●"
            word = phrase("and now?").into(language)
            state = Content.styled(f"{mark} {word}", "" if one.dealt else "bold")
            yield (
                f"act|{one.id}",
                columns(
                    (state, 12),
                    (span(self.at - one.at), 8),
                    (agency(view, one.agency, language), 20),
                    (one_line(act_title(view, one).into(language)), 0),
                ),
            )

    def _texts(self) -> Iterator[Row]:
        language, view = self.language, self.picture
        for one in view.to_code:
            state = Content.styled(f"● {phrase('to code').into(language)}", "bold")
            sender = agency(view, one.sender, language)
            said = one_line(f"{one.subject} {one.text}".strip())
            yield (
                f"text|{one.id}",
                columns((state, 12), (span(self.at - one.at), 8), (sender, 20), (said, 0)),
            )

    def _questions(self) -> Iterator[Row]:
        language, view = self.language, self.picture
        now = next((move.id for move in view.moves if move.state == "now"), "")
        for one in view.questions:
            if one.opened_at is None and one.move not in ("", now) and not self.everything:
                continue
            if one.revealed and not self.everything:
                continue
            told = phrase("answers: {n}", n=one.given).into(language)
            mark = "✓" if one.revealed else "◐" if one.closed else "●"
            if one.opened_at is None:
                mark, told = "○", phrase("not put").into(language)
            state = f"{mark} {phrase('question').into(language)}"
            yield (
                f"question|{one.id}",
                columns(
                    (state, 12), (told, 14), (one.id, 6), (one_line(pick(one.ask, language)), 0)
                ),
            )

    def _request(self, one: RequestRow) -> Content:
        language = self.language
        who = phrase(
            "{agency} asks control, {time}:",
            agency=titles_of(self.picture.agencies, (one.agency,)),
            time=clock_time(one.at),
        )
        lines = [Content.styled(who.into(language), "bold"), Content(plain(one.text)), Content("")]
        if one.answer is None:
            hint = phrase("Enter answers it. Only this desk reads the answer.")
            lines.append(Content(hint.into(language)))
        else:
            lines += [section(phrase("Answer"), language), Content(plain(one.answer))]
        return Content("\n").join(lines)

    def _text(self, one: PrintedText) -> Content:
        language, view = self.language, self.picture
        head = phrase(
            "{sender} to {to}, {time} ({intent}):",
            sender=titles_of(view.agencies, (one.sender,)),
            to=titles_of(view.agencies, (one.to,)),
            time=clock_time(one.at),
            intent=label(INTENTS, one.intent, language),
        )
        lines = [Content.styled(head.into(language), "bold")]
        if one.subject:
            lines.append(Content(one_line(one.subject)))
        lines += [Content(plain(one.text)), Content("")]
        hint = phrase("No facts were ticked. Enter states which ones it passes on, and how sure.")
        lines.append(Content(hint.into(language)))
        return Content("\n").join(lines)

    def _question(self, one: QuestionRow) -> Content:
        language, view = self.language, self.picture
        lines = [Content.styled(pick(one.ask, language), "bold")]
        to = phrase("to all desks")
        if one.of:
            to = phrase("to {agencies}", agencies=titles_of(view.agencies, one.of))
        about = [one.id, to.into(language)]
        if one.anonymous:
            about.append(phrase("anonymous").into(language))
        lines.append(Content.styled(" · ".join(about), "$text-muted"))
        lines += [
            Content(f"{number}. {one_line(pick(option, language))}")
            for number, option in enumerate(one.options, start=1)
            if not one.answers
        ]
        lines += [Content(""), Content.styled(self._next(one), "bold")]
        if one.opened_at is not None:
            put = phrase("Put at {time}; answers: {n}", time=clock_time(one.opened_at), n=one.given)
            lines.append(section(put, language))
        if one.answers:
            lines.append(
                drawn(
                    one.kind,
                    one.options,
                    one.answers,
                    lambda who: agency(view, who, language),
                    language,
                )
            )
        return Content("\n").join(lines)

    def _next(self, one: QuestionRow) -> str:
        """What Enter does with a question now."""
        if one.opened_at is None:
            told = phrase("Enter puts it to them now.")
        elif not one.closed and one.anonymous:
            told = phrase("The answers lie in a box. Enter closes the question and opens it.")
        elif not one.closed:
            told = phrase("Enter closes the question: no more answers are taken.")
        elif not one.revealed:
            told = phrase("Closed. Enter shows the answers to everybody, on the projector too.")
        else:
            told = phrase("Everybody has been shown the answers.")
        return told.into(self.language)

    # -- What its keys do ------------------------------------------------------------------------

    def action_deal(self) -> None:
        """Answer, code or put what is marked."""
        kind, _, name = (self.marked or "").partition("|")
        view, control = self.picture, self.room.role == "control"
        if kind == "text" and (text := self.text(name)):
            self.app.push_screen(deskforms.code(view, text))
        elif not control:
            self.say(phrase("This is for control to do."))
        elif kind == "request" and (request := self.request(name)):
            if request.answer is not None:
                self.say(phrase("It has been answered."))
            elif view.clock.phase == "ended":
                self.say(phrase("The exercise has ended; answer it aloud."))
            else:
                self.app.push_screen(deskforms.answer(view, request))
        elif kind == "act" and (act := self.act(name)):
            if act.dealt:
                self.say(phrase("What follows has been chosen."))
            else:
                unforeseen.choose(self.room, act)
        elif kind == "question" and (question := self.question(name)):
            self._put(question)

    def _put(self, question: QuestionRow) -> None:
        """The next step with a question: put it, close it, show its answers."""
        if question.revealed:
            self.say(phrase("Everybody has been shown the answers."))
            return
        command: c.Command = c.OpenQuestion(question.id)
        heading, done = phrase("Put this question now?"), phrase("The question is put.")
        if question.closed:
            command = c.RevealAnswers(question.id)
            heading = phrase("Show the answers to everybody?")
            done = phrase("Everybody sees the answers.")
        elif question.opened_at is not None:
            command = c.CloseQuestion(question.id)
            heading = phrase("Close this question? Answers until now: {n}", n=question.given)
            done = phrase("Closed. Enter shows the answers to everybody.")
        ask(self.room, heading, titles(question.ask), command, done=done)

    def action_poll(self) -> None:
        """Put a question that the pack has not."""
        self.app.push_screen(pollforms.poll(self.picture))

    def action_said(self) -> None:
        """Enter what was said at the table."""
        self.app.push_screen(deskforms.said_at_table(self.picture, self.at))

    def action_decided(self) -> None:
        """Enter what was decided at the table."""
        self.app.push_screen(deskforms.decided_at_table(self.picture, self.at))

    def action_which(self) -> None:
        """What waits, or everything."""
        self.everything = not self.everything
        self.redraw()
        shown = phrase("Everything, with what was dealt with.")
        self.say(shown if self.everything else phrase("What waits."), "done")
