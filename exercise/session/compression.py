"""Compression on the way to clients: of what is long, for a weak router; not of what is short.

What a newcomer is told shrinks to a fraction. A line that hundreds are told is soonest sent as it
is: permessage-deflate (RFC 7692) leaves it to the sender which messages are compressed.
"""

from __future__ import annotations

from collections.abc import Sequence

from websockets.extensions import Extension, ServerExtensionFactory
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionParameter

__all__ = ["LongOnes"]

SHORT = 1024
"""Bytes below which a message is sent as it is: with what goes around it, it is one packet."""


class _Sparing(Extension):
    """An agreed compression that is applied to long messages only."""

    def __init__(self, agreed: Extension) -> None:
        self.name = agreed.name
        self._agreed = agreed

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        return self._agreed.decode(frame, max_size=max_size)

    def encode(self, frame: Frame) -> Frame:
        # Every message of a session is one frame: none is left over that would go on in another.
        return frame if len(frame.data) < SHORT else self._agreed.encode(frame)


class LongOnes(ServerExtensionFactory):
    """Agrees with clients on compression, for long messages only."""

    name = ServerPerMessageDeflateFactory.name

    def __init__(self) -> None:
        # The settings that the library has for servers.
        self._factory = ServerPerMessageDeflateFactory(
            server_max_window_bits=12, client_max_window_bits=12, compress_settings={"memLevel": 5}
        )

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], Extension]:
        """What is agreed on with a client that offers compression."""
        answered, agreed = self._factory.process_request_params(params, accepted_extensions)
        return answered, _Sparing(agreed)
