"""The client's side of a projection: one message makes a new picture from the one before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from exercise.views.seat import (
    Announcement,
    BoardFact,
    ClockView,
    DecisionView,
    DocumentView,
    DraftView,
    Entry,
    InboxItem,
    MoveView,
    PlaceView,
    PlanLineView,
    QuestionView,
    RequestView,
    SeatView,
    SentMessage,
)

__all__ = ["fold"]

Message = Mapping[str, Any]
Parts = tuple[Any, ...]
"""Records of one kind, each with an id."""
_ID = attrgetter("id")


def fold(view: SeatView, message: Message) -> SeatView:
    """The picture after one message; a kind that is not known changes nothing."""
    folding = _FOLDS.get(message["kind"])
    return view if folding is None else folding(view, message)


def _made(cls: Callable[..., Any], message: Message, **more: Any) -> Any:
    """A record from those of the message's fields that it has; JSON's lists become tuples."""
    given = {}
    for entry in fields(cls):  # type: ignore[arg-type]
        if entry.name in message:
            value = message[entry.name]
            given[entry.name] = tuple(value) if isinstance(value, list) else value
    return cls(**{**given, **more})


def _place_of(parts: Parts, name: str) -> int:
    """Where the one of that id stands, from the end; 0 where there is none.

    What changes is mostly of late, so it is looked for from there.
    """
    ids = map(_ID, reversed(parts))
    return next((place for place, other in enumerate(ids, 1) if other == name), 0)


def _with(parts: Parts, part: Any) -> Parts:
    """The parts with one more, or with the one of the same id replaced."""
    if part.id not in map(_ID, parts):
        return (*parts, part)
    place = len(parts) - _place_of(parts, part.id)
    return (*parts[:place], part, *parts[place + 1 :])


def _changed(parts: Parts, message: Message) -> Parts:
    """The parts with the fields that the message gives changed in the one it names."""
    place = len(parts) - _place_of(parts, message["id"])
    if place == len(parts):
        return parts
    old = parts[place]
    given = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in message.items()
        if name in type(old).__slots__ and name != "kind"
    }
    return (*parts[:place], replace(old, **given), *parts[place + 1 :])


def _welcome(_: SeatView, message: Message) -> SeatView:
    made: SeatView = _made(
        SeatView,
        message,
        documents=tuple(_made(DocumentView, one) for one in message["documents"]),
        places=tuple(_made(PlaceView, one) for one in message["places"]),
        **{
            name: tuple(_made(Entry, one) for one in message[name])
            for name in ("agencies", "actions", "channels", "fact_kinds", "things")
        },
    )
    return made


def _clock(view: SeatView, message: Message) -> SeatView:
    return replace(view, clock=_made(ClockView, message))


def _move(view: SeatView, message: Message) -> SeatView:
    return replace(view, move=_made(MoveView, message), shown="", line="")


def _item(view: SeatView, message: Message) -> SeatView:
    return replace(view, inbox=_with(view.inbox, _made(InboxItem, message)))


def _item_changed(view: SeatView, message: Message) -> SeatView:
    return replace(view, inbox=_changed(view.inbox, message))


def _sent(view: SeatView, message: Message) -> SeatView:
    return replace(view, sent=_with(view.sent, _made(SentMessage, message)))


def _progress(view: SeatView, message: Message) -> SeatView:
    return replace(view, sent=_changed(view.sent, message))


def _decision(view: SeatView, message: Message) -> SeatView:
    return replace(view, decisions=_with(view.decisions, _made(DecisionView, message)))


def _fact(view: SeatView, message: Message) -> SeatView:
    made = _made(BoardFact, message, kind=message["fact_kind"])
    return replace(view, board=_with(view.board, made))


def _level(view: SeatView, message: Message) -> SeatView:
    places = tuple(
        replace(place, level=message["level"]) if place.id == message["place"] else place
        for place in view.places
    )
    return replace(view, places=places)


def _announcement(view: SeatView, message: Message) -> SeatView:
    return replace(view, announcements=(*view.announcements, _made(Announcement, message)))


def _question(view: SeatView, message: Message) -> SeatView:
    asked = next((one for one in view.questions if one.id == message["id"]), None)
    made = _made(
        QuestionView,
        message,
        kind=message["question_kind"],
        answer=None if asked is None else asked.answer,
        results=None,
    )
    # The hot wash asks three at once: none of them is looked at before its answers are.
    shown = "" if made.hot_wash else made.id
    return replace(view, questions=_with(view.questions, made), shown=shown, line="")


def _answer(view: SeatView, message: Message) -> SeatView:
    given = {"id": message["question"], "answer": message["answer"]}
    return replace(view, questions=_changed(view.questions, given))


def _question_changed(view: SeatView, message: Message) -> SeatView:
    return replace(view, questions=_changed(view.questions, message))


def _results(view: SeatView, message: Message) -> SeatView:
    given = {"id": message["id"], "results": tuple((who, said) for who, said in message["results"])}
    questions = _changed(view.questions, given)
    return replace(view, questions=questions, shown=message["id"], line="")


def _plan(view: SeatView, message: Message) -> SeatView:
    if message.get("dropped"):
        kept = tuple(line for line in view.plan if line.id != message["id"])
        return replace(view, plan=kept, line=kept[-1].id if kept else "")
    made = _made(PlanLineView, message)
    return replace(view, plan=_with(view.plan, made), line=made.id)


def _draft(view: SeatView, message: Message) -> SeatView:
    if not message["what"]:
        kept = tuple(draft for draft in view.drafts if draft.id != message["id"])
        return replace(view, drafts=kept)
    return replace(view, drafts=_with(view.drafts, _made(DraftView, message)))


def _request(view: SeatView, message: Message) -> SeatView:
    return replace(view, requests=_with(view.requests, _made(RequestView, message)))


def _reply(view: SeatView, message: Message) -> SeatView:
    return replace(view, requests=_changed(view.requests, message))


def _queued(view: SeatView, message: Message) -> SeatView:
    return replace(view, queued=message["count"])


def _trouble(view: SeatView, message: Message) -> SeatView:
    return replace(view, trouble=message["text"])


_FOLDS: dict[str, Callable[[SeatView, Message], SeatView]] = {
    "welcome": _welcome,
    "clock": _clock,
    "move": _move,
    "item": _item,
    "opened": _item_changed,
    "relayed": _item_changed,
    "acknowledged": _item_changed,
    "sent": _sent,
    "progress": _progress,
    "decision": _decision,
    "fact": _fact,
    "level": _level,
    "announcement": _announcement,
    "question": _question,
    "answer": _answer,
    "tally": _question_changed,
    "closed": _question_changed,
    "results": _results,
    "plan": _plan,
    "draft": _draft,
    "request": _request,
    "reply": _reply,
    "queued": _queued,
    "trouble": _trouble,
}
