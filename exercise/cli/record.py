"""Session files for whoever judges them: checked, read, and made into what they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from agencies.language import Phrase, phrase
from agencies.network import Network
from agencies.text import plain
from exercise.cli.output import chosen_language
from exercise.errors import RecordError
from exercise.events import Event
from exercise.journal.api import Seal
from exercise.setup import Setup

__all__ = [
    "Doubted",
    "Vouched",
    "read_added",
    "read_doubted",
    "read_events",
    "read_record",
    "read_session",
    "trusting_nothing",
    "vouched",
]


class Vouched(NamedTuple):
    """What vouches for a record whose chain is sound.

    Attributes:
        seal: How it is sealed, in a sentence.
        doubts: Why it is not to be trusted all the same; empty where nothing speaks against it.
    """

    seal: Phrase
    doubts: tuple[Phrase, ...] = ()


def read_record(path: Path) -> tuple[list[Event], Vouched]:
    """Every event of a session file whose chain is sound, and what vouches for it.

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
            raise report.refusal(path)
        events = list(journal.read())
        return events, vouched(path, journal.head.hash, journal.seal, events[-1])
    finally:
        journal.close()


def vouched(path: Path, head: str, seal: Seal | None, last: Event) -> Vouched:
    """What vouches for a record whose chain is sound, or speaks against it: its seal, its digest.

    Args:
        path: The session file.
        head: The record's last hash.
        seal: The seal that it bears.
        last: Its last event.

    Raises:
        RecordError: If what lies beside it as its digest is none.
    """
    from exercise.journal.digest import digest_of, digest_path, stated_digest
    from exercise.session.sealing import judge_seal, vouches

    state, told = judge_seal(last, head, seal)
    found = [] if vouches(state) else [told]
    stated = stated_digest(path)
    if stated is not None and stated != digest_of(path):
        beside = digest_path(path).name
        found.append(
            phrase("The file was changed since its digest was written to {path}.", path=beside)
        )
    return Vouched(told, tuple(found))


def read_events(path: Path) -> list[Event]:
    """Every event of a session file, once its chain has been found sound.

    What speaks against it all the same is said on standard error.

    Raises:
        RecordError: If it is no session, damaged, altered or newer.
    """
    events, found = read_record(path)
    _warn(path, found.doubts)
    return events


class Doubted(NamedTuple):
    """A session file, what it was played with, and what vouches for it or speaks against it."""

    setup: Setup
    network: Network
    events: list[Event]
    vouched: Vouched


def read_doubted(path: Path) -> Doubted:
    """A session file, with what speaks against it, for whoever has to say that too.

    It is said on standard error here.

    Raises:
        RecordError: If it cannot be read, or its chain is broken.
    """
    from exercise.session.opening import setup_of

    events, found = read_record(path)
    with trusting_nothing(path):
        setup = setup_of(events)
        read = Doubted(setup, Network(setup.network), events, found)
    _warn(path, found.doubts)
    return read


def read_session(path: Path) -> tuple[Setup, Network, list[Event]]:
    """A session file with the setup and the network that it was played with.

    What speaks against it is said on standard error.

    Raises:
        RecordError: If it cannot be read, or its chain is broken.
    """
    read = read_doubted(path)
    return read.setup, read.network, read.events


def _warn(path: Path, found: Iterable[Phrase]) -> None:
    language = chosen_language()
    for why in found:
        told = phrase("{path} is not to be trusted. {why}", path=str(path), why=why)
        click.echo(plain(told.into(language)), err=True)


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
