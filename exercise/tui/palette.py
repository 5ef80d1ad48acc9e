"""The command palette: the same table of commands, found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from agencies.language import phrase
from exercise.tui.commands import TABS, shown_keys
from exercise.tui.screens.base import Framed

__all__ = ["TraineeCommands"]


class TraineeCommands(Provider):
    """Offers what makes sense on the screen it was opened over."""

    def _offered(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        if not isinstance(self.screen, Framed):
            return
        screen = self.screen
        language = screen.language
        tabs = {f"tab('{name}')" for name, _, _ in TABS}
        for command in screen.offered():
            if command.action == "palette":
                continue
            label = command.label.into(language)
            if command.action in tabs:
                label = phrase("Tab: {name}", name=command.label).into(language)
            help_text = (
                f"{command.help.into(language)}  ({' '.join(shown_keys(command, language))})"
            )
            yield label, help_text, partial(screen.run_action, command.action)

    async def discover(self) -> Hits:
        """Everything, before anything was typed."""
        for label, help_text, run in self._offered():
            yield DiscoveryHit(label, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """What matches ``query``."""
        matcher = self.matcher(query)
        for label, help_text, run in self._offered():
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, text=label, help=help_text)
