"""A client over a hand-made view: records what is submitted, refuses and pushes on demand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from exercise.commands import Command
from exercise.errors import Refused
from exercise.session.api import RouteQuery
from exercise.views.seat import (
    Announcement,
    BoardFact,
    ClockView,
    Contact,
    ContactChannel,
    DecisionView,
    DocumentView,
    DraftView,
    Entry,
    InboxItem,
    MoveView,
    PlaceView,
    QuestionView,
    RequestView,
    RoutePreview,
    SeatView,
    SentMessage,
)


def both(en: str, es: str) -> dict[str, str]:
    return {"en": en, "es": es}


AGENCIES = (
    Entry("port-authority", both("Port Authority", "Autoridad Portuaria")),
    Entry("terminal-operator", both("Terminal operator", "Operador de la terminal")),
    Entry("csirt", both("National CSIRT", "CSIRT nacional")),
    Entry("coast-guard", both("Coast Guard", "Guardacostas")),
    Entry("customs", both("Customs", "Aduanas")),
    Entry("designated-authority", both("Designated Authority", "Autoridad Designada")),
)
PLAN = """\
# 7.2 Cyber incidents

Tell the **national CSIRT** within an hour.

| Channel | Beware |
|---|---|
| VHF | everybody listens |

- [No link](https://example.org) leads anywhere.
- <b>Nothing</b> is run.
"""
BOARD = (
    BoardFact(
        "f1",
        "cyber-incident",
        both(
            "Terminal operating system is down", "El sistema operativo de la terminal no funciona"
        ),
        both("All screens dark since 06:10.", "Pantallas apagadas desde las 06:10."),
        "confirmed",
        "restricted",
        130,
        both("Port guard", "Guardia portuario"),
        settled_at=240,
        settled_by=both("Night shift supervisor", "Jefe del turno de noche"),
    ),
    BoardFact(
        "f2",
        "cyber-incident",
        both("Ransom note on the planners' screens", "Nota de rescate en las pantallas"),
        {},
        "unconfirmed",
        "restricted",
        420,
        both("Terminal operator", "Operador de la terminal"),
    ),
    BoardFact(
        "f3",
        "rumour",
        both("The ship-to-shore cranes are affected", "Las grúas están afectadas"),
        {},
        "unconfirmed",
        "unmarked",
        600,
        both("Local radio", "Radio local"),
        refuted_by="f1",
    ),
)
INBOX = (
    InboxItem(
        "i1",
        0,
        both("Night shift supervisor", "Jefe del turno de noche"),
        "terminal-operator",
        "phone",
        "critical",
        both("Screens are dark in the planning office", "Pantallas apagadas en planificación"),
        both(
            "We lost the terminal operating system at 06:10. Gate and yard planning stand still. "
            "Trucks are queuing back to the motorway. What shall we do?",
            "Perdimos el sistema operativo de la terminal a las 06:10. La puerta y el patio están "
            "parados. Los camiones hacen cola hasta la autopista. ¿Qué hacemos?",
        ),
        {"f1": "confirmed", "f2": "unconfirmed"},
        opened_at=130,
    ),
    InboxItem(
        "i2",
        400,
        both("Coast Guard", "Guardacostas"),
        "coast-guard",
        "vhf",
        "normal",
        both("Two ships asking for berths", "Dos buques piden atraque"),
        both(
            "MV AURORA and MV BOREAL ask when they can berth.", "Piden saber cuándo pueden atracar."
        ),
        {},
        intent="ask",
        asks=("berth-status",),
        opened_at=450,
        acknowledged_at=470,
    ),
    InboxItem(
        "i3",
        700,
        both("National CSIRT", "CSIRT nacional"),
        "csirt",
        "email",
        "high",
        both(
            "Please pass on to the terminal operator", "Por favor, pase al operador de la terminal"
        ),
        intent="relay",
        relay_to="terminal-operator",
    ),
    InboxItem(
        "i4",
        745,
        both("Local radio", "Radio local"),
        None,
        "phone",
        "low",
        both("Question from the morning programme", "Pregunta del programa matinal"),
    ),
)


def a_view(**changes: object) -> SeatView:
    """Twelve minutes into the first move, running at six times real time."""
    view = SeatView(
        session="s1",
        title=both("Ransomware at the container terminal", "Ransomware en la terminal"),
        marking="TLP:AMBER",
        agency="port-authority",
        seat="port-authority/1",
        solo=True,
        clock=ClockView(760, True, 6.0, "", "play", "2027-07-04T06:42:40-05:00"),
        move=MoveView(
            "m1",
            both("Dark screens", "Pantallas apagadas"),
            both(
                "It is early on a Sunday. The port is busy and the night shift is tired.",
                "Es domingo temprano. El puerto está lleno y el turno de noche, cansado.",
            ),
            1,
            2,
        ),
        inbox=INBOX,
        sent=(
            SentMessage(
                "m1",
                300,
                "csirt",
                "inform",
                "phone",
                "Systems down at the terminal",
                "Please advise.",
                {"f1": "confirmed"},
                "delivered",
                delivered_at=420,
            ),
            SentMessage(
                "m2",
                500,
                "customs",
                "inform",
                "email",
                "Gate closed",
                "",
                {"f1": "confirmed"},
                "at-relay",
                where="coast-guard",
                expected_at=1100,
            ),
            SentMessage(
                "m3",
                610,
                "designated-authority",
                "ask",
                "",
                "Which level?",
                "",
                {},
                "returned",
                reason="link-down",
            ),
        ),
        decisions=(
            DecisionView(
                "d1",
                560,
                "close-gate",
                ("terminal",),
                ("terminal-operator",),
                ("f1",),
                "Trucks are a danger on the motorway.",
                True,
            ),
        ),
        board=BOARD,
        places=(
            PlaceView("terminal", both("Terminal", "Terminal"), "port-facility", 1),
            PlaceView("mv-aurora", {"": "MV AURORA"}, "ship", 2),
        ),
        documents=(
            DocumentView(
                "pfsp",
                both("Port facility security plan (extract)", "Plan de protección (extracto)"),
                both(PLAN, "# 7.2 Incidentes cibernéticos\n\nAvise al **CSIRT**."),
            ),
        ),
        questions=(
            QuestionView(
                "q1",
                both(
                    "Who must be told now, and who must not?", "¿Quién debe saberlo ya, y quién no?"
                ),
                "text",
                (),
            ),
            QuestionView(
                "q2",
                both("Would you raise the level?", "¿Subiría el nivel?"),
                "choice",
                (both("Yes", "Sí"), both("No", "No")),
            ),
        ),
        requests=(RequestView("r1", 700, "How many trucks are there?", "About 120."),),
        agencies=AGENCIES,
        actions=(
            Entry("close-gate", both("Close the gate", "Cerrar la puerta"), targets=("place",)),
            Entry(
                "manual-gate",
                both("Work the gate on paper", "Trabajar en papel"),
                targets=("place",),
            ),
            Entry(
                "raise-level",
                both("Raise the security level", "Elevar el nivel de protección"),
                both("Decided by the Designated Authority.", "Lo decide la Autoridad Designada."),
                authority=False,
                targets=("place",),
            ),
            Entry("isolate", both("Isolate a system", "Aislar un sistema"), targets=("system",)),
        ),
        channels=(
            Entry("phone", both("Phone", "Teléfono")),
            Entry("vhf", both("VHF radio", "Radio VHF")),
            Entry("email", both("E-mail", "Correo electrónico")),
        ),
        fact_kinds=(
            Entry("cyber-incident", both("Cyber incident", "Incidente cibernético")),
            Entry("berth-status", both("Berths", "Atraques")),
            Entry("rumour", both("Rumour", "Rumor")),
        ),
        things=(
            Entry("tos", both("Terminal operating system", "Sistema operativo"), kind="system"),
            Entry("gate", both("Main gate", "Puerta principal"), kind="resource"),
        ),
    )
    return replace(view, **changes)


def an_announced_view() -> SeatView:
    told = (Announcement(600, "Lunch at twelve."), Announcement(720, "The hot wash is in room 2."))
    return a_view(announcements=told)


class FakeClient:
    """Implements ``Client``; what a test needs to know and steer is public."""

    def __init__(self, view: SeatView | None = None) -> None:
        self._view = view if view is not None else a_view()
        self._watching: list[Callable[[SeatView], None]] = []
        self.connected = True
        self.host_ended = False
        self.gone = None
        self.submitted: list[Command] = []
        self.drafted: list[DraftView | None] = []
        self.queries: list[RouteQuery] = []
        self.refusal: str | None = None
        self.refuse_to: set[str] = set()
        self.no_route: set[str] = set()
        self.broken = False
        self.clock_runs: asyncio.Event | None = None
        """Set up, what is submitted waits for it, as it does in a session that stands still."""
        self.skipped = 0
        self.closed = False

    @property
    def view(self) -> SeatView:
        return self._view

    def subscribe(self, changed: Callable[[SeatView], None]) -> Callable[[], None]:
        self._watching.append(changed)
        return lambda: self._watching.remove(changed)

    def push(self, view: SeatView | None = None, **changes: object) -> None:
        """A new picture reaches the screen."""
        self._view = replace(view or self._view, **changes)
        for changed in tuple(self._watching):
            changed(self._view)

    async def submit(self, command: Command) -> str:
        if self.broken:
            raise ConnectionError
        if self.clock_runs is not None:
            await self.clock_runs.wait()
        if self.refusal and (not self.refuse_to or getattr(command, "to", None) in self.refuse_to):
            raise Refused(self.refusal)
        self.submitted.append(command)
        return f"a{len(self.submitted)}"

    async def share_draft(self, draft: DraftView | None) -> None:
        self.drafted.append(draft)

    async def contacts(self) -> tuple[Contact, ...]:
        def way(channel: str, seconds: int, *, up: bool = True) -> ContactChannel:
            return ContactChannel(channel, seconds, "restricted", "24/7", True, up, "sop", True)

        return (
            Contact(
                "terminal-operator",
                AGENCIES[1].title,
                both("Runs the terminal.", "Opera la terminal."),
                (way("phone", 60), way("vhf", 30, up=False)),
                RoutePreview("terminal-operator", "phone", (), 60),
                together=True,
            ),
            Contact(
                "csirt",
                AGENCIES[2].title,
                {},
                (way("phone", 120), way("email", 900)),
                RoutePreview("csirt", "phone", (), 120),
            ),
            Contact(
                "customs",
                AGENCIES[4].title,
                {},
                (),
                RoutePreview("customs", "email", ("coast-guard",), 1500),
            ),
            Contact(
                "designated-authority",
                AGENCIES[5].title,
                {},
                (),
                RoutePreview("designated-authority", None, (), None, "no-route"),
            ),
        )

    async def route(self, query: RouteQuery) -> RoutePreview:
        self.queries.append(query)
        if self.broken:
            raise ConnectionError
        if query.via == "unlisted":
            return RoutePreview(query.to, "unlisted", (), 900)
        if query.via == "in-person":
            near = query.to == "terminal-operator"
            return RoutePreview(query.to, "in-person" if near else None, (), 0 if near else None)
        if query.to in self.no_route:
            return RoutePreview(query.to, None, (), None, "no-route")
        warnings = ("as-confirmed",) if query.facts.get("f2") == "confirmed" else ()
        relays = ("coast-guard",) if query.to == "customs" else ()
        return RoutePreview(query.to, query.via or "phone", relays, 120, "", warnings)

    async def skip_to_next(self) -> None:
        self.skipped += 1

    async def close(self) -> None:
        self.closed = True
