"""What a report says of knowing: who knew what since when, and how information was handled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agencies.language import Words, words
from agencies.text import markdown
from exercise.evaluation.model import Evidence
from exercise.report.content import Content
from exercise.report.tables import table
from exercise.report.wording import HELD_BY, LAPSES, NEEDS, STATUSES, moment, word

__all__ = ["Known"]

Cite = Callable[[Iterable[Evidence]], str]


class Known:
    """Writes the awareness matrix, the paths and the lapses."""

    def __init__(self, content: Content, language: str, cite: Cite) -> None:
        self._content = content
        self._found = content.evaluation
        self._language = language
        self._say: Words = words(language)
        self._cite = cite

    def _agency(self, name: str | None) -> str:
        return markdown(self._content.agency(name, self._language))

    def _fact(self, name: str) -> str:
        return markdown(self._content.fact(name, self._language))

    def awareness(self) -> Iterator[str]:
        """Who knew what, since when: a matrix, then from whom by which path."""
        say, found = self._say, self._found
        yield from (f"## {say('Who knew what, and since when')}", "")
        if not found.awareness:
            yield from (say("No agency learned a fact."), "")
            return
        facts = list(dict.fromkeys(entry.fact for entry in found.awareness))
        knowing = dict.fromkeys(entry.agency for entry in found.awareness)
        known = {(entry.agency, entry.fact): moment(entry.at) for entry in found.awareness}
        needs = {(need.agency, need.fact): need for need in found.needs}
        agencies = [
            *knowing,
            *(a for a in dict.fromkeys(n.agency for n in found.needs) if a not in knowing),
        ]

        def cell(agency: str, fact: str) -> str:
            need = needs.get((agency, fact))
            if (agency, fact) in known:
                late = need is not None and need.outcome == "late"
                return known[agency, fact] + (f" ({self._need('late')})" if late else "")
            return "" if need is None or need.outcome == "void" else self._need(need.outcome)

        yield from table(
            (say("Agency"), *(self._fact(fact) for fact in facts)),
            [
                (self._agency(agency), *(cell(agency, fact) for fact in facts))
                for agency in agencies
            ],
        )
        yield from table(
            (say("When"), say("Agency"), say("Fact"), say("From"), say("By which path")),
            [
                (
                    moment(entry.at),
                    self._agency(entry.agency),
                    f"{self._fact(entry.fact)} ({word(STATUSES, entry.status, self._language)})",
                    self._agency(entry.sender) if entry.sender else say("inject"),
                    " → ".join(markdown(step) for step in entry.path),
                )
                for entry in found.awareness
            ],
        )

    def _need(self, outcome: str) -> str:
        return word(NEEDS, outcome, self._language)

    def lapses(self) -> Iterator[str]:
        """Errors in handling information, people's and simulated desks'."""
        say = self._say
        if not self._found.lapses:
            return
        yield from (f"## {say('Handling of information')}", "")
        yield from table(
            (
                say("When"),
                say("Agency"),
                say("Held by"),
                say("What"),
                say("Fact"),
                say("Recipient"),
                say("Evidence"),
            ),
            [
                (
                    moment(lapse.at),
                    self._agency(lapse.agency),
                    word(HELD_BY, lapse.held_by, self._language),
                    word(LAPSES, lapse.kind, self._language)
                    + (f" ({markdown(lapse.expectation)})" if lapse.expectation else ""),
                    self._fact(lapse.fact) if lapse.fact else "–",
                    self._agency(lapse.to) if lapse.to else "–",
                    self._cite(lapse.evidence),
                )
                for lapse in self._found.lapses
            ],
        )
