"""The programme over the years: ``tabletop programme`` and what can be entered into its ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from exercise.cli.output import as_json, give, language_option, told_plainly, write_file

__all__ = ["commands"]

LEDGER = "programme.ledger"
"""The ledger where none is named: in the folder that one is in, like the sessions."""

ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path),
    default=Path(LEDGER),
    show_default=True,
    help="The ledger's file.",
)
at_option = click.option(
    "--at", metavar="DAY", help="As of this day (2027-03-31). [default: today]"
)


@click.group(invoke_without_command=True)
@ledger_option
@at_option
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@click.pass_context
@told_plainly
def programme(
    context: click.Context, ledger: Path, at: str | None, json_wanted: bool, lang: str
) -> None:
    """Exercises over the years: ISPS intervals, corrective actions, trends.

    Exit status 1 where an interval does not hold now or an action is overdue.
    """
    if context.invoked_subcommand is not None:
        return
    from exercise.cli.standing import standing_text
    from exercise.programme.standing import to_json

    found = _standing(ledger, at)
    if json_wanted:
        click.echo(as_json(to_json(found)))
    else:
        give(standing_text(found, lang), None)
    if not found.in_order:
        raise SystemExit(1)


@programme.command()
@click.argument("session", type=click.Path(path_type=Path))
@click.option("--facility", multiple=True, help="A real port facility it was held for; repeatable.")
@click.option("--day", help="When it was held, if not when it was recorded.")
@click.option("--plan", type=click.Path(path_type=Path), help="The report's workbook, filled in.")
@ledger_option
@language_option
@told_plainly
def add(
    session: Path,
    facility: tuple[str, ...],
    day: str | None,
    plan: Path | None,
    ledger: Path,
    lang: str,
) -> None:
    """Enter SESSION into the ledger, with the improvement plan agreed on.

    That is the one in the record, or the workbook's.
    """
    from exercise.cli.judge import read_content
    from exercise.cli.record import trusting_nothing
    from exercise.cli.standing import entered_text
    from exercise.programme.entries import actions_of, held_of, results_of
    from exercise.programme.ledger import open_ledger
    from exercise.programme.planfile import read_plan

    held_on = None if day is None else _day(day)
    content = read_content(session, None)
    with trusting_nothing(session):
        drills = None if content.setup.profile is None else content.setup.profile.drills
        held = held_of(
            content,
            lang,
            day=held_on,
            named=facility,
            also_drill=drills is not None and drills.tabletop_counts,
        )
        results = results_of(content, lang)
        actions = actions_of(content, lang) if plan is None else read_plan(plan)
    with open_ledger(ledger, create=True) as book:
        entered = book.enter(held, results, actions)
    _tell(entered_text(entered, lang))


@programme.command()
@click.argument("kind", type=click.Choice(("exercise", "drill")))
@click.option("--facility", multiple=True, required=True, help="The port facility; repeatable.")
@click.option("--day", required=True, help="When it was held: 2027-03-31.")
@click.option("--title", default="", help="What it was.")
@ledger_option
@language_option
@told_plainly
def held(
    kind: str, facility: tuple[str, ...], day: str, title: str, ledger: Path, lang: str
) -> None:
    """Enter an exercise or a drill that was held without this program."""
    from exercise.cli.standing import entered_text
    from exercise.programme.ledger import open_ledger
    from exercise.programme.model import Held

    held_on = _day(day)
    parts = (kind, held_on.isoformat(), *sorted(facility), *([title] if title else []))
    entry = Held(
        "/".join(parts),
        title or kind,
        held_on,
        kind,
        facility,
        day_said=True,
        places_said=True,
    )
    with open_ledger(ledger, create=True) as book:
        entered = book.enter(entry)
    _tell(entered_text(entered, lang))


@programme.command("list")
@ledger_option
@language_option
@told_plainly
def list_held(ledger: Path, lang: str) -> None:
    """List what was held, each with the number by which it can be removed."""
    from exercise.cli.standing import held_text
    from exercise.programme.ledger import open_ledger

    with open_ledger(ledger) as book:
        give(held_text(book.held(), lang), None)


@programme.command()
@click.argument("number", type=int)
@click.option("--force", is_flag=True, help="Remove its corrective actions with it.")
@ledger_option
@language_option
@told_plainly
def remove(number: int, force: bool, ledger: Path, lang: str) -> None:
    """Remove what was entered by mistake, by the NUMBER that the list shows."""
    from agencies.language import words
    from exercise.cli.standing import called
    from exercise.programme.ledger import open_ledger

    with open_ledger(ledger) as book:
        gone = book.remove(number, force=force)
    told = words(lang)(
        "Removed: {title}, {day}.", title=called(gone, lang), day=gone.day.isoformat()
    )
    _tell(told)


@programme.command()
@click.argument("number", type=int)
@click.option("--done", metavar="DAY", help="The day on which it was done.")
@click.option("--due", metavar="DAY", help="The day by which it is due.")
@click.option("--contact", help="Whom to ask.")
@ledger_option
@language_option
@told_plainly
def action(
    number: int, done: str | None, due: str | None, contact: str | None, ledger: Path, lang: str
) -> None:
    """Note that corrective action NUMBER is done, when it is due, or whom to ask."""
    from agencies.language import words
    from exercise.errors import RequestError
    from exercise.programme.ledger import open_ledger

    if done is None and due is None and contact is None:
        raise RequestError("Say what is to be noted: --done, --due or --contact.")
    days = {"done": None if done is None else _day(done), "due": None if due is None else _day(due)}
    with open_ledger(ledger) as book:
        book.settle(number, contact=contact, **days)
    _tell(words(lang)("Noted for corrective action {n}.", n=number))


@programme.command("report")
@click.option("--format", "wanted", metavar="LIST", help="One or several of html,pdf,docx,md.")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to write, or a folder for it, as in reports/, made where there is none.",
)
@click.option("--force", is_flag=True, help="Replace existing files.")
@click.option("--marking", default="", help="Handling marking of the report.")
@at_option
@ledger_option
@language_option
@told_plainly
def programme_report(
    wanted: str | None,
    output: str | None,
    force: bool,
    marking: str,
    at: str | None,
    ledger: Path,
    lang: str,
) -> None:
    """Write the programme as a report."""
    from exercise.cli.reporting import chosen_shapes, give_files, names_for
    from exercise.programme.pages import programme_document
    from exercise.report import exercise_marking
    from exercise.report.shapes import set_document

    shapes = chosen_shapes(wanted, output, ("html", "pdf", "docx", "md"))
    own = f" · {marking}" if marking else ""
    document = programme_document(_standing(ledger, at), lang, exercise_marking(lang) + own)
    texts = {shape: set_document(document, shape) for shape in shapes}
    names = names_for(ledger, shapes, output, what="report", language=lang)
    give_files(texts, names, output=output, force=force)


@programme.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@at_option
@ledger_option
@language_option
@told_plainly
def remind(output: Path | None, force: bool, at: str | None, ledger: Path, lang: str) -> None:
    """Give what is due as an iCalendar file, for any calendar."""
    from exercise.programme.reminders import calendar

    text = calendar(_standing(ledger, at), lang, datetime.now(UTC))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text.encode("utf-8"), force=force)


def _standing(ledger: Path, at: str | None) -> Any:
    from exercise.programme.ledger import open_ledger
    from exercise.programme.standing import standing

    day = datetime.now(UTC).astimezone().date() if at is None else _day(at)
    with open_ledger(ledger) as book:
        return standing(book, day)


def _day(text: str) -> date:
    from agencies.text import plain
    from exercise.errors import RequestError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestError(
            "'{value}' is no day; write it as 2027-03-31.", value=plain(text, limit=40)
        ) from None


def _tell(line: str) -> None:
    from agencies.text import plain

    click.echo(plain(line).replace("\n", " "), err=True)


commands: tuple[click.Command, ...] = (programme,)
