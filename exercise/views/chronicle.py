"""Every event of a record in a sentence, for whoever goes through it one by one.

What the running log shows is said as there (:mod:`exercise.views.sentences`), the rest here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agencies.language import Phrase, phrase
from exercise.views.control import ControlView, FeedRow
from exercise.views.sentences import MARKS, SAID, sentence
from exercise.views.staffwords import part_title, parts_of
from exercise.views.wording import (
    POSTS,
    REASONS,
    STATUSES,
    clock_time,
    named,
    one_line,
    one_of,
    titles,
    titles_of,
)

__all__ = ["sign_of", "told"]

Detail = Mapping[str, str]
Say = Callable[[ControlView, FeedRow, Detail], Phrase]

_SIGNS = {
    "AttemptLost": "✗",
    "FactLearned": "✓",
    "InjectDelivered": "▸",
    "ItemHandled": "○",
    "ItemOpened": "○",
    "MessageDelivered": "▸",
    "MessageRelayed": "⇢",
    "NoteTaken": "✎",
    "ObservationMade": "✎",
    "PartDone": "✓",
    "Restored": "✓",
}


def sign_of(kind: str) -> str:
    """A sign for a kind of event."""
    return MARKS.get(kind) or _SIGNS.get(kind, "·")


def told(view: ControlView, row: FeedRow) -> Phrase:
    """One sentence on any event of a record."""
    if row.kind in SAID:
        return sentence(view, row)
    said = _TOLD.get(row.kind)
    return titles({"": row.kind}) if said is None else said(view, row, dict(row.detail))


def _agency(view: ControlView, name: str) -> Phrase:
    return titles_of(view.agencies, (name,)) if name else POSTS["control"]


def _fact(view: ControlView, name: str) -> Phrase:
    return titles_of(view.facts, (name,))


def _plain(said: Phrase) -> Say:
    return lambda _view, _row, _detail: said


def _of_who(template: Phrase, *fields: str) -> Say:
    """A sentence on who did it, with fields of the event as they stand."""

    def say(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
        values = {name: one_line(detail.get(name, ""), 300) for name in fields}
        who = _agency(view, row.agency)
        return Phrase(template.message, (("who", who), *values.items()))

    return say


def _between(template: Phrase, sender: str, to: str) -> Say:
    """A sentence on two agencies that the event names."""

    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        ends = (("sender", detail.get(sender, "")), ("to", detail.get(to, "")))
        return Phrase(template.message, tuple((n, _agency(view, agency)) for n, agency in ends))

    return say


def _delivered(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    if detail.get("final") == "True":
        return _between(phrase("A message of {sender} reached {to}."), "sender", "to")(
            view, row, detail
        )
    return _between(phrase("A message of {sender} reached {to}, to be passed on."), "sender", "to")(
        view, row, detail
    )


def _set_out(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    return _between(phrase("A message sets out from {sender} to {to}."), "source", "target")(
        view, row, detail
    )


def _inject(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        name = detail.get("inject", "")
        found = one_of(view.injects, name)
        subject = titles(found.subject) if found else one_line(name)
        values = (("inject", subject), ("to", _agency(view, detail.get("to", ""))))
        return Phrase(template.message, values)

    return say


def _lost(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    why = REASONS.get(detail.get("reason", ""), one_line(detail.get("reason", ""), 60))
    return phrase(
        "An attempt of {who} failed: {reason}.", who=_agency(view, row.agency), reason=why
    )


def _learned(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    status = STATUSES.get(detail.get("status", ""), one_line(detail.get("status", "")))
    who, fact = _agency(view, row.agency), _fact(view, detail.get("fact", ""))
    return phrase("{who} knows: {fact} ({status}).", who=who, fact=fact, status=status)


def _expected(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    mine = parts_of(view.parts, detail.get("expectation", ""))
    if not mine:
        who = _agency(view, detail.get("holder", ""))
        return phrase("Expected of {who}: {what}.", who=who, what=detail.get("expectation", ""))
    part = mine[0]
    who, what = _agency(view, part.agency), part_title(view, part)
    limit = clock_time(part.due_at)
    return phrase("Expected of {who} until {time}: {what}.", who=who, what=what, time=limit)


def _part(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        for part in parts_of(view.parts, detail.get("expectation", "")):
            if part.part == detail.get("part"):
                values = (("who", _agency(view, part.agency)), ("what", part_title(view, part)))
                return Phrase(template.message, values)
        name = one_line(detail.get("expectation", ""))
        return Phrase(template.message, (("who", name), ("what", detail.get("part", ""))))

    return say


def _changed(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    fact = _fact(view, detail.get("fact", ""))
    if detail.get("holds") == "True":
        return phrase("It is so now: {fact}.", fact=fact)
    return phrase("It is not so any more: {fact}.", fact=fact)


def _move(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        name = detail.get("move", "")
        found = next((one for one in view.moves if one.id == name), None)
        move = titles(found.title) if found else one_line(name)
        return Phrase(template.message, (("move", move),))

    return say


def _noted(template: Phrase) -> Say:
    return lambda _view, _row, detail: Phrase(
        template.message, (("text", one_line(detail.get("text", ""), 300)),)
    )


def _rated(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    name = detail.get("task") or detail.get("target") or ""
    task = next((one for one in view.tasks if name in (one.task, one.target)), None)
    title = named(view.agencies, name, "en") if task is None else titles(task.title)
    return phrase("An evaluator answered on: {task}", task=title)


_TOLD: Mapping[str, Say] = {
    "AttemptBegan": _set_out,
    "AttemptLost": _lost,
    "ContactFound": _plain(phrase("A number that is in no plan was found.")),
    "DutyMerged": _plain(phrase("The same is owed twice; it is judged once.")),
    "ExpectationOpened": _expected,
    "FactChanged": _changed,
    "FactLearned": _learned,
    "InjectDelivered": _inject(phrase("It reached {to}: {inject}.")),
    "InjectReleased": _inject(phrase("No longer held back: {inject}.")),
    "InjectReturned": _inject(phrase("It could not reach {to}: {inject}.")),
    "InjectWaiting": _inject(phrase("It waits, {to} is out of reach: {inject}.")),
    "ItemHandled": _of_who(phrase("{who} read what had come in.")),
    "ItemOpened": _of_who(phrase("{who} opened what had come in.")),
    "MessageDelivered": _delivered,
    "MessageRelayed": _of_who(phrase("{who} passed a message on.")),
    "MessageRerouted": _of_who(phrase("{who} sends a message another way.")),
    "MoveCalled": _move(phrase("Control went on to the move {move}.")),
    "MoveEnded": _move(phrase("The move {move} ended.")),
    "NoteTaken": _noted(phrase("Noted: “{text}”")),
    "ObservationMade": _noted(phrase("Observed: “{text}”")),
    "PartDone": _part(phrase("Done, {who}: {what}.")),
    "PartUndone": _part(phrase("Not done after all, {who}: {what}.")),
    "RatingAnswered": _rated,
    "RecordingResumed": _plain(phrase("The record could be written again.")),
    "SessionConcluded": _plain(phrase("The record was concluded.")),
    "SessionCreated": _plain(phrase("The record begins.")),
}
