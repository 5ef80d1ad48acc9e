"""A terminal at the other end of two pipes: how a screen is shown to somebody who came by ssh.

Textual's own driver for this frames what it writes, so that a program between it and the terminal
can tell drawing from the rest; here it also ends when nobody holds the other end any more.
"""

from __future__ import annotations

from textual import messages
from textual.drivers.web_driver import WebDriver

__all__ = ["PipedDriver"]


class PipedDriver(WebDriver):
    """Named to Textual in the environment variable ``TEXTUAL_DRIVER``."""

    @property
    def is_web(self) -> bool:
        """It is a terminal, not a page."""
        return False

    def run_input_thread(self) -> None:
        """Read until there is nobody to read from; then the screen has no use."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(messages.ExitApp())
