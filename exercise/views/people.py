"""What people do around the simulation: who is there, what is asked, answered, said and noted."""

from __future__ import annotations

from exercise.events import (
    AnnouncementMade,
    Body,
    ConsequenceChosen,
    DecisionLogged,
    DirectionGiven,
    Event,
    InformationGiven,
    InformationRequested,
    ItemOpened,
    MessageRelayed,
    MessageSent,
    NoteTaken,
    ObservationMade,
    PresenceNoted,
    QuestionAnswered,
    QuestionClosed,
    RatingAnswered,
    SeatLeft,
    SeatTaken,
)
from exercise.state.folds import Folds
from exercise.views.control import RATING_QUESTIONS, NoteRow, RatingRow, RequestRow
from exercise.views.wording import POSTS

__all__ = ["People"]


class People:
    """Folds what is in the record and not in the state.

    Attributes:
        present: Seats that are connected, in the order in which they came.
        directs: The seat that directs the exercise; empty while there is none.
        last: The last sign of life of each desk.
        requests: Requests for information, with what was answered.
        answers: To each question, by seat: the agency and what it said.
        boxed: How many anonymous answers to a question lie in the box.
        chosen: What follows from acts that nobody foresaw: an inject, or None for nothing.
        announced: What every seat was told, each with its exercise second.
        notes: Notes and observations.
        ratings: Answers on each task and target.
    """

    def __init__(self) -> None:
        self.present: dict[str, None] = {}
        self.directs = ""
        self.last: dict[str, Event] = {}
        self.requests: dict[str, RequestRow] = {}
        self.answers: dict[str, dict[str, tuple[str, str]]] = {}
        self.boxed: dict[str, int] = {}
        self.chosen: dict[str, str | None] = {}
        self.announced: list[tuple[int, str]] = []
        self.notes: list[NoteRow] = []
        self.ratings: dict[tuple[str | None, str | None], RatingRow] = {}

    def copy(self) -> People:
        """The same, to be folded on apart from this."""
        twin = People()
        twin.present, twin.directs, twin.last = dict(self.present), self.directs, dict(self.last)
        twin.requests, twin.boxed = dict(self.requests), dict(self.boxed)
        twin.answers = {name: dict(given) for name, given in self.answers.items()}
        twin.chosen, twin.announced = dict(self.chosen), list(self.announced)
        twin.notes, twin.ratings = list(self.notes), dict(self.ratings)
        return twin

    def folds(self) -> Folds:
        """What folds each kind of event that concerns it."""
        return {
            **dict.fromkeys((ItemOpened, MessageSent, MessageRelayed, DecisionLogged), self._act),
            PresenceNoted: self._come_or_go,
            SeatTaken: self._come,
            SeatLeft: self._go,
            DirectionGiven: self._direct,
            InformationRequested: self._ask,
            InformationGiven: self._inform,
            QuestionAnswered: self._answer,
            QuestionClosed: self._close,
            AnnouncementMade: self._announce,
            ConsequenceChosen: self._choose,
            NoteTaken: self._note,
            ObservationMade: self._observe,
            RatingAnswered: self._rate,
        }

    def be_present(self, seats: list[str]) -> None:
        """Who is connected now."""
        self.present = dict.fromkeys(seats)

    def be_counted(self, question: str, count: int) -> None:
        """How many anonymous answers to a question lie in the box now."""
        self.boxed[question] = count

    def is_there(self, seat: str) -> bool:
        """Whether a seat is connected; a post that speaks for a desk sits at its own."""
        post = seat.partition("/")[2]
        return seat in self.present or (
            post in POSTS and any(one.startswith(f"{post}/") for one in self.present)
        )

    def _act(self, event: Event, _: Body) -> None:
        if event.origin == "command" and event.agency:
            self.last[event.agency] = event

    def _come_or_go(self, event: Event, body: PresenceNoted) -> None:
        if body.connected:
            self._come(event, body)
        else:
            self._go(event, body)

    def _come(self, _: Event, body: PresenceNoted | SeatTaken) -> None:
        self.present[body.seat] = None
        if not self.directs and body.seat.startswith("control/"):
            self.directs = body.seat

    def _go(self, _: Event, body: PresenceNoted | SeatLeft) -> None:
        self.present.pop(body.seat, None)

    def _direct(self, _: Event, body: DirectionGiven) -> None:
        self.directs = body.seat

    def _ask(self, event: Event, body: InformationRequested) -> None:
        self.requests[event.id] = RequestRow(event.id, event.at, event.agency or "", body.text)

    def _inform(self, _: Event, body: InformationGiven) -> None:
        asked = self.requests.get(body.request)
        if asked is not None:
            row = RequestRow(asked.id, asked.at, asked.agency, asked.text, body.text)
            self.requests[asked.id] = row

    def _answer(self, event: Event, body: QuestionAnswered) -> None:
        given = self.answers.setdefault(body.question, {})
        given[event.seat or event.id] = (event.agency or "", body.answer)

    def _close(self, _: Event, body: QuestionClosed) -> None:
        self.boxed.pop(body.question, None)

    def _announce(self, event: Event, body: AnnouncementMade) -> None:
        self.announced.append((event.at, body.text))

    def _choose(self, _: Event, body: ConsequenceChosen) -> None:
        self.chosen[body.act] = body.inject

    def _note(self, event: Event, body: NoteTaken) -> None:
        self.notes.append(NoteRow(_when(event, body), body.text))

    def _observe(self, event: Event, body: ObservationMade) -> None:
        row = NoteRow(_when(event, body), body.text, body.about, body.task, body.inject)
        self.notes.append(row)

    def _rate(self, event: Event, body: RatingAnswered) -> None:
        answers = tuple((name, getattr(body, name)) for name in RATING_QUESTIONS)
        what = (body.task, body.target)
        self.ratings[what] = RatingRow(event.id, event.at, *what, answers, body.text)


def _when(event: Event, body: NoteTaken | ObservationMade) -> int:
    """The exercise second that it was about."""
    return event.at if body.happened_at is None else body.happened_at
