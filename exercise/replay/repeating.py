"""Recorded commands, as an engine takes them again."""

from __future__ import annotations

from dataclasses import replace

from exercise.commands import ProposePlanLine, PutPoll, SendMessage, Submission
from exercise.events import Event, command_of

__all__ = ["recorded_command"]


def recorded_command(event: Event) -> Submission | None:
    """The command that an event records, as admission wants it; None for what is no command.

    A message that informs and carries no fact had words, or it would not have been admitted. Where
    they were taken out of a redacted record, which ones makes no difference to what follows. The
    same goes for what is asked in a poll, and what a line of the improvement plan says.
    """
    submission = command_of(event)
    if submission is None:
        return None
    command = submission.command
    if isinstance(command, ProposePlanLine):
        words = {
            name: getattr(command, name) or "…" for name in ("issue", "action", "organization")
        }
        return replace(submission, command=replace(command, **words))
    if isinstance(command, PutPoll) and not command.ask:
        options = command.options or (("…", "…") if command.form == "choice" else ())
        return replace(submission, command=replace(command, ask="…", options=options))
    if not isinstance(command, SendMessage) or command.intent != "inform":
        return submission
    if not command.facts and not command.text.strip():
        return replace(submission, command=replace(command, text="…"))
    return submission
