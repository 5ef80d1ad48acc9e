"""The sessions that a host serves: one, or one for each table, new or where its file stood."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agencies.text import plain
from exercise.errors import RequestError

if TYPE_CHECKING:
    from exercise.cli.serving import Asked
    from exercise.session.door import Failures
    from exercise.session.reception import Reception
    from exercise.session.session import Session
    from exercise.setup import Setup

__all__ = ["Table", "close_tables", "open_tables"]


@dataclass(frozen=True, slots=True)
class Table:
    """One session of a host.

    Attributes:
        number: From 1; 0 where there is only this one.
        path: Its file.
        known: How much of it was on record before.
    """

    number: int
    path: Path
    session: Session
    known: int
    reception: Reception


async def open_tables(asked: Asked) -> list[Table]:
    """The sessions that were asked for, each new, or where its file stood.

    Raises:
        RequestError: If what was asked for does not fit the files.
        RecordError: If a session file cannot be taken up.
    """
    from exercise.cli.password import new_password, password_of

    paths = _paths(asked)
    setup = None if all(path.exists() for path in paths) else _setup(asked)
    # All tables of a host have one password, and whoever sits there is asked for it once.
    password = cache(new_password if setup else password_of(paths[0]))
    failures: Failures = {}
    tables: list[Table] = []
    try:
        for number, path in enumerate(paths, start=1):
            table = number if asked.tables else 0
            session, known = _open(asked, path, setup, password, table)
            reception = _reception(session, failures)
            tables.append(Table(table, path, session, known, reception))
    except BaseException:
        await close_tables(tables, played=False)
        raise
    return tables


def _paths(asked: Asked) -> Sequence[Path]:
    """Each table's file: NAME-1.tabletop, NAME-2.tabletop and so on."""
    if not asked.tables:
        return [asked.path]

    def of(number: int) -> Path:
        return asked.path.with_name(f"{asked.path.stem}-{number}{asked.path.suffix}")

    further = of(asked.tables + 1)
    if further.exists():
        raise RequestError(
            "There is a file {path} too: that is a table more. Ask for all of them with --tables, "
            "or name other files with --session.",
            path=plain(further.name),
        )
    return [of(number) for number in range(1, asked.tables + 1)]


def _setup(asked: Asked) -> Setup:
    from exercise.cli.preparing import prepare

    return prepare(
        asked.pack,
        seed=asked.seed,
        skill="reliable",
        cut=asked.cut,
        language=asked.lang,
        network=asked.network,
        profile=asked.profile,
    )


def _open(
    asked: Asked, path: Path, setup: Setup | None, password: Callable[[], str], table: int
) -> tuple[Session, int]:
    """A session, new or where its file stood, and how much of it was on record before."""
    from exercise.journal.sqlite import open_journal
    from exercise.session.opening import created_of
    from exercise.session.resume import resume, start

    going_on = path.exists()
    journal = open_journal(
        path,
        "resume" if going_on else "create",
        password=password,
        encrypt=asked.encrypt,
    )
    try:
        _check_encryption(asked, path, encrypted=journal.encrypted)
        known = journal.head.seq
        if not going_on:
            assert setup is not None  # There is one wherever a file is missing.
            return start(setup, journal, speed=asked.speed, table=table), known
        _check_pack(asked, path, created_of(list(journal.read(until=1))).pack)
        return resume(journal), known
    except BaseException:
        journal.close()
        raise


def _check_encryption(asked: Asked, path: Path, *, encrypted: bool) -> None:
    if asked.encrypt and not encrypted:
        raise RequestError(
            "{path} was begun without a password, and stays so; leave out --encrypt.",
            path=plain(path.name),
        )


def _check_pack(asked: Asked, path: Path, played: str) -> None:
    """A session is taken up by the pack's name or file: another's would be a mistake."""
    from injects.loading import load_pack

    if asked.pack != played:
        pack = load_pack(asked.pack).pack
        if pack is None or pack.id != played:
            raise RequestError(
                "{path} is a session of the pack '{pack}'; name that one, or another file with "
                "--session.",
                path=path.name,
                pack=played,
            )


def _reception(session: Session, failures: Failures) -> Reception:
    from exercise.events import CodeRevoked
    from exercise.session.door import Door
    from exercise.session.home import secret
    from exercise.session.opening import created_of, setup_of
    from exercise.session.reception import Reception

    created = created_of(session.events)
    desks = setup_of(session.events).pack.play
    turns = Counter(
        event.body.place for event in session.events if isinstance(event.body, CodeRevoked)
    )
    door = Door(
        secret(), created.alias_key, desks, turns=turns, clock=time.monotonic, failures=failures
    )
    return Reception(session, door)


async def close_tables(tables: Sequence[Table], *, played: bool) -> None:
    """Stop all; where nothing was played, nothing new is left behind."""
    for table in tables:
        try:
            await table.session.close()
        finally:
            if not (played or table.known):
                table.path.unlink(missing_ok=True)
