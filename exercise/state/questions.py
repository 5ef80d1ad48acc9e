"""Questions to the room: what was put, what is closed, what everybody has been shown.

A question comes from the pack, from control while it plays (a poll), or, at ENDEX, from the hot
wash, which asks every seat the same three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agencies.language import Phrase, phrase
from agencies.text import Text
from exercise.events import (
    AnswersRevealed,
    Event,
    ExerciseEnded,
    PollPut,
    QuestionClosed,
    QuestionOpened,
)
from exercise.state.folds import Folds
from injects.model import Pack

__all__ = ["ENOUGH", "HOT_WASH", "Asked", "Questions", "named_among"]

ENOUGH = 5
"""How many of an agency's seats must have answered before it is named beside their answers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put.

    Attributes:
        kind: text, choice or scale.
        of: The agencies it is for; empty for all.
    """

    id: str
    ask: Text | Phrase | str
    kind: str = "text"
    options: tuple[Text | Phrase | str, ...] = ()
    of: tuple[str, ...] = ()
    anonymous: bool = False

    def is_for(self, agency: str) -> bool:
        """Whether it is put to a desk."""
        return not self.of or agency in self.of


HOT_WASH: Mapping[str, Asked] = {
    one.id: one
    for one in (
        Asked(
            "hot-wash-1",
            phrase("What went well between the agencies?"),
            anonymous=True,
        ),
        Asked(
            "hot-wash-2",
            phrase("What should be done differently in a real event?"),
            anonymous=True,
        ),
        Asked(
            "hot-wash-3",
            phrase("How ready is your agency to work with the others in a real event?"),
            "scale",
            (
                phrase("not ready"),
                phrase("hardly ready"),
                phrase("partly ready"),
                phrase("mostly ready"),
                phrase("ready"),
            ),
            anonymous=True,
        ),
    )
}
"""What every seat is asked after ENDEX, while it is fresh."""


@dataclass(slots=True)
class Questions:
    """Questions folded from the record.

    Attributes:
        opened: Exercise second at which each was put.
        closed: Those that take no more answers.
        revealed: Those whose answers everybody has been shown, in that order.
    """

    pack: Pack
    opened: dict[str, int] = field(default_factory=dict)
    polls: dict[str, Asked] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    revealed: list[str] = field(default_factory=list)

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            QuestionOpened: self._open,
            PollPut: self._put,
            QuestionClosed: self._close,
            AnswersRevealed: self._reveal,
            ExerciseEnded: self._end,
        }

    def copy(self) -> Questions:
        """The same, to be folded on apart from this."""
        return Questions(
            self.pack, dict(self.opened), dict(self.polls), set(self.closed), list(self.revealed)
        )

    def _open(self, event: Event, body: QuestionOpened) -> None:
        self.opened.setdefault(body.question, event.at)

    def _put(self, event: Event, body: PollPut) -> None:
        name = body.question
        self.polls[name] = Asked(name, body.ask, body.form, body.options, body.to, body.anonymous)
        self.opened.setdefault(name, event.at)

    def _close(self, _: Event, body: QuestionClosed) -> None:
        self.closed.add(body.question)

    def _reveal(self, _: Event, body: AnswersRevealed) -> None:
        self.closed.add(body.question)
        if body.question not in self.revealed:
            self.revealed.append(body.question)

    def _end(self, event: Event, _: ExerciseEnded) -> None:
        for name in HOT_WASH:
            self.opened.setdefault(name, event.at)

    def find(self, name: str) -> Asked | None:
        """The question of that name, whether it was put or not."""
        if name in HOT_WASH:
            return HOT_WASH[name]
        if name in self.polls:
            return self.polls[name]
        found = self.pack.questions.get(name)
        if found is None:
            return None
        of = () if found.of == "all" else tuple(found.of)
        return Asked(name, found.ask, found.kind, tuple(found.options), of, found.anonymous)

    def takes(self, name: str) -> bool:
        """Whether a question was put and is still open."""
        return name in self.opened and name not in self.closed

    def next_poll(self) -> str:
        """The name that the next poll goes by."""
        number = len(self.polls) + 1
        while self.find(f"poll-{number}") is not None:
            number += 1
        return f"poll-{number}"


def named_among(counts: Mapping[str, int], enough: int = ENOUGH) -> frozenset[str]:
    """The agencies that can be named beside their answers without giving a person away.

    Enough of an agency's own seats must have answered, and those that stay unnamed must be nobody
    at all or enough too: who is left over when the named are taken away would be named by that.

    Args:
        counts: How many seats of each agency answered.
        enough: The smallest group in which nobody can be told apart.
    """
    named = sorted(
        (agency for agency, count in counts.items() if count >= enough),
        key=lambda agency: (-counts[agency], agency),
    )
    while named:
        rest = sum(count for agency, count in counts.items() if agency not in named)
        if rest == 0 or rest >= enough:
            break
        named.pop()
    return frozenset(named)
