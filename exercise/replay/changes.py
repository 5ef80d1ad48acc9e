"""What a what-if changes: a small language, one change a line, ``VERB:WHAT[@TIME]``.

Each verb has a form in ``FORMS``. Names are ids of network and pack; parts stand between colons and
lists between commas, so that no shell reads anything into them. ``TIME`` is ``T+HH:MM[:SS]``, or as
people type it (:func:`agencies.timecode.typed_moment`); without it the moment of the fork.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agencies.language import Phrase, phrase
from agencies.text import plain
from agencies.timecode import typed_moment
from exercise.errors import RequestError

__all__ = ["EXAMPLES", "FORMS", "BadChanges", "Change", "parse_change", "quoted"]

FORMS = {
    "restore": phrase("restore:LINK | restore:CHANNEL[:AGENCY] | restore:AGENCY"),
    "link": phrase("link:AGENCY:AGENCY:CHANNEL[:one-way]"),
    "desk": phrase("desk:AGENCY[:N]"),
    "send": phrase("send:FROM:TO:FACT[,FACT…][:CHANNEL]"),
    "decide": phrase("decide:AGENCY:ACTION[:TARGET,…]"),
    "earlier": phrase("earlier:DECISION@TIME"),
    "omit": phrase("omit:DECISION"),
    "instead": phrase("instead:DECISION:ACTION[:TARGET,…]"),
    "fulfil": phrase("fulfil:EXPECTATION[:PART]"),
    "playbook": phrase("playbook:AGENCY"),
}
"""How each verb is written."""

EXAMPLES = {
    "fulfil:E-01": phrase("what was expected is done"),
    "send:csirt:customs:tos-down@0:20": phrase("a message is sent, with a fact"),
    "restore:phone": phrase("what is down works again: a channel, a link, an agency"),
    "link:customs:csirt:phone": phrase("there is one more link"),
    "desk:csirt": phrase("a simulated desk works on twice as much at once"),
    "decide:csirt:share-indicators@0:30": phrase("a decision is taken"),
    "earlier:#412@0:20": phrase("a decision of people is taken before it was; #412 is its event"),
    "omit:#412": phrase("a decision of people is left out"),
    "instead:#412:hold-vessel:mv-aurora": phrase("a decision of people is another one"),
    "playbook:csirt": phrase("people leave a desk, and its playbook takes over"),
}
"""One for each verb, and what it says."""


class BadChanges(RequestError):
    """What is wrong with what was asked to be changed: all of it, a sentence each."""

    def __init__(self, problems: Sequence[Phrase]) -> None:
        self.problems = tuple(problems)
        said = self.problems[0]
        for problem in self.problems[1:]:
            said = phrase("{first} {second}", first=said, second=problem)
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        text: As it was written.
        verb: One of ``FORMS``.
        parts: What stands between the colons after the verb, without the time.
        at: Exercise second; None where none was given.
    """

    text: str
    verb: str
    parts: tuple[str, ...]
    at: int | None = None


def quoted(text: str) -> str:
    """What somebody wrote, as an error may repeat it."""
    return plain(text, limit=80)


def parse_change(text: str) -> Change:
    """Read a change.

    Raises:
        RequestError: If it is none, with what there is.
    """
    verb, colon, rest = text.strip().partition(":")
    if verb not in FORMS:
        raise RequestError(
            "'{change}' is no change; a change begins with one of: {verbs}.",
            change=quoted(text),
            verbs=", ".join(f"{name}:" for name in FORMS),
        )
    what, sign, time = rest.rpartition("@")
    parts = tuple((what if sign else rest).split(":"))
    if not colon or not all(parts):
        raise RequestError(
            "'{change}' lacks something; write {form}.", change=quoted(text), form=FORMS[verb]
        )
    if not sign:
        return Change(text, verb, parts)
    try:
        return Change(text, verb, parts, typed_moment(time))
    except ValueError:
        raise RequestError(
            "'{change}': '{time}' is no exercise time; write it as 1:30, 0:45:10 or T+01:30.",
            change=quoted(text),
            time=plain(time, limit=40),
        ) from None
