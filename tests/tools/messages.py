"""Brings the translation catalogues up to date with what the code says: ``make messages``.

The product's sentences stand in the code as literals, in calls that hand them to a translator (see
:mod:`agencies.language`). What commands and options say of themselves stands where click wants it: in
the docstrings of commands, a message for each paragraph, and in arguments. This reads the sources without running them, adds new sentences to each
catalogue of ``agencies/locale``, drops those no longer said and keeps every translation. It then
lists what is still to be translated and answers with 1 where something is.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "agencies" / "locale"
PACKAGES = ("agencies", "injects", "exercise")

TRANSLATORS = frozenset({"phrase", "say", "_say", "w", "_"})
"""Functions whose first argument is a sentence of the product."""
SCOPES = {
    "pt": (
        "exercise/report/",
        "exercise/programme/",
        "exercise/state/questions.py",
        "exercise/views/planwords.py",
        "exercise/evaluation/agreement.py",
        "exercise/evaluation/bootstrap.py",
        "exercise/evaluation/coefficients.py",
        "exercise/views/sidewords.py",
        "exercise/session/sealing.py",
        "!exercise/report/cards.py",
        "!exercise/report/comparing.py",
        "!exercise/report/comparison.py",
        "!exercise/report/papers.py",
    ),
    "fr": (
        "exercise/report/",
        "exercise/programme/",
        "exercise/state/questions.py",
        "exercise/views/planwords.py",
        "exercise/evaluation/agreement.py",
        "exercise/evaluation/bootstrap.py",
        "exercise/evaluation/coefficients.py",
        "exercise/views/sidewords.py",
        "exercise/session/sealing.py",
        "!exercise/report/cards.py",
        "!exercise/report/comparing.py",
        "!exercise/report/comparison.py",
        "!exercise/report/papers.py",
    ),
}
"""Languages that cover a part of the product: the sentences of these files, less those after ``!``.

Within its part such a catalogue is held to the same as the others: everything is translated, and
nothing is left of what is no longer said. Whatever else is said in it is said in English.
"""
ERRORS = frozenset({"TabletopError", "Refused", "RequestError", "RecordError"})
"""Exceptions of ``exercise.errors``: likewise."""
HELPING = frozenset({"command", "group", "option", "argument", "version_option", "_joining"})
"""Functions that make a command or an option of the command line."""
HELP = frozenset({"help", "summary", "show_default"})
"""Their arguments that are read in its help."""

HEADER = """\
# What the product says, by language. Kept by `make messages`; translations are written by hand.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a sentence is said; ``message`` is None where it is no literal."""

    message: str | None
    path: str
    line: int


@cache
def uses(root: Path = ROOT) -> tuple[Use, ...]:
    """Every use of a sentence in the packages, in the order of the files."""
    found = []
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            tree = ast.parse(path.read_text("utf-8"))
            found += [Use(message, name, line) for message, line in _said(tree)]
    return tuple(found)


def messages(root: Path = ROOT) -> dict[str, list[str]]:
    """Each sentence with the files that say it."""
    said: dict[str, list[str]] = {}
    for use in uses(root):
        if use.message:
            files = said.setdefault(use.message, [])
            if use.path not in files:
                files.append(use.path)
    return said


def covered(language: str, root: Path = ROOT) -> dict[str, list[str]]:
    """The sentences that a language's catalogue has to have: all, or those of its scope."""
    return {
        message: files for message, files in messages(root).items() if _in_scope(language, files)
    }


def _in_scope(language: str, files: list[str]) -> bool:
    scope = SCOPES.get(language)
    if scope is None:
        return True
    without = tuple(part[1:] for part in scope if part.startswith("!"))
    return any(name.startswith(scope) and not name.startswith(without) for name in files)


def placeholders(message: str) -> set[str]:
    """The placeholders of a sentence, ``{n:03d}`` as ``n:03d``; other braces are only braces."""
    return set(re.findall(r"\{([A-Za-z_]\w*(?:![rsa])?(?::[^{}]*)?)\}", message))


def catalogue(language: str) -> Catalog:
    """The catalogue of ``language`` as it stands; an empty one where there is none yet."""
    path = LOCALE / f"{language}.po"
    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as lines:
        return read_po(lines, locale=language)


def update(language: str) -> list[str]:
    """Rewrites one catalogue; the sentences that still have no translation."""
    old, new = (
        catalogue(language),
        Catalog(
            locale=language,
            project="maritime-tabletop",
            charset="utf-8",
        ),
    )
    missing = []
    for message, files in covered(language).items():
        known = old.get(message)
        translation = known.string if known is not None else ""
        new.add(message, translation, locations=[(name, 0) for name in files])
        if not translation:
            missing.append(message)
    LOCALE.mkdir(exist_ok=True)
    # Whoever reads it meanwhile finds the old catalogue or the new one, never half of one.
    draft = LOCALE / f".{language}.po.{os.getpid()}"
    with draft.open("wb") as target:
        target.write(HEADER.format(language=language).encode())
        write_po(target, new, width=100, include_lineno=False, omit_header=True, sort_output=True)
    draft.replace(LOCALE / f"{language}.po")
    return missing


def _said(tree: ast.AST) -> Iterator[tuple[str | None, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(map(_commands, node.decorator_list)):
            for paragraph in re.split(r"\n\s*\n", ast.get_docstring(node) or ""):
                yield " ".join(paragraph.split()), node.lineno
        if not isinstance(node, ast.Call):
            continue
        texts = node.args[:1] if _translates(node.func) else []
        if _name(node.func) in HELPING:
            texts += [each.value for each in node.keywords if each.arg in HELP]
        for branch in (branch for text in texts for branch in _branches(text)):
            if isinstance(branch, ast.Constant) and isinstance(branch.value, str):
                yield branch.value, branch.lineno
            elif isinstance(branch, ast.JoinedStr):
                yield None, branch.lineno


def _commands(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name(decorator.func) in {"command", "group"}


def _translates(function: ast.expr) -> bool:
    if isinstance(function, ast.Call):  # words(language)("…")
        return _name(function.func) == "words"
    return _name(function) in TRANSLATORS | ERRORS


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _branches(argument: ast.expr) -> Iterator[ast.expr]:
    """The literal itself, or both sides of ``a if … else b``."""
    if isinstance(argument, ast.IfExp):
        yield from _branches(argument.body)
        yield from _branches(argument.orelse)
    else:
        yield argument


def main() -> int:
    """Updates all catalogues."""
    untranslated = 0
    for path in sorted(LOCALE.glob("*.po")):
        missing = update(path.stem)
        untranslated += len(missing)
        print(f"{path.stem}: {len(covered(path.stem))} sentences, {len(missing)} to translate")
        for message in missing:
            print(f"  {message!r}")
    return 1 if untranslated else 0


if __name__ == "__main__":
    sys.exit(main())
