"""The ledger: one SQLite file with sessions, results and corrective actions over the years."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from agencies.text import plain
from exercise.errors import RecordError, RequestError
from exercise.programme.model import Action, Entered, Held, Result
from exercise.report.content import CorrectiveAction

__all__ = ["Ledger", "open_ledger"]

APPLICATION = 0x4D544C47
"""Marks the file as a ledger (``MTLG``)."""
VERSION = 2

_SCHEMA = """
CREATE TABLE held (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, day TEXT NOT NULL, kind TEXT NOT NULL,
    pack TEXT NOT NULL, also_drill INTEGER NOT NULL, interim INTEGER NOT NULL,
    day_said INTEGER NOT NULL, places_said INTEGER NOT NULL
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
    done TEXT NOT NULL, place TEXT NOT NULL, plan_contact TEXT NOT NULL, plan_due TEXT NOT NULL
) STRICT;
"""

_FROM_1 = """
ALTER TABLE held ADD COLUMN day_said INTEGER NOT NULL DEFAULT 1;
ALTER TABLE held ADD COLUMN places_said INTEGER NOT NULL DEFAULT 1;
ALTER TABLE action ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN plan_contact TEXT NOT NULL DEFAULT '';
ALTER TABLE action ADD COLUMN plan_due TEXT NOT NULL DEFAULT '';
UPDATE action SET plan_contact = contact, plan_due = due;
"""
"""A ledger of version 1 did not know what was said and what recorded."""

_NOTED = ("contact", "due")
"""What can be noted for an action beside its plan; what the plan said of it is kept apart."""


class Ledger:
    """What has been entered; every change is committed whole or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def enter(
        self,
        held: Held,
        results: Iterable[Result] = (),
        plan: Iterable[CorrectiveAction] = (),
    ) -> Entered:
        """Enter what was held. One that is there is entered anew.

        It keeps the day and the facilities that somebody said, unless they are said anew, and its
        actions. A line of the plan is an action by its issue and what is to be done: a new one is
        added, one that is open says what the line says, one that is done stays as it was.
        """
        with self._db:
            before = self._before(held)
            if before is not None and before.id != held.id:
                self._rename(before.id, held.id)
            held = held if before is None else held.after(before)
            held = replace(held, facilities=self._spelt(held.facilities))
            self._put(held)
            self._db.executemany(
                "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (held.id, r.scope, r.name, r.label, r.score, r.coverage, r.achieved, r.letter)
                    for r in results
                ],
            )
            return self._agree(Entered(held, before is None), tuple(plan))

    def _before(self, held: Held) -> Held | None:
        """The entry of the same session, under its id or, where there is none, an earlier one."""
        entered = {one.id: one for one in self.held()}
        names = (name for name in (held.id, *held.formerly) if name in entered)
        return next((entered[name] for name in names), None)

    def _rename(self, before: str, after: str) -> None:
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        self._db.execute("UPDATE held SET id = ? WHERE id = ?", (after, before))
        for table in ("facility", "result", "action"):
            self._db.execute(f"UPDATE {table} SET held = ? WHERE held = ?", (after, before))

    def _spelt(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of facilities as they are in the ledger, where only case or blanks differ."""
        rows = self._db.execute("SELECT name FROM facility ORDER BY rowid DESC")
        known = {" ".join(name.split()).casefold(): name for (name,) in rows}
        clean = [" ".join(name.split()) for name in names]
        return tuple(dict.fromkeys(known.get(name.casefold(), name) for name in clean))

    def _put(self, held: Held) -> None:
        """The entry with its facilities, in place of what was there, and without results."""
        row = (held.title, held.day.isoformat(), held.kind, held.pack, held.also_drill)
        self._db.execute(
            "INSERT INTO held (id, title, day, kind, pack, also_drill, interim, day_said, "
            "places_said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "title = excluded.title, day = excluded.day, kind = excluded.kind, pack = "
            "excluded.pack, also_drill = excluded.also_drill, interim = excluded.interim, "
            "day_said = excluded.day_said, places_said = excluded.places_said",
            (held.id, *row, held.interim, held.day_said, held.places_said),
        )
        self._db.execute("DELETE FROM facility WHERE held = ?", (held.id,))
        self._db.execute("DELETE FROM result WHERE held = ?", (held.id,))
        places = [(held.id, name) for name in held.facilities]
        self._db.executemany("INSERT INTO facility VALUES (?, ?)", places)

    def _agree(self, entered: Entered, plan: tuple[CorrectiveAction, ...]) -> Entered:
        known = [one for one in self.actions() if one.held == entered.held.id]
        added = updated = 0
        # The same thing may be for several organizations to do: first each finds its own.
        rest = list(plan)
        for line in plan:
            found = next((one for one in known if _same(one, line, organization=True)), None)
            if found is not None:
                rest.remove(line)
                known.remove(found)
                updated += self._update(found, line)
        for line in rest:
            found = next((one for one in known if _same(one, line)), None)
            if found is None:
                self._add(entered.held.id, line)
                added += 1
            else:
                known.remove(found)
                updated += self._update(found, line)
        # A record lacks what a workbook added, and that says nothing.
        told = any(line.place for line in plan)
        left = sum(not one.done and bool(one.place or not told) for one in known) if plan else 0
        return replace(entered, added=added, updated=updated, left=left)

    def _add(self, held: str, line: CorrectiveAction) -> None:
        names = (*line.COLUMNS, "place", *(f"plan_{name}" for name in _NOTED), "held", "done")
        values = (*line.cells, line.place, *(getattr(line, name) for name in _NOTED), held, "")
        marks = ", ".join("?" * len(names))
        self._db.execute(f"INSERT INTO action ({', '.join(names)}) VALUES ({marks})", values)

    def _update(self, action: Action, line: CorrectiveAction) -> bool:
        """Have an action that is open say what a line says.

        What was noted of it since stands where the line says the same as the last time, and what
        a workbook says stands before what the room said in the record.

        Returns:
            Whether the action says something else now.
        """
        if action.done or (line.place and not action.place):
            return False
        row = "SELECT plan_contact, plan_due FROM action WHERE id = ?"
        last = dict(zip(_NOTED, self._db.execute(row, (action.id,)).fetchone(), strict=True))
        wanted = {name: getattr(line, name) for name in (*line.COLUMNS, "place")}
        kept = {name: getattr(action, name) for name in _NOTED if last[name] == wanted[name]}
        made = replace(action, **{**wanted, **kept})
        changes = {name: getattr(made, name) for name in wanted}
        changes |= {f"plan_{name}": wanted[name] for name in _NOTED}
        setting = ", ".join(f"{name} = ?" for name in changes)
        self._db.execute(
            f"UPDATE action SET {setting} WHERE id = ?", (*changes.values(), action.id)
        )
        return made.cells != action.cells

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

    def remove(self, number: int, *, force: bool = False) -> Held:
        """Take out what was held, with its results.

        Args:
            number: Its number in this ledger.
            force: Whether its corrective actions go with it.

        Raises:
            RequestError: If there is none of that number, or it has corrective actions.
        """
        found = next((one for one in self.held() if one.number == number), None)
        if found is None:
            raise RequestError("Nothing that was held has the number {n} here.", n=number)
        count = sum(one.held == found.id for one in self.actions())
        if count and not force:
            raise RequestError(
                "Its corrective actions ({n}) would be removed too; say --force if they should be.",
                n=count,
            )
        with self._db:
            self._db.execute("DELETE FROM held WHERE id = ?", (found.id,))
        return found

    def held(self) -> tuple[Held, ...]:
        """Everything that was held, oldest first."""
        places: dict[str, list[str]] = {}
        for held, name in self._db.execute("SELECT held, name FROM facility ORDER BY name"):
            places.setdefault(held, []).append(name)
        rows = self._db.execute(
            "SELECT rowid, id, title, day, kind, pack, also_drill, interim, day_said, places_said "
            "FROM held ORDER BY day, id"
        )
        return tuple(
            Held(
                name,
                title,
                date.fromisoformat(day),
                kind,
                tuple(places.get(name, ())),
                pack,
                bool(drill),
                bool(interim),
                bool(day_said),
                bool(places_said),
                number,
            )
            for number, name, title, day, kind, pack, drill, interim, day_said, places_said in rows
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
        names = [entry.name for entry in fields(Action)]
        rows = self._db.execute(f"SELECT {', '.join(names)} FROM action ORDER BY due = '', due, id")
        return tuple(Action(**dict(zip(names, row, strict=True))) for row in rows)


def _same(action: Action, line: CorrectiveAction, *, organization: bool = False) -> bool:
    return (action.issue, action.action) == (line.issue, line.action) and (
        not organization or action.organization == line.organization
    )


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
    if version == 1:
        connection.executescript(f"BEGIN; {_FROM_1} PRAGMA user_version = {VERSION}; COMMIT;")
