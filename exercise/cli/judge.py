"""Judging and publishing: ``score``, ``report``, ``export`` and ``verify``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from exercise.cli.output import as_json, give, language_option, told_plainly, write_file

__all__ = ["commands", "read_content", "write_report"]

Texts = dict[str, str | bytes]
"""What to print or write, by its shape."""

SESSION = click.Path(path_type=Path)
_BEGINS_KEY = re.compile("[0-9a-fA-F]{1,64}")


@click.command()
@click.argument("session", type=SESSION)
@click.option("--at", metavar="T+HH:MM", help="Score as of this exercise time.")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def score(session: Path, at: str | None, json_wanted: bool, lang: str) -> None:
    """Score SESSION: what was expected, what was done, and who knew what since when.

    Every number names the events it rests on (docs/reference/scores.md).
    """
    from exercise.cli.borrowed import borrowed
    from exercise.cli.scores import score_json, score_text

    content = read_content(session, at)
    if json_wanted:
        click.echo(as_json(score_json(content, lang)))
        return
    give(score_text(content, lang).rstrip("\n"), None)
    told = borrowed(content.setup, lang)
    if told is not None:
        click.echo(told.into(lang), err=True)


@click.command()
@click.argument("session", type=SESSION)
@click.option(
    "--format",
    "wanted",
    metavar="LIST",
    help="One or several of html,pdf,docx,xlsx,md,json. [default: the ending of -o, else md]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to write, or a folder for it, as in reports/, made where there is none.",
)
@click.option(
    "--isps",
    is_flag=True,
    help="The ISPS exercise record instead: a page for each port facility that took part.",
)
@click.option("--force", is_flag=True, help="Replace existing files.")
@language_option
@told_plainly
def report(
    session: Path, wanted: str | None, output: str | None, isps: bool, force: bool, lang: str
) -> None:
    """Write the draft of an after-action report on SESSION.

    One text format without -o is printed; anything else goes into files, which are named on
    standard error. Their names follow from the session's, as in port-report.es.pdf.
    """
    from exercise.cli.record import trusting_nothing
    from exercise.cli.reporting import chosen_shapes, give_files, names_for

    known, what, make = None, "report", _reports
    if isps:
        known, what, make = ("html", "pdf", "docx", "md"), "isps-record", _isps_records
    shapes = chosen_shapes(wanted, output, known)
    content = read_content(session, None)
    with trusting_nothing(session):
        texts = make(content, shapes, lang)
    names = names_for(session, shapes, output, what=what, language=lang)
    give_files(texts, names, output=output, force=force)


def _reports(content: Any, shapes: tuple[str, ...], language: str) -> Texts:
    from exercise.report import made

    return {shape: made(content, language, shape) for shape in shapes}


def _isps_records(content: Any, shapes: tuple[str, ...], language: str) -> Texts:
    from exercise.errors import RecordError
    from exercise.report.isps import isps_record
    from exercise.report.shapes import set_document

    document = isps_record(content, language)
    if document is None:
        raise RecordError(
            "No port facility's security officer took part: people sat at no such desk."
        )
    return {shape: set_document(document, shape) for shape in shapes}


@click.command()
@click.argument("session", type=SESSION)
@click.option(
    "--format",
    "wanted",
    metavar="LIST",
    help="One or several of jsonl,csv,xapi,graphml. [default: the ending of -o, else jsonl]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to write, or a folder for it, as in reports/, made where there is none.",
)
@click.option("--redacted", is_flag=True, help="A session file without names and free text.")
@click.option("--force", is_flag=True, help="Replace existing files.")
@language_option
@told_plainly
def export(
    session: Path,
    wanted: str | None,
    output: str | None,
    redacted: bool,
    force: bool,
    lang: str,
) -> None:
    """Export SESSION for other programs, or as a copy that can be passed on.

    Its events as JSON lines or CSV, what happened as xAPI statements, or the awareness network as
    GraphML. With --redacted a session file without names and free text, whose chain and seal are
    those of the original.
    """
    if redacted:
        _redact(session, wanted, output, force=force, language=lang)
        return
    from exercise.cli.reporting import chosen_shapes, give_files, names_for
    from exercise.report.exports import EXPORTS

    shapes = chosen_shapes(wanted, output, tuple(EXPORTS), "jsonl")
    texts = {shape: _export(session, shape, lang) for shape in shapes}
    names = names_for(session, shapes, output, what="export", language="", endings=EXPORTS)
    give_files(texts, names, output=output, force=force)


def _export(session: Path, shape: str, language: str) -> str:
    from exercise.cli.record import read_events, trusting_nothing
    from exercise.report import exports

    if shape == "jsonl":
        return exports.events_jsonl(read_events(session), language)
    if shape == "csv":
        return exports.events_csv(read_events(session), language)
    content = read_content(session, None)
    with trusting_nothing(session):
        if shape == "xapi":
            return as_json(exports.statements(content, language))
        return exports.awareness_graphml(content, language)


def _redact(
    session: Path, wanted: str | None, output: str | None, *, force: bool, language: str
) -> None:
    import shlex

    from agencies.language import phrase
    from agencies.text import plain
    from exercise.cli.called import called
    from exercise.cli.record import read_events
    from exercise.cli.reporting import names_a_folder
    from exercise.errors import RequestError
    from exercise.journal.redaction import redact

    if output is None or wanted is not None:
        raise RequestError("A redacted copy is a session file: name it with -o, without --format.")
    if names_a_folder(output):
        raise RequestError("{path} is a folder; name a file in it.", path=plain(output))
    redact(session, Path(output), force=force)
    read_events(session)  # for what is to be said against it
    program, copy, own = called(), *(shlex.quote(plain(one)) for one in (output, str(session)))
    for told in (
        phrase("Whoever gets it checks it with: {command}", command=f"{program} verify {copy}"),
        phrase(
            "Whoever has the original too, with: {command}",
            command=f"{program} verify {copy} --against {own}",
        ),
    ):
        click.echo(told.into(language), err=True)


@click.command()
@click.argument("session", type=SESSION)
@click.option("--key", metavar="KEY", help="The key that should have sealed it, or how it begins.")
@click.option(
    "--evaluation-key",
    metavar="KEY",
    help="The same of the evaluation beside it, where the lead signed on another computer.",
)
@click.option(
    "--against",
    type=SESSION,
    metavar="FILE",
    help="The session file that it should be a copy of, redacted or not.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def verify(
    session: Path,
    key: str | None,
    evaluation_key: str | None,
    against: Path | None,
    json_wanted: bool,
    lang: str,
) -> None:
    """Check that SESSION is what was recorded, and that running it again gives the same.

    Looks at the chain of events, the seal, and the digest beside the file if there is one; with
    --against also whether every event is the original's. Exit status 0 if all is right, 1 if not.
    """
    from agencies.text import plain
    from exercise.cli.verifying import verify_session
    from exercise.errors import RequestError

    for given in (key, evaluation_key):
        if given is not None and not _BEGINS_KEY.fullmatch(given):
            raise RequestError("A key is 64 hexadecimal digits, or how they begin.")
    checked = verify_session(session, key, evaluation_key, against)
    if json_wanted:
        click.echo(as_json(checked.to_json()))
    else:
        click.echo(plain(checked.text(lang)))
    if not checked.ok:
        raise SystemExit(1)


def read_content(session: Path, at: str | None) -> Any:
    """What a report on a session file, as of ``at``, is written from.

    Raises:
        RecordError: If the session cannot be read or trusted.
    """
    from exercise.cli.record import read_added, read_doubted, trusting_nothing
    from exercise.cli.times import second_of
    from exercise.report import gather

    moment = None if at is None else second_of(at)
    setup, network, events, found = read_doubted(session)
    if moment is not None and moment > max(event.at for event in events):
        # Nothing is known of what came after the record's end, not even that time passed.
        moment = None
    added = read_added(session)
    with trusting_nothing(session):
        return gather(
            setup, network, events, added, at=moment, doubts=found.doubts, seal=found.seal
        )


def write_report(
    session: Path, output: Path, *, language: str, shape: str = "html", force: bool = False
) -> Path:
    """Write the report on a session file to ``output`` and return that path.

    Raises:
        RecordError: If the session cannot be read or trusted.
        RequestError: If ``output`` exists or cannot be written.
    """
    from exercise.cli.record import trusting_nothing
    from exercise.report import made

    content = read_content(session, None)
    with trusting_nothing(session):
        text = made(content, language, shape)
    return write_file(output, text, force=force)


commands: tuple[click.Command, ...] = (score, report, export, verify)
