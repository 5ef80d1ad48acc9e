"""The commands of the desk."""

from __future__ import annotations

from agencies.language import phrase
from exercise.tui.uicommand import EVERYWHERE, TABS, UiCommand

__all__ = ["DESK"]

DESK: tuple[UiCommand, ...] = (
    UiCommand(
        "choose",
        ("enter",),
        phrase("Open"),
        phrase("Open the item that is marked: from then on your desk knows what it says."),
        tabs=("inbox",),
    ),
    UiCommand(
        "reply",
        ("r", "f4"),
        phrase("Reply"),
        phrase("Answer the sender; the item's facts are ticked already."),
        tabs=("inbox",),
    ),
    UiCommand(
        "forward",
        ("f",),
        phrase("Forward"),
        phrase("Pass the item on to others; its facts are ticked already."),
        tabs=("inbox",),
    ),
    UiCommand(
        "acknowledge",
        ("a",),
        phrase("Acknowledge"),
        phrase("Tell the sender that you have it. One key, nothing to write."),
        tabs=("inbox",),
        short=phrase("Ack."),
    ),
    UiCommand(
        "relay",
        ("l",),
        phrase("Relay"),
        phrase("Pass a relay request on towards the agency it is for."),
        tabs=("inbox",),
    ),
    UiCommand(
        "compose",
        ("n", "f3"),
        phrase("New message"),
        phrase("Write to one or several agencies."),
        tabs=("inbox", "sent", "board", "contacts"),
        short=phrase("New"),
    ),
    UiCommand(
        "decide",
        ("d", "f5"),
        phrase("Decide"),
        phrase("Log a decision or recommendation, with your reason."),
        tabs=("inbox", "decisions", "board"),
    ),
    UiCommand(
        "answer",
        ("enter",),
        phrase("Answer"),
        phrase("Answer the question that is marked."),
        tabs=("questions",),
    ),
    UiCommand(
        "ask_control",
        ("i",),
        phrase("Ask control"),
        phrase("Ask the exercise control for information that your desk would have."),
        tabs=("questions", "documents"),
        only="group",
    ),
    UiCommand(
        "read_down",
        ("space",),
        phrase("Read on"),
        phrase("Scroll the text beside the list."),
    ),
    UiCommand(
        "read_up",
        ("backspace", "b"),
        phrase("Read back"),
        phrase("Scroll the text beside the list back."),
    ),
    *(
        UiCommand(f"tab('{name}')", (str(number),), title, phrase("Show this tab."))
        for number, (name, title, _) in enumerate(TABS, start=1)
    ),
    UiCommand(
        "next_tab", ("right", "ctrl+right"), phrase("Next tab"), phrase("Show the next tab.")
    ),
    UiCommand(
        "previous_tab",
        ("left", "ctrl+left"),
        phrase("Previous tab"),
        phrase("Show the tab before."),
    ),
    UiCommand(
        "pause",
        ("p", "f6"),
        phrase("Pause"),
        phrase("Stop the exercise clock, or let it run again."),
        tabs=EVERYWHERE,
        only="alone",
    ),
    UiCommand(
        "faster",
        ("plus", "f7"),
        phrase("Faster"),
        phrase("Run the exercise faster: 1, 2, 6 or 20 times real time."),
        only="alone",
    ),
    UiCommand(
        "slower",
        ("minus", "shift+f7"),
        phrase("Slower"),
        phrase("Run the exercise slower."),
        only="alone",
    ),
    UiCommand(
        "skip",
        ("k", "f8"),
        phrase("Skip ahead"),
        phrase(
            "Jump to just before something next reaches your desk; "
            "what is due in between is not scored."
        ),
        tabs=EVERYWHERE,
        only="alone",
        short=phrase("Skip"),
    ),
    UiCommand(
        "other_language",
        ("o",),
        phrase("Other language"),
        phrase("Show what is marked in the other language; the screen keeps its own."),
        tabs=("inbox", "documents"),
        short=phrase("Lang."),
    ),
    UiCommand(
        "hot_wash",
        ("h",),
        phrase("Hot wash"),
        phrase("After the end: answer its three questions, or change your answers."),
        tabs=EVERYWHERE,
    ),
    UiCommand(
        "unread",
        ("u",),
        phrase("Next unread"),
        phrase("Mark the next item in the inbox that was not opened yet, from any tab."),
        tabs=("inbox",),
        short=phrase("Unread"),
    ),
    UiCommand(
        "colours",
        ("t",),
        phrase("Light or dark"),
        phrase("Change between a dark and a light screen."),
    ),
)
