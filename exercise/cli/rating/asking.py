"""Asking an evaluator line by line: evidence first, then the questions; the letter follows.

For a terminal, a screen reader or a pipe: every question is one line, and every answer one word.
What is answered is kept at once, so that leaving and coming back loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import click

from agencies.language import Phrase, words
from agencies.text import plain
from exercise.cli.layout import paragraph
from exercise.cli.letters import subject_title
from exercise.cli.rating.answers import NO, YES
from exercise.cli.rating.telling import evidence_text, letter_in_words, status_text
from exercise.errors import Refused
from exercise.evaluation.guide import Subject
from exercise.evaluation.ratings import QUESTIONS, Answered, RatedSubject, code_of
from exercise.events import ObservationMade
from exercise.report.content import Content
from exercise.report.wording import ACHIEVED, word
from exercise.session.rating import Rater
from exercise.session.sealing import host_key
from exercise.views.planwords import CAPABILITIES
from exercise.views.staffwords import RATINGS as ASKED

__all__ = ["Asker", "LeadAsker"]


_SEEN = {"yes": YES, "partly": frozenset({"p", "partly", "en parte", "parcial"}), "no": NO}


class Leave(Exception):
    """The evaluator wants to stop for now."""


class Back(Exception):
    """The evaluator wants to see the one before again."""


class _Lines:
    """What all who are asked have in common."""

    def __init__(self, rater: Rater, content: Content, language: str) -> None:
        self.rater = rater
        self.content = content
        self.language = language
        self.say = words(language)

    def tell(self, text: Phrase | str) -> None:
        said = text.into(self.language) if isinstance(text, Phrase) else text
        click.echo(paragraph(said).rstrip("\n"))

    def ask(self, question: str) -> str:
        """One line; the end of the input leaves, and so does ``q``; ``b`` goes back."""
        try:
            answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
        except click.Abort:
            click.echo("")
            raise Leave from None
        if answer.strip().casefold() in ("q", "b"):
            raise Leave if answer.strip().casefold() == "q" else Back
        return answer.strip()

    def yes_no(self, question: str, before: bool | None = None) -> bool | None:
        """yes, no, or Enter for what was answered before (which may be nothing)."""
        kept = {True: self.say("yes"), False: self.say("no"), None: self.say("not yet")}[before]
        while True:
            answer = self.ask(f"{question} [{self.say('y/n')}; {kept}]").casefold()
            if not answer:
                return before
            if answer in YES | NO:
                return answer in YES
            self.tell(self.say("Answer y or n, Enter to leave it, q to stop for now."))


class Asker(_Lines):
    """Goes through the guide with one evaluator, or one agency that rates itself."""

    def run(self) -> None:
        """Ask until all is answered or the evaluator leaves."""
        try:
            self._through()
        except Leave:
            self.tell(self.say("Kept; the same command goes on from here."))

    def _through(self) -> None:
        subjects, say = self.rater.subjects, self.say
        left = [one for one in subjects if not self._settled(one)]
        told = say(
            "{code}: {n} of {all} rated. Enter keeps what stands, b goes back, q stops for now.",
            code=self.rater.code,
            n=len(subjects) - len(left),
            all=len(subjects),
        )
        self.tell(told)
        number, again = 0, False
        while True:
            try:
                while number < len(subjects):
                    if again or subjects[number] in left:
                        again = False
                        self._one(subjects[number], number + 1, len(subjects))
                    number += 1
                self._end()
            except Back:
                number, again = max(0, number - 1), True
            else:
                return

    def _settled(self, subject: Subject) -> bool:
        answer = self.rater.answers.get(subject.key)
        return answer is not None and answer.letter is not None

    def _one(self, subject: Subject, number: int, count: int) -> None:
        say, bench = self.say, self.rater.bench
        kind = say("Critical task") if subject.task else say("Capability target as a whole")
        title = subject_title(self.content, subject, self.language)
        click.echo("")
        self.tell(f"{number}/{count}  {kind}: {title}")
        seen = self.rater.observations
        click.echo(evidence_text(bench, self.content, subject, self.language, seen), nl=False)
        shown = subject.grade(bench.evaluation).achieved
        if shown == "no":
            self._keep(subject, {}, None)
            return
        achieved = None
        if shown == "not-observed":
            achieved = self._achieved()
            if achieved is None:
                return
            if achieved == "no":
                self._keep(subject, {}, achieved)
                return
        before = self.rater.answers.get(subject.key)
        said = dict(before.answers) if before else {}
        try:
            for name in QUESTIONS:
                said[name] = self.yes_no(ASKED[name].into(self.language), said.get(name))
        except Leave:
            if said != (dict(before.answers) if before else {}):
                text = before.text if before else ""
                self.rater.add([self.rater.answer(subject, said, achieved=achieved, text=text)])
            raise
        self._keep(subject, said, achieved)

    def _achieved(self) -> str | None:
        """What the evaluator saw, where the record shows nothing; None for nothing either."""
        say = self.say
        question = say("The record does not show it. Did you see it achieved? [y/p/n; not seen]")
        while True:
            answer = self.ask(question).casefold()
            if not answer:
                return None
            for name, keys in _SEEN.items():
                if answer in keys:
                    return name
            self.tell(say("y for yes, p for partly, n for no, Enter if you did not see it."))

    def _keep(self, subject: Subject, said: Mapping[str, bool | None], seen: str | None) -> None:
        before = self.rater.answers.get(subject.key)
        text = self.ask(self.say("Why, and what did you see?")) or (before.text if before else "")
        self.rater.add([self.rater.answer(subject, said, achieved=seen, text=plain(text))])
        now = self.rater.answers[subject.key]
        self.tell(f"→ {letter_in_words(now.letter, self.language)}")

    def _end(self) -> None:
        say = self.say
        click.echo("")
        while text := self.ask(say("Anything else that you saw? Enter for nothing more:")):
            self.rater.add([ObservationMade(plain(text), self.rater.agency, made="after")])
        open_ = [one for one in self.rater.subjects if not self._settled(one)]
        if open_:
            names = ", ".join(subject_title(self.content, one, self.language) for one in open_)
            self.tell(say("Without a letter: {names}", names=names))
        question = say(
            "Finish? Your ratings then stand, and you may see the others'. [y/n; not yet]"
        )
        if self.yes_no_plain(question):
            self.rater.finish()
            self.tell(say("Finished."))
            click.echo(
                status_text(self.rater.bench, self.content, self.language, everything=True),
                nl=False,
            )
        else:
            raise Leave

    def yes_no_plain(self, question: str) -> bool:
        """Whether it is a clear yes."""
        return self.ask(question).casefold() in YES


class LeadAsker(_Lines):
    """Goes through targets, then objectives, with the lead evaluator, who then signs."""

    def run(self) -> None:
        """Ask for what has no final rating yet, then for the signature."""
        bench = self.rater.bench
        click.echo(status_text(bench, self.content, self.language, everything=True), nl=False)
        try:
            for subject in self.rater.bench.unsettled():
                self._one(bench.rated.subjects[subject.key])
            self._sign()
        except (Leave, Back):
            self.tell(self.say("Kept; the same command goes on from here."))

    def _one(self, one: RatedSubject) -> None:
        say, subject, pack = self.say, one.subject, self.content.setup.pack
        title = subject_title(self.content, subject, self.language)
        click.echo("")
        if subject.target is None:
            capability = pack.objectives[subject.objective].capability
            capability = word(CAPABILITIES, capability, self.language)
            self.tell(
                say("Objective: {title} (core capability: {name})", title=title, name=capability)
            )
        else:
            self.tell(say("Capability target: {title}", title=title))
        grade = subject.grade(self.rater.bench.evaluation)
        self.tell(say("Achieved? {answer}", answer=word(ACHIEVED, grade.achieved, self.language)))
        for answer in one.answered:
            self._given(answer)
        self._settle(subject, one)

    def _given(self, answer: Answered) -> None:
        told = letter_in_words(answer.letter, self.language)
        why = f" – {plain(answer.text)}" if answer.text else ""
        self.tell(f"  {code_of(answer.evaluator)}  {told}{why}")

    def _settle(self, subject: Subject, one: RatedSubject) -> None:
        say, proposed = self.say, one.settled
        while True:
            shown = proposed or say("not yet")
            answer = self.ask(say("Final rating [P/S/M/U, - for none; {shown}]", shown=shown))
            letter = (answer or proposed or "").upper()
            if not letter:
                return
            letter = "" if letter == "-" else letter
            text = self.ask(say("Reason:"))
            try:
                self.rater.settle(subject, letter, plain(text))
            except Refused as refused:
                self.tell(refused.phrase)
                continue
            return

    def _sign(self) -> None:
        say, open_ = self.say, self.rater.bench.unsettled()
        click.echo("")
        if open_:
            titles = (subject_title(self.content, one, self.language) for one in open_)
            self.tell(say("Without a final rating: {names}", names=", ".join(titles)))
        waiting = [e.code for e in self.rater.bench.rated.evaluators if not e.finished]
        if waiting:
            self.tell(say("Not finished: {names}", names=", ".join(waiting)))
        answer = self.ask(say("Sign and seal? Nothing can be added afterwards. [y/n; not yet]"))
        if answer.casefold() not in YES:
            raise Leave
        self.rater.sign(host_key())
        self.tell(say("Signed and sealed."))
