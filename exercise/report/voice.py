"""The reader's language: the product's words, the pack's texts, numbers, dates and durations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_percent

from agencies.language import Phrase, Words, words
from agencies.text import Text
from agencies.timecode import format_duration, format_moment
from exercise.evaluation.model import Evidence
from exercise.report.content import Content
from exercise.report.document import Cite
from exercise.views.numbers import number_in_words, score_in_words
from exercise.views.planwords import CAPABILITIES

__all__ = [
    "REPORT_LANGUAGES",
    "Voice",
    "cite",
    "day_in_words",
    "number_in_words",
    "score_in_words",
    "span_in_words",
]

REPORT_LANGUAGES = ("en", "es", "pt", "fr")
"""Languages in which reports can be read; the rest of the product speaks the first two."""


def cite(evidence: Iterable[Evidence]) -> Cite:
    """Events as evidence, by their places in the record."""
    return Cite(tuple(str(entry.seq) if entry.seq else entry.id for entry in evidence))


def day_in_words(day: date, language: str) -> str:
    """A day, written out."""
    return str(format_date(day, "long", locale=Locale.parse(language)))


def span_in_words(seconds: int | None) -> str:
    """A duration, with thin spaces between its parts; a dash for none."""
    if seconds is None:
        return "–"
    found = format_duration(seconds)
    for unit in "dhm":
        found = found.replace(unit, unit + "\u00a0")
    return (
        found.strip("\u00a0")
        .replace("m", "\u202fmin")
        .replace("s", "\u202fs")
        .replace("h", "\u202fh")
        .replace("d", "\u202fd")
    )


class Voice:
    """Says things about one session in one language.

    Attributes:
        say: Translates a sentence of the product.
        borrowed: Languages of texts that pack or network lack in the reader's.
    """

    def __init__(self, content: Content, language: str) -> None:
        self.content = content
        self.language = language
        self.say: Words = words(language)
        self.borrowed: dict[str, None] = {}
        self._locale = Locale.parse(language)

    def doubts(self) -> list[str]:
        """Why the record is not to be trusted, a sentence or two each; nothing where it is."""
        return [
            self.say("This record is not to be trusted. {why}", why=why.into(self.language))
            for why in self.content.doubts
        ]

    # -- Texts of pack and network ---------------------------------------------------------------

    def text(self, text: Text | None) -> str:
        """A text of the pack."""
        return self._into(text, self.content.setup.pack.language)

    def said(self, text: Text | Phrase | str | None) -> str:
        """A text of the pack, of control, or of the product."""
        if isinstance(text, Phrase):
            return text.into(self.language)
        return text if isinstance(text, str) else self.text(text)

    def agency(self, name: str | None) -> str:
        """The short name of an agency; its id where the network has none of that id."""
        found = self.content.network.agencies.get(name or "")
        if found is None:
            return name or "–"
        return self._into(found.short, self.content.network.file.language)

    def agency_title(self, name: str) -> str:
        """The full name of an agency."""
        found = self.content.network.agencies.get(name)
        return (
            name if found is None else self._into(found.title, self.content.network.file.language)
        )

    def agencies(self, names: Iterable[str]) -> str:
        """Short names in a row."""
        return ", ".join(self.agency(name) for name in names)

    def fact(self, name: str) -> str:
        """The title of a fact."""
        found = self.content.setup.pack.facts.get(name)
        return name if found is None else self.text(found.title)

    def action(self, name: str) -> str:
        """The title of an action."""
        found = self.content.setup.pack.actions.get(name)
        return name if found is None else self.text(found.title) or name

    def thing(self, name: str) -> str:
        """The title of a place, system, resource or agency."""
        pack = self.content.setup.pack
        for things in (pack.places, pack.systems, pack.resources):
            if name in things:
                return self.text(things[name].title) or name
        return self.agency(name)

    def channel(self, name: str) -> str:
        """The title of a channel."""
        found = self.content.network.channels.get(name)
        if found is None:
            return {
                "in-person": self.say("in person"),
                "unlisted": self.say("unlisted contact"),
            }.get(name, name)
        return self._into(found.title, self.content.network.file.language)

    def capability(self, name: str) -> str:
        """A capability of the profile's list or of ours; one that is in neither as its id reads."""
        profile = self.content.setup.profile
        if profile is not None and name in profile.capabilities:
            return self._into(profile.capabilities[name].title, profile.language)
        found = CAPABILITIES.get(name)
        return name.replace("-", " ").capitalize() if found is None else found.into(self.language)

    def profile(self) -> str | None:
        """The title of the profile, if there is one, with its id."""
        found = self.content.setup.profile
        return None if found is None else f"{self._into(found.title, found.language)} ({found.id})"

    def expectation(self, name: str) -> str:
        """What was expected, in one clause."""
        expected = self.content.expectations.get(name)
        if expected is None:
            duty = self.content.network.file.duties.get(name.removeprefix("duty ").split("/")[0])
            if duty is None:
                return name
            return self._into(duty.title, self.content.network.file.language)
        if expected.title is not None:
            return self.text(expected.title)
        parts = []
        if expected.does is not None:
            parts.append(self.action(expected.does.action))
        if expected.tells:
            facts = "; ".join(self.fact(fact) for fact in expected.about)
            to = self.agencies(expected.tells)
            parts.append(self.say("tell {agency}: {facts}", agency=to, facts=facts))
        return "; ".join(parts)

    def named(self, name: str) -> str:
        """What was expected, with its id in the pack; a duty has none that a reader could use."""
        said = self.expectation(name)
        return (
            said
            if said == name or name not in self.content.expectations
            else self.after(name, said)
        )

    def labelled(self, name: str, agency: str) -> str:
        """Whose expectation it is and what it is, after its id in the pack; a duty's of what."""
        said = f"{self.agency(agency)}: {self.expectation(name)}"
        if name in self.content.expectations:
            return f"{name}  {said}"
        _, _, rest = name.partition("/")
        fact = rest.rpartition("/")[0]
        return f"{said} ({self.fact(fact)})" if fact in self.content.setup.pack.facts else said

    def task(self, name: str) -> str:
        """The title of a critical task; its id where the pack has none of that id."""
        for objective in self.content.setup.pack.objectives.values():
            for target in objective.targets.values():
                if name in target.tasks:
                    return self.text(target.tasks[name].title)
        return name

    def after(self, name: str, said: str) -> str:
        """A name, a colon as the language sets it, and what is said of it."""
        return f"{name}\u00a0: {said}" if self.language == "fr" else f"{name}: {said}"

    def word(self, table: dict[str, Phrase], name: str) -> str:
        """The word for ``name``; itself where the table has none."""
        found = table.get(name)
        return name if found is None else found.into(self.language)

    def _into(self, text: Text | None, own: str) -> str:
        if text is None:
            return ""
        have = text.languages or (own,)
        if self.language not in have:
            self.borrowed[own if own in have else "en" if "en" in have else have[0]] = None
        return text.into(self.language, own)

    def language_name(self, language: str) -> str:
        """The name of a language in the reader's."""
        return str(self._locale.languages.get(language, language))

    # -- Numbers, dates and times ----------------------------------------------------------------

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as the language writes it; a dash for none."""
        return number_in_words(value, self.language, digits)

    def share(self, value: float | None) -> str:
        """A share as a percentage; a dash for none."""
        return "–" if value is None else format_percent(value, "#,##0%", locale=self._locale)

    def score(self, value: float | None) -> str:
        """A score or coverage with two decimals; a dash for none."""
        return self.number(value, 2)

    def moment(self, seconds: int | None) -> str:
        """An exercise time; a dash for none."""
        return "–" if seconds is None else format_moment(seconds)

    def span(self, seconds: int | None) -> str:
        """A duration, with thin spaces between its parts; a dash for none."""
        return span_in_words(seconds)

    def day(self, moment: date | None) -> str:
        """A day, written out; a dash for none. That of a moment is the day where it was."""
        return "–" if moment is None else day_in_words(moment, self.language)

    def date(self, written: str) -> str:
        """A day that is written as ISO 8601, in short; anything else as it is."""
        try:
            return str(format_date(date.fromisoformat(written), "medium", locale=self._locale))
        except ValueError:
            return written

    def time(self, moment: datetime | None) -> str:
        """A day and time of day, where it was; a dash for none."""
        if moment is None:
            return "–"
        return format_datetime(moment, "d MMM y HH:mm", tzinfo=moment.tzinfo, locale=self._locale)
