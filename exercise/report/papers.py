"""A pack on paper: manual, slips, briefs and evaluation guide, for a browser to print.

With these an exercise can be played, and finished when the network dies: slips are numbered like
the injects, and what is written on entry slips is entered later with the time at which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from agencies.language import words
from agencies.markdown import as_html
from agencies.text import Text, plain
from agencies.timecode import format_duration, format_moment
from exercise.report.wording import exercise_marking
from exercise.setup import Setup
from exercise.views.staffwords import KINDS, RATINGS
from exercise.views.wording import URGENCIES, label
from injects.facts import CONTROL
from injects.model import Expectation, Inject, InjectKind

__all__ = ["PAPERS", "paper"]

_ENTRY_SLIPS = 3
"""Empty slips for each desk, to be copied."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paper.

    Attributes:
        said: Text as it was written.
        document: A document as it is meant to look.
        look: Plain, leaf (a page of its own) or slip (to be cut out).
    """

    title: str = ""
    lines: Sequence[tuple[str, str]] = ()
    said: str = ""
    document: Markup | str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    look: str = "plain"
    level: str = "h2"


class Writer:
    """Says what is in a setup in one language."""

    def __init__(self, setup: Setup, language: str) -> None:
        self.setup = setup
        self.pack = setup.pack
        self.language = language
        self.say = words(language)

    def text(self, text: Text | None) -> str:
        """A text of the pack."""
        return "" if text is None else plain(text.into(self.language, self.pack.language))

    def agency(self, name: str) -> str:
        """What an agency is called."""
        network = self.setup.network
        found = network.agencies.get(name)
        return plain(found.title.into(self.language, network.language) if found else name)

    def agencies(self, names: Sequence[str]) -> str:
        """Several of them."""
        return ", ".join(self.agency(name) for name in names)

    def channel(self, name: str) -> str:
        """What a channel is called."""
        network = self.setup.network
        found = network.channels.get(name)
        title = found.title.into(self.language, network.language) if found and found.title else name
        return plain(title)

    def thing(self, name: str) -> str:
        """What a place, system, resource, fact or action is called."""
        pack = self.pack
        for things in (pack.places, pack.systems, pack.resources, pack.facts, pack.actions):
            found = things.get(name)
            if found is not None and found.title is not None:
                return self.text(found.title)
        return self.agency(name)

    def things(self, names: Sequence[str]) -> str:
        """Several of them."""
        return ", ".join(self.thing(name) for name in names)

    def expected(self, one: Expectation) -> str:
        """What an expectation asks for, in a sentence."""
        asks = []
        if one.does is not None:
            targets = self.things(one.does.targets)
            action = self.thing(one.does.action)
            asks.append(f"{action} → {targets}" if targets else action)
        if one.tells:
            told, about = self.agencies(one.tells), self.things(one.about)
            asks.append(self.say("tell {agency}: {facts}", agency=told, facts=about))
        asked = "; ".join(asks)
        return self.say("Must not: {what}", what=asked) if one.must_not else asked

    def limit(self, one: Expectation) -> str:
        """How long it may take, and by what authority."""
        if one.must_not:
            return "–"
        basis = {"law": self.say("law"), "plan": self.say("plan"), "assumed": self.say("assumed")}
        return f"{format_duration(one.within)} ({basis[one.limit_basis]})"

    def when(self, inject: Inject) -> str:
        """When an inject comes; what waits for a condition says that it does."""
        if inject.at is not None:
            return format_moment(inject.at)
        if inject.kind is InjectKind.PREPARED:
            return self.say("when control chooses it")
        return self.say("when its condition holds")

    def story(self, moment: datetime) -> str:
        """A day and time of the story, written out, with its zone."""
        day = format_date(moment, "full", locale=self.language)
        return f"{day}, {moment:%H:%M} ({moment.tzname()})"

    def documents(self, name: str, *, everywhere: bool) -> Iterator[Part]:
        """The documents that lie on a desk, each on a page of its own."""
        for document in self.pack.documents.values():
            if name in document.for_ or (everywhere and not document.for_):
                body = self.setup.pack_files.get(self.text(document.file), "")
                title = self.text(document.title)
                drawn = Markup(as_html(body, title=title, below=2))
                yield Part(title, document=drawn, look="leaf")


def manual(w: Writer) -> Iterator[Part]:
    """For the facilitator: moves, injects, facts, and how to go on when the network dies."""
    say, pack = w.say, w.pack
    yield Part(said=w.text(pack.summary))
    yield Part(say("Keep this apart from the players: it is the script."), level="h3")
    yield Part(
        say("If the network dies"),
        said=say(
            "Note the exercise time and go on by a watch. Hand out the inject slips in the order "
            "of their times; have each decision and each telling written on an entry slip with its "
            "time. Afterwards resume the session, and enter the slips as data collector or control "
            "with those times: they count in the scores at the time written on them."
        ),
    )
    for number, move in enumerate(pack.moves, start=1):
        asked = " · ".join(w.text(pack.questions[name].ask) for name in move.questions)
        begins = format_moment(pack.move_begins(move.id))
        yield Part(
            say(
                "Move {n} of {m}: {title}",
                n=number,
                m=len(pack.moves),
                title=w.text(move.title),
            ),
            [
                (say("Begins"), f"{begins} · {w.story(move.story_start)}"),
                (say("Minutes in the room"), str(move.room_minutes)),
                (say("Questions"), asked or "–"),
            ],
            w.text(move.briefing),
        )
    heads = [say("Inject"), say("When"), say("To"), say("What"), say("Expected")]
    rows = [
        [
            f"{inject.id}\n{label(KINDS, str(inject.kind), w.language)}",
            w.when(inject),
            f"{w.agencies(inject.to)} ({w.channel(inject.via)})",
            w.text(inject.synopsis or inject.subject),
            ", ".join(one.id for one in inject.expects) or "–",
        ]
        for inject in pack.injects
    ]
    yield Part(say("Injects (MSEL)"), heads=heads, rows=rows, look="leaf")
    facts = [[fact.id, w.text(fact.title)] for fact in pack.facts.values()]
    yield Part(say("Facts"), rows=facts)
    yield from w.documents(CONTROL, everywhere=False)


def slips(w: Writer) -> Iterator[Part]:
    """For the desks: each inject once for each recipient, and empty slips for what they did."""
    say = w.say
    for agency in dict.fromkeys(name for inject in w.pack.injects for name in inject.to):
        yield Part(w.agency(agency), look="leaf")
        for inject in w.pack.injects:
            if agency in inject.to:
                yield Part(
                    f"{inject.id} · {w.text(inject.subject)}",
                    [
                        (say("To"), w.agency(agency)),
                        (say("From"), w.text(inject.sender)),
                        (say("By"), w.channel(inject.via)),
                        (say("Urgency"), label(URGENCIES, str(inject.urgency), w.language)),
                        (say("Handed over at"), "T+____:____"),
                        (say("Read at"), "T+____:____"),
                    ],
                    w.text(inject.body),
                    look="slip",
                )
        for _ in range(_ENTRY_SLIPS):
            yield Part(
                say("Entry slip: {agency}", agency=w.agency(agency)),
                [
                    (say("Time"), "T+____:____"),
                    (say("Decided"), "_" * 60),
                    (say("Told"), "_" * 60),
                    (say("By"), "_" * 60),
                    (say("Which facts, how sure"), "_" * 60),
                    (say("Why"), "_" * 60),
                ],
                look="slip",
            )


def briefs(w: Writer) -> Iterator[Part]:
    """For the players: the first briefing, whom they can reach, and what lies on their desk."""
    say, network = w.say, w.setup.network
    for agency in w.pack.play:
        yield Part(w.agency(agency), said=w.text(w.pack.moves[0].briefing), look="leaf")
        ways: dict[str, dict[str, None]] = {}
        for link in network.links:
            for here, there in ((link.source, link.target), (link.target, link.source)):
                if here == agency and (link.both_ways or here == link.source):
                    ways.setdefault(there, {})[w.channel(link.via)] = None
        rows = [[w.agency(name), ", ".join(by)] for name, by in ways.items()]
        yield Part(say("Whom you can reach"), heads=[say("Agency"), say("By")], rows=rows)
        yield from w.documents(agency, everywhere=True)


def guide(w: Writer) -> Iterator[Part]:
    """For evaluators: objective, target, task and what is expected, with room for what they see."""
    say, pack = w.say, w.pack
    heads = [say("Expectation"), say("Agency"), say("What"), say("Limit"), say("Seen at, and how")]
    told = set()
    for objective in pack.objectives.values():
        yield Part(w.text(objective.title), look="leaf")
        for target in objective.targets.values():
            yield Part(w.text(target.title), level="h3")
            for task in target.tasks.values():
                ours = [one for one, _ in pack.all_expectations if one.task == task.id]
                told |= {one.id for one in ours}
                lines = [(text.into(w.language), say("yes / no")) for text in RATINGS.values()]
                yield Part(w.text(task.title), level="h3", heads=heads, rows=_rows(w, ours))
                yield Part(lines=[(say("Achieved?"), say("yes / partly / no")), *lines])
    others = [one for one, _ in pack.all_expectations if one.id not in told]
    yield Part(say("Outside the objectives"), heads=heads, rows=_rows(w, others))


def _rows(w: Writer, expectations: Sequence[Expectation]) -> list[list[str]]:
    return [
        [
            f"{one.id} !" if one.critical else one.id,
            w.agency(one.who),
            w.expected(one),
            w.limit(one),
            "",
        ]
        for one in expectations
    ]


PAPERS: dict[str, Callable[[Writer], Iterator[Part]]] = {
    "manual": manual,
    "slips": slips,
    "briefs": briefs,
    "guide": guide,
}
"""Every paper by its name."""


def paper(setup: Setup, name: str, language: str) -> str:
    """One of :data:`PAPERS` as an HTML page that stands alone.

    Args:
        setup: Pack and network, with the pack's documents.
        name: Which.
        language: The language to print in; texts that lack it stand in the pack's own.
    """
    w = Writer(setup, language)
    titles = {
        "manual": w.say("Facilitator's manual"),
        "slips": w.say("Inject slips"),
        "briefs": w.say("Player briefs"),
        "guide": w.say("Evaluation guide"),
    }
    return str(
        _template().render(
            language=language,
            title=titles[name],
            exercise=w.text(setup.pack.title),
            marking=exercise_marking(language),
            parts=list(PAPERS[name](w)),
        )
    )


@cache
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("exercise.report.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("papers.html")
