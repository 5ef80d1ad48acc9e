"""Who is on watch at simulated desks: how long they take to act, and what they forget."""

from __future__ import annotations

from agencies.model import DEFAULT_SKILLS, Skill
from exercise.engine.agenda import Phase
from exercise.engine.run import Process, Run

__all__ = ["TRY_AGAIN", "Officer"]

TRY_AGAIN = 300
"""Seconds after which a way to somebody is looked for again where there was none."""


class Officer:
    """The officer of the watch at every desk that a playbook has, as good as the run's skill."""

    def __init__(self, run: Run) -> None:
        self._run = run
        skills: dict[str, Skill] = {**DEFAULT_SKILLS}
        skills.update(run.network.file.skills)  # type: ignore[arg-type]
        self._skill = skills[run.setup.skill]

    def on_watch(self, agency: str) -> bool:
        """Whether a playbook may act for ``agency`` now."""
        return self._run.simulated(agency) and self._run.state.clock.phase != "ended"

    def forgets(self, act: str) -> bool:
        """Whether this act is forgotten altogether."""
        return self._run.draw("miss", act) < self._skill.miss

    def takes_time(self, cause: str) -> Process:
        """The time from knowing to acting, then the desk's turn in that second."""
        yield self._run.after(self._skill.response.at(self._run.draw("response", cause)))
        yield self._run.turn(Phase.DESK, cause)

    def waits(self, cause: str) -> Process:
        """The time until something is tried again."""
        yield self._run.after(TRY_AGAIN)
        yield self._run.turn(Phase.DESK, cause)
