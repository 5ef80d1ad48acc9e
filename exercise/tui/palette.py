"""The command palette: the same table of commands, found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from agencies.language import phrase
from exercise.tui.commands import TABS
from exercise.tui.screens.base import Framed
from exercise.tui.uicommand import UiCommand, shown_keys

__all__ = ["Offer", "TableCommands", "TraineeCommands", "offer"]

Offer = tuple[str, str, IgnoreReturnCallbackType]
"""What the palette calls a command, what it does, and how it is done."""


def offer(command: UiCommand, label: str, language: str, run: IgnoreReturnCallbackType) -> Offer:
    """A command as the palette shows it: what it does, with its keys."""
    keys = " ".join(shown_keys(command, language))
    return label, f"{command.help.into(language)}  ({keys})", run


class TableCommands(Provider):
    """Offers what there is on the screen it was opened over; a screen's table says what."""

    def offered(self) -> Iterator[Offer]:
        """What makes sense there now."""
        raise NotImplementedError

    async def discover(self) -> Hits:
        """Everything, before anything was typed."""
        for label, help_text, run in self.offered():
            yield DiscoveryHit(label, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """What matches ``query``."""
        matcher = self.matcher(query)
        for label, help_text, run in self.offered():
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, text=label, help=help_text)


class TraineeCommands(TableCommands):
    """Those of a desk."""

    def offered(self) -> Iterator[Offer]:
        """What makes sense on a desk's screen or form."""
        screen = self.screen
        if not isinstance(screen, Framed):
            return
        language = screen.language
        tabs = {f"tab('{name}')" for name, _, _ in TABS}
        for command in screen.offered():
            if command.action == "palette":
                continue
            label = command.label.into(language)
            if command.action in tabs:
                label = phrase("Tab: {name}", name=command.label).into(language)
            yield offer(command, label, language, partial(screen.run_action, command.action))
