"""A pack: moves, objectives, facts, injects, expectations, questions and documents.

Times are exercise seconds from STARTEX; the rules behind every field are in the rules of play, in
``docs/explanation/rules-of-play.md``, and the fields themselves in ``docs/reference/pack.md``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from agencies.language import phrase
from agencies.model import Source
from agencies.scalars import Count, Flag, Identifier, Model, Number, Several
from agencies.text import Text
from agencies.timecode import Duration, Moment, StoryTime
from agencies.wrong import Wrong
from injects.conditions import Condition
from injects.facts import (
    Action,
    Document,
    Effect,
    Fact,
    FactStatus,
    Place,
    Resource,
    System,
    Urgency,
)

__all__ = [
    "CapabilityTarget",
    "CriticalTask",
    "Cut",
    "Does",
    "Expectation",
    "Inject",
    "InjectKind",
    "Move",
    "Objective",
    "Pack",
    "Question",
]


class CriticalTask(Model):
    """How a capability target is met, from plans and procedures (HSEEP)."""

    id: Identifier = ""
    title: Text
    source: str | None = None
    weight: Annotated[Number, Field(gt=0)] = 1.0


class CapabilityTarget(Model):
    """A performance threshold: critical task, impact and timeframe (HSEEP)."""

    id: Identifier = ""
    title: Text
    tasks: dict[Identifier, CriticalTask] = {}
    weight: Annotated[Number, Field(gt=0)] = 1.0


class Objective(Model):
    """What the exercise is to find out, tied to one core capability."""

    id: Identifier = ""
    title: Text
    capability: Identifier
    targets: dict[Identifier, CapabilityTarget] = {}
    weight: Annotated[Number, Field(gt=0)] = 1.0


class Does(Model):
    """The decision that an expectation waits for."""

    action: Identifier
    targets: Several = ()


class Expectation(Model):
    """What a well-prepared agency does, whom it tells, by when (rules of play §4).

    Attributes:
        opens: Condition that opens it, where it does not hang on an inject's delivery.
        within: Seconds from opening to sending (or logging).
        limit_basis: ``assumed`` limits print as assumed and cannot be critical.
        grace: Share of the limit after which timeliness has fallen to 0.
        until: Exercise second after which nothing counts any more; ENDEX by default.
        carry: Whether its window goes on over the end of a move.
        directly: Whether only a message from the holder to the recipient itself counts.
        before: The expectation that must not be done earlier than this one.
        verify_before: A decision that must not rest on an unconfirmed fact.
        must_not: A prohibition: kept unless the act happens in the window.
    """

    id: Identifier
    title: Text | None = None
    who: Identifier
    opens: Condition | None = None
    does: Does | None = None
    tells: Several = ()
    about: Several = ()
    within: Duration = 0
    limit_basis: Literal["law", "plan", "assumed"] = "assumed"
    critical: Flag = False
    weight: Annotated[Number, Field(gt=0)] = 1.0
    grace: Annotated[Number, Field(ge=0)] = 1.0
    until: Moment | None = None
    carry: Flag = False
    via: Several = ()
    not_via: Several = ()
    directly: Flag = False
    before: Identifier | None = None
    verify_before: Flag = False
    must_not: Flag = False
    task: Identifier | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _asks_for_something(self) -> Expectation:
        if not self.does and not self.tells:
            raise Wrong(phrase("an expectation needs 'does:' or 'tells:'"))
        if not self.must_not and self.within < 1:
            raise Wrong(
                phrase("an expectation needs a limit"), phrase("Write for instance within: 15m")
            )
        if self.tells and not self.about:
            raise Wrong(phrase("'tells:' needs 'about:', the facts to be told"))
        return self


class InjectKind(StrEnum):
    """HSEEP's kinds of inject, and those made in play, before STARTEX, for the unexpected."""

    SCRIPTED = "scripted"
    CONTINGENCY = "contingency"
    AD_HOC = "ad-hoc"
    WARM_UP = "warm-up"
    PREPARED = "prepared"


class Inject(Model):
    """One scripted event (a row of the MSEL).

    Attributes:
        at: Exercise second at which it fires; or ``when`` a condition holds, ``delay`` seconds
            later, and not after ``before``.
        sender: Who speaks, as the recipients see it. Written ``from:``.
        from_agency: The agency it comes from, so that replies know where to go.
        facts: Facts it carries, each with its status.
        suits: What a prepared consequence follows from: actions decided or asked for, and facts
            told.
        synopsis: One line for control.
    """

    id: Identifier
    kind: InjectKind = InjectKind.SCRIPTED
    at: Moment | None = None
    when: Condition | None = None
    delay: Duration = 0
    before: Moment | None = None
    to: Several
    via: Identifier
    sender: Text = Field(alias="from")
    from_agency: Identifier | None = None
    urgency: Urgency = Urgency.NORMAL
    subject: Text
    body: Text
    facts: dict[Identifier, FactStatus] = {}
    effects: tuple[Effect, ...] = ()
    expects: tuple[Expectation, ...] = ()
    suits: Several = ()
    synopsis: Text | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _fires_somehow(self) -> Inject:
        if self.kind is InjectKind.PREPARED:
            return self._waits_for_control()
        if self.suits:
            raise Wrong(
                phrase("only a prepared consequence has 'suits:'"),
                phrase("Write kind: prepared, without 'at:' and 'when:'"),
            )
        if (self.at is None) == (self.when is None):
            raise Wrong(
                phrase("an inject fires 'at:' a time or 'when:' a condition holds: give one")
            )
        if self.at is not None and self.at < 0 and self.kind is not InjectKind.WARM_UP:
            raise Wrong(phrase("only a warm-up inject may come before STARTEX (T-…)"))
        if self.kind is InjectKind.WARM_UP and (self.expects or self.facts or self.effects):
            raise Wrong(phrase("a warm-up inject is unscored: no facts, effects or expectations"))
        return self

    def _waits_for_control(self) -> Inject:
        if self.at is not None or self.when is not None or self.before is not None or self.delay:
            raise Wrong(
                phrase("a prepared consequence comes when control chooses it"),
                phrase("Leave out 'at:', 'when:', 'delay:' and 'before:'"),
            )
        if self.expects:
            raise Wrong(
                phrase("a prepared consequence has no expectations: it may never come"),
                phrase("Write them under 'expectations:', with 'opens: {fired: …}'"),
            )
        return self


class Move(Model):
    """A stretch of play with its own story time.

    Attributes:
        story_start: The story's clock when the move begins, with its offset from UTC.
        room_minutes: Minutes of play, without briefing, discussion and break.
        questions: Questions opened when the move ends.
        break_minutes: A break after it, in minutes of the room. Written ``break:``.
    """

    id: Identifier
    title: Text | None = None
    story_start: StoryTime
    room_minutes: Annotated[Count, Field(ge=1, le=1440)]
    briefing: Text
    questions: Several = ()
    break_minutes: Annotated[Count, Field(ge=0)] = Field(default=0, alias="break")


class Question(Model):
    """A discussion question."""

    id: Identifier = ""
    ask: Text
    of: Literal["all"] | Several = "all"
    kind: Literal["text", "choice", "scale"] = "text"
    options: tuple[Text, ...] = ()
    anonymous: Flag = False


class Cut(Model):
    """A shorter version: the injects, expectations and moves left out.

    Attributes:
        without: Injects, with what hangs on them, and expectations by themselves.
    """

    without: Several = ()
    without_moves: Several = ()

    def of(self, expectations: tuple[Expectation, ...]) -> tuple[Expectation, ...]:
        """Those of ``expectations`` that are not left out."""
        return tuple(one for one in expectations if one.id not in self.without)


class Pack(Model):
    """A scenario ready to play."""

    format: Literal[1] = 1
    id: Identifier
    version: str = "1"
    title: Text
    summary: Text | None = None
    language: str = "en"
    network: Identifier
    profile: Identifier | None = None
    play: Several
    cuts: dict[Identifier, Cut] = {}
    capabilities: Several = ()
    sources: dict[Identifier, Source] = {}
    places: dict[Identifier, Place] = {}
    systems: dict[Identifier, System] = {}
    resources: dict[Identifier, Resource] = {}
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]
    facts: dict[Identifier, Fact] = {}
    actions: dict[Identifier, Action] = {}
    objectives: dict[Identifier, Objective] = {}
    injects: tuple[Inject, ...]
    expectations: tuple[Expectation, ...] = ()
    questions: dict[Identifier, Question] = {}
    documents: dict[Identifier, Document] = {}

    @model_validator(mode="before")
    @classmethod
    def _format_is_a_number(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("format") == "1":
            return {**data, "format": 1}
        return data

    @model_validator(mode="after")
    def _entries_know_their_names(self) -> Pack:
        kept = (self.places, self.systems, self.resources, self.facts, self.actions)
        for entries in (*kept, self.objectives, self.questions, self.documents):
            for name, entry in entries.items():
                object.__setattr__(entry, "id", name)
        for objective in self.objectives.values():
            for target_id, target in objective.targets.items():
                object.__setattr__(target, "id", target_id)
                for task_id, task in target.tasks.items():
                    object.__setattr__(task, "id", task_id)
        return self

    def inject(self, inject_id: str) -> Inject | None:
        """The inject of that id."""
        return next((inject for inject in self.injects if inject.id == inject_id), None)

    def move_begins(self, move_id: str) -> int:
        """The exercise second at which a move begins, moves following each other without a gap."""
        seconds = 0
        for move in self.moves:
            if move.id == move_id:
                return seconds
            seconds += move.room_minutes * 60
        raise KeyError(move_id)

    @property
    def endex(self) -> int:
        """The exercise second at which the last move ends."""
        return sum(move.room_minutes for move in self.moves) * 60

    @property
    def all_expectations(self) -> tuple[tuple[Expectation, Inject | None], ...]:
        """Every expectation, with the inject whose delivery opens it."""
        hanging = ((exp, inject) for inject in self.injects for exp in inject.expects)
        return (*hanging, *((exp, None) for exp in self.expectations))

    def cut(self, name: str) -> Pack:
        """The pack as a named cut leaves it.

        Raises:
            KeyError: If there is no such cut.
        """
        cut = self.cuts[name]
        moves = tuple(move for move in self.moves if move.id not in cut.without_moves)
        injects = tuple(
            inject.model_copy(update={"expects": cut.of(inject.expects)})
            for inject in self.injects
            if inject.id not in cut.without
        )
        expectations = cut.of(self.expectations)
        return self.model_copy(
            update={"injects": injects, "moves": moves, "expectations": expectations}
        )
