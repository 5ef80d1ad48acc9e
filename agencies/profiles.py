"""What a profile file says: how a base network is adapted to a country or a port.

A profile adds, changes, merges and takes away parts of a network, and sets what a network does not
hold: who has authority over actions, which limits stand in the country's own law or plans, its
capabilities, and what a Designated Authority prints on its papers. :mod:`agencies.overlay` lays it
over.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from agencies.language import phrase
from agencies.model import (
    Agency,
    Basis,
    Channel,
    ChannelKind,
    Delay,
    Duty,
    FactKind,
    Link,
    Source,
    WorkingHours,
)
from agencies.scalars import Count, Flag, Identifier, Model, Several, Share
from agencies.text import Text
from agencies.timecode import Duration
from agencies.wrong import Wrong, not_empty

__all__ = [
    "Additions",
    "AgencyChange",
    "Capability",
    "Changes",
    "ChannelChange",
    "DeskChange",
    "Drills",
    "DutyChange",
    "Letterhead",
    "Limit",
    "LinkChange",
    "Marking",
    "PackChange",
    "ProfileFile",
    "Removals",
]


class Change(Model):
    """Base of what changes a part: only what stands there is changed."""

    @model_validator(mode="before")
    @classmethod
    def _has_values(cls, data: Any) -> Any:
        if isinstance(data, dict):
            not_empty(data)
        return data

    @property
    def given(self) -> dict[str, Any]:
        """The fields that stand in the file, with their values."""
        given = (name for name in type(self).model_fields if name in self.model_fields_set)
        return {name: getattr(self, name) for name in given}


class Marking(Model):
    """A handling marking of the country's own scheme.

    Attributes:
        for_: Markings of the network whose place it takes. Written ``for:``.
    """

    for_: Several = Field(default=(), alias="for")


class Additions(Model):
    """Parts that the network does not have."""

    fact_kinds: dict[Identifier, FactKind] = {}
    channels: dict[Identifier, Channel] = {}
    agencies: dict[Identifier, Agency] = {}
    links: tuple[Link, ...] = ()
    duties: dict[Identifier, Duty] = {}


class DeskChange(Change):
    """What is otherwise at a desk."""

    capacity: Annotated[Count, Field(ge=1, le=50)] | None = None
    handling: Delay | None = None
    hours: WorkingHours | None = None
    languages: tuple[str, ...] | None = None


class AgencyChange(Change):
    """What is otherwise with an agency."""

    title: Text | None = None
    short: Text | None = None
    kind: Identifier | None = None
    sector: Identifier | None = None
    role: Text | None = None
    desk: DeskChange | None = None
    source: str | None = None


class ChannelChange(Change):
    """What is otherwise with a channel."""

    title: Text | None = None
    kind: ChannelKind | None = None
    open: Flag | None = None
    marking: Identifier | None = None
    delay: Delay | None = None
    reliability: Share | None = None
    attempts: Annotated[Count, Field(ge=1, le=10)] | None = None
    retry: Duration | None = None


class LinkChange(Change):
    """What is otherwise with a link."""

    delay: Delay | None = None
    reliability: Share | None = None
    attempts: Annotated[Count, Field(ge=1, le=10)] | None = None
    retry: Duration | None = None
    marking: Identifier | None = None
    hours: WorkingHours | None = None
    basis: Basis | None = None
    calibrated: str | None = None


class DutyChange(Change):
    """What is otherwise with a duty.

    Attributes:
        limit_basis: ``law`` or ``plan`` confirms a limit, and ``source`` then says where it stands.
    """

    title: Text | None = None
    trigger: Identifier | None = None
    holder: Several | None = None
    tells: Several | None = None
    within: Duration | None = None
    limit_basis: Literal["law", "plan", "assumed"] | None = None
    source: str | None = None
    confidence: Literal["confirmed", "secondary", "unconfirmed"] | None = None
    jurisdiction: str | None = None

    @model_validator(mode="after")
    def _confirmed_somewhere(self) -> DutyChange:
        if self.limit_basis in ("law", "plan") and self.source is None:
            raise Wrong(
                phrase("a limit by law or plan needs the source in which it stands"),
                phrase("Add 'source:', the article or paragraph"),
            )
        return self


class Changes(Model):
    """Parts of the network that are otherwise here.

    Attributes:
        unlisted: Seconds to find a number that is in nobody's plan.
    """

    channels: dict[Identifier, ChannelChange] = {}
    agencies: dict[Identifier, AgencyChange] = {}
    links: dict[str, LinkChange] = {}
    duties: dict[Identifier, DutyChange] = {}
    unlisted: Delay | None = None


class Removals(Model):
    """Parts of the network that there are not here.

    Attributes:
        channels: With the links that go over them.
        agencies: With their links, and out of every duty.
        duties: Duties that do not bind here.
    """

    channels: Several = ()
    agencies: Several = ()
    links: tuple[str, ...] = ()
    duties: Several = ()


class Capability(Model):
    """A capability of the country's own list.

    Attributes:
        for_: Capabilities of packs whose place it takes. Written ``for:``.
    """

    id: Identifier = ""
    title: Text
    for_: Several = Field(default=(), alias="for")


class Limit(Model):
    """What the country's law or plans say of an expectation's limit, which a pack only assumes.

    Attributes:
        within: Seconds from opening; the pack's own if left out.
        critical: Whether missing it decides; the pack's own if left out.
    """

    within: Annotated[Duration, Field(ge=1)] | None = None
    limit_basis: Literal["law", "plan"]
    source: str
    critical: Flag | None = None


class PackChange(Model):
    """What is otherwise in one pack.

    Attributes:
        limits: Limits confirmed, by expectation.
        authority: Agency kinds that may decide an action of the pack's own.
    """

    limits: dict[Identifier, Limit] = {}
    authority: dict[Identifier, Several] = {}


class Letterhead(Model):
    """What stands at the top of papers that the Designated Authority signs.

    Attributes:
        authority: The Designated Authority's name.
        lines: Ministry, address and what else belongs there.
    """

    authority: Text
    lines: tuple[Text, ...] = ()


class Drills(Model):
    """What the Designated Authority takes for a drill, due every three months (ISPS B/18.5).

    Attributes:
        tabletop_counts: Whether a tabletop exercise counts as a quarterly drill.
    """

    tabletop_counts: Flag = False
    source: str


class ProfileFile(Model):
    """A whole profile file.

    Attributes:
        network: The network that it is laid over.
        markings: The country's own markings, least sensitive first, in place of the network's.
        merge: Agencies whose tasks and links another one has here.
        authority: Agency kinds that may decide an action of the shared catalogue; none for anybody.
    """

    format: Literal[1] = Field(default=1, json_schema_extra={"const": 1})
    id: Identifier
    title: Text
    language: str = "en"
    about: Text | None = None
    network: Identifier
    sources: dict[Identifier, Source] = {}
    markings: dict[Identifier, Marking] = {}
    merge: dict[Identifier, Identifier] = {}
    remove: Removals = Removals()
    change: Changes = Changes()
    add: Additions = Additions()
    authority: dict[Identifier, Several] = {}
    capabilities: dict[Identifier, Capability] = {}
    packs: dict[Identifier, PackChange] = {}
    letterhead: Letterhead | None = None
    drills: Drills | None = None

    @model_validator(mode="before")
    @classmethod
    def _format_is_a_number(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("format") == "1":
            return {**data, "format": 1}
        return data

    @model_validator(mode="after")
    def _entries_know_their_names(self) -> ProfileFile:
        add = self.add
        named = (add.fact_kinds, add.channels, add.agencies, add.duties, self.capabilities)
        for entries in named:
            for name, entry in entries.items():
                object.__setattr__(entry, "id", name)
        return self

    @property
    def gone(self) -> frozenset[str]:
        """Agencies of the network that there are not here."""
        return frozenset((*self.remove.agencies, *self.merge))

    @property
    def tabletop_counts_as_drill(self) -> bool:
        """Whether a tabletop exercise counts as a quarterly drill: not unless it is said."""
        return self.drills is not None and self.drills.tabletop_counts

    def marking(self, name: str) -> str:
        """What a marking of the network, or of a pack made for it, is called here."""
        if not self.markings or name in self.markings:
            return name
        found = (own for own, marking in self.markings.items() if name in marking.for_)
        # Nobody has said what it stands for: the most sensitive one does no harm.
        return next(found, tuple(self.markings)[-1])
