"""What simulated agencies write and say: the network's phrases, else our own words.

Which variant is taken is drawn from the causal id of what is written. So a text is the same in
every run of the same seed, and choosing it moves no other draw. The engine never reads any of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from agencies.language import Phrase, phrase, words
from agencies.phrases import Variants
from agencies.text import Text
from exercise.engine.run import Run
from injects.facts import Action

__all__ = ["Letter", "Phrasing", "Wording"]

Wording = Callable[[bool], tuple[str, str]]
"""Subject and text of a message, by whether it is spoken: that shows once its way is found."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes to whom about what; ``cause`` is the causal id of the message."""

    sender: str
    to: str
    cause: str
    subject: str = ""


class Phrasing:
    """Puts what simulated agencies have to say into words."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._phrases = run.network.file.phrases
        self._say = words(run.setup.language)

    def wording(
        self,
        situation: str,
        letter: Letter,
        named: Mapping[str, str] | None = None,
        *,
        facts: Mapping[str, str] | None = None,
        besides: str = "",
        reply: bool = False,
    ) -> Wording:
        """Subject and text of a message, as :meth:`write` puts it; a ``reply`` says so in writing.

        Nobody says a subject: by voice it only names what the call is about.
        """

        def put(spoken: bool) -> tuple[str, str]:
            subject = letter.subject
            if spoken:
                subject = self._unreplied(subject)
            elif reply:
                subject = self.reply(subject)
            said = letter if subject == letter.subject else replace(letter, subject=subject)
            return subject, self.write(
                situation, said, named, facts=facts, besides=besides, spoken=spoken
            )

        return put

    def write(
        self,
        situation: str,
        letter: Letter,
        named: Mapping[str, str] | None = None,
        *,
        facts: Mapping[str, str] | None = None,
        besides: str = "",
        spoken: bool = False,
    ) -> str:
        """The text of a message: opening, what is to be said in this situation, closing.

        Args:
            situation: A field of :class:`agencies.phrases.Phrases`.
            letter: Who writes to whom.
            named: What the situation's own placeholders stand for.
            facts: The facts it carries, with their status.
            besides: A further sentence after it.
            spoken: Whether it is said by voice, in one breath.
        """
        values = self._values(letter) | dict(named or {})
        if facts:
            values["facts"] = self.facts(facts, letter, spoken=spoken)
        body = self._put(situation, letter, values, spoken=spoken)
        if besides:
            body += ("\n" if "\n" in body else " ") + besides
        agency = self._run.agency(letter.sender)
        opening, closing = self._phrases.around(agency.kind, agency.sector, spoken=spoken)
        before = self._one_of(opening, "opening", letter.cause).format_map(values)
        after = self._one_of(closing, "closing", letter.cause).format_map(values)
        apart = "\n" if "\n" in body else " "
        return apart.join(part for part in (before, body, after) if part)

    def sentence(self, situation: str, letter: Letter, named: Mapping[str, str]) -> str:
        """What is said in a situation, without opening and closing."""
        return self._put(situation, letter, self._values(letter) | dict(named))

    def facts(self, facts: Mapping[str, str], letter: Letter, *, spoken: bool = False) -> str:
        """Each fact with how sure the sender is of it: on a line of its own, or in one breath."""
        values = self._values(letter)
        return (" " if spoken else "\n").join(
            self._put(
                status, letter, {**values, "fact": self.title(fact)}, about=fact, spoken=spoken
            )
            for fact, status in facts.items()
        )

    # -- Names of things ---------------------------------------------------------------------------

    def title(self, fact: str) -> str:
        """A fact in one clause."""
        pack = self._run.pack
        return pack.facts[fact].title.into(self._run.setup.language, pack.language).rstrip(". ")

    def agency(self, agency: str) -> str:
        """An agency's full name."""
        return self._of_network(self._run.agency(agency).title)

    def kinds(self, kinds: Iterable[str]) -> str:
        """Kinds of facts; for none, what was asked about."""
        known = self._run.network.file.fact_kinds
        titles = [self._of_network(known[kind].title) for kind in kinds]
        return ", ".join(titles) or self._say("Your question")

    def action(self, action: Action, targets: Iterable[str] = ()) -> str:
        """An action with what it is aimed at."""
        setup, pack, network = self._run.setup, self._run.pack, self._run.network.file
        title = action.title.into(setup.language, pack.language)
        names = []
        for target in targets:
            if target in network.agencies:
                names.append(self.agency(target))
                continue
            thing = pack.places.get(target) or pack.systems.get(target) or pack.resources[target]
            name = thing.title
            names.append(target if name is None else name.into(setup.language, pack.language))
        return f"{title} ({', '.join(names)})" if names else title

    def either(self, agencies: Sequence[str]) -> str:
        """Several agencies to choose from."""
        return f" {self._say('or')} ".join(self.agency(agency) for agency in agencies)

    def subject(self, facts: Iterable[str]) -> str:
        """Facts as the subject of a message: the first one, and how many more there are."""
        titles = [self.title(fact) for fact in facts]
        return titles[0] if len(titles) == 1 else f"{titles[0]} (+{len(titles) - 1})"

    def reply(self, subject: str) -> str:
        """The subject of an answer."""
        lead = self._say("Re:")
        if subject.casefold().startswith(lead.casefold()):
            return subject
        return f"{lead} {subject}".rstrip()

    def _unreplied(self, subject: str) -> str:
        """A subject without what marks it as that of an answer."""
        lead = self._say("Re:")
        if subject.casefold().startswith(lead.casefold()):
            return subject[len(lead) :].strip()
        return subject

    # -- Putting it --------------------------------------------------------------------------------

    def _values(self, letter: Letter) -> dict[str, str]:
        now = self._run.state.clock.story(self._run.now)
        return {
            "to": self.agency(letter.to),
            "from": self.agency(letter.sender),
            "subject": letter.subject,
            "time": f"{now:%H:%M}",
        }

    def _put(
        self,
        situation: str,
        letter: Letter,
        values: Mapping[str, str],
        about: str = "",
        *,
        spoken: bool = False,
    ) -> str:
        variants = self._phrases.put(situation, spoken=spoken)
        if not variants:
            return self._say(_OWN[situation].message, **values)
        cause = f"{letter.cause}/{about}" if about else letter.cause
        return self._one_of(variants, situation, cause).format_map(values)

    def _one_of(self, variants: Variants, situation: str, cause: str) -> str:
        if not variants:
            return ""
        drawn = self._run.draw(f"wording-{situation}", cause)
        return self._of_network(variants[int(drawn * len(variants))])

    def _of_network(self, text: Text) -> str:
        return text.into(self._run.setup.language, self._run.network.file.language)


_OWN: dict[str, Phrase] = {
    "confirmed": phrase("{fact}. Confirmed."),
    "unconfirmed": phrase("{fact}. We cannot confirm this yet."),
    "denied": phrase("Not true: “{fact}”."),
    "inform": phrase("For your information. {facts}"),
    "warning": phrase("Urgent. {facts}"),
    "received": phrase("Received, and noted for the record. {facts}"),
    "update": phrase("This has changed since we told you. {facts}"),
    "correction": phrase("We correct what we told you. {facts}"),
    "verify": phrase("Can you confirm this? {facts}"),
    "answer": phrase("This is what we know. {facts}"),
    "nothing": phrase("{kinds}: we have nothing that we can share at this time."),
    "nothing_new": phrase("{kinds}: nothing beyond what we have told each other."),
    "done": phrase("Done, as you asked: {action}."),
    "refused": phrase("We cannot do this: {action}."),
    "referral": phrase("This is not ours to decide. Ask {authority}."),
    "yours": phrase("This is yours to decide: {action}."),
    "which": phrase("{action}: which one do you mean? Please name it and ask again."),
    "recommend": phrase("We recommend this, and it is yours to decide: {action}."),
    "by_plan": phrase("As our plan says."),
    "on_request": phrase("Asked for by {to}."),
}
"""What is said where a network brings no phrases for a situation."""
