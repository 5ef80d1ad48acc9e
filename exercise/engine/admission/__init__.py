"""Admission: whether a command may be, and the event it becomes."""

from __future__ import annotations

from exercise import commands as c
from exercise.engine.acts import Acts
from exercise.engine.admission.answers import QuestionRules
from exercise.engine.admission.clock import ClockRules
from exercise.engine.admission.control import ControlRules
from exercise.engine.admission.desks import DeskRules
from exercise.engine.admission.plans import PlanRules
from exercise.engine.admission.saying import Checks, same_as
from exercise.engine.run import Run
from exercise.engine.world import World
from exercise.errors import Refused
from exercise.events import Body

__all__ = ["Admission"]


class Admission:
    """Checks each command against the rules of play and tells the event of it."""

    def __init__(self, run: Run, acts: Acts, world: World) -> None:
        self._run = run
        self._world = world
        self._count: dict[tuple[str, str, str], int] = {}
        self._checks: Checks = {
            **DeskRules(run, acts).checks,
            **ClockRules(run).checks,
            **ControlRules(run).checks,
            **QuestionRules(run).checks,
            **PlanRules(run).checks,
        }

    def admit(self, submission: c.Submission, cause: str | None = None) -> None:
        """Tell the event of a command.

        Raises:
            Refused: With the reason; nothing has then changed.
        """
        command, agency = submission.command, submission.agency or ""
        for name in (submission.request, submission.seat):
            if name is not None and (len(name) > 200 or not name.isprintable()):
                raise Refused("A name may have 200 printable characters at the most.")
        ended = self._run.state.clock.phase == "ended"
        if ended and not isinstance(command, _AFTER_ENDEX):
            raise Refused("The exercise has ended.")
        if agency and agency not in self._run.network.file.agencies:
            raise Refused("There is no agency '{agency}' in this network.", agency=agency)
        if isinstance(command, _OF_A_DESK) and not agency:
            raise Refused("This is for a desk to do.")
        check = self._checks.get(type(command))
        body = check(command, agency) if check else same_as(command)
        self._run.tell(
            body,
            cause or self._cause(submission, body),
            actor=submission.actor,
            agency=submission.agency,
            seat=submission.seat,
            request=submission.request,
            origin="command",
        )
        if isinstance(command, c.EndExercise):
            self._world.close_move()

    def _cause(self, submission: c.Submission, body: Body) -> str:
        """``<agency>/<verb>/<object>/<occurrence>``: what was done to what, and the how-manieth."""
        verb = type(submission.command).__name__
        who = submission.agency or submission.actor
        thing = str(getattr(body, _OBJECT.get(verb, ""), "") or "-")
        count = self._count[who, verb, thing] = self._count.get((who, verb, thing), 0) + 1
        return f"{who}/{verb}/{thing}/{count}"


_OF_A_DESK = (
    c.TakeSeat,
    c.LeaveSeat,
    c.OpenItem,
    c.SendMessage,
    c.RelayItem,
    c.LogDecision,
    c.RequestInformation,
    c.AnswerQuestion,
)

_AFTER_ENDEX = (
    c.AgreePlanLine,
    c.AnswerQuestion,
    c.CloseQuestion,
    c.CodeItem,
    c.DropPlanLine,
    c.LeaveSeat,
    c.ProposePlanLine,
    c.PutPoll,
    c.RevealAnswers,
)
"""What the hot wash needs, and what completes the record."""

_OBJECT = {
    "TakeSeat": "seat",
    "LeaveSeat": "seat",
    "OpenItem": "item",
    "SendMessage": "to",
    "RelayItem": "item",
    "LogDecision": "action",
    "AnswerQuestion": "question",
    "HoldInject": "inject",
    "ReleaseInject": "inject",
    "SkipInject": "inject",
    "EditInject": "inject",
    "BeginMove": "move",
    "Place": "thing",
    "SetLevel": "place",
    "GrantContact": "message",
    "RefuseContact": "message",
    "CodeItem": "item",
    "OpenQuestion": "question",
    "PutPoll": "question",
    "CloseQuestion": "question",
    "RevealAnswers": "question",
    "ProposePlanLine": "line",
    "AgreePlanLine": "line",
    "DropPlanLine": "line",
}
"""The field of each command's event that names what it was done to."""
