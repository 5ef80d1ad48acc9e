"""What this computer keeps for all its sessions: a secret, and a certificate of its own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

from exercise.errors import RequestError

__all__ = ["home", "kept", "secret"]


def home() -> Path:
    """The folder, made with the first use: ``TABLETOP_HOME``, or the user's own for such things.

    Raises:
        RequestError: If it cannot be made.
    """
    named = os.environ.get("TABLETOP_HOME")
    folder = Path(named) if named else user_state_path("maritime-tabletop", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise RequestError("The folder {path} cannot be made.", path=folder) from None
    return folder


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under a name, readable for this user alone; made with the first use.

    Raises:
        RequestError: If it can be neither read nor written.
    """
    path = home() / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    except OSError:
        raise RequestError("{path} cannot be read.", path=path) from None
    draft = path.with_name(f".{name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(draft, path)  # Whoever came first made it; both read the same.
        return path.read_bytes()
    except OSError:
        raise RequestError("{path} cannot be written.", path=path) from None
    finally:
        with suppress(OSError):
            draft.unlink()


def secret() -> bytes:
    """This computer's secret: what join codes follow from."""
    return kept("host.secret", lambda: secrets.token_bytes(32))
