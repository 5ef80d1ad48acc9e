"""The command palette of the replay: the same table of commands, found by typing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from agencies.language import phrase
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.replay.table import tabs_for
from exercise.tui.uicommand import shown_keys

__all__ = ["ReplayCommands"]


class ReplayCommands(Provider):
    """Offers what there is on the screen it was opened over."""

    def _offered(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        screen = self.screen
        if not isinstance(screen, RoomScreen):
            return
        language = screen.language
        tabs = [title for _, title, _ in tabs_for(getattr(self.app, "stand", ""))]
        for command in screen.offered():
            label = command.label.into(language)
            if command.action == "palette":
                continue
            if command.action.startswith("tab("):
                number = int(command.keys[0]) or 10
                if number > len(tabs):
                    continue
                label = phrase("Tab: {name}", name=tabs[number - 1]).into(language)
            keys = " ".join(shown_keys(command, language))
            yield (
                label,
                f"{command.help.into(language)}  ({keys})",
                partial(screen.perform, command),
            )

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
