"""The report as Markdown: a draft to be discussed, each number with the events behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from agencies.language import Words, words
from agencies.text import markdown
from exercise.evaluation.model import Evidence
from exercise.events import DecisionLogged, QuestionAnswered
from exercise.report.content import Content
from exercise.report.judged import Judged
from exercise.report.known import Known
from exercise.report.tables import table
from exercise.report.timeline import sentence, target_title
from exercise.report.wording import ROLES, exercise_marking, moment, word

__all__ = ["report_markdown"]


def report_markdown(content: Content, language: str) -> str:
    """The whole report, under the exercise's marking and the session's."""
    return "\n".join(_Writer(content, language).lines()) + "\n"


def cited(evidence: Iterable[Evidence]) -> str:
    """The places of events, such as ``12 15 19``; causal ids where they were never recorded."""
    return " ".join(str(entry.seq) if entry.seq else markdown(entry.id) for entry in evidence)


class _Writer:
    """Writes one section after another."""

    def __init__(self, content: Content, language: str) -> None:
        self._content = content
        self._language = language
        self._say: Words = words(language)
        self._judged = Judged(content, language, cited)
        self._known = Known(content, language, cited)

    def lines(self) -> Iterator[str]:
        """The report's lines."""
        marking = self._marking()
        yield from (marking, "")
        yield from self._head()
        yield from self._overview()
        yield from self._judged.objectives()
        yield from self._judged.attention()
        yield from self._judged.expectations()
        yield from self._judged.prohibitions()
        yield from self._known.awareness()
        yield from self._known.lapses()
        yield from self._decisions()
        yield from self._discussion()
        yield from self._timeline()
        yield from self._participants()
        yield from self._reading()
        yield marking

    def _marking(self) -> str:
        own = self._content.created.marking
        line = f"**{exercise_marking(self._language)}**"
        return f"{line}  \n**{markdown(own)}**" if own else line

    def _agency(self, name: str | None) -> str:
        return markdown(self._content.agency(name, self._language))

    def _head(self) -> Iterator[str]:
        say, content = self._say, self._content
        title = markdown(content.text(content.setup.pack.title, self._language))
        yield f"# {say('After-action report (draft)')}: {title}"
        yield ""
        if not content.evaluation.ended:
            yield "> " + say(
                "Interim: the exercise had not ended at {time}. Everything here may still change.",
                time=moment(content.evaluation.at),
            )
            yield ""
        summary = content.text(content.setup.pack.summary, self._language)
        if summary:
            yield from (markdown(summary), "")

    def _overview(self) -> Iterator[str]:
        say, content = self._say, self._content
        created, pack = content.created, content.setup.pack
        staffing = ", ".join(self._agency(name) for name in created.staffing)
        wall = content.began_wall
        began = "–" if wall is None else f"{datetime.fromtimestamp(wall, UTC):%Y-%m-%d %H:%M} UTC"
        rows = [
            (say("Pack"), markdown(f"{created.pack}, {pack.version}")),
            (say("Network"), markdown(content.setup.network.id)),
            (say("Recorded from"), began),
            (say("Until"), moment(content.evaluation.at)),
            (say("Desks with people from the start"), staffing or "–"),
            (say("Skill of simulated desks"), markdown(created.skill)),
            (say("Seed"), str(created.seed)),
            (say("Rules of play"), str(created.rules)),
            (say("Events"), str(len(content.events))),
        ]
        if created.cut:
            rows.insert(1, (say("Cut"), markdown(created.cut)))
        if created.profile:
            rows.insert(2, (say("Profile"), markdown(created.profile)))
        yield from (f"## {say('Exercise overview')}", "")
        yield from table((say("What"), ""), rows)

    def _decisions(self) -> Iterator[str]:
        say, content = self._say, self._content
        yield from (f"## {say('Decisions')}", "")
        if not content.decisions:
            yield from (say("No decision was logged."), "")
            return
        yield from table(
            (
                say("When"),
                say("Agency"),
                say("Decision"),
                say("Rests on"),
                say("Reason"),
                say("Evidence"),
            ),
            [
                self._decision(event.at, event.agency, event.body, event.seq, event.id)
                for event in content.decisions
                if isinstance(event.body, DecisionLogged)
            ],
        )

    def _decision(
        self, at: int, agency: str | None, body: DecisionLogged, seq: int, cause: str
    ) -> tuple[str, ...]:
        content, say = self._content, self._say
        action = content.setup.pack.actions.get(body.action)
        title = content.text(action.title if action else None, self._language) or body.action
        targets = ", ".join(
            markdown(target_title(content, target, self._language)) for target in body.targets
        )
        what = markdown(title) + (f" ({targets})" if targets else "")
        if not body.authority:
            what += f" – {say('recommendation')}"
        when = moment(at)
        if body.happened_at is not None:
            happened = moment(body.happened_at)
            when = say("{time} (entered at {entered})", time=happened, entered=when)
        facts = "; ".join(markdown(content.fact(fact, self._language)) for fact in body.facts)
        reason = markdown(body.reason) or "–"
        evidence = cited([Evidence(seq, cause)])
        return (when, self._agency(agency), what, facts or "–", reason, evidence)

    def _discussion(self) -> Iterator[str]:
        content, say = self._content, self._say
        if not content.answers:
            return
        yield from (f"## {say('Discussion')}", "")
        asked: dict[str, list[str]] = {}
        for event in content.answers:
            if isinstance(event.body, QuestionAnswered):
                who = f"{self._agency(event.agency)}: " if event.agency else ""
                answer = f"- {who}{markdown(event.body.answer)}"
                asked.setdefault(event.body.question, []).append(answer)
        for name, answers in asked.items():
            question = content.questions.find(name)
            text = content.text(question.ask if question else None, self._language) or name
            yield from (f"**{markdown(text)}**", "", *answers, "")

    def _timeline(self) -> Iterator[str]:
        say, content = self._say, self._content
        yield from (f"## {say('Timeline')}", "")
        rows = []
        for event in content.events:
            told = sentence(content, event, self._language, markdown)
            if told is not None:
                rows.append((moment(event.at), told, cited([Evidence(event.seq, event.id)])))
        yield from table((say("When"), say("What happened"), say("Event")), rows)

    def _participants(self) -> Iterator[str]:
        say, content = self._say, self._content
        yield from (f"## {say('Participants by role')}", "")
        rows = [
            (
                word(ROLES, who.role, self._language),
                self._agency(who.agency) if who.agency else "–",
                ", ".join(markdown(seat) for seat in who.seats) or "–",
                str(who.acts),
            )
            for who in content.participants
        ]
        if rows:
            yield from table((say("Role"), say("Agency"), say("Seats"), say("Commands")), rows)
        else:
            yield from (say("Nobody took a seat: every desk was simulated."), "")

    def _reading(self) -> Iterator[str]:
        say = self._say
        yield from (f"## {say('How to read this')}", "")
        notes = (
            say("Exercises are no-fault: agencies are not ranked and there is no overall score."),
            say(
                "Scores rest on the agency's own time, from opening to sending; luck on the wire "
                "is not performance. Coverage is the share that was observed and held by people."
            ),
            say("Numbers under evidence are places in the record; the record can be verified."),
        )
        yield from (f"- {note}" for note in notes)
        yield ""
