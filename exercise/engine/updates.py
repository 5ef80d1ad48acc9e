"""Corrections: what an agency has passed on and now knows better, it tells those whom it told."""

from __future__ import annotations

from collections.abc import Callable

from exercise.engine.acts import Acts
from exercise.engine.officer import Officer
from exercise.engine.phrasing import Letter, Phrasing
from exercise.engine.run import Process, Run
from exercise.engine.sharing import exchanged, outdated, shareable
from exercise.events import Event, FactLearned, MessageReturned, SeatLeft

__all__ = ["Updates"]


class Updates:
    """Follows each fact that was passed on until it is confirmed or found not to be true.

    Args:
        owed: The facts that an agency is to tell another of its own accord: what these correct is
            said with them.
    """

    def __init__(
        self,
        run: Run,
        acts: Acts,
        officer: Officer,
        phrasing: Phrasing,
        owed: Callable[[str, str], set[str]],
    ) -> None:
        self._run = run
        self._acts = acts
        self._officer = officer
        self._phrasing = phrasing
        self._owed = owed
        self._at_work: set[tuple[str, str]] = set()
        run.when(FactLearned, self._look)
        run.when(MessageReturned, self._look)
        run.when(SeatLeft, self._look)

    def _look(self, event: Event) -> None:
        """Begin to tell everybody who was told what the agency knows better by now."""
        agency, run = event.agency or "", self._run
        if not run.simulated(agency):
            return
        for to in run.state.traffic.written_to(agency):
            if (agency, to) not in self._at_work and outdated(run.state, agency, to):
                cause = f"{event.id}/update/{to}"
                if not self._officer.forgets(cause):
                    self._at_work.add((agency, to))
                    run.start(self._tell(agency, to, cause))

    def _tell(self, agency: str, to: str, cause: str) -> Process:
        officer = self._officer
        yield from officer.takes_time(cause)
        while officer.on_watch(agency) and (news := self._news(agency, to)):
            if self._send(agency, to, news, cause):
                break
            yield from officer.waits(cause)
        self._at_work.discard((agency, to))

    def _news(self, agency: str, to: str) -> dict[str, str]:
        """What to correct, with what refutes it; nothing where a report of it is owed anyway."""
        state = self._run.state
        better = outdated(state, agency, to)
        refuting = [fact for rumour in better for fact in state.need.refuting(rumour)]
        told = exchanged(state, agency, to, refuting)
        better |= shareable(state, agency, to, [fact for fact in refuting if fact not in told])
        return {} if self._owed(agency, to) & set(better) else better

    def _send(self, agency: str, to: str, news: dict[str, str], cause: str) -> bool:
        """Send what can be sent; False where nothing can at present."""
        news = self._acts.sendable(agency, to, news)
        if not news:
            return False
        letter = Letter(agency, to, cause, self._phrasing.subject(news))
        situation = "correction" if "denied" in news.values() else "update"
        self._acts.send(
            agency,
            to,
            cause,
            actor="playbook",
            facts=news,
            wording=self._phrasing.wording(situation, letter, facts=news, reply=True),
        )
        return True
