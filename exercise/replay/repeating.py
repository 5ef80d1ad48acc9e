"""Recorded commands, as an engine takes them again."""

from __future__ import annotations

from dataclasses import replace

from exercise.commands import (
    AnswerQuestion,
    Command,
    ProposePlanLine,
    PutPoll,
    SendMessage,
    Submission,
)
from exercise.events import Event, command_of

__all__ = ["recorded_command"]

WORDS = "…"
"""Stands where words were."""


def recorded_command(event: Event) -> Submission | None:
    """The command that an event records, as admission wants it; None for what is no command.

    Words are taken out of a redacted record, without which some commands would not have been
    admitted. Which ones makes no difference to what follows.
    """
    submission = command_of(event)
    if submission is None:
        return None
    command = _with_words(submission.command)
    return submission if command is submission.command else replace(submission, command=command)


def _with_words(command: Command) -> Command:
    match command:
        case SendMessage(intent="inform", text=text) if not (command.facts or text.strip()):
            return replace(command, text=WORDS)
        case PutPoll(ask="", form=form, options=options):
            return replace(
                command, ask=WORDS, options=options or ((WORDS, WORDS) if form == "choice" else ())
            )
        case AnswerQuestion(answer=""):
            # A choice and a scale have a first step; a text may say anything.
            return replace(command, answer="1")
        case ProposePlanLine(issue=issue, action=action, organization=who):
            return replace(
                command, issue=issue or WORDS, action=action or WORDS, organization=who or WORDS
            )
    return command
