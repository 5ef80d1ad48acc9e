"""The inbox: what reached the desk, and what it says once it was opened."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from agencies.language import Phrase, phrase
from agencies.text import plain
from exercise.tui.widgets.browse import BrowsePane, Row, Rows
from exercise.tui.wording import (
    INTENTS,
    URGENCIES,
    URGENCY_MARKS,
    URGENCY_STYLES,
    channel,
    clock_time,
    columns,
    label,
    named,
    one_line,
    pick,
    section,
    status,
    title_of,
)
from exercise.views.seat import InboxItem

__all__ = ["InboxPane"]


class InboxPane(BrowsePane):
    """Newest first; unread ones carry a mark and the word."""

    TITLE = phrase("Inbox")
    EMPTY = phrase("Nothing has reached your desk yet. What comes in appears here.")

    def __init__(self, *, id: str | None = None, start: Content | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.start = start or Content("")
        """What a newcomer reads before the first item is marked."""
        self.started = False

    def item(self, item_id: str | None) -> InboxItem | None:
        """The item of that id."""
        return next((item for item in self.view.inbox if item.id == item_id), None)

    def rows(self, width: int) -> Sequence[Row]:
        """One line each where the list has the whole width, else two."""
        items = {item.id: item for item in reversed(self.view.inbox)}
        return Rows(list(items), lambda row: self._row(items[row], width), 2 if self.wide else 1)

    def fresh(self) -> frozenset[str]:
        """What was not opened yet."""
        return frozenset(item.id for item in self.view.inbox if item.opened_at is None)

    def next_fresh(self) -> str | None:
        """The unread item that came next after the marked one, else the first that came."""
        unread = [item.id for item in self.view.inbox if item.opened_at is None]
        came = [item.id for item in self.view.inbox]
        after = came.index(self.marked) + 1 if self.marked in came else 0
        return next((each for each in unread if each in came[after:]), next(iter(unread), None))

    def welcome(self) -> Content:
        """The start page, and what an empty inbox means."""
        empty = Content(self.EMPTY.into(self.language))
        return Content("\n\n").join([self.start, empty]) if self.start else empty

    def detail(self, row: str) -> Content:
        """The item; its text only once it was opened."""
        if not self.started and self.start:
            return self.start
        item = self.item(row)
        return self._item(item) if item else self.welcome()

    def _row(self, item: InboxItem, width: int) -> Content:
        unread = item.opened_at is None
        mark = Content.styled(
            URGENCY_MARKS.get(item.urgency, "·  "), URGENCY_STYLES.get(item.urgency, "")
        )
        word = (phrase("NEW") if unread else phrase("read")).into(self.language)
        if item.relay_to and item.relayed_at is None:
            word = phrase("RELAY").into(self.language)
        state = Content.styled(
            ("● " if unread else "  ") + word, "bold" if unread else "$text-muted"
        )
        sender = one_line(pick(item.sender, self.language), 80)
        subject = one_line(pick(item.subject, self.language), 200)
        head = Content.styled(subject, "bold") if unread else Content(subject)
        time = Content.styled(clock_time(item.at), "" if unread else "$text-muted")
        if self.wide:
            first = columns((mark, 3), (state, 10), (time, 11), (sender, width - 28))
            return first + Content("\n               ") + head.truncate(width - 16, ellipsis=True)
        return columns((mark, 3), (state, 10), (time, 11), (sender, 18), (head, width - 46))

    def _item(self, item: InboxItem) -> Content:
        language, view = self.language, self.view
        lines: list[Content] = [Content.styled(one_line(pick(item.subject, language)), "bold")]
        sender = one_line(pick(item.sender, language), 120)
        if item.sender_agency:
            agency = named(view.agencies, item.sender_agency, language)
            sender = sender if sender == agency else f"{sender} ({agency})"
        about = [
            phrase("from {sender}", sender=sender).into(language),
            phrase("by {channel}", channel=channel(view, item.via, language)).into(language),
            clock_time(item.at),
        ]
        urgency = Content.styled(
            f"{URGENCY_MARKS.get(item.urgency, '').strip()} "
            f"{label(URGENCIES, item.urgency, language)}".lstrip(),
            URGENCY_STYLES.get(item.urgency, ""),
        )
        lines.append(urgency + Content.styled(f" · {' · '.join(about)}", "$text-muted"))
        lines += self._state(item)
        mine = next((sent for sent in view.sent if sent.id == item.about), None)
        if mine is not None:
            subject = one_line(mine.subject or mine.text, 160)
            subject = subject or label(INTENTS, mine.intent, language)
            answers = phrase(
                "↳ answers what you sent at {when}: {subject}",
                when=clock_time(mine.at),
                subject=subject,
            )
            lines.append(Content(answers.into(language)))
        lines.append(Content(""))
        if item.opened_at is None and self.past:
            told = phrase("Not opened yet at this moment: the desk does not know what it says.")
            lines.append(Content.styled(told.into(language), "bold"))
            return Content("\n").join(lines)
        if item.opened_at is None:
            lines.append(
                Content.styled(
                    phrase("Not opened yet. Press Enter to open it.").into(language), "bold"
                )
            )
            lines.append(
                Content(
                    phrase(
                        "From then on your desk knows what it says, and the clock notes when."
                    ).into(language)
                )
            )
            return Content("\n").join(lines)
        lines.append(Content(pick(item.body, language)))
        lines += self._asked(item)
        if item.facts:
            lines += [Content(""), section(phrase("Facts it carries"), language)]
            lines += [
                columns((status(value, language), 15), (title_of(view, fact, language), 0))
                for fact, value in item.facts.items()
            ]
        return Content("\n").join(lines)

    def _state(self, item: InboxItem) -> list[Content]:
        done = []
        if item.acknowledged_at is not None:
            done.append(_at(phrase("acknowledged"), item.acknowledged_at, self.language))
        if item.relayed_at is not None:
            done.append(_at(phrase("relayed"), item.relayed_at, self.language))
        lines = [Content.styled(f"✓ {' · '.join(done)}", "$text-success")] if done else []
        if item.relay_to and item.relayed_at is None:
            agency = named(self.view.agencies, item.relay_to, self.language)
            ask = phrase("⇢ To be passed on to {agency}: open it first.", agency=agency)
            if item.opened_at is not None:
                ask = phrase("⇢ For {agency}: press l to pass it on.", agency=agency)
            lines.append(Content.styled(ask.into(self.language), "bold $text-warning"))
        return lines

    def _asked(self, item: InboxItem) -> list[Content]:
        language, view = self.language, self.view
        lines: list[Content] = []
        if item.intent not in ("inject", "inform"):
            lines += [
                Content(""),
                section(phrase("What it wants"), language),
                Content(label(INTENTS, item.intent, language)),
            ]
        if item.asks:
            kinds = ", ".join(title_of(view, kind, language) for kind in item.asks)
            lines.append(Content(phrase("asks about: {kinds}", kinds=kinds).into(language)))
        if item.action:
            wanted = named(view.actions, item.action, language)
            targets = ", ".join(title_of(view, target, language) for target in item.targets)
            lines.append(Content(f"{plain(wanted)}{' → ' + targets if targets else ''}"))
        return lines


def _at(what: Phrase, seconds: int, language: str) -> str:
    return f"{what.into(language)} {clock_time(seconds)}"
