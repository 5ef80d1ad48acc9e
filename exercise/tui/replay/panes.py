"""The tabs that only a replay has: the network in flight, who knew what, scores, a path, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.replay.api import Cell, Flight, Mark, Matrix, Past, Score, Step
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.controlroom.panes.network import outage_title, row_of
from exercise.tui.controlroom.panes.pane import RoomPane
from exercise.tui.replay.words import ACHIEVED, FLYING, NEEDS, ONE, OUTCOMES, REASONS, SIGNS
from exercise.tui.screens.form import literal
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import (
    INTENTS,
    STATUS_MARKS,
    STATUS_STYLES,
    clock_time,
    columns,
    label,
    one_line,
    section,
    status,
)
from exercise.views.chronicle import sign_of, told
from exercise.views.control import FeedRow
from exercise.views.sentences import words_of
from exercise.views.staffwords import agency, channel, span, thing, titled

if TYPE_CHECKING:
    from exercise.tui.replay.app import ReplayApp

__all__ = [
    "AwarePane",
    "FlightsPane",
    "MarksPane",
    "PastLog",
    "PathPane",
    "ReplayPane",
    "ScoresPane",
]

HEAD = "head of the table"
LOGGED = 60
"""Rows of the log that are drawn."""
MANY = 20_000
"""Events of a session that is too long to be judged anew several times a second."""


class ReplayPane(RoomPane):
    """A tab on a moment of a session."""

    SCOPE = "replay"
    COUNTS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "find_nothing", "Show all", show=False)
    ]
    other: tuple[Past, int] | None = None
    """The session and the moment that are shown instead of the app's."""

    @property
    def replay(self) -> ReplayApp:
        """The app, by its own type."""
        return cast("ReplayApp", self.app)

    @property
    def past_at(self) -> tuple[Past, int]:
        """The session, and the moment of it that is shown."""
        return self.other or (self.replay.past, self.replay.place)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """Esc is all that a tab has of its own."""
        return bool(action)


class PastLog(LogPane):
    """The log up to the moment: as much of it as one goes through, for each jump draws it anew."""

    def fed(self) -> Sequence[FeedRow]:
        """The latest."""
        return self.picture.feed[-LOGGED:]


class FlightsPane(ReplayPane):
    """Messages under way first, then what is down."""

    TITLE = phrase("Network: what is under way, and what is down")
    EMPTY = phrase("Nothing was under way at this moment, and everything worked.")

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        past, place = self.past_at
        self._flights = {f"flight|{one.id}": one for one in past.flights(place)}
        rows = [(name, self._row(one, width)) for name, one in self._flights.items()]
        down = Content.styled(f"✗ {phrase('DOWN').into(self.language)}", "bold $text-error")
        for outage in self.picture.outages:
            title = outage_title(self.picture, outage).into(self.language)
            rows.append((row_of(outage), columns((down, 20), (title, width - 21))))
        return rows

    def _row(self, one: Flight, width: int) -> Content:
        view, language = self.picture, self.language
        where, to = agency(view, one.where, language), agency(view, one.to, language)
        onto = agency(view, one.onto, language) if one.onto else ""
        state = label(FLYING, one.state, language)
        sign = {"at-relay": "‖", "seeking-contact": "?"}.get(one.state, "→")
        way = f"{where} → {onto}" if onto else f"{where} ({state})"
        end = f" ⇢ {to}" if to not in (onto, where) else ""
        age = f"{sign} {span(self.at - one.since)}"
        by = channel(view, one.channel, language)
        return columns((age, 9), (f"{way}{end}", max(width - 27, 20)), (by, 0))

    def detail(self, row: str) -> Content:
        """A message and its way so far."""
        one = self._flights.get(row)
        if one is None:
            return Content(phrase("What crosses it fails, and is tried again.").into(self.language))
        view, language = self.picture, self.language
        way = " ─▶ ".join(agency(view, stop, language) for stop in one.stops)
        if one.onto:
            way += f" ┄┄▶ {agency(view, one.onto, language)}"
        if one.to not in (one.onto, one.stops[-1]):
            way += f" · · ▶ {agency(view, one.to, language)}"
        lines = [
            Content.styled(one_line(one.subject) or label(INTENTS, one.intent, language), "bold")
        ]
        lines += [Content(way), Content("")]
        sent = phrase(
            "Sent {time} · here since {since}",
            time=clock_time(one.sent_at),
            since=clock_time(one.since),
        )
        lines.append(Content(f"{label(FLYING, one.state, language)} · {sent.into(language)}"))
        if one.attempt > 1:
            lines.append(Content(phrase("Attempt {n} on this link", n=one.attempt).into(language)))
        if one.text:
            lines += [Content(""), Content(plain(one.text))]
        for fact, sure in one.facts.items():
            lines.append(columns((status(sure, language), 15), (thing(view, fact, language), 0)))
        return Content("\n").join(lines)


def shortened(names: Sequence[str]) -> dict[str, str]:
    """Agencies in two or three letters each: ``port-authority`` is PA, ``csirt`` is CSI."""
    found: dict[str, str] = {}
    for name in names:
        parts = [part for part in name.split("-") if part] or [name]
        tries = ["".join(part[0] for part in parts)] if len(parts) > 1 else []
        tries += [
            name[:3],
            f"{parts[0][:1]}{parts[-1][:2]}",
            *(f"{name[:1]}{n}" for n in range(100)),
        ]
        used = found.values()
        found[name] = next(one for text in tries if (one := text[:3].upper()) not in used)
    return found


class AwarePane(ReplayPane):
    """Facts by agencies, as far as there is room; the text names all of them."""

    TITLE = phrase("Who knew what")
    EMPTY = phrase("No fact had reached anybody at this moment.")

    def listed(self, width: int) -> Sequence[Row]:
        """A line for each fact."""
        past, place = self.past_at
        self._matrix = past.matrix(place, self.at)
        played = [seat.agency for seat in self.picture.seats if seat.played]
        missing = {who for (_, who), cell in self._matrix.cells.items() if cell.need == "missed"}
        agencies = sorted(
            self._matrix.agencies, key=lambda one: (one not in played, one not in missing)
        )
        names = max(width // 3, 16)
        agencies = agencies[: max((width - names) // 4, 1)]
        if not self._matrix.facts:
            return []
        self._short = shortened(self._matrix.agencies)
        head = columns(("", names), ("".join(f"{self._short[one]:<4}" for one in agencies), 0))
        rows = [(HEAD, Content.styled(head.plain, "bold"))]
        for fact in self._matrix.facts:
            title = Content(thing(self.picture, fact, self.language)).truncate(
                names, ellipsis=True, pad=True
            )
            cells = [self._cell(self._matrix.cells.get((fact, one))) for one in agencies]
            rows.append((fact, Content("").join([title, Content(" "), *cells])))
        return rows

    def _cell(self, cell: Cell | None) -> Content:
        if cell is None:
            return Content("·   ")
        if cell.status:
            late = "!" if cell.need == "late" else " "
            sign = f"{STATUS_MARKS.get(cell.status, '·')}{late}  "
            return Content.styled(sign, STATUS_STYLES.get(cell.status, ""))
        if cell.need == "missed":
            return Content.styled("⚠   ", "bold $text-error")
        return Content("○   ")

    def detail(self, row: str) -> Content:
        """Each agency that has to do with a fact."""
        language, view = self.language, self.picture
        legend = phrase(
            "✓ confirmed · ? unconfirmed · ✗ denied · ! later than needed · ○ needs it and does "
            "not know yet · ⚠ should have known by now"
        )
        if row == HEAD:
            lines = [Content(legend.into(language)), Content("")]
            lines += [
                columns((self._short[one], 5), (agency(view, one, language), 0))
                for one in self._matrix.agencies
            ]
            return Content("\n").join(lines)
        lines = [Content.styled(thing(view, row, language), "bold"), Content("")]
        found = [(who, cell) for (fact, who), cell in self._matrix.cells.items() if fact == row]
        found.sort(key=lambda one: (one[1].known_at is None, one[1].known_at or one[1].due_at or 0))
        for who, cell in found:
            lines.append(self._line(who, cell))
        lines += [Content(""), Content.styled(legend.into(language), "$text-muted")]
        return Content("\n").join(lines)

    def _line(self, who: str, cell: Cell) -> Content:
        language, view = self.language, self.picture
        name = agency(view, who, language)
        if cell.known_at is not None:
            sender = (
                agency(view, cell.sender, language)
                if cell.sender
                else phrase("an inject").into(language)
            )
            said = phrase(
                "since {time}, from {sender}", time=clock_time(cell.known_at), sender=sender
            )
            line = columns(
                (status(cell.status, language), 15), (name, 24), (said.into(language), 0)
            )
        else:
            line = columns((Content("–"), 15), (name, 24), ("", 0))
        if cell.due_at is None:
            return line
        due = phrase("needed by {time}", time=clock_time(cell.due_at)).into(language)
        style = "bold $text-error" if cell.need in ("missed", "late") else ""
        return line + Content.styled(f" · {due}: {label(NEEDS, cell.need, language)}", style)


class ScoresPane(ReplayPane):
    """Objectives, targets and tasks as they stood, then agencies; never ranked."""

    TITLE = phrase("Scores at this moment")
    EMPTY = phrase("Nothing can be judged at this moment.")
    SIGNS: ClassVar[dict[str, str]] = {"yes": "✓", "partly": "~", "no": "✗", "not-observed": "–"}
    _scores: Sequence[Score] = ()

    def listed(self, width: int) -> Sequence[Row]:
        """One line each."""
        past, place = self.past_at
        if not (self.replay.playing and len(past) > MANY):
            self._scores = past.scores(place, self.at)
        return [(f"{one.kind}|{one.id}", self._row(one, width)) for one in self._scores]

    def _row(self, one: Score, width: int) -> Content:
        language = self.language
        indent = {"target": 2, "task": 4}.get(one.kind, 0)
        title = " " * indent + titled(one.title, one.id, language)
        style = "bold" if one.kind == "objective" else ""
        score = "  –" if one.score is None else f"{one.score:.2f}"
        apart = "" if one.simulated is None else f"({one.simulated:.2f})"
        sign = self.SIGNS.get(one.achieved, " ")
        told = f"{sign} {label(ACHIEVED, one.achieved, language)}"
        if one.held_by == "playbook":
            told = phrase("simulated").into(language)
        return columns(
            (Content.styled(title, style), max(width - 35, 20)), (score, 5), (apart, 7), (told, 18)
        )

    def detail(self, row: str) -> Content:
        """What a line rests on."""
        language, view = self.language, self.picture
        one = next((each for each in self._scores if f"{each.kind}|{each.id}" == row), None)
        if one is None:
            return self.welcome()
        lines = [Content.styled(titled(one.title, one.id, language), "bold")]
        score = "–" if one.score is None else f"{one.score:.2f}"
        told = phrase(
            "Score {score} · coverage {coverage} · achieved? {achieved}",
            score=score,
            coverage=f"{one.coverage:.2f}",
            achieved=label(ACHIEVED, one.achieved, language),
        )
        lines.append(Content(told.into(language)))
        if one.simulated is not None:
            apart = phrase("In brackets, and never part of the score: what playbooks held.")
            lines.append(Content.styled(apart.into(language), "$text-muted"))
        for code, expectation in one.reasons:
            why = label(REASONS, code, language)
            lines.append(Content(f"{one_line(expectation)}: {why}" if expectation else why))
        if view.clock.phase != "ended":
            interim = phrase("Interim: the exercise was still going on.").into(language)
            lines.append(Content.styled(interim, "$text-warning"))
        if one.expectations:
            lines += [Content(""), section(phrase("What it rests on"), language)]
        for name, who, outcome, seconds in one.expectations:
            took = "" if not seconds else span(seconds)
            word = label(OUTCOMES, outcome, language)
            lines.append(
                columns(
                    (word, 14), (took, 8), (f"{one_line(name)} · {agency(view, who, language)}", 0)
                )
            )
        return Content("\n").join(lines)


class PathPane(ReplayPane):
    """A fact or a message through the agencies; what was still to come is dim."""

    TITLE = phrase("Path")
    EMPTY = phrase(
        "Nothing is followed yet. Mark a fact, a message or a missed limit on another tab, then "
        "press Enter or l."
    )
    _steps: Sequence[Step] = ()

    @property
    def title(self) -> Phrase:
        """What is followed."""
        followed = self.replay.followed_thing
        if followed is None:
            return self.TITLE
        kind, name = followed
        if kind == "fact":
            return phrase("Path of: {fact}", fact=thing(self.picture, name, self.language))
        return phrase("Path of a message")

    def listed(self, width: int) -> Sequence[Row]:
        """Step by step, then whoever needs it and does not know."""
        past, place = self.past_at
        followed = self.replay.followed_thing
        if followed is None:
            return []
        kind, name = followed
        self._steps = past.of_fact(name) if kind == "fact" else past.of_message(name)
        self._matrix = past.matrix(place, self.at) if kind == "fact" else Matrix((), (), {})
        lines = [("need|" + who, self._need(who, cell)) for who, cell in self._missing(name)]
        if kind == "fact":
            lines += self._causes(name)
        return [
            *lines,
            *((f"step|{one.place}", self._row(one, width, place)) for one in self._steps),
        ]

    def _causes(self, fact: str) -> Iterator[tuple[str, Content]]:
        """Whoever was to pass it on and had not, or too late: since when they could have."""
        language, view = self.language, self.picture
        for part in view.parts:
            if fact not in part.about or part.state not in ("overdue", "late"):
                continue
            who, to = agency(view, part.agency, language), agency(view, part.part, language)
            cell = self._matrix.cells.get((fact, part.agency))
            known = None if cell is None else cell.known_at
            values = {"who": who, "to": to, "due": clock_time(part.due_at)}
            if part.state == "late":
                done = clock_time(part.done_at or 0)
                text = phrase(
                    "⚠ {who} told {to} at {done}; the limit was {due}.", done=done, **values
                )
            elif known is None:
                text = phrase("⚠ {who} was to tell {to} by {due}, and does not know it.", **values)
            else:
                text = phrase(
                    "⚠ {who} was to tell {to} by {due}: knows since {since}, has not sent it on.",
                    since=clock_time(known),
                    **values,
                )
            said = Content.styled(text.into(language), "bold $text-warning")
            yield f"cause|{part.expectation}|{part.part}", said

    def _missing(self, fact: str) -> Iterator[tuple[str, Cell]]:
        for (name, who), cell in self._matrix.cells.items():
            if name == fact and not cell.status and cell.need in ("missed", "open"):
                yield who, cell

    def _need(self, who: str, cell: Cell) -> Content:
        language = self.language
        name, due = agency(self.picture, who, language), clock_time(cell.due_at or 0)
        if cell.need == "missed":
            text = phrase(
                "⚠ {agency} should have known by {time}, and does not.", agency=name, time=due
            )
            return Content.styled(text.into(language), "bold $text-error")
        return Content(
            phrase("○ {agency} needs to know by {time}.", agency=name, time=due).into(language)
        )

    def _row(self, one: Step, width: int, place: int) -> Content:
        said = one_line(told(self.picture, one.row).into(self.language))
        waited = f"+{span(one.waited)}" if one.waited else ""
        head = f"{sign_of(one.row.kind)} {clock_time(one.row.at)}"
        if self.wide:
            below = Content(f"\n  {said}").truncate(width - 1, ellipsis=True)
            row = columns((head, 13), (waited, 9)) + below
        else:
            row = columns((head, 13), (waited, 9), (said, max(width - 24, 20)))
        return Content.styled(row.plain, "$text-muted dim") if one.place > place else row

    def detail(self, row: str) -> Content:
        """A step in full."""
        language = self.language
        step = next((one for one in self._steps if row == f"step|{one.place}"), None)
        if step is None:
            needs = phrase(
                "First stands who needs it and does not know, then who was to pass it on; the "
                "steps follow in time."
            )
            whole = next((said for name, said in self._drawn if name == row), Content(""))
            return Content("\n\n").join([whole, Content(needs.into(language))])
        said = one_line(told(self.picture, step.row).into(language), 1000)
        lines = [Content.styled(f"{clock_time(step.row.at)}  {said}", "bold")]
        if step.waited:
            text = phrase("{time} after the step before.", time=span(step.waited))
            lines.append(Content(text.into(language)))
        if step.place > self.past_at[1]:
            later = phrase("Later than this moment; Enter goes there.").into(language)
            lines.append(Content.styled(later, "$text-warning"))
        if words := words_of(step.row):
            lines += [Content(""), Content(plain(words))]
        return Content("\n").join(lines)

    def tell_beyond(self) -> None:
        """The title names what is followed."""
        super().tell_beyond()
        if self.is_attached:
            self.border_title = literal(self.title.into(self.language))


class MarksPane(ReplayPane):
    """What is worth stopping at; what was still to come is dim."""

    TITLE = phrase("Marks")
    EMPTY = phrase("No marks of the kinds chosen (x).")
    _marks: Sequence[Mark] = ()

    def listed(self, width: int) -> Sequence[Row]:
        """In order of time."""
        past, place = self.past_at
        self._marks = [one for one in past.marks() if one.kind in self.replay.kinds]
        return [
            (f"mark|{number}", self._row(one, width, dim=one.place > place))
            for number, one in enumerate(self._marks)
        ]

    def mark_of(self, row: str | None) -> Mark | None:
        """The mark of a row."""
        number = (row or "").removeprefix("mark|")
        return self._marks[int(number)] if number.isdecimal() else None

    def mark_now(self) -> None:
        """Put the cursor on the last mark that lies behind."""
        past = [number for number, one in enumerate(self._marks) if one.place <= self.past_at[1]]
        if past:
            self.mark(f"mark|{past[-1]}")

    def _said(self, one: Mark) -> str:
        if one.row is None:
            return one_line(one.text, 300)
        return one_line(told(self.picture, one.row).into(self.language))

    def _row(self, one: Mark, width: int, *, dim: bool) -> Content:
        kind = label(ONE, one.kind, self.language)
        head = f"{SIGNS[one.kind]} {clock_time(one.at)}"
        if self.wide:
            below = Content(f"\n  {self._said(one)}").truncate(width - 1, ellipsis=True)
            row = columns((head, 13), (kind, 15)) + below
        else:
            row = columns((head, 13), (kind, 15), (self._said(one), max(width - 31, 20)))
        return Content.styled(row.plain, "$text-muted dim") if dim else row

    def detail(self, row: str) -> Content:
        """A mark in full."""
        one = self.mark_of(row)
        if one is None:
            return self.welcome()
        lines = [Content.styled(f"{clock_time(one.at)}  {self._said(one)}", "bold")]
        if one.row is not None and (words := words_of(one.row)):
            lines += [Content(""), Content(plain(words))]
        return Content("\n").join(lines)
