"""Who knew what at a moment, and who should have."""

from __future__ import annotations

from collections.abc import Sequence

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
        missing = self._matrix.missing
        agencies = sorted(
            self._matrix.agencies, key=lambda one: (one not in played, one not in missing)
        )
        names = max(width // 3, 16)
        agencies = agencies[: max((width - names) // 4, 1)]
        if not self._matrix.facts:
            return []
        self._short = shortened(self._matrix.agencies)
        head = columns(("", names), ("".join(f"{self._short[one]:<4}" for one in agencies), 0))
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
        found = list(self._matrix.of(row).items())
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
