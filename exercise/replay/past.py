"""One record to be looked at: its moments, what one looks for in it, what is written about it."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.errors import RequestError
from exercise.evaluation.record import Record
from exercise.events import (
    BODIES,
    AttemptBegan,
    BookmarkSet,
    DecisionLogged,
    ExerciseEnded,
    InjectAdded,
    InjectFired,
    Noted,
    NoteTaken,
    ObservationMade,
    PartOverdue,
    ProhibitionViolated,
    RatingAnswered,
    SessionCreated,
)
from exercise.replay.api import About, Cell, Flight, Mark, Matrix, Score, Step
from exercise.replay.feed import Feed
from exercise.replay.judged import matrix_of, scores_of
from exercise.replay.moments import Moments
from exercise.replay.paths import of_fact, of_message, thing_of
from exercise.replay.searching import Searched
from exercise.views.control import RATING_QUESTIONS, ControlView, FeedRow, NoteRow, RatingRow
from exercise.views.desk import texts
from exercise.views.runninglog import IN_LOG, LOGGED, feed_row
from exercise.views.seat import ClockView, Contact, Entry, SeatView
from exercise.views.sought import Made, Sought

__all__ = ["Cell", "Past"]

Added = Noted | BookmarkSet
Keep = Callable[[Added], str]
"""Writes something down, and returns its id."""

AT_ONCE = 1_500
"""Events up to which scores are there within some 20 ms; to judge an expectation takes three times
as long as to go over an event."""

_STILL = (
    "agencies",
    "actions",
    "channels",
    "facts",
    "capabilities",
    "places",
    "things",
    "links",
    "tasks",
)
"""Parts of a picture that are the same at every moment."""
_WRITTEN = (NoteTaken, ObservationMade, RatingAnswered)
_LOGGED = frozenset(BODIES[kind] for kind in LOGGED)
_KINDS: dict[type, str] = {
    InjectFired: "inject",
    InjectAdded: "inject",
    DecisionLogged: "decision",
    PartOverdue: "missed",
    ProhibitionViolated: "missed",
    ObservationMade: "observation",
    NoteTaken: "observation",
}


class Past:
    """A record and its moments; :class:`exercise.replay.api.Past` in the flesh.

    Args:
        moments: The moments of the record.
        name: Name of the file.
        warning: Why the record is not to be trusted as it stands.
        redacted: Whether names and free text were taken out.
        evaluators: Finds, for a name or code, what that evaluator wrote down before and the way to
            write more; None where nothing can be written.
        blind: Whether what evaluators wrote in play is left out: a second rating is made blind.
    """

    def __init__(
        self,
        moments: Moments,
        name: str,
        *,
        warning: Phrase | None = None,
        redacted: bool = False,
        evaluators: Callable[[str], tuple[Sequence[Added], Keep]] | None = None,
        blind: bool = False,
    ) -> None:
        self.moments = moments
        self.events = moments.events
        self.blind = blind
        self._evaluators = evaluators
        self._keep: Keep | None = None
        self._written: list[Added] = []
        self.writes_as: Phrase | None = None
        self._ids: dict[int, str] = {}
        self._searched: Searched | None = None
        self._still: dict[str, Any] | None = None
        created = self.events[0].body if self.events else None
        kinds = [type(event.body) for event in self.events]
        self.about = About(
            name,
            texts(moments.setup.pack.title),
            created.marking if isinstance(created, SessionCreated) else "",
            moments.setup.language,
            moments.begins,
            moments.ends,
            ExerciseEnded in kinds,
            tuple(Entry(one.id, texts(one.title)) for one in moments.network.agencies.values()),
            warning,
            redacted,
        )
        marked = [place for place, kind in enumerate(kinds) if kind in _KINDS]
        self._marks = [
            Mark(place + 1, self.events[place].at, _KINDS[kinds[place]], self.events[place])
            for place in marked
        ]
        self._logged = [place for place, kind in enumerate(kinds) if kind in _LOGGED]
        self._expected = len(moments.setup.pack.all_expectations)
        self._judged = lru_cache(maxsize=8)(self._judge)

    def __len__(self) -> int:
        return len(self.events)

    # -- Moments -----------------------------------------------------------------------------------

    def at(self, place: int) -> int:
        """The exercise second of a moment."""
        return self.moments.at(place)

    def place_at(self, at: int) -> int:
        """The last moment of an exercise second."""
        return self.moments.place_at(at)

    def row(self, place: int) -> FeedRow | None:
        """The event that led to a moment."""
        if not 0 < place <= len(self.events) or self._hidden(place):
            return None
        return feed_row(self.events[place - 1])

    def feed(self, place: int) -> Feed:
        """The latest that happened, newest first."""
        number = bisect_left(self._logged, place)
        latest = self._logged[max(number - IN_LOG, 0) : number]
        return Feed(self.events[one] for one in reversed(latest))

    def _hidden(self, place: int) -> bool:
        """Whether an event is what an evaluator wrote, and that is left out."""
        return self.blind and isinstance(self.events[place - 1].body, _WRITTEN)

    def picture(self, place: int, at: int) -> ControlView:
        """What control saw, each part made when it is looked at."""
        made = self.moments.picture(place, at)
        if self._still is None:
            self._still = {name: getattr(made, name) for name in _STILL}
        made.__dict__.update(self._still)
        made.__dict__["injects"] = Sought(
            lambda: self.moments.picture(place, at).injects,
            lambda name: self.moments.room(place).inject(name),
        )
        made.__dict__["parts"] = Sought(
            lambda: self.moments.picture(place, at).parts,
            lambda name: self.moments.room(place).parts_in(name),
        )
        made.__dict__["known"] = Made(lambda name: self.moments.room(place).known(name))
        made.__dict__["feed"] = ()  # It has a way of its own.
        made.__dict__["clock"] = self._clock(place, at)
        made.__dict__["ratings"] = self.ratings()
        made.__dict__["notes"] = tuple(self.notes())
        return cast("ControlView", made)

    def whole(self, place: int, at: int) -> ControlView:
        """The same with every part made."""
        return replace(self.moments.control(place, at), clock=self._clock(place, at))

    def seat(self, agency: str, place: int, at: int) -> SeatView:
        """What a desk saw."""
        seen = self.moments.seat(agency, place, at)
        return replace(seen, clock=self._clock(place, at))

    def _clock(self, place: int, at: int) -> ClockView:
        """How the clock stood; that of a run without people, which nobody let run, ran."""
        clock = self.moments.clock(place, at)
        if clock.phase == "play" and clock.reason == "not-started":
            return replace(clock, running=True, reason="")
        return clock

    def contacts(self, agency: str, place: int) -> tuple[Contact, ...]:
        """Whom a desk could reach then."""
        return self.moments.contacts(agency, place)

    def prepare(self) -> bool:
        """Make ready for jumps."""
        return self.moments.prepare()

    # -- What one looks for ------------------------------------------------------------------------

    def density(self, columns: int) -> Sequence[int]:
        """Events in each of so many equal stretches."""
        begins, ends = self.about.begins, self.about.ends
        edges = [begins + (ends - begins + 1) * column // columns for column in range(columns + 1)]
        places = [self.moments.place_at(edge - 1) for edge in edges]
        return [later - before for before, later in itertools.pairwise(places)]

    def marks(self) -> Sequence[Mark]:
        """Marks of the record, and of what was written in replay."""
        shown = [one for one in self._marks if not (self.blind and one.kind == "observation")]
        for noted in self._written:
            if isinstance(noted, RatingAnswered):
                continue
            at = self._when(noted)
            kind = "bookmark" if isinstance(noted, BookmarkSet) else "observation"
            shown.append(Mark(self.place_at(at), at, kind, None, noted.text))
        return sorted(shown, key=lambda one: (one.place, one.at))

    def find(self, needle: str) -> Sequence[int]:
        """The moments right after events that hold the words."""
        if self._searched is None:
            self._searched = Searched(self.moments.setup, self.events)
        return [place for place in self._searched.find(needle) if not self._hidden(place)]

    def thing(self, place: int) -> tuple[str, str] | None:
        """The fact or message that the event before a moment is about."""
        if not 0 < place <= len(self.events):
            return None
        return thing_of(self.moments.setup, self.events[place - 1])

    def of_fact(self, fact: str) -> tuple[Step, ...]:
        """A fact's steps through the agencies."""
        return of_fact(self.moments.setup, self.events, fact)

    def of_message(self, message: str) -> tuple[Step, ...]:
        """A message's steps through the agencies."""
        return of_message(self.events, message)

    # -- How it stood ------------------------------------------------------------------------------

    def flights(self, place: int) -> tuple[Flight, ...]:
        """Messages that had been sent and not arrived, latest first."""
        room = self.moments.room(place)
        state, found = room.state, []
        for sending in reversed(room.pending.under_way(state.traffic)):
            since, attempt, onto, link = sending.sent_at, 0, "", ""
            if sending.hops:
                since = sending.hops[-1].delivered_at
            began = room.pending.attempt(sending.id)
            if began is not None and sending.state == "on-its-way":
                tried = cast("AttemptBegan", began.body)
                since, attempt, onto, link = began.at, tried.attempt, tried.target, tried.link
            body = sending.body
            found.append(
                Flight(
                    sending.id,
                    sending.sender,
                    body.to,
                    sending.at or sending.sender,
                    onto,
                    state.network.channel_of_link.get(link, sending.channel),
                    sending.state,
                    sending.sent_at,
                    since,
                    attempt,
                    body.intent,
                    body.subject,
                    body.text,
                    sending.facts,
                    (sending.sender, *(hop.receiver for hop in sending.hops)),
                )
            )
        return tuple(found)

    def matrix(self, place: int, at: int) -> Matrix:
        """Who knew what."""
        return matrix_of(lambda: self.moments.state(place), self.moments.setup, at)

    def scores(self, place: int, at: int) -> tuple[Score, ...]:
        """The scores as they stood."""
        return self._judged(place, at)

    def takes_long(self, place: int) -> bool:
        """Whether one would have to wait for the scores of a moment."""
        return place + 3 * self._expected > AT_ONCE

    def _judge(self, place: int, at: int) -> tuple[Score, ...]:
        setup, network = self.moments.setup, self.moments.network
        return scores_of(Record(setup, network, self.events[:place], max(at, self.at(place))))

    def forks_at(self, change: str, at: int) -> int:
        """Where a what-if begins that is asked at a second."""
        from exercise.replay.forking import forks_at  # Engine and all, which looking does without.

        return forks_at(self.moments.setup, self.moments.network, self.events, change, at)

    # -- Writing down ------------------------------------------------------------------------------

    def _when(self, noted: Added) -> int:
        return self.about.ends if noted.happened_at is None else noted.happened_at

    def notes(self) -> Sequence[NoteRow]:
        """What was written down while replaying."""
        found = []
        for noted in self._written:
            at = self._when(noted)
            if isinstance(noted, ObservationMade):
                found.append(NoteRow(at, noted.text, noted.about, noted.task, noted.inject))
            elif not isinstance(noted, RatingAnswered):
                found.append(NoteRow(at, noted.text))
        return found

    def ratings(self) -> tuple[RatingRow, ...]:
        """The latest of this evaluator's answers on each task and target."""
        found = {}
        for number, noted in enumerate(self._written):
            if isinstance(noted, RatingAnswered):
                answers = tuple((name, getattr(noted, name)) for name in RATING_QUESTIONS)
                what = (noted.task, noted.target)
                name = self._ids.get(number, "")
                found[what] = RatingRow(name, self._when(noted), *what, answers, noted.text)
        return tuple(found.values())

    @property
    def signed_in(self) -> bool:
        """Whether it is known who writes."""
        return self._keep is not None

    def sign_in(self, who: str) -> Phrase:
        """Say who writes, by a name or a code from before; returns as whom that is.

        Raises:
            exercise.errors.TabletopError: If there is no such evaluator, or nothing can be written.
        """
        if self._evaluators is None:
            raise RequestError("Nothing can be written down about this session here.")
        kept, self._keep = self._evaluators(who)
        self._written, self._ids = list(kept), {}
        self.writes_as = phrase("You write as {who}.", who=plain(who, limit=40))
        if kept:
            self.writes_as = phrase(
                "You write as {who}, of whom the evaluation file has {n} entries. Are you somebody "
                "else? Then leave with q and give your own name.",
                who=plain(who, limit=40),
                n=len(kept),
            )
        return self.writes_as

    def keep(self, noted: Added) -> str:
        """Write something down into the evaluation file."""
        if self._keep is None:
            raise RequestError("Say first who you are.")
        made = self._keep(noted)
        self._ids[len(self._written)] = made
        self._written.append(noted)
        return made
