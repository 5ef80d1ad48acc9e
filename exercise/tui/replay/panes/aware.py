"""Who knew what at a moment, and who should have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from textual.content import Content

from agencies.language import phrase
from exercise.replay.api import Cell
from exercise.tui.replay.panes.pane import ReplayPane
from exercise.tui.widgets.browse import Row, Rows
from exercise.tui.wording import (
    STATUS_MARKS,
    STATUS_STYLES,
    clock_time,
    columns,
    label,
    status,
)
from exercise.views.sidewords import NEEDS
from exercise.views.staffwords import agency, thing

__all__ = ["AwarePane"]

HEAD = "head of the table"


def shortened(titles: Mapping[str, str]) -> dict[str, str]:
    """Agencies in two or three letters each, of the names shown: *Port Authority* is PA."""
    found: dict[str, str] = {}
    for name, title in titles.items():
        words = re.findall(r"[^\W_]+", title) or [name]
        # Small words, such as "of the" and "de la", stand for nothing.
        weighty = [word for word in words if not word.islower()] or words
        if len(weighty) == 1:
            weighty += [word for word in words if len(word) > 3 and word not in weighty]
        first, last = weighty[0], weighty[-1]
        tries = ["".join(word[0] for word in weighty)] if len(weighty) > 1 else []
        tries += [first[:3], first[:1] + last[:2], *(f"{first[:1]}{n}" for n in range(100))]
        used = found.values()
        found[name] = next(one for text in tries if (one := text[:3].upper()) not in used)
    return found


class AwarePane(ReplayPane):
    """Facts by agencies, as many at once as there is room for; the text names all of them."""

    TITLE = phrase("Who knew what")
    EMPTY = phrase("No fact had reached anybody at this moment.")
    _leaf = 0
    """Which of the groups of agencies that there is room for is shown."""
    _leaves = 1

    def turn_columns(self) -> bool:
        """Show the next agencies, after the last the first; whether there are any others."""
        self._leaf = (self._leaf + 1) % self._leaves
        self.redraw()
        return self._leaves > 1

    def listed(self, width: int) -> Sequence[Row]:
        """A line for each fact."""
        past, place = self.past_at
        self._matrix = past.matrix(place, self.at)
        if not self._matrix.facts:
            return []
        played = {seat.agency for seat in self.picture.seats if seat.played}
        needing, language = self._matrix.needing, self.language
        # Whoever needs a fact comes first, and stays there as time goes on.
        order = sorted(
            self._matrix.agencies, key=lambda one: (one not in needing, one not in played)
        )
        names = max(width // 3, 20)
        room = max((width - names) // 4, 1)
        self._leaves = -(-len(order) // room) or 1
        self._leaf %= self._leaves
        first = self._leaf * room
        agencies = order[first : first + room]
        self._order = order
        self._short = shortened({one: agency(self.picture, one, language) for one in order})
        corner = ""
        if self._leaves > 1:
            told = phrase(
                "{first}–{last} of {n} ─ v: more",
                first=first + 1,
                last=first + len(agencies),
                n=len(order),
            )
            corner = told.into(language)
        head = columns((corner, names), ("".join(f"{self._short[one]:<4}" for one in agencies), 0))
        matrix = self._matrix

        def draw(fact: str) -> Content:
            if fact == HEAD:
                return Content.styled(head.plain, "bold")
            title = Content(thing(self.picture, fact, self.language)).truncate(
                names, ellipsis=True, pad=True
            )
            known = matrix.of(fact)
            return Content("").join(
                [title, Content(" "), *(self._cell(known.get(a)) for a in agencies)]
            )

        return Rows([HEAD, *matrix.facts], draw)

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
            "✓ confirmed, ? unconfirmed, ✗ denied, ! later than needed, ○ needs it and does not "
            "know it yet, ⚠ should have known it by now, · does not know it and need not"
        )
        if row == HEAD:
            codes = ", ".join(f"{self._short[a]} {agency(view, a, language)}" for a in self._order)
            return Content("\n").join([Content(codes), Content(""), Content(legend.into(language))])
        lines = [Content.styled(thing(view, row, language), "bold"), Content("")]
        found = list(self._matrix.of(row).items())
        found.sort(key=lambda one: (one[1].known_at is None, one[1].known_at or one[1].due_at or 0))
        for who, cell in found:
            lines.append(self._line(who, cell))
        lines += [Content(""), Content.styled(legend.into(language), "$text-muted")]
        return Content("\n").join(lines)

    def _line(self, who: str, cell: Cell) -> Content:
        language, view = self.language, self.picture
        name = f"{self._short.get(who, ''):<3} {agency(view, who, language)}"
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
                (status(cell.status, language), 15), (name, 28), (said.into(language), 0)
            )
        else:
            line = columns((Content("–"), 15), (name, 28), ("", 0))
        if cell.due_at is None:
            return line
        due = phrase("needed by {time}", time=clock_time(cell.due_at)).into(language)
        style = "bold $text-error" if cell.need in ("missed", "late") else ""
        return line + Content.styled(f" · {due}: {label(NEEDS, cell.need, language)}", style)
