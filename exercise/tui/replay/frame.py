"""What stands around the tabs of the replay: header, notice, scrubber; and how forms open."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from agencies.language import Phrase, phrase
from exercise.tui.controlroom.frame import RoomScreen
from exercise.tui.controlroom.header import RoomHeader
from exercise.tui.replay import beside
from exercise.tui.replay.scrubber import Scrubber
from exercise.tui.replay.tabs import ReplayTabs
from exercise.tui.widgets.bars import NoticeLine
from exercise.tui.widgets.clockbar import ClockBar
from exercise.tui.widgets.note import Note
from exercise.tui.wording import clock_time, one_line
from exercise.views.chronicle import sign_of, told

if TYPE_CHECKING:
    from exercise.replay.api import Past
    from exercise.tui.replay.app import ReplayApp

__all__ = ["ReplayFrame"]


def notice_of(past: Past, language: str) -> tuple[str, str]:
    """What speaks against the session, and its kind; empty where nothing does."""
    about = past.about
    if about.warning is not None:
        return f"⚠ {about.warning.into(language)}", "lost"
    if not len(past):
        return phrase("This session is empty: nothing was recorded.").into(language), "paused"
    if not about.ended:
        text = phrase("Interim: this session was not played to its end.")
        return text.into(language), "paused"
    if about.redacted:
        text = phrase("Names and free text were taken out of this copy.")
        return text.into(language), "hint"
    return "", ""


def line_of(app: ReplayApp) -> Content:
    """Whether it plays, where one is, and the event that led here."""
    language = app.language
    sign = f"▶ ×{app.speed}" if app.playing else "‖"
    word = phrase("REPLAY").into(language)
    head = Content.styled(f"{word} {sign} ", "bold $text-accent")
    where = phrase("event {n} of {m}", n=app.place, m=len(app.past)).into(language)
    row = app.past.row(app.place)
    said = ""
    if row is not None and not app.desk:
        said = f"{sign_of(row.kind)} {one_line(told(app.view, row).into(language))}"
    return head + Content(f"{clock_time(app.second)} · {where}  ") + Content.styled(said, "bold")


class ReplayFrame(RoomScreen):
    """The frame of the live screens, with the scrubber in it."""

    tab = ""
    """The open tab."""

    @property
    def replay(self) -> ReplayApp:
        """The app, by its own type."""
        return cast("ReplayApp", self.app)

    def content(self) -> ComposeResult:
        """Both headers, of which the stand shows one; tabs are mounted into the body."""
        yield RoomHeader(id="clock")
        yield ClockBar(id="deskclock")
        yield ReplayTabs(id="tabs")
        yield NoticeLine(id="notice")
        yield Scrubber(id="scrubber")
        yield Note(id="beside-title")
        with Container(id="body"):
            yield Note(id="loading")

    def take_session(self) -> None:
        """Give the scrubber what does not change with the moment."""
        past = self.replay.past
        scrubber = self.query_one(Scrubber)
        about = past.about
        scrubber.take(past.density(scrubber.columns), past.marks(), about.begins, about.ends)

    def tell_frame(self) -> None:
        """Bring all that stands around the tabs up to date with the moment and the language."""
        app, language = self.replay, self.language
        header, clock = self.query_one(RoomHeader), self.query_one(ClockBar)
        header.over = clock.over = True
        header.display, clock.display = not app.desk, bool(app.desk)
        if app.desk:
            clock.view, clock.language, clock.at = app.seen, language, app.second
        else:
            header.view, header.language, header.at = app.view, language, app.second
        self.mark(app.past.about.marking)
        tabs = self.query_one(ReplayTabs)
        tabs.stand, tabs.current, tabs.language = app.stand, self.tab, language
        self.query_one("#notice", NoticeLine).show(*notice_of(app.past, language))
        self.query_one(Scrubber).show(app.second, line_of(app))
        self.set_class(app.pinned is not None, "-beside")
        if app.pinned is not None:
            text = beside.title(app, app.pinned).into(language)
            self.query_one("#beside-title", Note).update(Content(text))

    def refresh_frame(self) -> None:
        """The frame is told with the rest: all of it follows from the moment."""

    def tick(self) -> None:
        """The moment tells itself."""

    def fill_in(self, form: RoomScreen) -> None:
        """Stop, and open a form."""
        self.replay.playing = False
        self.replay.for_form()
        self.app.push_screen(form, self.written)

    def written(self, _: object) -> None:
        """Show the moment again, with what a form may have added to it."""
        self.replay.tell_moment()
        self.take_session()

    def warn(self, text: Phrase) -> None:
        """Say why nothing was done."""
        self.replay.say(text, severity="warning")
