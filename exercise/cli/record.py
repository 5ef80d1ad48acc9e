"""Session files for whoever judges them: checked, read, and made into what they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agencies.network import Network
from agencies.text import plain
from exercise.errors import RecordError
from exercise.events import Event
from exercise.setup import Setup

__all__ = ["read_added", "read_events", "read_session", "trusting_nothing"]


def read_events(path: Path) -> list[Event]:
    """Every event of a session file, once its chain has been found sound.

    Raises:
        RecordError: If it is no session, damaged, altered or newer.
    """
    from exercise.cli.password import password_of
    from exercise.journal.sqlite import open_journal
    from exercise.journal.verify import check_chain

    journal = open_journal(path, "read", lenient=True, password=password_of(path))
    try:
        report = check_chain(journal)
        if not report.ok:
            raise RecordError(
                "{path} is not as it was recorded, from event {seq} on: {reason}.",
                path=plain(str(path)),
                seq=report.first_bad,
                reason=report.reason,
            )
        return list(journal.read())
    finally:
        journal.close()


def read_session(path: Path) -> tuple[Setup, Network, list[Event]]:
    """A session file with the setup and the network that it was played with.

    Raises:
        RecordError: If it cannot be read or trusted.
    """
    from exercise.session.opening import setup_of

    events = read_events(path)
    with trusting_nothing(path):
        setup = setup_of(events)
        return setup, Network(setup.network), events


def read_added(path: Path) -> tuple[Event, ...]:
    """What evaluators added to a session file afterwards; nothing where there is no such file.

    Raises:
        RecordError: If it was altered, or is about another session.
    """
    from exercise.cli.password import password_of
    from exercise.journal.files import evaluation_path

    if not evaluation_path(path).exists():
        return ()
    from exercise.session.evaluationfile import EvaluationFile

    return EvaluationFile.of(path, password_of(path)).read()


@contextmanager
def trusting_nothing(path: Path) -> Iterator[None]:
    """Tell it plainly where a record is whole and yet makes no sense.

    A chain can be computed over anything: its being sound does not mean that what it says hangs
    together, and whoever made it up must not be able to end the program with a traceback.
    """
    try:
        yield
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise RecordError(
            "What {path} records does not hang together.", path=plain(str(path))
        ) from error
