"""What the checks of a pack look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agencies.checking import Scope
from agencies.model import NetworkFile
from injects.conditions import Condition
from injects.facts import Action
from injects.model import Expectation, Inject, Pack

__all__ = ["Path", "Subject", "conditions", "nodes"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A pack with all that its names may mean.

    Attributes:
        pack: The pack's own file, without the shared actions.
        scope: Names that are known, and the places of the pack's parts.
        network: The network, if it is valid.
        actions: The pack's actions and the shared ones.
        networked: Whether it is known what the network names.
    """

    pack: Pack
    scope: Scope
    network: NetworkFile | None
    actions: dict[str, Action]
    networked: bool = True

    def expectations(self) -> Iterator[tuple[Expectation, Inject | None, Path]]:
        """Each expectation with the inject it hangs on, and its path."""
        for index, inject in enumerate(self.pack.injects):
            for place, expectation in enumerate(inject.expects):
                yield expectation, inject, ("injects", index, "expects", place)
        for index, expectation in enumerate(self.pack.expectations):
            yield expectation, None, ("expectations", index)


def conditions(subject: Subject) -> Iterator[tuple[Condition, Path]]:
    """Every condition of a pack, each node of each tree, with its path."""
    for index, inject in enumerate(subject.pack.injects):
        if inject.when is not None:
            yield from nodes(inject.when, ("injects", index, "when"))
    for expectation, _inject, path in subject.expectations():
        if expectation.opens is not None:
            yield from nodes(expectation.opens, (*path, "opens"))


def nodes(condition: Condition, path: Path) -> Iterator[tuple[Condition, Path]]:
    """A condition and the conditions it is made of, with their paths."""
    yield condition, path
    if condition.not_ is not None:
        yield from nodes(condition.not_, (*path, "not"))
    for name, parts in (("all", condition.all), ("any", condition.any)):
        for index, part in enumerate(parts or ()):
            yield from nodes(part, (*path, name, index))
