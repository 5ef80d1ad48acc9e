"""What a ledger holds: what was held, what came of it, and what is to be done about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from exercise.report.content import CorrectiveAction

__all__ = ["Action", "Entered", "Held", "Result"]


@dataclass(frozen=True, slots=True)
class Held:
    """An exercise or drill that was held.

    Attributes:
        id: The session's, so that adding it twice changes nothing.
        kind: exercise or drill.
        facilities: Names of the port facilities whose security officer took part, or for which
            somebody said that it was held.
        also_drill: Whether the Designated Authority takes this exercise for a drill as well.
        interim: Whether the session had not ended when it was entered.
        number: Its number in the ledger; 0 before it is entered.
        day_said, places_said: Whether somebody said so, rather than the record.
        formerly: The ids under which earlier versions entered the same session.
    """

    id: str
    title: str
    day: date
    kind: str
    facilities: tuple[str, ...] = ()
    pack: str = ""
    also_drill: bool = False
    interim: bool = False
    day_said: bool = False
    places_said: bool = False
    number: int = 0
    formerly: tuple[str, ...] = ()

    def after(self, before: Held) -> Held:
        """This in place of an earlier entry: what was said then stands unless it is said anew."""
        made = self
        if before.day_said and not self.day_said:
            made = replace(made, day=before.day, day_said=True)
        if before.places_said and not self.places_said:
            made = replace(made, facilities=before.facilities, places_said=True)
        return made


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
class Action(CorrectiveAction):
    """A corrective action in the ledger.

    Attributes:
        done: The day, ISO 8601; empty while it is not.
        held: What it came of.
        id: Its number in this ledger.
    """

    done: str = ""
    held: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry.

    Attributes:
        held: As it stands in the ledger now.
        new: Whether it was not there before.
        added, updated: How many corrective actions.
        left: How many that are open are not in the plan that came with it.
    """

    held: Held
    new: bool
    added: int = 0
    updated: int = 0
    left: int = 0
