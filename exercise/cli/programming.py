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

    Exit status 1 where an interval does not hold or an action is overdue.
    """
    if context.invoked_subcommand is not None:
        return
    from exercise.programme.standing import to_json

    found = _standing(ledger, at)
    if json_wanted:
        click.echo(as_json(to_json(found)))
    else:
        give(_text(found, lang), None)
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
        _tell_entered(book.enter(held, results, actions), lang)


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
        _tell_entered(book.enter(entry), lang)


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
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.")
@click.option("--force", is_flag=True, help="Replace existing files.")
@click.option("--marking", default="", help="Handling marking of the report.")
@at_option
@ledger_option
@language_option
@told_plainly
def programme_report(
    wanted: str | None,
    output: Path | None,
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
    give_files(texts, names, printed=output is None, force=force)


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


def _text(found: Any, language: str) -> str:
    """The programme for a terminal: the report's Markdown says the same, so it is short."""
    from agencies.language import words
    from agencies.text import plain
    from exercise.cli.layout import paragraph, table
    from exercise.programme.pages import lapse_in_words

    say = words(language)
    rows: list[Any] = []
    for one in found.facilities:
        due, drill = one.exercise_due.isoformat(), one.drill_due.isoformat()
        rows.append((plain(one.name), say("yes") if one.holds else say("NO"), due, drill))
        rows += [f"  {lapse_in_words(lapse, language)}" for lapse in one.lapses]
    head = (
        say("Port facility"),
        say("Intervals hold?"),
        say("Next exercise by"),
        say("Next drill by"),
    )
    parts = [say("ISPS intervals, {day}", day=found.at.isoformat()) + "\n"]
    parts.append(
        table(rows, head) if rows else paragraph(say("No port facility is in the ledger."))
    )
    counts = {"overdue": len(found.overdue), "open": len(found.open), "done": len(found.done)}
    parts.append(
        "\n"
        + say("Corrective actions overdue: {overdue}, open: {open}, done: {done}", **counts)
        + "\n"
    )
    lines = [
        (str(one.id), one.due or "–", plain(one.action).replace("\n", " "), plain(one.organization))
        for one in (*found.overdue, *found.open)
    ]
    if lines:
        columns = (
            say("No."),
            say("Due by"),
            say("Corrective action"),
            say("Responsible organization"),
        )
        parts.append(table(lines, columns))
    return "\n".join(part.rstrip("\n") for part in parts)


def _day(text: str) -> date:
    from agencies.text import plain
    from exercise.errors import RequestError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RequestError(
            "'{value}' is no day; write it as 2027-03-31.", value=plain(text, limit=40)
        ) from None


def _tell_entered(entered: Any, language: str) -> None:
    """What became of an entry: whether it was there, what it counts for, and its actions."""
    from agencies.language import words

    say, held = words(language), entered.held
    named = {"title": held.title, "day": held.day.isoformat()}
    told = [
        say("Entered: {title}, {day}", **named)
        if entered.new
        else say("Was there; entered anew: {title}, {day}", **named),
        say("Port facilities: {names}", names=", ".join(held.facilities))
        if held.facilities
        else say("It counts for no port facility; name them with --facility"),
    ]
    if held.pack:
        counts = {"added": entered.added, "updated": entered.updated}
        told.append(say("Corrective actions added: {added}, updated: {updated}", **counts))
    if entered.left:
        told.append(say("{n} open ones are not in this plan, and stay open", n=entered.left))
    _tell(". ".join(told) + ".")


def _tell(line: str) -> None:
    from agencies.text import plain

    click.echo(plain(line).replace("\n", " "), err=True)


commands: tuple[click.Command, ...] = (programme,)
