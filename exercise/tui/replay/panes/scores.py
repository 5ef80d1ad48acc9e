"""Objectives, targets and tasks as they stood at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from agencies.language import phrase
from exercise.replay.api import Past, Score
from exercise.tui.controlroom.rateforms import rated
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.replay.table import EVALUATE
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import clock_time, columns, hanging, label, one_line, section
from exercise.views.numbers import score_in_words
from exercise.views.sidewords import ACHIEVED, OUTCOMES, REASONS
from exercise.views.staffwords import agency, expectation_title, span, titled

__all__ = ["ScoresPane"]

Judged = tuple[Past, int, int]
"""A moment: the session, the place and the exercise second."""
WORKING = "working"
"""The row that says so."""


class ScoresPane(ReplayPane):
    """Objectives, targets and tasks as they stood, then agencies; never ranked."""

    TITLE = phrase("Scores at this moment")
    EMPTY = phrase("Nothing can be judged at this moment.")
    SIGNS: ClassVar[dict[str, str]] = {"yes": "✓", "partly": "~", "no": "✗", "not-observed": "–"}
    _scores: Sequence[Score] = ()
    _judged: Judged | None = None
    """The moment of which the scores are known."""
    _busy = False

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        past, place = self.past_at
        wanted = past, place, self.at
        if not past.takes_long(place):
            self._scores, self._judged = past.scores(place, self.at), wanted
        rows = [(f"{one.kind}|{one.id}", self._row(one, width)) for one in self._scores]
        if self._judged == wanted:
            return rows
        self._work_out(wanted)
        said = Content.styled(f"… {self._working()}", "bold $text-warning")
        # While it plays, the last that is known stays in sight.
        return [(WORKING, said), *(rows if self.replay.playing else ())]

    def _working(self) -> str:
        time = clock_time(self.at)
        return phrase("working out the scores of {time}", time=time).into(self.language)

    def _work_out(self, wanted: Judged) -> None:
        """Judge a moment beside the keys; one at a time, and then the one that is looked at."""
        if self._busy:
            return
        self._busy = True
        past, place, at = wanted

        def judge() -> None:
            scores: Sequence[Score] = ()
            try:
                scores = past.scores(place, at)
            finally:
                self.app.call_from_thread(self._take, wanted, scores)

        self.run_worker(judge, group="scores", thread=True, exit_on_error=False)

    def _take(self, judged: Judged, scores: Sequence[Score]) -> None:
        """What was worked out; it is dropped where another moment is looked at by now."""
        self._busy = False
        past, place = self.past_at
        if judged == (past, place, self.at) or self.replay.playing:
            self._scores, self._judged = scores, judged
        if self.display:
            self.redraw()

    def _row(self, one: Score, width: int) -> Content:
        language = self.language
        indent = {"target": 2, "task": 4}.get(one.kind, 0)
        title = " " * indent + titled(one.title, one.id, language)
        style = "bold" if one.kind == "objective" else ""
        score = "  –" if one.score is None else score_in_words(one.score, language)
        apart = "" if one.simulated is None else f"[{score_in_words(one.simulated, language)}]"
        if self.withheld(one):
            told = phrase("rate first").into(language)
            return columns(
                (Content.styled(title, style), max(width - 35, 20)), ("··", 12), (told, 18)
            )
        sign = self.SIGNS.get(one.achieved, " ")
        told = f"{sign} {label(ACHIEVED, one.achieved, language)}"
        if one.held_by == "playbook":
            told = phrase("simulated").into(language)
        return columns(
            (Content.styled(title, style), max(width - 35, 20)), (score, 5), (apart, 7), (told, 18)
        )

    def withheld(self, one: Score) -> bool:
        """Whether an evaluator is to rate first: a second rating is made blind."""
        if self.replay.stand != EVALUATE:
            return False
        concerned = [
            task
            for task in self.picture.tasks
            if one.kind == "agency" or one.id in (task.objective, task.target, task.task)
        ]
        return not all(rated(self.picture, task) for task in concerned)

    def detail(self, row: str) -> Content:
        """What a line rests on."""
        language, view = self.language, self.picture
        one = next((each for each in self._scores if f"{each.kind}|{each.id}" == row), None)
        if row == WORKING:
            text = phrase("This is a long session: they appear here as soon as they are there.")
            return Content(f"{self._working()}\n\n{text.into(language)}")
        if one is None:
            return self.welcome()
        lines = [Content.styled(titled(one.title, one.id, language), "bold")]
        if self.withheld(one):
            blind = phrase(
                "What was worked out of it is shown once you have rated all that it rests on "
                "(tab Tasks, r or R): a second rating is blind. The evidence itself stands there."
            )
            return Content("\n\n").join([*lines, Content(blind.into(language))])
        told = phrase(
            "Score {score} · coverage {coverage} · achieved? {achieved}",
            score=score_in_words(one.score, language),
            coverage=score_in_words(one.coverage, language),
            achieved=label(ACHIEVED, one.achieved, language),
        )
        lines.append(Content(told.into(language)))
        if one.simulated is not None:
            apart = phrase(
                "In square brackets, {score}: what simulated desks held, which is never in the "
                "score.",
                score=score_in_words(one.simulated, language),
            )
            lines.append(Content.styled(apart.into(language), "$text-muted"))
        for code, expectation in one.reasons:
            why = label(REASONS, code, language)
            named = expectation_title(view, expectation, language)
            lines.append(Content(f"{why}: {named}" if expectation else why))
        if view.clock.phase != "ended":
            interim = phrase("Interim: the exercise was still going on.").into(language)
            lines.append(Content.styled(interim, "$text-warning"))
        if one.expectations:
            lines += [Content(""), section(phrase("What it rests on"), language)]
        for name, who, outcome, seconds in one.expectations:
            took = "" if not seconds else span(seconds)
            word = label(OUTCOMES, outcome, language)
            named = expectation_title(view, name, language)
            if named == one_line(name):  # It had not come up by then.
                named = f"{named} · {agency(view, who, language)}"
            head = columns((word, 14), (took, 8))
            lines += hanging(head, 23, named, self.reading_width)
        return Content("\n").join(lines)
