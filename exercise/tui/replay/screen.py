"""The replay's screen: the live tabs on a moment of a session, and the scrubber above them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import Resize

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.dialogs import ChooseScreen, RoomHelp
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.header import RoomHeader, RoomTabs
from exercise.tui.controlroom.noteforms import note
from exercise.tui.controlroom.panes.desks import DesksPane
from exercise.tui.controlroom.panes.expected import ExpectedPane
from exercise.tui.controlroom.panes.log import LogPane
from exercise.tui.controlroom.panes.pane import RoomPane
from exercise.tui.controlroom.panes.tasks import TasksPane
from exercise.tui.controlroom.panes.timeline import TimelinePane
from exercise.tui.controlroom.roomcommand import RoomCommand
from exercise.tui.controlroom.table import commands_of
from exercise.tui.controlroom.tabs import Tab
from exercise.tui.replay import forms
from exercise.tui.replay.panes import (
    AwarePane,
    FlightsPane,
    MarksPane,
    PastLog,
    PathPane,
    ReplayPane,
    ScoresPane,
)
from exercise.tui.replay.scrubber import Scrubber
from exercise.tui.replay.table import COMMANDS, EVALUATE, STAFF, bindings, tabs_for
from exercise.tui.replay.words import KINDS
from exercise.tui.screens.base import Note
from exercise.tui.widgets.bars import KeyBar, MarkingLine, NoticeLine, TabBar
from exercise.tui.widgets.board import BoardPane
from exercise.tui.widgets.browse import BrowsePane
from exercise.tui.widgets.clockbar import ClockBar
from exercise.tui.widgets.contacts import ContactsPane
from exercise.tui.widgets.documents import DocumentsPane, QuestionsPane
from exercise.tui.widgets.inbox import InboxPane
from exercise.tui.widgets.said import SaidLines
from exercise.tui.widgets.sent import DecisionsPane, SentPane
from exercise.tui.wording import clock_time, one_line, titles
from exercise.views.chronicle import sign_of, told
from exercise.views.wording import POSTS

if TYPE_CHECKING:
    from exercise.replay.api import Past
    from exercise.tui.replay.app import ReplayApp

__all__ = ["ReplayScreen"]


class PastTasks(TasksPane):
    """The tasks; before one is rated it has to be known who rates."""

    def _rate(self, *, whole: bool) -> None:
        rate = super()._rate
        cast("ReplayScreen", self.screen).signed_in(lambda: rate(whole=whole))


PANES: dict[str, type[BrowsePane]] = {
    "log": PastLog,
    "timeline": TimelinePane,
    "desks": DesksPane,
    "expected": ExpectedPane,
    "flights": FlightsPane,
    "aware": AwarePane,
    "scores": ScoresPane,
    "path": PathPane,
    "marks": MarksPane,
    "tasks": PastTasks,
    "inbox": InboxPane,
    "sent": SentPane,
    "decisions": DecisionsPane,
    "board": BoardPane,
    "contacts": ContactsPane,
    "documents": DocumentsPane,
    "questions": QuestionsPane,
}


class ReplayTabs(RoomTabs):
    """The tabs of the stand."""

    stand = STAFF

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """Those of the stand; the tenth stands under 0."""
        return tabs_for(self.stand)


class ReplayScreen(RoomScreen):
    """What one looks at. Tabs are built when they are first opened."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()
    SCOPE = "replay"

    def __init__(self) -> None:
        super().__init__()
        self.tab = ""
        self._opened: set[str] = set()
        self._tabs: dict[str, str] = {}
        """The tab last open in each stand: of staff, of an evaluator, of a desk."""

    @property
    def replay(self) -> ReplayApp:
        """The app, by its own type."""
        return cast("ReplayApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame of the live screens, with the scrubber in it."""
        yield MarkingLine(id="marking-top")
        yield RoomHeader(id="clock")
        yield ClockBar(id="deskclock")
        yield ReplayTabs(id="tabs")
        yield NoticeLine(id="notice")
        yield Scrubber(id="scrubber")
        yield Note(id="beside-title")
        with Container(id="body"):
            yield Note(id="loading")
        yield SaidLines(id="said")
        yield KeyBar(id="keys")
        yield MarkingLine(id="marking-bottom")

    def on_mount(self) -> None:
        """Take the session over; moments are followed as live screens follow pictures."""
        self._take_session()
        self.call_later(self.action_tab, 1)

    def _take_session(self) -> None:
        past = self.replay.past
        scrubber = self.query_one(Scrubber)
        about = past.about
        scrubber.take(past.density(scrubber.columns), past.marks(), about.begins, about.ends)

    # -- Drawing ---------------------------------------------------------------------------------

    def tell(self) -> None:
        """Bring everything up to date with the moment and the language."""
        app, language = self.replay, self.language
        with app.batch_update():
            self._tell_frame()
            self.query_one("#loading", Note).display = not self.tab
            for pane in self.query(BrowsePane):
                pane.display = pane.id in (f"pane-{self.tab}", f"beside-{self.tab}")
                if pane.display:
                    self._show(pane, language)
            self.refresh_keys()

    def _show(self, pane: BrowsePane, language: str) -> None:
        app = self.replay
        pane.past, beside = True, app.pinned
        pane.halved = beside is not None
        other = pane.id == f"beside-{self.tab}"
        past, place, second = beside if other and beside else (app.past, app.place, app.second)
        if isinstance(pane, RoomPane):
            pane.held = (past.picture(place, second), second) if other else None
            if isinstance(pane, ReplayPane):
                pane.other = (past, place) if other else None
            pane.look(language)
            if isinstance(pane, LogPane) and pane.picture.feed:
                # What has just happened is what one looks at.
                pane.mark(str(pane.picture.feed[-1].seq))
            return
        seen = (
            app.past.seat(app.desk, place, second)
            if not other
            else past.seat(app.desk, place, second)
        )
        pane.show(seen, language)
        if isinstance(pane, ContactsPane):
            pane.take(past.contacts(app.desk, place))

    def _tell_frame(self) -> None:
        app, language = self.replay, self.language
        header, clock = self.query_one(RoomHeader), self.query_one(ClockBar)
        header.display, clock.display = not app.desk, bool(app.desk)
        if app.desk:
            clock.view, clock.language, clock.at = app.seen, language, app.second
        else:
            header.view, header.language, header.at = app.view, language, app.second
        for line in self.query(MarkingLine):
            line.marking, line.language = app.past.about.marking, language
        tabs = self.query_one(ReplayTabs)
        tabs.stand, tabs.current, tabs.language = app.stand, self.tab, language
        tabs.refresh()
        self.query_one("#notice", NoticeLine).show(*self._notice())
        scrubber = self.query_one(Scrubber)
        scrubber.show(app.second, self._line())
        title = self.query_one("#beside-title", Note)
        self.set_class(app.pinned is not None, "-beside")
        if app.pinned is not None:
            past, _, second = app.pinned
            text = phrase(
                "{here} {now}  │  beside it {there} {then}",
                here=one_line(app.past.about.name, 40),
                now=clock_time(app.second),
                there=one_line(past.about.name, 40),
                then=clock_time(second),
            )
            title.update(Content(text.into(language)))

    def _notice(self) -> tuple[str, str]:
        about, language = self.replay.past.about, self.language
        if about.warning is not None:
            return f"⚠ {about.warning.into(language)}", "lost"
        if not len(self.replay.past):
            return phrase("This session is empty: nothing was recorded.").into(language), "paused"
        if not about.ended:
            text = phrase("Interim: this session was not played to its end.")
            return text.into(language), "paused"
        if about.redacted:
            text = phrase("Names and free text were taken out of this copy.")
            return text.into(language), "hint"
        return "", ""

    def _line(self) -> Content:
        """Whether it plays, where one is, and the event that led here."""
        app, language = self.replay, self.language
        sign = f"▶ ×{app.speed}" if app.playing else "‖"
        word = phrase("REPLAY").into(language)
        head = Content.styled(f"{word} {sign} ", "bold $text-accent")
        where = phrase("event {n} of {m}", n=app.place, m=len(app.past)).into(language)
        row = app.past.row(app.place)
        said = ""
        if row is not None and not app.desk:
            said = f"{sign_of(row.kind)} {one_line(told(app.view, row).into(language))}"
        return (
            head + Content(f"{clock_time(app.second)} · {where}  ") + Content.styled(said, "bold")
        )

    def refresh_frame(self) -> None:
        """The frame is told with the rest: all of it follows from the moment."""

    def refresh_keys(self) -> None:
        """Bring the key bar up to date."""
        keys, app = self.query_one(KeyBar), self.replay
        keys.language = self.language
        keys.renamed = {"play": phrase("Stop") if app.playing else phrase("Play")}
        keys.commands = tuple(one for one in self.offered() if one.shown or one.pinned)

    def offered(self) -> tuple[RoomCommand, ...]:
        """What the open tab has that makes sense in a replay, then the replay's own."""
        own = commands_of(self.tab, self.replay.role) if self.tab else ()
        return (*own, *COMMANDS)

    def check_action(self, action: str, _: tuple[object, ...]) -> bool | None:
        """All that is declared here is there."""
        return bool(action)

    async def perform(self, command: RoomCommand) -> None:
        """A tab's commands are the tab's."""
        pane = self.pane
        if command.scope != "replay" and pane is not None:
            await pane.run_action(command.action)
        else:
            await self.run_action(command.action)

    def on_resize(self, _: Resize) -> None:
        """The scrubber is as long as the line."""
        self.call_after_refresh(self._take_session)
        self.call_after_refresh(self.tell)

    def tick(self) -> None:
        """The moment tells itself."""

    # -- Going through it ------------------------------------------------------------------------

    def action_play(self) -> None:
        """Play on, or stop."""
        self.replay.play()

    def action_step(self, by: int) -> None:
        """An event on, or back."""
        self.replay.go(self.replay.place + by)

    def action_leap(self, seconds: int) -> None:
        """A while on, or back."""
        self.replay.go_to_second(self.replay.second + seconds)

    def action_faster(self) -> None:
        """Play faster."""
        self._speed(1)

    def action_slower(self) -> None:
        """Play slower."""
        self._speed(-1)

    def _speed(self, by: int) -> None:
        from exercise.tui.replay.app import SPEEDS

        app = self.replay
        number = SPEEDS.index(app.speed) + by
        app.speed = SPEEDS[min(max(number, 0), len(SPEEDS) - 1)]
        app.say(phrase("It plays at {n} times real time.", n=app.speed))
        self.tell()

    def action_beginning(self) -> None:
        """Before the first event."""
        self.replay.go(0)

    def action_ending(self) -> None:
        """After the last."""
        self.replay.go(len(self.replay.past))

    def action_jump(self) -> None:
        """To a time, or an event."""
        self._form(forms.jump(self.replay))

    def action_next_mark(self) -> None:
        """To the next mark of the kinds chosen."""
        place = self.replay.place
        self._to_mark(next((one.place for one in self.replay.marks() if one.place > place), None))

    def action_previous_mark(self) -> None:
        """To the mark before."""
        place = self.replay.place
        before = [one.place for one in self.replay.marks() if one.place < place]
        self._to_mark(before[-1] if before else None)

    def _to_mark(self, place: int | None) -> None:
        if place is None:
            self._say(phrase("There is no further mark of the kinds chosen; x chooses others."))
        else:
            self.replay.go(place)

    def action_kinds(self) -> None:
        """Which marks k and K stop at."""
        names = list(KINDS)
        options = [phrase("all marks"), *KINDS.values()]

        def chosen(number: int) -> None:
            app = self.replay
            app.kinds = frozenset(names if number == 0 else (names[number - 1],))
            app.say(phrase("k and K stop at: {kinds}", kinds=options[number]))
            self.tell()

        self.app.push_screen(ChooseScreen(phrase("Stop at which marks?"), options, chosen))

    def action_find(self) -> None:
        """Search the whole session."""
        self._form(forms.search())

    def action_next_hit(self) -> None:
        """The next event that holds what was searched."""
        place = self.replay.place
        self._hit(next((one for one in self.replay.hits if one > place), None))

    def action_previous_hit(self) -> None:
        """The one before."""
        place = self.replay.place
        before = [one for one in self.replay.hits if one < place]
        self._hit(before[-1] if before else None)

    def _hit(self, place: int | None) -> None:
        app = self.replay
        if not app.hits:
            self._say(phrase("Nothing is searched yet; / searches."))
        elif place is None:
            self._say(phrase("No further event holds “{text}”.", text=one_line(app.sought, 60)))
        else:
            app.go(place)
            number = app.hits.index(place) + 1
            app.say(
                phrase(
                    "Hit {n} of {m}: “{text}”",
                    n=number,
                    m=len(app.hits),
                    text=one_line(app.sought, 60),
                )
            )

    def on_scrubber_sought(self, event: Scrubber.Sought) -> None:
        """A place in the session was clicked."""
        self.replay.go_to_second(event.at)

    # -- Looking ---------------------------------------------------------------------------------

    def action_stand(self) -> None:
        """From where it is seen."""
        desks = self.replay.past.about.desks
        played = {seat.agency for seat in self.replay.view.seats if seat.played}
        order = sorted(desks, key=lambda desk: desk.id not in played)
        names = [STAFF, EVALUATE, *(desk.id for desk in order)]
        options = [POSTS[STAFF], POSTS[EVALUATE], *(titles(desk.title) for desk in order)]
        self.app.push_screen(
            ChooseScreen(
                phrase("Look at it as …"), options, lambda number: self._sit(names[number])
            )
        )

    def _sit(self, stand: str) -> None:
        app = self.replay
        self._tabs[self._kind(app.stand)] = self.tab
        app.stand = stand
        names = [name for name, _, _ in tabs_for(stand)]
        self.tab = ""
        app.sit(stand)
        self._take_session()
        last = self._tabs.get(self._kind(stand), names[0])
        self.call_later(self.action_tab, names.index(last) + 1 if last in names else 1)

    @staticmethod
    def _kind(stand: str) -> str:
        return stand if stand in (STAFF, EVALUATE) else "desk"

    @property
    def pane(self) -> BrowsePane | None:
        """The open tab."""
        found = self.query(f"#pane-{self.tab}") if self.tab else ()
        return cast("BrowsePane", next(iter(found))) if found else None

    async def action_tab(self, number: int) -> None:
        """Open a tab."""
        tabs = tabs_for(self.replay.stand)
        if number <= len(tabs):
            await self.open(tabs[number - 1][0])

    async def open(self, name: str) -> None:
        """Open a tab by its name."""
        body = self.query_one("#body", Container)
        wanted = [f"pane-{name}"]
        if self.replay.pinned is not None:
            wanted.append(f"beside-{name}")
        for pane_id in wanted:
            if not self.query(f"#{pane_id}"):
                made = PANES[name](id=pane_id)
                made.display = False
                await body.mount(made)
        new, self.tab = name not in self._opened, name
        self._opened.add(name)
        self.tell()
        if (pane := self.pane) is not None:
            if isinstance(pane, MarksPane) and new:
                pane.mark_now()
            pane.options.focus()

    async def action_next_tab(self) -> None:
        """Open the tab to the right."""
        await self._turn(1)

    async def action_previous_tab(self) -> None:
        """Open the tab to the left."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        names = [name for name, _, _ in tabs_for(self.replay.stand)]
        if self.tab in names:
            await self.open(names[(names.index(self.tab) + by) % len(names)])

    async def on_tab_bar_picked(self, event: TabBar.Picked) -> None:
        """A tab was clicked."""
        await self.open(event.tab)

    def on_browse_pane_marked(self, event: BrowsePane.Marked) -> None:
        """The keys stay as they are."""
        event.stop()

    def on_browse_pane_chosen(self, event: BrowsePane.Chosen) -> None:
        """Enter goes where the marked row leads."""
        event.stop()
        self.call_later(self._choose, event.pane, event.row)

    async def action_choose(self) -> None:
        """The same, from the palette."""
        pane = self.pane
        if pane is not None and pane.marked:
            await self._choose(pane, pane.marked)

    async def _choose(self, pane: BrowsePane, row: str) -> None:
        app = self.replay
        match pane:
            case DesksPane():
                self._sit(row)
            case ExpectedPane():
                part = pane.part(row)
                await self.follow(("fact", part.about[0]) if part and part.about else None)
            case FlightsPane():
                name = row.removeprefix("flight|")
                await self.follow(("message", name) if name != row else None)
            case AwarePane():
                await self.follow(("fact", row) if row else None)
            case PathPane() if row.startswith("step|"):
                app.go(int(row.removeprefix("step|")))
            case MarksPane():
                if (mark := pane.mark_of(row)) is not None:
                    app.go(mark.place, max(mark.at, app.past.at(mark.place)))
            case LogPane():
                app.go(int(row))
            case TimelinePane():
                inject = pane.inject(row)
                marks = [one for one in app.past.marks() if one.kind == "inject" and one.row]
                detail = {dict(one.row.detail).get("inject"): one for one in marks if one.row}
                if inject is not None and inject.id in detail:
                    app.go(detail[inject.id].place)
                else:
                    self._say(phrase("This inject was never released."))
            case _:
                pass

    async def action_follow(self) -> None:
        """Follow what the marked row is about."""
        pane, past = self.pane, self.replay.past
        row = pane.marked if pane is not None else None
        if isinstance(pane, LogPane) and row:
            await self.follow(past.thing(int(row)))
        elif isinstance(pane, MarksPane):
            mark = pane.mark_of(row)
            await self.follow(past.thing(mark.place) if mark and mark.row else None)
        elif isinstance(pane, (ExpectedPane, AwarePane, FlightsPane)) and row:
            await self._choose(pane, row)
        else:
            await self.follow(past.thing(self.replay.place))

    async def follow(self, what: tuple[str, str] | None) -> None:
        """Open the path of a fact or a message."""
        if what is None:
            self._say(phrase("This is about no fact and no message that could be followed."))
            return
        self.replay.followed_thing = what
        if self.replay.desk:
            self._sit(STAFF)
        await self.open("path")

    async def action_beside(self) -> None:
        """Pin this moment, or another session, beside the one that goes on; once more unpins."""
        app = self.replay
        if app.pinned is not None:
            app.pinned = None
            for pane in self.query(BrowsePane):
                if (pane.id or "").startswith("beside-"):
                    await pane.remove()
            self.tell()
            return
        if app.other is None:
            self._pin(app.past)
            return
        options = [
            phrase("this moment"),
            phrase("the other session: {name}", name=one_line(app.other.about.name, 60)),
        ]
        both: list[Past] = [app.past, app.other]
        self.app.push_screen(
            ChooseScreen(
                phrase("Set what beside it?"), options, lambda number: self._pin(both[number])
            )
        )

    def _pin(self, past: Past) -> None:
        app = self.replay
        place = app.place if past is app.past else past.place_at(app.second)
        app.pinned = (past, place, app.second)
        if past is app.past:
            app.say(phrase("This moment stays beside the one you go on in; c takes it away."))
        self.call_later(self.open, self.tab)

    # -- Writing down ----------------------------------------------------------------------------

    def action_observe(self) -> None:
        """Write down what one sees at this moment."""
        pane = self.pane
        tied = pane.ties() if isinstance(pane, RoomPane) else {"about": self.replay.desk}
        self.signed_in(lambda: self._form(note(self.replay.for_form(), tied)))

    def action_bookmark(self) -> None:
        """Mark this moment."""
        self.signed_in(lambda: self._form(forms.bookmark()))

    def signed_in(self, then: Callable[[], None]) -> None:
        """Do what writes something down, once it is known who writes."""

        def go_on(_: object) -> None:
            if self.replay.past.signed_in:
                then()

        if self.replay.past.signed_in:
            then()
        else:
            self.replay.for_form()
            self.app.push_screen(forms.sign_in(), go_on)

    def action_what_if(self) -> None:
        """Play on from here with something changed."""
        app = self.replay
        if app.imagine is None:
            self._say(phrase("This session cannot be played on from here."))
            return
        self._stop()
        verbs = list(forms.CHANGES)

        def chosen(number: int) -> None:
            view = app.for_form()
            form = forms.change(view, verbs[number], app.second, app.imagine_with)
            self.app.push_screen(form, self._written)

        question = phrase("What if, at {time}, …", time=clock_time(app.second))
        self.app.push_screen(ChooseScreen(question, list(forms.CHANGES.values()), chosen))

    def _form(self, form: RoomScreen) -> None:
        self._stop()
        self.replay.for_form()
        self.app.push_screen(form, self._written)

    def _written(self, _: object) -> None:
        self.replay.tell_moment()
        self._take_session()

    def _stop(self) -> None:
        self.replay.playing = False

    def _say(self, text: Phrase) -> None:
        self.replay.say(text, severity="warning")

    # -- As everywhere ---------------------------------------------------------------------------

    def action_read_down(self) -> None:
        """Scroll the text on."""
        if (pane := self.pane) is not None:
            pane.read(1)

    def action_read_up(self) -> None:
        """Scroll the text back."""
        if (pane := self.pane) is not None:
            pane.read(-1)

    def action_colours(self) -> None:
        """Dark or light."""
        self.replay.switch_colours()

    def action_help(self) -> None:
        """What to press here."""
        self.app.push_screen(RoomHelp(self.offered()))
