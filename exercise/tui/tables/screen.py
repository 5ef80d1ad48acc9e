"""The screen over all tables, and the keys that steer one of them or all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from agencies.language import phrase
from exercise import commands as c
from exercise.tui.controlroom import forms
from exercise.tui.controlroom.asking import Asked
from exercise.tui.controlroom.covers import VISIT
from exercise.tui.controlroom.dialogs import AskScreen
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.table import RoomCommand, bindings
from exercise.tui.tables.pane import ALL, TablesPane, heads
from exercise.tui.tables.results import ResultsScreen
from exercise.tui.widgets.bars import KeyBar, NoticeLine
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.note import Note
from exercise.tui.wording import SPEED_STEPS, one_line, pick
from exercise.views.tables import TableRow, TablesView

if TYPE_CHECKING:
    from exercise.tui.tables.app import TablesApp

__all__ = ["TablesScreen"]


class TablesScreen(RoomScreen):
    """A row for each table; keys act on the marked one, or on all where that row is marked."""

    SCOPE = "tables"
    BINDINGS: ClassVar[list[BindingType]] = bindings("tables", "all")

    @property
    def tables(self) -> TablesApp:
        """The app, by its own type."""
        return cast("TablesApp", self.app)

    @property
    def all_tables(self) -> TablesView:
        """The latest picture."""
        return self.tables.view

    def content(self) -> ComposeResult:
        """Title, notice and rows."""
        yield Note(id="title")
        yield NoticeLine(id="notice")
        yield Note(id="heads")
        yield TablesPane(id="tables")

    def begin(self) -> None:
        """Begin where one was before."""
        super().begin()
        pane = self.query_one(TablesPane)
        pane.mark(str(self.tables.marked))
        pane.options.focus()

    def _follow(self) -> None:
        with self.app.batch_update():
            self.refresh_frame()
            self.tell()
            self._tell_said()

    def refresh_frame(self) -> None:
        """Bring markings, title, notice and keys up to date."""
        app, language = self.tables, self.language
        self.mark(app.view.marking)
        title = ""
        if app.view.rows:
            title = one_line(pick(app.view.rows[0].view.title, language), 120)
        self.query_one("#title", Note).update(Content.styled(title, "bold"))
        self.query_one("#heads", Note).update(heads(language))
        stopped = [row.number for row in app.view.rows if _in_emergency(row)]
        text = ""
        if stopped:
            names = ", ".join(map(str, stopped))
            told = phrase("⚠ REAL EMERGENCY at table {names}. F12 lifts it.", names=names)
            text = told.into(language)
        self.query_one("#notice", NoticeLine).show(text, "lost" if text else "")
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys = self.query_one(KeyBar)
        keys.language = self.language
        running = any(row.view.clock.running for row in self._rows())
        keys.renamed = {"pause": phrase("Pause") if running else phrase("Run")}
        keys.commands = tuple(
            each for each in self.offered() if (each.shown or each.pinned) and self.fits(each)
        )

    def fits(self, command: RoomCommand) -> bool:
        """A room is one table's; results are there once a table has ended."""
        if command.action == "open":
            return self._marked() != ALL
        if command.action == "results":
            return any(row.view.clock.phase == "ended" for row in self.all_tables.rows)
        return True

    def tell(self) -> None:
        """Show the picture."""
        self.query_one(TablesPane).look(self.language)

    def tick(self) -> None:
        """Clocks go on."""
        self.query_one(TablesPane).redraw()

    # -- What is marked --------------------------------------------------------------------------

    def _marked(self) -> str:
        return self.query_one(TablesPane).marked or ALL

    def _rows(self) -> Iterator[TableRow]:
        """The marked table, or all."""
        marked = self._marked()
        for row in self.all_tables.rows:
            if marked in (ALL, str(row.number)):
                yield row

    def _address(self, rows: list[TableRow]) -> list[TableRow]:
        """What is asked from now on goes to these."""
        self.tables.addressed = tuple(row.number for row in rows)
        return rows

    def on_browse_pane_marked(self, event: BrowsePane.Marked) -> None:
        """The keys depend on what is marked."""
        event.stop()
        self.refresh_keys()

    def on_browse_pane_chosen(self, event: BrowsePane.Chosen) -> None:
        """Enter opens a table."""
        event.stop()
        self.action_open()

    # -- Keys ------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Into the control room of the marked table."""
        marked = self._marked()
        if marked == ALL:
            self.tables.say(phrase("Mark a table: its control room opens."), severity="warning")
        else:
            self.tables.exit(int(marked))

    def action_pause(self) -> None:
        """Stop the clocks if any of them runs, else let them run."""
        rows = [row for row in self._rows() if row.view.clock.phase != "ended"]
        running = [row for row in rows if row.view.clock.running]
        if running:
            self._address(running)
            self.tables.ask_for(Asked(c.Pause()))
        else:
            # An emergency is lifted by its own key, so that nobody lets it run by mistake.
            self._address([row for row in rows if not _in_emergency(row)])
            self.tables.ask_for(Asked(c.Resume()))

    def action_faster(self) -> None:
        """The next speed up, at each table from its own."""
        self._speed(up=True)

    def action_slower(self) -> None:
        """The next speed down."""
        self._speed(up=False)

    def _speed(self, *, up: bool) -> None:
        for row in list(self._rows()):
            speed = row.view.clock.speed
            steps = [step for step in SPEED_STEPS if (step > speed if up else step < speed)]
            if steps and row.view.clock.phase != "ended":
                self._address([row])
                step = float(steps[0] if up else steps[-1])
                self.tables.ask_for(Asked(c.SetSpeed(step)))

    def action_announce(self) -> None:
        """Tell everybody something, at the marked table or at all."""
        self._address(list(self._rows()))
        self.app.push_screen(forms.announce())

    def action_visit(self) -> None:
        """Somebody important is in the room: stop, and show nothing that gives the script away."""
        self._address([row for row in self._rows() if row.view.clock.running])
        self.tables.ask_for(Asked(c.Pause(VISIT)))

    def action_emergency(self) -> None:
        """A real emergency stops all tables; where there is one already, it is lifted."""
        stopped = [row for row in self.all_tables.rows if _in_emergency(row)]
        if stopped:
            self._ask(
                stopped,
                AskScreen(
                    phrase("Is the real emergency over?"),
                    phrase("The screens come back. The clock stands still until you let it run."),
                ),
                c.Pause(),
            )
            return
        self._ask(
            [row for row in self.all_tables.rows if row.view.clock.phase != "ended"],
            AskScreen(
                phrase("REAL-WORLD EMERGENCY: stop all tables now?"),
                phrase("The clocks stop, and every screen is covered until control lifts it."),
                grave=True,
            ),
            c.Pause("emergency"),
        )

    def action_end(self) -> None:
        """ENDEX, at the marked table or at all."""
        rows = [row for row in self._rows() if row.view.clock.phase != "ended"]
        names = ", ".join(str(row.number) for row in rows)
        if rows:
            self._ask(
                rows,
                AskScreen(
                    phrase("End the exercise at table {names} now (ENDEX)?", names=names),
                    phrase("It ends there for everybody and cannot go on."),
                    grave=True,
                ),
                c.EndExercise(),
            )

    def _ask(self, rows: list[TableRow], question: AskScreen, command: c.Command) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._address(rows)
                self.tables.ask_for(Asked(command))

        self.app.push_screen(question, answered)

    def action_results(self) -> None:
        """How the tables came out, side by side."""
        self.tables.run_worker(self._results(), group="asking", exit_on_error=False)

    async def _results(self) -> None:
        if not any(row.view.clock.phase == "ended" for row in self.all_tables.rows):
            self.tables.say(phrase("How it came out can be seen after ENDEX."), severity="warning")
            return
        results = await self.tables.results()
        await self.app.push_screen(ResultsScreen(tuple(self.tables.tables.clients), results))

    def action_read_down(self) -> None:
        """Scroll the text on."""
        self.query_one(TablesPane).read(1)

    def action_read_up(self) -> None:
        """Scroll the text back."""
        self.query_one(TablesPane).read(-1)

    def action_colours(self) -> None:
        """Dark or light."""
        self.tables.switch_colours()


def _in_emergency(row: TableRow) -> bool:
    clock = row.view.clock
    return not clock.running and clock.reason == "emergency" and clock.phase != "ended"
