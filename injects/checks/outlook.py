"""A pack whose parts are sound, with what can come of it: what the later checks look at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agencies.network import Network
from injects.checks.forecast import Forecast, Token
from injects.checks.outages import Outages
from injects.checks.subject import Subject
from injects.model import Pack

__all__ = ["MOST_CUTS", "Outlook", "dropped", "outlook"]

MOST_CUTS = 20
"""Shorter versions that are looked at; nobody plays more."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A pack, what can happen in it, and the ways between its agencies.

    Attributes:
        subject: The pack with all that its names may mean.
        forecast: What can happen, and from when.
        outages: What the script takes down for certain.
        network: Who can reach whom; None where the network's file does not tell.
    """

    subject: Subject
    forecast: Forecast
    outages: Outages
    network: Network | None

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.subject.pack

    def story(self, at: int) -> datetime:
        """The story's local time at an exercise second."""
        begins, move = 0, self.pack.moves[0]
        for following in self.pack.moves[1:]:
            ends = begins + move.room_minutes * 60
            if at < ends:
                break
            begins, move = ends, following
        return move.story_start + timedelta(seconds=at - begins)

    def cut(self, name: str) -> Outlook:
        """The same as a cut leaves it."""
        left = replace(self.subject, pack=self.pack.cut(name))
        gone = dropped(self.pack, left.pack)
        foreseen = Forecast(left.pack, left.network, left.actions, frozenset(gone))
        return Outlook(left, foreseen, Outages(foreseen, self.network), self.network)


def dropped(pack: Pack, left: Pack) -> dict[Token, str]:
    """What a cut takes away, as conditions ask for it, with the name that the cut gives for it."""
    injects = {inject.id for inject in left.injects}
    moves = {move.id for move in left.moves}
    expected = {expectation.id for expectation, _ in left.all_expectations}
    gone: dict[Token, str] = {("fired", i.id): i.id for i in pack.injects if i.id not in injects}
    gone |= {("move", move.id): move.id for move in pack.moves if move.id not in moves}
    for expectation, inject in pack.all_expectations:
        if expectation.id not in expected:
            owner = inject if inject is not None and inject.id not in injects else expectation
            gone["expectation", expectation.id] = owner.id
    return gone


def outlook(subject: Subject) -> Outlook:
    """What can come of a pack."""
    network = None
    if subject.network is not None:
        with suppress(ValueError):  # Names that lead nowhere are told in the network's file.
            network = Network(subject.network)
    foreseen = Forecast(subject.pack, subject.network, subject.actions)
    return Outlook(subject, foreseen, Outages(foreseen, network), network)
