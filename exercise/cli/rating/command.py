"""``tabletop rate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise.cli.output import as_json, give, language_option, told_plainly

if TYPE_CHECKING:
    from exercise.report.content import Content
    from exercise.session.bench import Bench
    from exercise.session.rating import Rater

__all__ = ["commands"]


@click.command()
@click.argument("session", type=click.Path(path_type=Path))
@click.option("--evaluator", metavar="WHO", help="Your name, or your code from before (E2).")
@click.option("--self", "agency", metavar="AGENCY", help="Rate as this agency: a self-assessment.")
@click.option("--lead", is_flag=True, help="Give the final ratings, and sign.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Take answers from this YAML or JSON file; '-' for standard input.",
)
@click.option(
    "--take",
    "taken",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Take in an evaluation of SESSION from another computer; may be given several times.",
)
@click.option("--finish", is_flag=True, help="Say that nothing more is to come.")
@click.option("--sign", is_flag=True, help="With --lead: sign and seal the evaluation.")
@click.option("--json", "json_wanted", is_flag=True, help="Print one JSON object.")
@language_option
@told_plainly
def rate(
    session: Path,
    evaluator: str | None,
    agency: str | None,
    lead: bool,
    answers: Path | None,
    taken: tuple[Path, ...],
    finish: bool,
    sign: bool,
    json_wanted: bool,
    lang: str,
) -> None:
    """Rate SESSION after the exercise, by the guide of its pack.

    For each critical task and capability target: the evidence first, then four questions; the
    letter follows. Others' ratings are shown once you have finished. Without --evaluator it says
    who has rated how much.
    """
    from exercise.errors import RequestError
    from exercise.session.rating import as_agency, as_evaluator

    if taken and (evaluator or agency or lead or answers or finish or sign):
        raise RequestError("--take goes alone: take the files in first, then rate or sign.")
    if agency is not None and (evaluator is not None or lead):
        raise RequestError("--self goes without --evaluator and --lead.")
    if evaluator is None and agency is None and (lead or answers or finish or sign):
        raise RequestError("Say who you are: --evaluator NAME, or --self AGENCY.")
    if sign and not lead:
        raise RequestError("Only the lead evaluator signs: add --lead.")
    bench, content = _opened(session)
    for path in taken:
        _take_file(bench, path, lang)
    if taken:
        content = _gathered(bench)
    if evaluator is None and agency is None:
        _status(bench, content, lang, json_wanted=json_wanted)
        return
    rater = as_evaluator(bench, evaluator or "") if agency is None else as_agency(bench, agency)
    if lead and answers is None and not bench.signed:
        rater.lead()
    asked = not (answers or finish or sign or json_wanted)
    if answers is not None:
        _take(rater, answers, lang, lead=lead)
    if finish and not rater.finished:
        rater.finish()
    if lead and json_wanted and not bench.signed:
        rater.lead()
    if sign:
        from exercise.session.sealing import host_key

        rater.sign(host_key())
    if json_wanted:
        _print(rater, content, lang, lead=lead)
    elif asked:
        _ask(rater, content, lang, lead=lead)


def _opened(session: Path) -> tuple[Bench, Content]:
    from exercise.cli.password import password_of
    from exercise.cli.record import read_session, trusting_nothing
    from exercise.session.bench import Bench
    from exercise.session.evaluationfile import EvaluationFile

    setup, network, events = read_session(session)
    file = EvaluationFile.of(session, password_of(session))
    with trusting_nothing(session):
        bench = Bench(setup, network, events, file)
        return bench, _gathered(bench)


def _gathered(bench: Bench) -> Content:
    from exercise.report import gather

    return gather(bench.setup, bench.network, bench.events, bench.added)


def _take_file(bench: Bench, path: Path, language: str) -> None:
    from agencies.language import words
    from agencies.text import plain
    from exercise.evaluation.ratings import code_of
    from exercise.session.taking import take

    found = take(bench, path)[1:]
    codes = dict.fromkeys(code_of(event.seat) for event in found if event.seat)
    said = words(language)(
        "{path}: {n} entries taken ({codes}).",
        path=plain(str(path)),
        n=len(found),
        codes=", ".join(codes) or "–",
    )
    click.echo(said, err=True)


def _status(bench: Bench, content: Content, language: str, *, json_wanted: bool) -> None:
    """Who has rated how much. The ratings stand in score and report; here they would be seen."""
    from exercise.cli.rating.telling import status_text
    from exercise.evaluation.ratings_json import rated_json

    if json_wanted:
        found = rated_json(bench.rated, language)
        click.echo(as_json({name: found[name] for name in ("evaluators", "signed_by", "key")}))
        return
    give(status_text(bench, content, language, everything=False).rstrip("\n"), None)


def _take(rater: Rater, answers: Path, language: str, *, lead: bool) -> None:
    from agencies.language import words
    from exercise.cli.rating.answers import add_answers, read_answers
    from exercise.errors import RequestError

    found = read_answers(answers, rater, language)
    if found.final and not lead:
        raise RequestError("Only the lead evaluator gives final ratings: add --lead.")
    count = add_answers(found, rater)
    say = words(language)
    click.echo(say("{code}: {n} entries added.", code=rater.code, n=count), err=True)


def _print(rater: Rater, content: Content, language: str, *, lead: bool) -> None:
    from exercise.cli.rating.telling import guide_json
    from exercise.evaluation.ratings_json import rated_json

    found = guide_json(rater, content, language)
    if rater.finished or lead:
        found["ratings"] = rated_json(rater.bench.rated, language)
    click.echo(as_json(found))


def _ask(rater: Rater, content: Content, language: str, *, lead: bool) -> None:
    from exercise.cli.rating.asking import Asker, LeadAsker
    from exercise.cli.rating.telling import status_text

    if lead:
        LeadAsker(rater, content, language).run()
    elif rater.finished:
        text = status_text(rater.bench, content, language, everything=True)
        give(text.rstrip("\n"), None)
    else:
        Asker(rater, content, language).run()


commands: tuple[click.Command, ...] = (rate,)
