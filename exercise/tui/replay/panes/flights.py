"""The network at a moment: messages under way, and what is down."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import phrase
from agencies.text import plain
from exercise.replay.api import Flight
from exercise.tui.controlroom.panes.network import outage_title, row_of
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.replay.words import FLYING
from exercise.tui.widgets.browse import Row
from exercise.tui.wording import INTENTS, clock_time, columns, label, one_line, status
from exercise.views.staffwords import agency, channel, span, thing

__all__ = ["FlightsPane"]


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
            "Sent {time} · at this point of its way since {since}",
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
