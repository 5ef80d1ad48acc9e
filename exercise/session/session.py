"""The session: the one writer. It admits, puts on record, and only then tells anybody.

Whatever changes the engine happens between two awaits, so submissions cannot interleave; the record
is written behind it (:mod:`exercise.session.ledger`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol

from exercise.commands import CloseQuestion, Jump, Pause, Submission
from exercise.engine.engine import Engine
from exercise.errors import RecordError, Refused
from exercise.events import (
    Body,
    CommandRefused,
    EngineFailed,
    Event,
    ExerciseEnded,
    RecordingResumed,
)
from exercise.session.admission import admit, waits_for_clock
from exercise.session.attendance import Attendance
from exercise.session.ballots import Ballots
from exercise.session.concluding import is_hot_wash_over, seal
from exercise.session.foresight import second_to_skip_to
from exercise.session.hall import Hall
from exercise.session.ledger import LOST, Ledger
from exercise.session.member import Member
from exercise.session.pacer import Pacer
from exercise.session.timekeeper import Timekeeper
from exercise.session.waiting import Answer, Waiting
from exercise.state.state import State
from exercise.views.desk import Addressed
from exercise.views.projector import Projector

__all__ = ["Session"]


class Codes(Protocol):
    """Whoever lets people in by codes."""

    def all(self) -> dict[str, str]:
        """Every code, by what it opens."""

    def revoke(self, place: str, *, by: str) -> str:
        """Have a code replaced, and let those go who came by it; returns the new one."""


class Session:
    """One live exercise.

    Args:
        ledger: The engine and its record.
        pacer: The pace of the exercise clock.
        solo: Whether the one player steers the clock.
    """

    def __init__(self, ledger: Ledger, pacer: Pacer, *, solo: bool = False) -> None:
        self.solo = solo
        self.codes: Codes | None = None
        """The codes of whoever lets people in from elsewhere."""
        self.ways_in: dict[str, str] = {}
        """Where people come in, as it stands on the cards: ``address``, and ``ssh`` if there is."""
        self._ledger = ledger
        self._time = Timekeeper(ledger, pacer)
        self.hall = Hall()
        """Everybody who is connected."""
        self._waiting = Waiting(self.hall)
        self.attendance = Attendance(self, ledger, self.hall)
        """Who comes and goes."""
        self.ballots = Ballots(ledger, self.hall)
        """Anonymous answers."""
        self._asked: dict[str, Answer] = {}
        self._followers: list[Callable[[Sequence[Event]], None]] = []
        self._closed = False
        self._told_at = ledger.engine.now
        ledger.on_told = self._on_told
        ledger.on_lost = lambda: self._begin_anew("record")
        self._time.follow()

    # -- What is so --------------------------------------------------------------------------------

    @property
    def now(self) -> int:
        """Exercise seconds."""
        return self._engine.now

    @property
    def running(self) -> bool:
        """Whether the exercise clock runs."""
        return self._engine.state.clock.running

    @property
    def ended(self) -> bool:
        """Whether ENDEX has come."""
        return self._engine.ended

    @property
    def closed(self) -> bool:
        """Whether nothing can be asked for any more."""
        return self._closed

    @property
    def projector(self) -> Projector:
        """What desks have been told."""
        return self._ledger.projector

    @property
    def events(self) -> Sequence[Event]:
        """What is on record, from the first event on."""
        return self._ledger.events

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency of the network."""
        return tuple(self._ledger.source.network.agencies)

    @property
    def _engine(self) -> Engine:
        return self._ledger.engine

    @property
    def state(self) -> State:
        """What is on record, as of now."""
        self.projector.state.clock.at = self.now
        return self.projector.state

    def follow(self, follower: Callable[[Sequence[Event]], None]) -> None:
        """Call ``follower`` with events as they get on record."""
        self._followers.append(follower)

    # -- The end -----------------------------------------------------------------------------------

    async def close(self) -> None:
        """Stop; what waits for the clock is given back, and anonymous answers get on record.

        Solo play that has ended concludes its record by itself, and so does a live session whose
        hot wash is over: concluding follows the hot wash.
        """
        with suppress(RecordError, Refused):
            while not self._closed and (boxed := self.ballots.box.questions):
                # Left open, a question would be given the same answers again after a restart.
                await self.submit(Submission(CloseQuestion(boxed[0]), "session"))
        was_open, self._closed = not self._closed, True
        self._waiting.give_back()
        await self._ledger.settled()
        try:
            over = self.ended and (self.solo or is_hot_wash_over(self._engine.state))
            if was_open and over and not self.hall.trouble:
                seal(self._ledger)
        finally:
            self._ledger.recorder.close()

    # -- Commands ----------------------------------------------------------------------------------

    async def note(self, member: Member, body: Body, *, by: str) -> Event:
        """Put on record what somebody has to say beside the simulation."""
        noted = self._ledger.note("note", body, None, member.seat, by=by)
        return (await self._ledger.put([noted]))[0]

    async def submit(self, submission: Submission) -> Event:
        """Ask for something; returns its event once that is on record and told.

        While the clock stands still, what would travel or count waits until it runs.

        Raises:
            Refused: With the reason; that is on record too.
            RecordError: If it could not be put on record; nothing has then happened.
        """
        request = submission.request
        if request is None:
            return await asyncio.shield(self._ask(submission))
        if request in self._ledger.done:
            return self._ledger.done[request]
        if request not in self._asked:
            asked = self._asked[request] = self._ask(submission)
            asked.add_done_callback(lambda _: self._asked.pop(request, None))
        return await asyncio.shield(self._asked[request])

    def _ask(self, submission: Submission) -> Answer:
        answer: Answer = asyncio.get_running_loop().create_future()
        # Somebody who left while waiting leaves an answer behind that nobody reads.
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        if self._closed:
            answer.set_exception(Refused("The session is closed."))
            return answer
        if self.hall.trouble == "record":
            answer.set_exception(RecordError(LOST))
            return answer
        try:
            before = self._time.advance()
        except Exception as error:  # noqa: BLE001 - an engine's error must not end the session
            self._engine_failed("advance", error, answer)
            return answer
        if waits_for_clock(submission.command) and not self.running and not self.ended:
            self._ledger.put(before)
            self._waiting.add(submission, answer)
        else:
            self._answer(submission, before, answer)
        return answer

    def _answer(self, submission: Submission, before: Sequence[Event], answer: Answer) -> None:
        """Admit a submission now; what happened up to now goes on record with it."""
        name = type(submission.command).__name__
        refused: Refused | None = None
        try:
            admitted = self._admitted(submission)
            told = self._engine.submit(admitted)
            told += self._time.briefing(told)
            told += self.ballots.unboxed(told)
        except Refused as reason:
            refused = reason
            body = CommandRefused(name, str(reason))
            told = [self._ledger.note("refused", body, submission.agency, submission.seat)]
        except Exception as error:  # noqa: BLE001 - an engine's error must not end the session
            self._ledger.put(before)
            self._engine_failed(name, error, answer)
            return
        self._time.follow()
        writing = self._ledger.put([*before, *told])
        writing.add_done_callback(lambda done: self._settle(done, answer, len(before), refused))
        if refused is None and (self.running or self.ended):
            self._release()

    def _settle(
        self,
        writing: asyncio.Future[list[Event]],
        answer: Answer,
        place: int,
        refused: Refused | None,
    ) -> None:
        """Tell a sender how it came out, after the record has it."""
        error = writing.exception()
        if error is not None:
            answer.set_exception(error)
            return
        self._recovered()
        if refused is not None:
            answer.set_exception(refused)
        else:
            answer.set_result(writing.result()[place])

    def _release(self) -> None:
        """The clock runs: what waited is admitted, in the order in which it was sent."""
        for submission, answer in self._waiting.take():
            self._answer(submission, (), answer)

    def answer_secretly(self, submission: Submission) -> None:
        """Lay an anonymous answer in the box.

        Raises:
            Refused: If it may not be given.
        """
        admitted = self._admitted(submission)
        if self._closed:
            raise Refused("The session is closed.")
        self.ballots.put(admitted)

    def _admitted(self, submission: Submission) -> Submission:
        seats = self.attendance.seats_of
        return admit(submission, solo=self.solo, ended=self.ended, seats=seats)

    async def skip(self, agency: str, seat: str) -> None:
        """Jump to a second before something next reaches a desk.

        Raises:
            Refused: If this is not solo play.
        """
        if not self.solo:
            raise Refused("This is for control to do.")
        source, commands = self._ledger.source, self._ledger.commands
        to = second_to_skip_to(source.setup, source.network, commands, agency, self.now)
        if to is not None:
            await self.submit(Submission(Jump(to), "player", agency, seat))
            self._tell_time()

    # -- Time --------------------------------------------------------------------------------------

    async def run(
        self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep, interval: float = 0.2
    ) -> None:
        """Keep the exercise clock going until the session is closed."""
        while not self._closed:
            await self.tick()
            await sleep(interval)

    async def tick(self) -> None:
        """Play what has come due, put it on record, and tell everybody what time it is."""
        if self._closed:
            return
        if self.hall.trouble:
            await self._try_the_record()
            return
        try:
            events = self._time.advance()
        except Exception as error:  # noqa: BLE001 - an engine's error must not end the session
            self._engine_failed("advance", error)
            return
        try:
            await self._ledger.put(events)
        except RecordError:
            return  # Everybody has been told.
        if self.now != self._told_at and not self._closed:
            self._ledger.recorder.mark(self.now)
            self._tell_time()

    def _tell_time(self) -> None:
        """Tell everybody what time it is: a jump moves it also while the clock stands still."""
        self._told_at = self.now
        self.hall.tell_all(self.projector.clock(self.now))

    async def _try_the_record(self) -> None:
        """See whether it can be written again, ever less often while it cannot."""
        if self.hall.trouble != "record" or not self._time.is_due_to_try():
            return
        with suppress(RecordError):
            await self._ledger.put([self._ledger.note("resumed", RecordingResumed(), None, None)])
            self._recovered()

    def _recovered(self) -> None:
        if self.hall.trouble and not self._closed:
            self.hall.set_trouble("")
            self._time.go_on()

    # -- Telling, and what goes wrong --------------------------------------------------------------

    def _on_told(self, told: Sequence[Addressed], events: Sequence[Event]) -> None:
        self.ballots.recorded(events)
        self.hall.tell(told, events)
        for follower in self._followers:
            follower(events)
        if any(isinstance(event.body, ExerciseEnded) for event in events):
            self._ledger.recorder.checkpoint()
            self._release()

    def _begin_anew(self, trouble: str) -> None:
        """The engine was made anew from the record: nothing that is not on it has happened."""
        known = self.hall.trouble == trouble == "record"
        self.hall.trouble = trouble
        self._closed = self._closed or self._ledger.broken
        self._time.halt()
        if not known:
            self.hall.begin_anew()

    def _engine_failed(self, where: str, error: Exception, answer: Answer | None = None) -> None:
        """The engine met an error of its own: it is made anew, and the exercise pauses."""
        self._ledger.rebuild()
        self._begin_anew("engine")
        body = EngineFailed(where, f"{type(error).__name__}: {error}"[:500])
        told = [self._ledger.note("failed", body, None, None)]
        if self.running and not self._closed:
            told += self._engine.submit(Submission(Pause("pause"), "session"))
            self._time.follow()
        self._ledger.put(told)
        if answer is not None and not answer.done():
            answer.set_exception(Refused("The simulation met an error; nothing was done."))
