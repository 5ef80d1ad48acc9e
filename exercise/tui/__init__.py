"""The screens in a terminal: each holds a client of a session and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from exercise.tui.app import TraineeApp, run_trainee

if TYPE_CHECKING:
    from exercise.session.api import Client, Staff

__all__ = ["TraineeApp", "run_control", "run_observer", "run_tables", "run_trainee"]


async def run_control(client: Staff, language: str = "en", *, hosting: bool = False) -> bool:
    """Show the control room for the post that the client has, until whoever sits there leaves.

    Args:
        client: The post's connection.
        language: The language to begin with.
        hosting: Whether the session ends for everybody when this screen is left.

    Returns:
        Whether the host is to go on without this screen: somebody else of control directs.
    """
    from exercise.tui.controlroom import run_control as run

    return await run(client, language, hosting=hosting)


async def run_observer(client: Client, language: str = "en") -> None:
    """Show what the whole room may see, in large type, until it is left."""
    from exercise.tui.observer import run_observer as run

    await run(client, language)


async def run_tables(
    clients: Mapping[int, Staff], language: str = "en", *, hosting: bool = False
) -> bool:
    """Show one control screen over parallel tables until it is left.

    Args:
        clients: Control's client at each table, by its number; the caller closes them.
        language: The language to begin with.
        hosting: Whether the sessions end for everybody when this screen is left.

    Returns:
        Whether the host is to go on without this screen: somebody else of control directs.
    """
    from exercise.tui.tables import run_tables as run

    return await run(clients, language, hosting=hosting)
