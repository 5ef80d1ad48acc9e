"""Where items and messages are found that are looked for by something else than their ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from exercise.state.items import Item, Sending

__all__ = ["Register"]


@dataclass(slots=True)
class Register:
    """Ids, each in the order in which it happened.

    Attributes:
        inbox: Items, by agency.
        sent: Messages, by sender.
        between: Messages, by sender and whom they are for.
        carrying: Messages, by sender and fact.
        brought: Items, by agency and fact.
    """

    inbox: dict[str, list[str]] = field(default_factory=dict)
    sent: dict[str, list[str]] = field(default_factory=dict)
    between: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    carrying: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    brought: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def send(self, sending: Sending) -> None:
        """Enter a message."""
        self.sent.setdefault(sending.sender, []).append(sending.id)
        to = self.between.setdefault(sending.sender, {}).setdefault(sending.body.to, [])
        to.append(sending.id)
        for fact in sending.facts:
            of_it = (sending.sender, fact)
            self.carrying[of_it] = (*self.carrying.get(of_it, ()), sending.id)

    def arrive(self, item: Item) -> None:
        """Enter an item."""
        self.inbox.setdefault(item.agency, []).append(item.id)
        for fact in item.facts:
            of_it = (item.agency, fact)
            self.brought[of_it] = (*self.brought.get(of_it, ()), item.id)
