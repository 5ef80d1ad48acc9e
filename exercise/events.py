"""Events: what happened, in the past tense and for ever.

An :class:`Event` is an envelope round a body. Its ``origin`` says what it follows from:

* ``command``: somebody asked and it was admitted; the body holds the whole command;
* ``derived``: follows from network, pack, profile, staffing, seed, rules and commands alone;
* ``recorded``: noted beside the simulation (presence, refusals, observations), never read by it.

Fields named in a body's ``PRIVATE`` are free text or names: the journal commits to them through
salted digests, the simulation digest leaves them out, and a redacted copy is without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal

from exercise import commands

__all__ = ["BODIES", "Body", "Event", "Origin", "body_from", "body_to", "command_of"]

Origin = Literal["command", "derived", "recorded"]


class Body:
    """Base of all event bodies."""

    __slots__ = ()
    PRIVATE: ClassVar[tuple[str, ...]] = ()
    COMMAND: ClassVar[type[Any] | None] = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the record.

    Attributes:
        at: Exercise seconds.
        origin: command, derived or recorded.
        actor: player, control, clerk, script, courier, desk, playbook, watch, world, session.
        id: Causal id: names the cause, never a counter over everything.
        body: What happened.
        agency: The desk that acted, if one did.
        seat: The place at that desk, for a person.
        request: The sender's own id of the command, outside digest and draws.
        seq: Place in the record, from 1; 0 before it is recorded.
        wall: Wall-clock time of recording, seconds since the epoch; outside the digest.
    """

    at: int
    origin: Origin
    actor: str
    id: str
    body: Body
    agency: str | None = None
    seat: str | None = None
    request: str | None = None
    seq: int = 0
    wall: float = 0.0

    @property
    def kind(self) -> str:
        """The name of the body's class."""
        return type(self.body).__name__


# -- The session ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SessionCreated(Body):
    """First event: all that the record needs to be read and run again, alone."""

    format: int
    rules: int
    product: str
    pack: str
    pack_files: dict[str, str]
    network_files: dict[str, str]
    digests: dict[str, str]
    staffing: tuple[str, ...]
    seed: int
    skill: str
    language: str
    cut: str | None = None
    profile: str | None = None
    marking: str = ""
    alias_key: str = ""
    PRIVATE: ClassVar = ("alias_key",)


@dataclass(frozen=True, slots=True)
class SeatTaken(Body):
    """A person sat down."""

    seat: str
    COMMAND: ClassVar = commands.TakeSeat


@dataclass(frozen=True, slots=True)
class SeatLeft(Body):
    """A person got up."""

    seat: str
    COMMAND: ClassVar = commands.LeaveSeat


@dataclass(frozen=True, slots=True)
class PresenceNoted(Body):
    """A seat's connection came or went (recorded)."""

    seat: str
    connected: bool


@dataclass(frozen=True, slots=True)
class CommandRefused(Body):
    """A command was not admitted (recorded)."""

    command: str
    reason: str
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class EngineFailed(Body):
    """The simulation met an error of its own; the session paused (recorded)."""

    where: str
    error: str
    PRIVATE: ClassVar = ("error",)


@dataclass(frozen=True, slots=True)
class SessionConcluded(Body):
    """The record was closed after the hot wash (recorded)."""

    digest: str


# -- Clock and moves -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExerciseStarted(Body):
    """STARTEX."""


@dataclass(frozen=True, slots=True)
class MoveBegan(Body):
    """A move began; the story's clock stands at its start."""

    move: str


@dataclass(frozen=True, slots=True)
class MoveEnded(Body):
    """A move ended."""

    move: str


@dataclass(frozen=True, slots=True)
class ExerciseEnded(Body):
    """ENDEX."""

    reason: str
    COMMAND: ClassVar = commands.EndExercise
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class ClockPaused(Body):
    """The exercise clock stopped."""

    reason: str
    COMMAND: ClassVar = commands.Pause


@dataclass(frozen=True, slots=True)
class ClockResumed(Body):
    """The exercise clock runs."""

    COMMAND: ClassVar = commands.Resume


@dataclass(frozen=True, slots=True)
class SpeedSet(Body):
    """Exercise seconds per second of wall time changed."""

    speed: float
    COMMAND: ClassVar = commands.SetSpeed


@dataclass(frozen=True, slots=True)
class ClockJumped(Body):
    """The exercise leapt forward to ``to``, playing what lay between."""

    to: int
    COMMAND: ClassVar = commands.Jump


@dataclass(frozen=True, slots=True)
class MoveCalled(Body):
    """Control leapt to a later move."""

    move: str
    COMMAND: ClassVar = commands.BeginMove


# -- The script ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InjectFired(Body):
    """An inject's time came or its condition held."""

    inject: str


@dataclass(frozen=True, slots=True)
class InjectDelivered(Body):
    """An inject reached one recipient's inbox as ``item``."""

    inject: str
    to: str
    item: str
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class InjectWaiting(Body):
    """A recipient cannot be reached over the inject's channel; it is tried again on change."""

    inject: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectReturned(Body):
    """A recipient could not be reached before ENDEX."""

    inject: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class InjectHeld(Body):
    """Control keeps an inject back."""

    inject: str
    COMMAND: ClassVar = commands.HoldInject


@dataclass(frozen=True, slots=True)
class InjectReleased(Body):
    """Control let an inject go now."""

    inject: str
    COMMAND: ClassVar = commands.ReleaseInject


@dataclass(frozen=True, slots=True)
class InjectSkipped(Body):
    """An inject will not fire: by control, or because its ``before`` time passed."""

    inject: str
    reason: str = ""
    COMMAND: ClassVar = commands.SkipInject


@dataclass(frozen=True, slots=True)
class InjectEdited(Body):
    """Control changed what an inject says."""

    inject: str
    subject: str
    body: str
    COMMAND: ClassVar = commands.EditInject
    PRIVATE: ClassVar = ("subject", "body")


@dataclass(frozen=True, slots=True)
class InjectAdded(Body):
    """Control made an ad hoc inject; its id is the event's."""

    to: tuple[str, ...]
    via: str
    sender: str
    subject: str
    body: str
    urgency: str
    facts: dict[str, str]
    COMMAND: ClassVar = commands.AddInject
    PRIVATE: ClassVar = ("sender", "subject", "body")


# -- Desks ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemOpened(Body):
    """A person opened an item."""

    item: str
    COMMAND: ClassVar = commands.OpenItem


@dataclass(frozen=True, slots=True)
class ItemHandled(Body):
    """A simulated desk read an item."""

    item: str


@dataclass(frozen=True, slots=True)
class FactLearned(Body):
    """An agency became aware of a fact, or of a better status of it.

    Attributes:
        sender: The agency it came from; None for an inject from outside.
    """

    fact: str
    status: str
    item: str
    sender: str | None = None


# -- Messages ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MessageSent(Body):
    """A message left a desk; its id is the event's, its sender the event's agency.

    Attributes:
        route: Links of the way intended, in order; empty for in-person and unlisted.
        planned: False for an unlisted contact.
        decision: The decision that it tells of.
        warnings: What the sender was warned of: as-confirmed, marking, need, rumour, covert.
    """

    to: str
    intent: str
    facts: dict[str, str]
    via: str | None
    subject: str
    text: str
    urgency: str
    asks: tuple[str, ...] = ()
    action: str | None = None
    targets: tuple[str, ...] = ()
    about: str | None = None
    happened_at: int | None = None
    route: tuple[str, ...] = ()
    planned: bool = True
    decision: str | None = None
    warnings: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.SendMessage
    PRIVATE: ClassVar = ("subject", "text")


@dataclass(frozen=True, slots=True)
class AttemptBegan(Body):
    """A message set out over one link."""

    message: str
    link: str
    source: str
    target: str
    attempt: int


@dataclass(frozen=True, slots=True)
class AttemptLost(Body):
    """An attempt did not arrive. ``reason``: lost, link-down, channel-down, agency-down."""

    message: str
    link: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class MessageDelivered(Body):
    """A message reached an inbox as ``item``; ``final`` if it is the agency it is for."""

    message: str
    to: str
    item: str
    sender: str
    link: str
    sent_at: int
    final: bool


@dataclass(frozen=True, slots=True)
class MessageRelayed(Body):
    """A relay passed a message on; ``item`` is the relay's own copy of it."""

    item: str
    message: str = ""
    route: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.RelayItem


@dataclass(frozen=True, slots=True)
class MessageRerouted(Body):
    """A message goes another way after its link failed."""

    message: str
    agency: str
    route: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageReturned(Body):
    """A message came back. ``reason``: no-route, lost, refused, link-, channel- or agency-down."""

    message: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class ContactFound(Body):
    """The number of an unlisted contact was found."""

    message: str


@dataclass(frozen=True, slots=True)
class ContactGranted(Body):
    """Control let an unlisted contact through."""

    message: str
    COMMAND: ClassVar = commands.GrantContact


@dataclass(frozen=True, slots=True)
class ContactRefused(Body):
    """Control refused an unlisted contact."""

    message: str
    reason: str
    COMMAND: ClassVar = commands.RefuseContact
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class ItemCoded(Body):
    """Control or an evaluator stated which facts a free text passed on."""

    item: str
    facts: dict[str, str]
    COMMAND: ClassVar = commands.CodeItem


# -- Decisions and the world ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DecisionLogged(Body):
    """A decision was logged; its id is the event's.

    Attributes:
        authority: False makes it a recommendation, sent to whoever holds the authority.
        warnings: unverified, rumour: what it rests on that it should not.
    """

    action: str
    targets: tuple[str, ...]
    tells: tuple[str, ...]
    facts: tuple[str, ...]
    reason: str
    happened_at: int | None = None
    authority: bool = True
    warnings: tuple[str, ...] = ()
    COMMAND: ClassVar = commands.LogDecision
    PRIVATE: ClassVar = ("reason",)


@dataclass(frozen=True, slots=True)
class LevelSet(Body):
    """A place's security level changed."""

    place: str
    level: int
    COMMAND: ClassVar = commands.SetLevel


@dataclass(frozen=True, slots=True)
class Disrupted(Body):
    """A link, channel or agency went down."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None
    COMMAND: ClassVar = commands.Disrupt


@dataclass(frozen=True, slots=True)
class Restored(Body):
    """A link, channel or agency came back."""

    link: str | None = None
    channel: str | None = None
    agency: str | None = None
    COMMAND: ClassVar = commands.Restore


@dataclass(frozen=True, slots=True)
class FactChanged(Body):
    """A fact came to hold or ceased to."""

    fact: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ThingPlaced(Body):
    """A system or resource was opened or closed."""

    thing: str
    open: bool
    COMMAND: ClassVar = commands.Place


@dataclass(frozen=True, slots=True)
class AgenciesGathered(Body):
    """Agencies are in one place of the story and can talk in person."""

    place: str
    agencies: tuple[str, ...]
    COMMAND: ClassVar = commands.GatherAgencies


# -- The watch -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExpectationOpened(Body):
    """An expectation's window opened for its holder.

    Attributes:
        expectation: Its id; for a duty ``duty N22/tos-down/terminal-operator``.
        duty: The duty that made it.
        tells, about, within: Given in full for a duty, which is in no pack.
    """

    expectation: str
    holder: str
    duty: str | None = None
    tells: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    within: int = 0


@dataclass(frozen=True, slots=True)
class DutyMerged(Body):
    """A duty and an expectation of the pack ask for the same telling: the expectation stands.

    Attributes:
        part: The recipient, in the expectation and, where it had opened, in the duty's own.
        duty: What the duty's own expectation is called, such as
            ``duty N22/tos-down/terminal-operator``.
        opened_at, within: The window that counts from now on, which ends sooner: second, seconds.
    """

    expectation: str
    part: str
    duty: str
    opened_at: int
    within: int


@dataclass(frozen=True, slots=True)
class PartDone(Body):
    """A part was done: ``part`` is ``decision`` or the recipient's id.

    Attributes:
        sent_at: Exercise second at which the agency had done its share.
        evidence: Causal ids of what did it.
    """

    expectation: str
    part: str
    sent_at: int
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartUndone(Body):
    """What had done a part was returned."""

    expectation: str
    part: str


@dataclass(frozen=True, slots=True)
class PartOverdue(Body):
    """A part's limit passed."""

    expectation: str
    part: str


@dataclass(frozen=True, slots=True)
class ProhibitionViolated(Body):
    """What must not be done was done."""

    expectation: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartExcused(Body):
    """Control marked a part as an artificiality of the exercise."""

    expectation: str
    part: str
    reason: str
    COMMAND: ClassVar = commands.ExcusePart
    PRIVATE: ClassVar = ("reason",)


# -- Talk in the room ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnnouncementMade(Body):
    """Control told every seat something."""

    text: str
    COMMAND: ClassVar = commands.Announce
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class InformationRequested(Body):
    """A desk asked control for information (RFI)."""

    text: str
    COMMAND: ClassVar = commands.RequestInformation
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class InformationGiven(Body):
    """Control answered a request for information."""

    request: str
    text: str
    COMMAND: ClassVar = commands.AnswerRequest
    PRIVATE: ClassVar = ("text",)


@dataclass(frozen=True, slots=True)
class QuestionOpened(Body):
    """A discussion question was put."""

    question: str
    COMMAND: ClassVar = commands.OpenQuestion


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Body):
    """A seat answered a discussion question."""

    question: str
    answer: str
    COMMAND: ClassVar = commands.AnswerQuestion
    PRIVATE: ClassVar = ("answer",)


BODIES: dict[str, type[Any]] = {cls.__name__: cls for cls in Body.__subclasses__()}
"""Every kind of event by its name."""

OF_COMMAND: dict[type[Any], type[Any]] = {
    cls.COMMAND: cls for cls in BODIES.values() if cls.COMMAND is not None
}
"""The event that each command becomes."""


_FIELDS: dict[type[Any], tuple[str, ...]] = {
    cls: tuple(entry.name for entry in fields(cls))
    for cls in (*BODIES.values(), *commands.COMMANDS.values())
}
_SEQUENCES: dict[type[Any], frozenset[str]] = {
    cls: frozenset(f.name for f in fields(cls) if str(f.type).startswith("tuple"))
    for cls in BODIES.values()
}


def _names(cls: type[Any]) -> tuple[str, ...]:
    return _FIELDS[cls]


def body_to(body: Body) -> dict[str, Any]:
    """The body's fields, ready for JSON."""
    return {name: getattr(body, name) for name in _names(type(body))}


def body_from(kind: str, values: Mapping[str, Any]) -> Body:
    """The body of that kind; JSON's lists become tuples again.

    Raises:
        KeyError: If no such kind of event is known.
        TypeError: If the fields are not those of the kind.
    """
    cls = BODIES[kind]
    sequences = _SEQUENCES[cls]
    made: Body = cls(**{k: tuple(v) if k in sequences else v for k, v in values.items()})
    return made


def command_of(event: Event) -> commands.Submission | None:
    """The command that this event was, so that a session can be run again from its record."""
    made = type(event.body).COMMAND
    if event.origin != "command" or made is None:
        return None
    wanted = {name: getattr(event.body, name) for name in _names(made)}
    return commands.Submission(made(**wanted), event.actor, event.agency, event.seat, event.request)
