"""The judged part of a report: objectives, expectations, prohibitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agencies.language import Words, words
from agencies.text import markdown
from exercise.evaluation.model import Evidence, ExpectationResult, Grade, PartResult, TaskResult
from exercise.report.content import Content
from exercise.report.tables import table
from exercise.report.wording import (
    ACHIEVED,
    CAUSES,
    FLAGS,
    HELD_BY,
    LIMIT_BASIS,
    OUTCOMES,
    reason,
    score,
    span,
    word,
)

__all__ = ["Judged"]

Cite = Callable[[Iterable[Evidence]], str]


class Judged:
    """Writes what :func:`exercise.evaluation.evaluate` found."""

    def __init__(self, content: Content, language: str, cite: Cite) -> None:
        self._content = content
        self._found = content.evaluation
        self._language = language
        self._say: Words = words(language)
        self._cite = cite

    def _agency(self, name: str | None) -> str:
        return markdown(self._content.agency(name, self._language))

    # -- Objectives --------------------------------------------------------------------------------

    def objectives(self) -> Iterator[str]:
        """Objectives with their scores, and each one's targets and critical tasks."""
        say = self._say
        yield from (f"## {say('Objectives')}", "")
        yield from table(
            (
                say("Objective"),
                say("Core capability"),
                say("Score"),
                say("Coverage"),
                say("Achieved?"),
                say("Simulated"),
            ),
            [
                (
                    self._objective_title(result.id),
                    markdown(result.capability),
                    *self._cells(result.grade),
                    self._apart(result.simulated),
                )
                for result in self._found.objectives
            ],
        )
        for result in self._found.objectives:
            yield from (f"### {self._objective_title(result.id)}", "")
            for why in result.grade.reasons:
                yield f"- {markdown(reason(why, self._language))}"
            yield ""
            yield from table(
                (
                    say("Critical task"),
                    say("Expectations"),
                    say("Score"),
                    say("Coverage"),
                    say("Achieved?"),
                    say("Simulated"),
                ),
                [
                    (
                        self._task_title(result.id, target.id, task),
                        ", ".join(markdown(name) for name in task.expectations) or "–",
                        *self._cells(task.grade),
                        self._apart(task.simulated),
                    )
                    for target in result.targets
                    for task in target.tasks
                ],
            )

    def _cells(self, grade: Grade) -> tuple[str, str, str]:
        achieved = word(ACHIEVED, grade.achieved, self._language)
        return score(grade.score), score(grade.coverage), achieved

    def _apart(self, grade: Grade | None) -> str:
        if grade is None:
            return "–"
        return f"{score(grade.score)}, {word(ACHIEVED, grade.achieved, self._language)}"

    def _objective_title(self, name: str) -> str:
        objective = self._content.setup.pack.objectives[name]
        return markdown(self._content.text(objective.title, self._language))

    def _task_title(self, objective: str, target: str, task: TaskResult) -> str:
        spec = self._content.setup.pack.objectives[objective].targets[target].tasks[task.id]
        return markdown(self._content.text(spec.title, self._language))

    def attention(self) -> Iterator[str]:
        """What is worth talking about: not met in full, with the largest cause of delay."""
        say = self._say
        short = [
            result
            for result in self._found.expectations
            if result.held_by == "people"
            and result.outcome in ("late", "partial", "missed", "overdue", "violated")
        ]
        yield from (f"## {say('For the discussion')}", "")
        if not short:
            yield from (say("Nothing that people held and that was observed fell short."), "")
            return
        for result in short:
            outcome = word(OUTCOMES, result.outcome, self._language)
            yield f"- {markdown(result.id)}, {self._agency(result.agency)}: {outcome}" + (
                f"; {self._most_time(result)}" if self._most_time(result) else ""
            )
        yield ""

    def _most_time(self, result: ExpectationResult) -> str:
        spent: dict[str, int] = {}
        for part in result.parts:
            for cause, seconds in part.causes.items():
                spent[cause] = max(spent.get(cause, 0), seconds)
        if not any(spent.values()):
            return ""
        cause = max(spent, key=lambda name: spent[name])
        named = word(CAUSES, cause, self._language)
        return self._say("most time: {cause}, {time}", cause=named, time=span(spent[cause]))

    # -- Expectations ------------------------------------------------------------------------------

    def expectations(self) -> Iterator[str]:
        """Each part with its outcome and evidence, then where its time went; simulated ones apart.

        Two tables, because all of it in one is wider than any page.
        """
        say = self._say
        for held_by, title in (
            ("people", say("Expectations held by people")),
            ("playbook", say("Expectations held by simulated desks (not scored)")),
        ):
            parts = [
                (result, part)
                for result in self._found.expectations
                if result.held_by == held_by and not result.prohibition and result.outcome != "void"
                for part in result.parts
            ]
            if parts:
                yield from (f"## {title}", "")
                head = (say("Expectation"), say("Agency"), say("Part"), say("Limit"))
                yield from table(
                    (*head, say("Outcome"), say("Timeliness"), say("Evidence")),
                    [self._outcome(result, part) for result, part in parts],
                )
                yield from (f"### {say('Where the time went')}", "")
                head = (say("Expectation"), say("Part"), say("Agency time"), say("System time"))
                yield from table(
                    (*head, say("Causes")), [self._times(result, part) for result, part in parts]
                )
        void = [markdown(r.id) for r in self._found.expectations if r.outcome == "void"]
        if void:
            yield from (say("Never opened (void): {names}", names=", ".join(void)), "")

    def _what(self, part: PartResult) -> str:
        return self._say("decision") if part.what == "decision" else self._agency(part.what)

    def _outcome(self, result: ExpectationResult, part: PartResult) -> tuple[str, ...]:
        basis = word(LIMIT_BASIS, result.limit_basis, self._language)
        # That a desk is simulated stands in the heading.
        notes = [word(FLAGS, flag, self._language) for flag in part.flags if flag != "simulated"]
        outcome = word(OUTCOMES, part.outcome, self._language)
        return (
            markdown(result.id) + (f" ({self._say('critical')})" if result.critical else ""),
            self._agency(result.agency),
            self._what(part),
            f"{span(result.within)} ({basis})",
            outcome + (f" ({', '.join(notes)})" if notes else ""),
            score(part.timeliness),
            self._cite(part.evidence),
        )

    def _times(self, result: ExpectationResult, part: PartResult) -> tuple[str, ...]:
        causes = ", ".join(
            f"{word(CAUSES, cause, self._language)} {span(seconds)}"
            for cause, seconds in part.causes.items()
            if seconds
        )
        return (
            markdown(result.id),
            self._what(part),
            span(part.agency_time),
            span(part.system_time),
            causes or "–",
        )

    def prohibitions(self) -> Iterator[str]:
        """What must not be done, kept or violated."""
        say = self._say
        bans = [r for r in self._found.expectations if r.prohibition and r.outcome != "void"]
        if not bans:
            return
        yield from (f"## {say('Prohibitions')}", "")
        yield from table(
            (
                say("Prohibition"),
                say("Agency"),
                say("Held by"),
                say("Outcome"),
                say("Evidence"),
            ),
            [
                (
                    markdown(ban.id),
                    self._agency(ban.agency),
                    word(HELD_BY, ban.held_by, self._language),
                    word(OUTCOMES, ban.outcome, self._language),
                    self._cite(ban.evidence),
                )
                for ban in bans
            ],
        )
