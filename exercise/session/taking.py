"""Evaluations of one session that were written on several computers, taken into the one beside it.

Each file is checked as a whole first: its chain, its seal, and that it is about this session. What
is taken keeps its order and whose it is. Seats are found anew, for on every computer the first new
evaluator is called alike: the same name is the same evaluator, another name gets another seat. What
stands here already is not taken again, so that a file can be taken anew once more was added to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path

from agencies.text import plain
from exercise.errors import Refused, RequestError
from exercise.evaluation.ratings import EVALUATOR, code_of
from exercise.events import (
    EvaluationBegun,
    EvaluationSigned,
    EvaluationTaken,
    EvaluatorNamed,
    Event,
    FinalRatingGiven,
    RatingAnswered,
    RatingsFinished,
)
from exercise.session.bench import Bench

__all__ = ["take"]


def take(bench: Bench, path: Path) -> tuple[Event, ...]:
    """Add what an evaluation from another computer holds and this session's lacks.

    Returns:
        What was added, the note of where it comes from first; nothing where all of it was here.

    Raises:
        RequestError: If there is no such file, or it is this session's own.
        RecordError: If it was altered, is about another session, or nothing can be added here.
        Refused: If it cannot be one with what is here.
    """
    name = plain(str(path))
    if not path.is_file():
        raise RequestError("There is no evaluation file {path}.", path=name)
    if bench.file.exists and path.samefile(bench.file.path):
        raise RequestError("{path} is the evaluation of this session already.", path=name)
    other = bench.file.elsewhere(path)
    events, chain = other.read(), other.chain()

    def arranged(already: Sequence[Event], own: Sequence[str]) -> list[Event]:
        fresh = events[_known(chain, own, already) :]
        found = [e for e in fresh if not isinstance(e.body, (EvaluationBegun, EvaluationSigned))]
        if not found:
            return []
        if any(isinstance(event.body, EvaluationTaken) for event in found):
            raise Refused("{path} itself holds what came from other files: take those.", path=name)
        seats = _seats(bench.events, already, events, found)
        moved = [event._replace(seat=seats.get(event.seat or "", event.seat)) for event in found]
        named = {event.seat for event in already if isinstance(event.body, EvaluatorNamed)}
        moved = [e for e in moved if not (isinstance(e.body, EvaluatorNamed) and e.seat in named)]
        _see_to_one_end(already, moved)
        last = events[-1].body
        key = last.key if isinstance(last, EvaluationSigned) else ""
        note = EvaluationTaken(len(chain), chain[-1], key)
        begun = events[0]
        return [begun._replace(id="", body=note), *moved]

    if not arranged(bench.added, bench.file.chain()):
        return ()
    taken = bench.file.take(arranged)
    bench.reread()
    return taken


def _known(chain: Sequence[str], own: Sequence[str], already: Sequence[Event]) -> int:
    """How many of a file's entries stand here: taken before, or from when both were one file."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(chain, own, strict=False)))
    before = (event.body for event in already if isinstance(event.body, EvaluationTaken))
    taken = [one.events for one in before if chain[one.events - 1 : one.events] == (one.head,)]
    return max([same, *taken])


def _seats(
    record: Sequence[Event],
    already: Sequence[Event],
    events: Sequence[Event],
    found: Sequence[Event],
) -> Mapping[str, str]:
    """The seat here of each seat there."""
    names = {e.seat or "": e.body.name for e in events if isinstance(e.body, EvaluatorNamed)}
    here = {
        e.body.name.casefold(): e.seat or "" for e in already if isinstance(e.body, EvaluatorNamed)
    }
    live = {event.seat for event in record if event.seat}
    used = {event.seat for event in (*record, *already) if event.seat}
    seats: dict[str, str] = {}
    for seat in dict.fromkeys(event.seat or "" for event in found):
        name = names.get(seat, "").casefold()
        if not seat.startswith(EVALUATOR) or (not name and seat in live):
            continue
        if name in here:
            seats[seat] = here[name]
        elif seat in used:
            seats[seat] = _next(used)
        used.add(seats.get(seat, seat))
    return seats


def _next(used: set[str]) -> str:
    numbers = (one.removeprefix(EVALUATOR) for one in used if one.startswith(EVALUATOR))
    return f"{EVALUATOR}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1}"


def _see_to_one_end(already: Sequence[Event], moved: Sequence[Event]) -> None:
    """Who has finished here answers nothing more, and one lead settles ratings."""
    finished = {e.seat for e in already if isinstance(e.body, RatingsFinished)}
    late = {e.seat for e in moved if isinstance(e.body, RatingAnswered)} & finished
    if late:
        codes = ", ".join(code_of(seat or "") for seat in sorted(late, key=str))
        raise Refused("{code} has finished: nothing more can be added.", code=codes)
    leads = {e.seat for e in (*already, *moved) if isinstance(e.body, FinalRatingGiven)}
    if len(leads) > 1:
        raise Refused("Both evaluations settle ratings, and only one lead evaluator does.")
