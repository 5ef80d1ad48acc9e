"""Strengths and areas for improvement in words, with root cause and what could be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agencies.language import Phrase, phrase
from exercise.report.content import CorrectiveAction
from exercise.report.document import Cite
from exercise.report.findings import Finding, areas, strengths
from exercise.report.voice import Voice, cite
from exercise.report.wording import CAUSES_IN_WORDS, HANDLING, LAPSES, OUTCOMES
from exercise.views.planwords import POETE

__all__ = ["TellsOf", "Told", "proposals"]


_MOST = 3
"""Facts that a finding names; who knew which, and when, is in a chapter of its own."""


@dataclass(frozen=True, slots=True)
class TellsOf:
    """A finding in words."""

    finding: Finding
    title: str
    evidence: Cite
    why: str = ""


class Told:
    """All findings of a session, in one language."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    @cached_property
    def strengths(self) -> tuple[TellsOf, ...]:
        """What to keep."""
        return tuple(self._tell(one) for one in strengths(self._voice.content))

    @cached_property
    def areas(self) -> tuple[TellsOf, ...]:
        """What to mend."""
        return tuple(self._tell(one) for one in areas(self._voice.content))

    def _tell(self, one: Finding) -> TellsOf:
        return TellsOf(one, f"{one.id} – {self._title(one)}", cite(one.evidence), self._why(one))

    def _title(self, one: Finding) -> str:
        voice, say = self._voice, self._voice.say
        who = voice.agency(one.agency)
        match one.what:
            case "met":
                return say(
                    "{agency}: {what} – in full and in time", agency=who, what=self._what(one)
                )
            case "kept":
                return say("{agency} refrained from: {what}", agency=who, what=self._what(one))
            case "informed":
                facts = self._facts(one)
                return say("{agency} knew in time: {facts}", agency=who, facts=facts)
            case "uninformed":
                facts = self._facts(one)
                return say("{agency} did not know in time: {facts}", agency=who, facts=facts)
            case "lapse":
                return voice.after(who, voice.word(LAPSES, one.subjects[0]))
            case "violated":
                return say(
                    "{agency} did what must not be done: {what}", agency=who, what=self._what(one)
                )
            case _:
                outcome = voice.word(OUTCOMES, one.what)
                return f"{voice.after(who, self._what(one))} – {outcome}"

    def _facts(self, one: Finding) -> str:
        """The first facts by title; a long list tells a reader less than how long it is."""
        titles = "; ".join(self._voice.fact(fact) for fact in one.subjects[:_MOST])
        if len(one.subjects) <= _MOST:
            return titles
        more = len(one.subjects) - _MOST
        return self._voice.say("{facts}; and {n} more", facts=titles, n=more)

    def _what(self, one: Finding) -> str:
        name = one.subjects[0]
        said = self._voice.expectation(name)
        return said if name.startswith("duty ") else f"{said} ({name})"

    def _why(self, one: Finding) -> str:
        if one.cause is None:
            return ""
        voice = self._voice
        if one.cause == "handling":
            said = voice.word(HANDLING, one.subjects[0])
        else:
            said = voice.word(CAUSES_IN_WORDS, one.cause)
        if one.seconds:
            said += f" ({voice.span(one.seconds)})"
        return voice.say("Root cause in the record: {cause}.", cause=said)


def proposals(voice: Voice, told: Told) -> tuple[CorrectiveAction, ...]:
    """An improvement plan to be agreed on: one line for each area, with what its cause suggests.

    The element and the action are the product's suggestion, which the report says; contact and
    days are for people to give.
    """
    return tuple(_proposal(voice, one) for one in told.areas)


def _proposal(voice: Voice, one: TellsOf) -> CorrectiveAction:
    element, action = _SUGGESTED.get(one.finding.cause or "", _SUGGESTED["undone"])
    objective = voice.content.setup.pack.objectives.get(one.finding.objective or "")
    return CorrectiveAction(
        capability="–" if objective is None else voice.capability(objective.capability),
        issue=one.title,
        action=action.into(voice.language),
        element=voice.word(POETE, element),
        organization=voice.agency(one.finding.agency),
    )


_SUGGESTED: dict[str, tuple[str, Phrase]] = {
    "unread": (
        "organization",
        phrase("Agree who watches incoming messages at every hour, and how fast they are read."),
    ),
    "deciding": (
        "training",
        phrase(
            "Practise the decision with whoever holds it; write down when it is due and from what."
        ),
    ),
    "desk": ("organization", phrase("Check how many messages the desk can handle at once.")),
    "link": (
        "equipment",
        phrase("Test the channel; agree on a second one and on when to change over."),
    ),
    "entered-late": ("exercise", phrase("Log decisions when they are made.")),
    "unknown": (
        "planning",
        phrase("Add to the plan from whom this agency learns what it must pass on, and test it."),
    ),
    "returned": (
        "equipment",
        phrase("Test the channel; agree on a second one and on when to change over."),
    ),
    "undone": (
        "training",
        phrase("Go through the plan with this desk: what is due, to whom, and by when."),
    ),
    "done": ("training", phrase("Go through with this desk what must not be done, and why.")),
    "handling": (
        "training",
        phrase("Practise saying how sure one is, and checking who may know before passing on."),
    ),
    "flow": (
        "planning",
        phrase("Write into the plan who tells these agencies, and by which channel."),
    ),
}
