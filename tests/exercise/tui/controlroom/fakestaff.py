"""A post's client over a hand-made picture: records what is asked, refuses and pushes on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from exercise.commands import Command
from exercise.errors import Refused
from exercise.events import NoteTaken, ObservationMade
from exercise.views.control import (
    ContactRow,
    ControlView,
    DeliveryRow,
    FeedRow,
    InjectRow,
    MoveRow,
    NoteRow,
    OutageRow,
    PartRow,
    PrintedText,
    QuestionRow,
    RequestRow,
    SeatRow,
    TaskRow,
)
from exercise.views.seat import ClockView, Entry
from exercise.views.tables import Results
from injects.conditions import Condition


def both(en: str, es: str) -> dict[str, str]:
    return {"en": en, "es": es}


AGENCIES = (
    Entry("port-authority", both("Port Authority", "Autoridad Portuaria")),
    Entry("terminal-operator", both("Terminal operator", "Operador de la terminal")),
    Entry("csirt", both("National CSIRT", "CSIRT nacional")),
    Entry("police", both("National Police", "Policía Nacional")),
    Entry("mrcc", both("Rescue Coordination Centre", "Centro Coordinador de Salvamento")),
)
FACTS = (
    Entry("tos-down", both("The terminal's system is down", "El sistema está caído")),
    Entry("ransom-note", both("A ransom note was printed", "Se imprimió una nota de rescate")),
)


OVERDUE = Condition(overdue="E-01")


def an_inject(inject_id: str, at: int | None, state: str, to: str, **more: object) -> InjectRow:
    read = 200 if state == "fired" and to == "port-authority" else None
    there = {"fired": "delivered", "skipped": "skipped"}.get(state, "planned")
    row = InjectRow(
        inject_id,
        "scripted",
        at,
        "high",
        "phone",
        both("Night shift", "Turno de noche"),
        both(f"What {inject_id} is about", f"De qué trata {inject_id}"),
        both("All screens are dark. What shall we do?", "Todo está a oscuras. ¿Qué hacemos?"),
        state,
        (DeliveryRow(to, there, read),),
        expects=("E-01",),
    )
    return replace(row, **more)


def a_part(part: str, state: str, due: int, **more: object) -> PartRow:
    row = PartRow(
        "E-01",
        part,
        "port-authority",
        0,
        due,
        state,
        None,
        True,
        None,
        "notify",
        about=("tos-down",),
    )
    return replace(row, **more)


SEATS = (
    SeatRow(
        "port-authority",
        AGENCIES[0].title,
        ("port-authority/1", "port-authority/2"),
        ("port-authority/1",),
        2,
        300,
        450,
        "ItemOpened",
        True,
    ),
    SeatRow("terminal-operator", AGENCIES[1].title, (), (), 0, None, None, "", True),
    SeatRow(
        "csirt", AGENCIES[2].title, ("csirt/1",), ("csirt/1",), 0, None, 700, "MessageSent", True
    ),
    SeatRow("police", AGENCIES[3].title, (), (), 1, 500, None, "", False),
    SeatRow(
        "mrcc",
        AGENCIES[4].title,
        ("mrcc/simcell",),
        (),
        1,
        640,
        None,
        "",
        False,
    ),
)
KNOWN = {
    "port-authority": (("tos-down", "confirmed"),),
    "mrcc": (("ransom-note", "unconfirmed"),),
}
ITEMS = (
    PrintedText(
        "m7",
        640,
        "port-authority",
        "mrcc",
        "inform",
        "Traffic stops",
        "No ship enters.",
        "m7/mrcc",
        None,
        facts=(("tos-down", "confirmed"),),
    ),
    PrintedText(
        "m5",
        400,
        "csirt",
        "mrcc",
        "ask",
        "Can you help?",
        "We need a boat.",
        "m5/mrcc",
        420,
    ),
    PrintedText(
        "m9",
        700,
        "csirt",
        "mrcc",
        "relay",
        "Please pass on",
        "For the police.",
        "m9/mrcc",
        710,
        relay_to="police",
    ),
)
FEED = (
    FeedRow(1, 0, "ExerciseStarted", "", ()),
    FeedRow(2, 0, "InjectFired", "", (("inject", "I-01"),)),
    FeedRow(3, 60, "PresenceNoted", "", (("seat", "csirt/1"), ("connected", "True"))),
    FeedRow(
        4,
        300,
        "MessageSent",
        "port-authority",
        (
            ("to", "csirt"),
            ("intent", "inform"),
            ("subject", "Help"),
            ("text", "All dark [here].\nWhat now?"),
        ),
    ),
    FeedRow(
        5,
        400,
        "DecisionLogged",
        "port-authority",
        (
            ("action", "close-gate"),
            ("targets", "gate"),
            ("reason", "Too many lorries."),
            ("authority", "True"),
        ),
    ),
    FeedRow(6, 500, "PartOverdue", "", (("expectation", "E-01"), ("part", "csirt"))),
    FeedRow(7, 600, "Disrupted", "", (("channel", "email"), ("agency", "police"))),
    FeedRow(8, 650, "CommandRefused", "csirt", (("command", "X"), ("reason", "Not yours."))),
    FeedRow(9, 700, "ClockPaused", "", (("reason", "discussion"),)),
)


def a_picture(role: str = "control", **changes: object) -> ControlView:
    """Twelve minutes into the first move, at twice real time, with something on every tab."""
    view = ControlView(
        role=role,
        seat=f"{role}/1",
        session="port-ransomware",
        title=both("Ransomware at the terminal", "Ransomware en la terminal"),
        marking="TLP:AMBER",
        clock=ClockView(760, True, 2.0, "", "play", "2027-07-04T06:42:40-05:00"),
        endex=7200,
        moves=(
            MoveRow("m1", both("Dark screens", "Pantallas apagadas"), 0, 45, "now"),
            MoveRow("m2", both("The day on paper", "El día en papel"), 3600, 30, "to-come"),
        ),
        injects=(
            an_inject("I-01", 0, "fired", "port-authority"),
            an_inject("I-02", 300, "fired", "terminal-operator"),
            an_inject("I-03", 700, "held", "csirt"),
            an_inject("I-04", 900, "planned", "port-authority"),
            an_inject("I-05", 1200, "planned", "csirt", edited=True),
            an_inject("I-06", 1300, "skipped", "police"),
            an_inject(
                "C-01",
                None,
                "planned",
                "police",
                kind="contingency",
                awaited=OVERDUE,
            ),
        ),
        parts=(
            a_part("csirt", "overdue", 600),
            a_part("terminal-operator", "open", 1000),
            a_part("decision", "open", 900, action="close-gate", targets=("gate",), about=()),
            a_part("police", "done", 900, done_at=500, evidence=("m3",)),
            a_part("mrcc", "excused", 900, reason="The room has no such link."),
        ),
        overdue=1,
        seats=SEATS,
        known=KNOWN,
        present=("port-authority/1", "csirt/1", f"{role}/1"),
        outages=(OutageRow(None, "email", "police"), OutageRow("pa-csirt-phone", None, None)),
        requests=(
            RequestRow("r1", 500, "port-authority", "How long is the queue?"),
            RequestRow("r2", 300, "csirt", "Is there a backup?", "It is encrypted too."),
        ),
        contacts=(ContactRow("m8", 700, "port-authority", "mrcc"),),
        to_code=(
            PrintedText(
                "m3",
                420,
                "port-authority",
                "csirt",
                "inform",
                "Help",
                "Everything here is dark since six.",
            ),
        ),
        simulated=ITEMS if role in ("control", "simcell") else (),
        questions=(
            QuestionRow(
                "Q-1",
                both("Who must be told now?", "¿A quién hay que avisar ya?"),
                600,
                (("port-authority", "The CSIRT, at once."), ("", "Nobody yet.")),
                move="m1",
            ),
            QuestionRow(
                "Q-2",
                both("Would you raise the level?", "¿Subiría el nivel?"),
                None,
                (),
                (both("Yes", "Sí"), both("No", "No")),
                ("port-authority",),
                "m1",
                anonymous=True,
            ),
        ),
        tasks=(
            TaskRow(
                "notify",
                "early",
                "notify",
                both("Notify the CSIRT", "Avisar al CSIRT"),
                both("Notify those who must know", "Avisar a quienes deben saber"),
                both("Within the hour", "En una hora"),
                ("E-01",),
            ),
            TaskRow("decide", "gate", "gate", both("Work on paper", "En papel"), {}, {}, ()),
        ),
        notes=(NoteRow(400, "They waited for the boss.", "port-authority", "notify", "I-01"),),
        announcements=((650, "The press is in the room."),),
        feed=FEED,
        agencies=AGENCIES,
        actions=(
            Entry("close-gate", both("Close the gate", "Cerrar la puerta"), targets=("resource",)),
        ),
        channels=(
            Entry("phone", both("Phone", "Teléfono")),
            Entry("email", both("E-mail", "Correo electrónico")),
        ),
        facts=FACTS,
        places=(Entry("terminal", both("Terminal", "Terminal"), kind="port-facility"),),
        things=(Entry("gate", both("Main gate", "Puerta principal"), kind="resource"),),
        links=(Entry("pa-csirt-phone", {"": "port-authority – csirt"}, kind="phone"),),
    )
    return replace(view, **changes)


class FakeStaff:
    """Implements ``Staff``; what a test needs to know and steer is public."""

    def __init__(self, view: ControlView | None = None) -> None:
        self._view = view if view is not None else a_picture()
        self._watching: list[Callable[[ControlView], None]] = []
        self.connected = True
        self.host_ended = False
        self.outbox = 0
        self.asked: list[tuple[Command, str | None]] = []
        self.noted: list[NoteTaken | ObservationMade] = []
        self.refusal: str | None = None
        self.followed: list[tuple[str, str | None]] = []
        self.came_out: Results | None = None
        """Set, it is what came out; else nothing has ended."""
        self.clock_runs: asyncio.Event | None = None
        """Set up, what is asked waits for it, as it does in a session that stands still."""
        self.revoked = ""
        self.directs = ""
        self.closed = False

    @property
    def view(self) -> ControlView:
        return self._view

    def subscribe(self, changed: Callable[[ControlView], None]) -> Callable[[], None]:
        self._watching.append(changed)
        return lambda: self._watching.remove(changed)

    def push(self, view: ControlView | None = None, **changes: object) -> None:
        """A new picture reaches the screen."""
        self._view = replace(view or self._view, **changes)
        for changed in tuple(self._watching):
            changed(self._view)

    def pause(self, reason: str, **changes: object) -> None:
        """The clock stands still for a reason."""
        clock = replace(self._view.clock, running=False, reason=reason)
        self.push(clock=clock, **changes)

    async def submit(self, command: Command, *, agency: str | None = None) -> str:
        if self.clock_runs is not None:
            await self.clock_runs.wait()
        if self.refusal:
            raise Refused(self.refusal)
        self.asked.append((command, agency))
        return f"a{len(self.asked)}"

    async def note(self, noted: NoteTaken | ObservationMade) -> str:
        self.noted.append(noted)
        return f"n{len(self.noted)}"

    async def follows(self, act: str, inject: str | None) -> str:
        self.followed.append((act, inject))
        return "f1"

    async def results(self) -> Results:
        if self.came_out is None:
            raise Refused("How it came out can be seen after ENDEX.")
        return self.came_out

    async def hand_over(self, seat: str) -> str:
        self.directs = seat
        return "session/note/1"

    async def codes(self) -> dict[str, str]:
        return {"control": "AAAAA-22222", "seat csirt": "BBBBB-33333"}

    async def ways_in(self) -> dict[str, str]:
        return {"address": "wss://10.0.0.5:8765#4A", "ssh": "ssh -p 2222 desk@10.0.0.5"}

    async def revoke(self, place: str) -> str:
        self.revoked = place
        return "CCCCC-44444"

    async def close(self) -> None:
        self.closed = True
