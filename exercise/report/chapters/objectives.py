"""Objectives with their ratings, and under each what was strong and what is to be improved."""

from __future__ import annotations

from collections.abc import Iterator

from exercise.evaluation.added import place_of
from exercise.evaluation.model import Grade, ObjectiveResult, Reason
from exercise.events import ObservationMade
from exercise.report.chapters.findings import TellsOf, Told
from exercise.report.chapters.ratings import letters_in_words
from exercise.report.document import Block, Bullets, Cell, Cite, Heading, Prose, Table, Tag
from exercise.report.voice import Voice
from exercise.report.wording import ACHIEVED, ACHIEVED_TONES, RATINGS, reason

__all__ = ["objective_table", "objectives"]


def objective_table(voice: Voice, caption: str) -> Table:
    """Each objective with its capability, whether it was achieved, and the evaluators' rating."""
    say, pack = voice.say, voice.content.setup.pack
    rows = []
    for result in voice.content.evaluation.objectives:
        rated = voice.content.ratings.get(result.id)
        letters = tuple(
            Tag("●", "mark") if rated is not None and rated.letter == letter else ""
            for letter in "PSMU"
        )
        grade = result.grade
        rows.append(
            (
                voice.text(pack.objectives[result.id].title),
                voice.capability(result.capability),
                _achieved(voice, grade),
                f"{voice.score(grade.score)} ({voice.share(grade.coverage)})",
                *letters,
            )
        )
    head = (
        say("Objective"),
        say("Core capability"),
        say("Achieved?"),
        say("Timeliness (coverage)"),
        *"PSMU",
    )
    return Table(caption, head, tuple(rows), (3.3, 2.3, 1.4, 1.6, 0.4, 0.4, 0.4, 0.4))


def _achieved(voice: Voice, grade: Grade) -> Tag:
    return Tag(voice.word(ACHIEVED, grade.achieved), ACHIEVED_TONES.get(grade.achieved, "none"))


def objectives(voice: Voice, told: Told) -> Iterator[Block]:
    """The table, what the letters mean, and each objective with its findings and tasks."""
    say, found = voice.say, voice.content.evaluation
    yield Heading(say("Objectives and ratings"), anchor="objectives")
    if not found.objectives:
        yield Prose(say("The scenario names no objectives."))
    else:
        yield objective_table(voice, say("Objectives with the evaluators' ratings"))
        if not voice.content.rated.some:
            yield Prose(
                say(
                    "No evaluator has rated: P, S, M and U are left open. “Achieved?” is answered "
                    "from the record alone; the letter follows once evaluators answer the other "
                    "questions."
                ),
                note=True,
            )
        for letter, (name, meaning) in RATINGS.items():
            lead = voice.after(letter, f"{name.into(voice.language)}.")
            yield Prose(meaning.into(voice.language), note=True, lead=lead)
    for result in found.objectives:
        yield from _objective(voice, told, result)
    yield from _findings(voice, told, None, say("Across objectives"))


def _objective(voice: Voice, told: Told, result: ObjectiveResult) -> Iterator[Block]:
    say, pack = voice.say, voice.content.setup.pack
    yield Heading(voice.text(pack.objectives[result.id].title), 2, f"objective-{result.id}")
    grade = result.grade
    if all(one.code == "not-observed" for one in grade.reasons):
        yield Prose(say("Nothing was observed that could tell."), lead=say("Achieved?"))
    else:
        why = "; ".join(_reasons(voice, grade))
        why = why[:1].upper() + why[1:]
        yield Prose(why + ".", lead=say("Achieved? {answer}.", answer=_achieved(voice, grade)))
    rated = voice.content.ratings.get(result.id)
    if rated is not None:
        name = RATINGS[rated.letter][0].into(voice.language) if rated.letter in RATINGS else ""
        lead = say("Final rating: {letter}, {name}.", letter=rated.letter, name=name)
        yield Bullets(((f"{lead} {rated.reason}", Cite((rated.place,)), ()),))
    for target in result.targets:
        spec = pack.objectives[result.id].targets[target.id]
        rows: list[tuple[Cell, ...]] = []
        for task in target.tasks:
            simulated = "–" if task.simulated is None else voice.score(task.simulated.score)
            rows.append(
                (
                    voice.text(spec.tasks[task.id].title),
                    ", ".join(task.expectations) or "–",
                    _achieved(voice, task.grade),
                    f"{voice.score(task.grade.score)} ({voice.share(task.grade.coverage)})",
                    simulated,
                    _letter(voice, f"{result.id}/{target.id}/{task.id}"),
                )
            )
        yield Prose(voice.text(spec.title), lead=say("Capability target:"))
        yield from _target_rating(voice, f"{result.id}/{target.id}")
        head = (
            say("Critical task"),
            say("Expectations"),
            say("Achieved?"),
            say("Timeliness (coverage)"),
            say("Simulated"),
            say("Rating"),
        )
        caption = say("Critical tasks of this capability target")
        yield Table(caption, head, tuple(rows), (2.8, 2.3, 1.4, 1.7, 1.4, 1.6))
    yield from _observed(voice, result)
    yield from _findings(voice, told, result.id, None)


def _reasons(voice: Voice, grade: Grade) -> Iterator[str]:
    """Why, each reason once with all that it holds for."""
    held: dict[str, list[str]] = {}
    for one in grade.reasons:
        held.setdefault(one.code, []).extend([one.expectation] if one.expectation else [])
    for code, names in held.items():
        yield reason(Reason(code, ", ".join(names) or None), voice.language)


def _target_rating(voice: Voice, key: str) -> Iterator[Block]:
    """The target's rating: the lead's with its reason, else the evaluators' as they are."""
    say, one = voice.say, voice.content.rated.subjects.get(key)
    if one is None or not (one.final or one.letters):
        return
    if one.final is None:
        letters = letters_in_words(one)
        yield Prose(say("Evaluators' rating: {letters}.", letters=letters), note=True)
        return
    letter = one.final.letter
    name = RATINGS[letter][0].into(voice.language) if letter else say("cannot be rated")
    lead = say("Final rating: {letter}, {name}.", letter=letter or say("n/a"), name=name)
    place = next((place_of(e) for e in voice.content.added if e.id == one.final.id), "")
    yield Bullets(((f"{lead} {one.final.text}", Cite((place,)), ()),))


def _letter(voice: Voice, key: str) -> str:
    """The settled letter; where evaluators differ, theirs; a dash where there is none."""
    one = voice.content.rated.subjects.get(key)
    if one is None or (one.settled is None and not one.letters):
        return "–"
    return one.settled or letters_in_words(one)


def _observed(voice: Voice, result: ObjectiveResult) -> Iterator[Block]:
    tasks = {task.id for target in result.targets for task in target.tasks}
    items = tuple(
        (body.text, Cite((place_of(event),)), (voice.agency(body.about),) if body.about else ())
        for event in voice.content.observations
        if isinstance(body := event.body, ObservationMade) and body.task in tasks
    )
    if items:
        yield Heading(voice.say("What evaluators saw"), 3)
        yield Bullets(items)


def _findings(
    voice: Voice, told: Told, objective: str | None, title: str | None
) -> Iterator[Block]:
    say = voice.say
    strong = [one for one in told.strengths if one.finding.objective == objective]
    weak = [one for one in told.areas if one.finding.objective == objective]
    if not (strong or weak) and (title is not None or not voice.content.people):
        return
    if title is not None:
        yield Heading(title, 2)
    for name, found in ((say("Strengths"), strong), (say("Areas for improvement"), weak)):
        yield Heading(name, 3)
        if found:
            yield Bullets(tuple(_bullet(one) for one in found))
        else:
            yield Prose(say("None found in the record."))


def _bullet(one: TellsOf) -> tuple[str, Cite, tuple[str, ...]]:
    return one.title, one.evidence, (one.why,) if one.why else ()
