"""What a report says of knowing: who knew what since when, and how information was handled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from agencies.language import Words, words
from agencies.text import markdown
from exercise.evaluation.model import AwarenessEntry, Evidence, NeedResult
from exercise.report.content import Content
from exercise.report.tables import table
from exercise.report.wording import HELD_BY, LAPSES, NEEDS, STATUSES, moment, word

__all__ = ["Known"]

Cite = Callable[[Iterable[Evidence]], str]


class Known:
    """Writes who knew what since when, and the lapses."""

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
        """Fact by fact: who knew it since when, from whom by which path, and who never did."""
        say, found = self._say, self._found
        yield from (f"## {say('Who knew what, and since when')}", "")
        if not found.awareness:
            yield from (say("No agency learned a fact."), "")
            return
        head = (say("Agency"), say("Known since"), say("How sure"), say("From"))
        for fact in dict.fromkeys(entry.fact for entry in found.awareness):
            needs = {need.agency: need for need in found.needs if need.fact == fact}
            entries = [entry for entry in found.awareness if entry.fact == fact]
            knowing = {entry.agency for entry in entries}
            yield from (f"### {self._fact(fact)}", "")
            yield from table(
                (*head, say("By which path")),
                [
                    *(self._entry(entry, needs.get(entry.agency)) for entry in entries),
                    *(
                        (self._agency(need.agency), self._need(need.outcome), "–", "–", "–")
                        for need in needs.values()
                        if need.agency not in knowing and need.outcome != "void"
                    ),
                ],
            )

    def _entry(self, entry: AwarenessEntry, need: NeedResult | None) -> tuple[str, ...]:
        late = need is not None and need.outcome == "late"
        return (
            self._agency(entry.agency),
            moment(entry.at) + (f" ({self._need('late')})" if late else ""),
            word(STATUSES, entry.status, self._language),
            self._agency(entry.sender) if entry.sender else self._say("inject"),
            " → ".join(markdown(step) for step in entry.path),
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
