"""The ledger: one SQLite file with sessions, results and corrective actions over the years."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agencies.text import plain
from exercise.errors import RecordError, RequestError

__all__ = ["Action", "Held", "Ledger", "Result", "open_ledger"]

APPLICATION = 0x4D544C47
"""Marks the file as a ledger (``MTLG``)."""
VERSION = 1

_SCHEMA = """
CREATE TABLE held (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
    pack TEXT NOT NULL, also_drill INTEGER NOT NULL, interim INTEGER NOT NULL
) STRICT;
CREATE TABLE facility (
    held TEXT NOT NULL REFERENCES held ON DELETE CASCADE, name TEXT NOT NULL,
    PRIMARY KEY (held, name)
) STRICT;
CREATE TABLE result (
    held TEXT NOT NULL REFERENCES held ON DELETE CASCADE, scope TEXT NOT NULL, name TEXT NOT NULL,
    label TEXT NOT NULL, score REAL, coverage REAL NOT NULL, achieved TEXT NOT NULL,
    letter TEXT NOT NULL, PRIMARY KEY (held, scope, name)
) STRICT;
CREATE TABLE action (
    id INTEGER PRIMARY KEY, held TEXT NOT NULL REFERENCES held ON DELETE CASCADE,
    capability TEXT NOT NULL, issue TEXT NOT NULL, action TEXT NOT NULL, element TEXT NOT NULL,
    organization TEXT NOT NULL, contact TEXT NOT NULL, start TEXT NOT NULL, due TEXT NOT NULL,
    done TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Held:
    """An exercise or drill that was held.

    Attributes:
        id: The session's, so that adding it twice changes nothing.
        kind: exercise or drill.
        facilities: Names of the port facilities whose security officer took part.
        also_drill: Whether the Designated Authority takes this exercise for a drill as well.
        interim: Whether the session had not ended when it was entered.
    """

    id: str
    title: str
    day: date
    kind: str
    facilities: tuple[str, ...] = ()
    pack: str = ""
    also_drill: bool = False
    interim: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a session for a capability or an agency.

    Attributes:
        scope: capability or agency.
        name, label: Its id, and what people call it.
        score: Timeliness; None where nothing was observed.
        letter: The evaluators' rating; empty where there is none.
    """

    scope: str
    name: str
    label: str
    score: float | None
    coverage: float
    achieved: str
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action; days in ISO 8601, empty where not given.

    Attributes:
        id: Its number in this ledger; 0 before it is entered.
    """

    capability: str
    issue: str
    action: str
    element: str = ""
    organization: str = ""
    contact: str = ""
    start: str = ""
    due: str = ""
    done: str = ""
    held: str = ""
    id: int = 0


class Ledger:
    """What has been entered; every change is committed whole or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def enter(
        self, held: Held, results: Iterable[Result] = (), actions: Iterable[Action] = ()
    ) -> bool:
        """Enter what was held. One that is there is entered anew, but keeps its actions.

        Returns:
            Whether it was new.
        """
        with self._db:
            new = self._db.execute("SELECT 1 FROM held WHERE id = ?", (held.id,)).fetchone() is None
            row = (
                held.title,
                held.day.isoformat(),
                held.kind,
                held.pack,
                held.also_drill,
                held.interim,
            )
            self._db.execute(
                "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "title = excluded.title, day = excluded.day, kind = excluded.kind, pack = "
                "excluded.pack, also_drill = excluded.also_drill, interim = excluded.interim",
                (held.id, *row),
            )
            self._db.execute("DELETE FROM facility WHERE held = ?", (held.id,))
            self._db.execute("DELETE FROM result WHERE held = ?", (held.id,))
            places = [(held.id, name) for name in dict.fromkeys(held.facilities)]
            self._db.executemany("INSERT INTO facility VALUES (?, ?)", places)
            self._db.executemany(
                "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (held.id, r.scope, r.name, r.label, r.score, r.coverage, r.achieved, r.letter)
                    for r in results
                ],
            )
            known = {one.issue for one in self.actions() if one.held == held.id}
            for one in actions:
                if one.issue not in known:
                    self._add(held.id, one)
        return new

    def _add(self, held: str, one: Action) -> None:
        values = (one.capability, one.issue, one.action, one.element, one.organization, one.contact)
        self._db.execute(
            "INSERT INTO action (held, capability, issue, action, element, organization, contact, "
            "start, due, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (held, *values, one.start, one.due, one.done),
        )

    def settle(self, action: int, *, done: date | None = None, due: date | None = None,
               contact: str | None = None) -> None:  # fmt: skip
        """Note that an action is done, or when it is due and whom to ask.

        Raises:
            RequestError: If the ledger has no such action.
        """
        changes = {
            "done": None if done is None else done.isoformat(),
            "due": None if due is None else due.isoformat(),
            "contact": contact,
        }
        with self._db:
            for name, value in changes.items():
                if value is not None:
                    self._db.execute(f"UPDATE action SET {name} = ? WHERE id = ?", (value, action))
            if self._db.execute("SELECT 1 FROM action WHERE id = ?", (action,)).fetchone() is None:
                raise RequestError("The ledger has no corrective action {n}.", n=action)

    def held(self) -> tuple[Held, ...]:
        """Everything that was held, oldest first."""
        places: dict[str, list[str]] = {}
        for held, name in self._db.execute("SELECT held, name FROM facility ORDER BY name"):
            places.setdefault(held, []).append(name)
        rows = self._db.execute(
            "SELECT id, title, day, kind, pack, also_drill, interim FROM held ORDER BY day, id"
        )
        return tuple(
            Held(
                i,
                title,
                date.fromisoformat(day),
                kind,
                tuple(places.get(i, ())),
                pack,
                bool(d),
                bool(n),
            )
            for i, title, day, kind, pack, d, n in rows
        )

    def results(self) -> tuple[tuple[str, Result], ...]:
        """Every result with the id of what it came of, oldest first."""
        rows = self._db.execute(
            "SELECT held, scope, name, label, score, coverage, achieved, letter FROM result "
            "JOIN held ON held.id = result.held ORDER BY day, held.id, scope, name"
        )
        return tuple((held, Result(*rest)) for held, *rest in rows)

    def actions(self) -> tuple[Action, ...]:
        """Every corrective action, in the order in which they are due."""
        rows = self._db.execute(
            "SELECT capability, issue, action, element, organization, contact, start, due, done, "
            "held, id FROM action ORDER BY due = '', due, id"
        )
        return tuple(Action(*row) for row in rows)


@contextmanager
def open_ledger(path: Path, *, create: bool = False) -> Iterator[Ledger]:
    """A ledger, open for as long as the context lasts.

    Raises:
        RecordError: If the file is no ledger, damaged, or from a newer version.
        RequestError: If there is none, or it cannot be opened.
    """
    shown = plain(str(path))
    if not create and not path.is_file():
        raise RequestError(
            "There is no ledger {path}; 'tabletop programme add SESSION' begins one.", path=shown
        )
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error as error:
        raise RequestError("{path} cannot be opened.", path=shown) from error
    try:
        _prepare(connection, shown)
        yield Ledger(connection)
    except sqlite3.OperationalError as error:
        raise RequestError(
            "{path} cannot be written: it is locked or read-only.", path=shown
        ) from error
    except sqlite3.DatabaseError as error:
        raise RecordError("{path} is no ledger, or damaged.", path=shown) from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, shown: str) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and not version and not application:
        marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN; {_SCHEMA} {marks} COMMIT;")
        return
    if application != APPLICATION:
        raise RecordError("{path} is no ledger, or damaged.", path=shown)
    if version > VERSION:
        raise RecordError(
            "{path} was written by a newer version of Maritime Tabletop; nothing was changed.",
            path=shown,
        )
