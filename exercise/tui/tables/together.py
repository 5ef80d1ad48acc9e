"""Several clients of control, one for each table, followed as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exercise.session.api import Staff
from exercise.views.tables import TableRow, TablesView

__all__ = ["Together"]


class Together:
    """Followed like a single client.

    Args:
        clients: Control's client at each table, by the table's number.
    """

    def __init__(self, clients: Mapping[int, Staff]) -> None:
        self.clients = dict(clients)

    @property
    def view(self) -> TablesView:
        """All tables as they are now."""
        rows = tuple(
            TableRow(number, client.view, client.connected, client.host_ended)
            for number, client in self.clients.items()
        )
        return TablesView(rows, marking=rows[0].view.marking if rows else "")

    @property
    def connected(self) -> bool:
        """Whether every table can be reached."""
        return all(client.connected for client in self.clients.values())

    @property
    def host_ended(self) -> bool:
        """Whether the host of all was ended on purpose."""
        return any(client.host_ended for client in self.clients.values())

    @property
    def outbox(self) -> int:
        """How much of what was asked waits for a line to come back."""
        return sum(client.outbox for client in self.clients.values())

    def subscribe(self, changed: Callable[[TablesView], None]) -> Callable[[], None]:
        """Call ``changed`` after each change at any table; returns the way to stop it."""
        stops = [client.subscribe(lambda _: changed(self.view)) for client in self.clients.values()]

        def stop() -> None:
            for each in stops:
                each()

        return stop
