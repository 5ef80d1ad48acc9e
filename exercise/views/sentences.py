"""What happened, as one sentence each: the running log in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agencies.language import Phrase, phrase
from exercise.views.control import ControlView, FeedRow
from exercise.views.staffwords import PAUSES, part_title, parts_of, place_title, post_title
from exercise.views.wording import (
    INTENTS,
    POSTS,
    REASONS,
    clock_time,
    one_line,
    one_of,
    titles,
    titles_of,
)

__all__ = ["MARKS", "SAID", "sentence", "words_of"]

MARKS = {
    "CommandRefused": "✗",
    "DecisionLogged": "■",
    "Disrupted": "✗",
    "EngineFailed": "✗",
    "InjectFired": "►",
    "InjectAdded": "►",
    "MessageReturned": "✗",
    "MessageSent": "→",
    "PartOverdue": "⚠",
    "ProhibitionViolated": "⚠",
    "InformationRequested": "?",
    "AnnouncementMade": "◆",
    "ClockPaused": "‖",
    "ClockResumed": "▶",
}
"""A sign for those kinds that one looks for; the words say it as well."""

_WORDS = ("text", "answer", "body", "error")
"""Fields that hold people's own words."""

Detail = Mapping[str, str]
Say = Callable[[ControlView, FeedRow, Detail], Phrase]


def sentence(view: ControlView, row: FeedRow) -> Phrase:
    """One sentence on what happened."""
    said = SAID.get(row.kind)
    if said is None:
        return titles({"": row.kind})
    return said(view, row, dict(row.detail))


def words_of(row: FeedRow) -> str:
    """People's own words in it, as they were written; empty for none."""
    detail = dict(row.detail)
    own = [detail[name] for name in _WORDS if detail.get(name)]
    if row.kind == "QuestionAnswered" and detail.get("answer", "").isdecimal():
        own = []  # The number of an option, which the sentence tells in words.
    if row.kind == "DecisionLogged" and detail.get("reason"):
        own.append(detail["reason"])
    return "\n".join(own)


def _who(view: ControlView, row: FeedRow) -> Phrase:
    return titles_of(view.agencies, (row.agency,)) if row.agency else POSTS["control"]


def _agency(view: ControlView, name: str) -> Phrase:
    return titles_of(view.agencies, (name,))


def _seat(view: ControlView, seat: str) -> Phrase:
    """A seat as people call it: the agency and its number, or the post."""
    desk, _, number = seat.partition("/")
    if desk in POSTS:
        return post_title(seat)
    cell = POSTS.get(number)
    return phrase("{agency} {n}", agency=_agency(view, desk), n=cell or one_line(number, 20))


def _inject(view: ControlView, inject_id: str) -> Phrase:
    """An inject by id and subject."""
    inject = one_of(view.injects, inject_id)
    if inject is None:
        return titles({"": inject_id})
    subject = titles(inject.subject)
    if inject.kind == "ad-hoc":
        return phrase("ad hoc ({subject})", subject=subject)
    return phrase("{inject} ({subject})", inject=inject.id, subject=subject)


def _with(template: Phrase, **values: object) -> Phrase:
    """A sentence with what its placeholders stand for."""
    return Phrase(template.message, tuple(values.items()))


def _plain(said: Phrase) -> Say:
    return lambda _view, _row, _detail: said


def _of_inject(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        return _with(template, inject=_inject(view, detail.get("inject", "")))

    return say


def _of_who(template: Phrase, *fields: str) -> Say:
    """A sentence on who did it, with fields of the event as they stand."""

    def say(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
        values = {name: one_line(detail.get(name, ""), 300) for name in fields}
        return _with(template, who=_who(view, row), **values)

    return say


def _of_line(template: Phrase) -> Say:
    """A sentence on a line of the improvement plan."""

    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        name = detail.get("line", "")
        row = next((one for one in view.plan if one.id == name), None)
        issue = detail.get("issue", "") or (row.issue if row else "")
        return _with(
            template, line=one_line(name, 20).removeprefix("line-"), issue=one_line(issue, 300)
        )

    return say


def _message(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    said = one_line(detail.get("subject", "") or detail.get("text", ""), 160)
    intent = INTENTS.get(detail.get("intent", ""), INTENTS["inform"])
    to = _agency(view, detail.get("to", ""))
    if not said:
        return phrase("{who} wrote to {to}: {intent}.", who=_who(view, row), to=to, intent=intent)
    return phrase("{who} wrote to {to}: “{text}”", who=_who(view, row), to=to, text=said)


def _returned(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    why = REASONS.get(detail.get("reason", ""), one_line(detail.get("reason", ""), 160))
    return phrase("A message of {who} came back: {reason}.", who=_who(view, row), reason=why)


def _decision(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    action = titles_of(view.actions, (detail.get("action", ""),))
    entries = (*view.places, *view.things, *view.agencies)
    names = [name for name in detail.get("targets", "").split(", ") if name]
    who = _who(view, row)
    if detail.get("authority") == "False":
        return phrase("{who} recommended: {action}.", who=who, action=action)
    if names:
        targets = titles_of(entries, names)
        return phrase(
            "{who} decided: {action} → {targets}.", who=who, action=action, targets=targets
        )
    return phrase("{who} decided: {action}.", who=who, action=action)


def _outage(channel: Phrase, agency: Phrase, link: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        if "link" in detail:
            return _with(link, link=titles_of(view.links, (detail["link"],)))
        who = _agency(view, detail["agency"]) if "agency" in detail else None
        if "channel" not in detail:
            return _with(agency, agency=who or "")
        where = phrase("everywhere") if who is None else phrase("at {agency}", agency=who)
        return _with(channel, channel=titles_of(view.channels, (detail["channel"],)), where=where)

    return say


def _level(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    place = titles_of(view.places, (detail.get("place", ""),))
    return phrase(
        "{place} is at security level {level}.", place=place, level=detail.get("level", "")
    )


def _placed(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    name, is_open = detail.get("thing", ""), detail.get("open") == "True"
    thing, entry = titles_of(view.things, (name,)), one_of(view.things, name)
    if entry is not None and entry.kind == "system":
        said = phrase("In service: {thing}.") if is_open else phrase("Out of service: {thing}.")
    else:
        said = phrase("Open: {thing}.") if is_open else phrase("Closed: {thing}.")
    return _with(said, thing=thing)


def _gathered(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    names = detail.get("agencies", "").split(", ")
    return phrase(
        "In one place ({place}): {agencies}.",
        place=titles_of(view.places, (detail.get("place", ""),)),
        agencies=titles_of(view.agencies, names),
    )


def _paused(_: ControlView, __: FeedRow, detail: Detail) -> Phrase:
    reason = PAUSES.get(detail.get("reason", "pause"), one_line(detail.get("reason", ""), 40))
    return phrase("The clock stands still: {reason}.", reason=reason)


def _jumped(_: ControlView, __: FeedRow, detail: Detail) -> Phrase:
    return phrase("The exercise jumped to {time}.", time=clock_time(int(detail.get("to", "0"))))


def _sped(_: ControlView, __: FeedRow, detail: Detail) -> Phrase:
    return phrase("The exercise runs at {n} times real time.", n=f"{float(detail['speed']):g}")


def _moved(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    move = next((move for move in view.moves if move.id == detail.get("move")), None)
    title = titles(move.title) if move else one_line(detail.get("move", ""))
    return phrase("The move {move} began.", move=title)


def _part(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        for part in parts_of(view.parts, detail.get("expectation", "")):
            if part.part == detail.get("part"):
                who = _agency(view, part.agency)
                return _with(template, who=who, what=part_title(view, part))
        # Looked at from before it opened: only its name, and whom it is about, are known.
        named = one_line(detail.get("expectation", ""))
        whom = detail.get("part", "")
        if whom == "decision":
            return _with(template, who=named, what=phrase("the decision"))
        return _with(template, who=named, what=phrase("tell {agency}", agency=_agency(view, whom)))

    return say


def _violated(_: ControlView, __: FeedRow, detail: Detail) -> Phrase:
    named = one_line(detail.get("expectation", ""))
    return phrase("What must not be done was done: {expectation}.", expectation=named)


def _question(template: Phrase) -> Say:
    """What was done with a question, and which."""

    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        name = detail.get("question", "")
        asked = next((one for one in view.questions if one.id == name), None)
        return _with(template, question=titles(asked.ask) if asked else one_line(name))

    return say


def _answered(view: ControlView, row: FeedRow, detail: Detail) -> Phrase:
    asked = next((one for one in view.questions if one.id == detail.get("question")), None)
    question = titles(asked.ask) if asked else one_line(detail.get("question", ""))
    anonymous = asked is not None and asked.anonymous
    told = phrase("{who} answered: {question}", who=_who(view, row), question=question)
    if anonymous:
        told = phrase("Somebody answered: {question}", question=question)
    answer = detail.get("answer", "")
    if not answer.isdecimal():
        return told
    options = asked.options if asked else ()
    number = int(answer)
    chosen = titles(options[number - 1]) if 1 <= number <= len(options) else one_line(answer)
    return phrase("{told} – {answer}", told=told, answer=chosen)


def _sat(template: Phrase) -> Say:
    def say(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
        return _with(template, seat=_seat(view, detail.get("seat", "")))

    return say


def _code_revoked(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    return phrase(
        "The code for {place} was revoked.", place=place_title(view, detail.get("place", ""))
    )


def _presence(view: ControlView, _: FeedRow, detail: Detail) -> Phrase:
    seat = _seat(view, detail.get("seat", ""))
    if detail.get("connected") == "True":
        return phrase("{seat} is connected.", seat=seat)
    return phrase("{seat} is not connected any more.", seat=seat)


SAID: Mapping[str, Say] = {
    "AgenciesGathered": _gathered,
    "AnnouncementMade": _of_who(phrase("Announced to everybody: “{text}”"), "text"),
    "ClockJumped": _jumped,
    "ClockPaused": _paused,
    "ClockResumed": _plain(phrase("The clock runs.")),
    "CommandRefused": _of_who(phrase("Refused to {who}: {reason}"), "reason"),
    "CodeRevoked": _code_revoked,
    "ConsequenceChosen": _plain(phrase("Control said what follows from an unforeseen act.")),
    "ContactGranted": _plain(phrase("An unlisted contact was let through.")),
    "ContactRefused": _plain(phrase("An unlisted contact was refused.")),
    "DecisionLogged": _decision,
    "DirectionGiven": _sat(phrase("{seat} directs the exercise from here.")),
    "Disrupted": _outage(
        phrase("Down: channel {channel}, {where}."),
        phrase("Down: agency {agency}."),
        phrase("Down: link {link}."),
    ),
    "EngineFailed": _plain(phrase("The simulation met an error; the exercise was paused.")),
    "ExerciseEnded": _plain(phrase("The exercise ended (ENDEX).")),
    "ExerciseStarted": _plain(phrase("The exercise began (STARTEX).")),
    "InformationGiven": _plain(phrase("Control answered a request for information.")),
    "InformationRequested": _of_who(phrase("{who} asked control: “{text}”"), "text"),
    "InjectAdded": _of_who(phrase("Control added an inject: “{subject}”"), "subject"),
    "InjectEdited": _of_inject(phrase("Control edited {inject}.")),
    "InjectFired": _of_inject(phrase("Released: {inject}.")),
    "InjectHeld": _of_inject(phrase("Held back: {inject}.")),
    "InjectSkipped": _of_inject(phrase("Skipped: {inject}.")),
    "ItemCoded": _plain(phrase("A text was coded.")),
    "LevelSet": _level,
    "MessageReturned": _returned,
    "MessageSent": _message,
    "MoveBegan": _moved,
    "PartExcused": _part(phrase("Artificiality, {who}: {what}.")),
    "PartOverdue": _part(phrase("Overdue, {who}: {what}.")),
    "PresenceNoted": _presence,
    "ProhibitionViolated": _violated,
    "QuestionAnswered": _answered,
    "QuestionOpened": _question(phrase("A question was put: {question}")),
    "PlanLineAgreed": _of_line(phrase("Agreed, line {line} of the improvement plan: {issue}")),
    "PlanLineDropped": _of_line(phrase("Dropped: line {line} of the improvement plan.")),
    "PlanLineProposed": _of_line(phrase("Proposed, line {line} of the improvement plan: {issue}")),
    "PollPut": _question(phrase("Control asks the room: {question}")),
    "QuestionClosed": _question(phrase("No more answers are taken: {question}")),
    "AnswersRevealed": _question(phrase("Everybody was shown the answers: {question}")),
    "Restored": _outage(
        phrase("Back again: channel {channel}, {where}."),
        phrase("Back again: agency {agency}."),
        phrase("Back again: link {link}."),
    ),
    "SeatLeft": _sat(phrase("{seat} got up.")),
    "SeatTaken": _sat(phrase("{seat} sat down.")),
    "SpeedSet": _sped,
    "ThingPlaced": _placed,
}
"""A sentence for each kind that the log shows."""
