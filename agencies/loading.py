"""Networks by name or path: read, made into a model and checked, with every problem at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

from agencies.checking import Scope, check_network, network_names
from agencies.documents import (
    Document,
    Problem,
    did_you_mean,
    in_order,
    parse_document,
    problems_of,
    read_document,
)
from agencies.language import phrase
from agencies.model import NetworkFile
from agencies.problems import MOST_PROBLEMS, quoted
from agencies.salvage import salvage

__all__ = [
    "Loaded",
    "is_path",
    "list_networks",
    "load_network",
    "network_document",
    "network_from_texts",
]

SUFFIXES = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a network.

    Attributes:
        value: The network; None where its file could not be made into one.
        problems: Everything that is wrong, by place.
        files: The text it was read from, by file name, for a session's record.
        found: Whether there was anything of that name to load.
    """

    value: NetworkFile | None
    problems: tuple[Problem, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    found: bool = True

    @property
    def ok(self) -> bool:
        """Whether it can be played: a model, and no error among the problems."""
        return self.value is not None and not any(p.severity == "error" for p in self.problems)


def list_networks() -> tuple[str, ...]:
    """The names of the networks that come with the product."""
    names = (Path(entry.name) for entry in _library().iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix in SUFFIXES))


def load_network(name_or_path: str | Path) -> Loaded:
    """Load a network that comes with the product, or one of the user's own.

    Args:
        name_or_path: A name of :func:`list_networks`, or the path of a file.
    """
    source = network_document(name_or_path)
    if isinstance(source, Problem):
        return Loaded(None, (source,), found=False)
    document = read_document(source)
    found = not any(problem.code == "missing-file" for problem in document.problems)
    return _load(document, found=found)


def network_from_texts(texts: dict[str, str]) -> NetworkFile:
    """The network of a session's record, by the same way as from a file.

    Args:
        texts: The :attr:`Loaded.files` of when the session began.

    Raises:
        ValueError: If the texts hold no network; the message is the first problem.
    """
    for name, text in texts.items():
        loaded = _load(parse_document(text, name))
        if loaded.value is None:
            raise ValueError(str(loaded.problems[0]))
        return loaded.value
    raise ValueError(str(phrase("the record holds no network")))


def network_document(name_or_path: str | Path) -> Path | Traversable | Problem:
    """Where a network is read from, or the problem that there is none of that name."""
    name = str(name_or_path)
    if isinstance(name_or_path, str) and not is_path(name):
        known = list_networks()
        if name in known:
            return next(
                entry for suffix in SUFFIXES if (entry := _library() / f"{name}{suffix}").is_file()
            )
        message = phrase("there is no network called '{name}'", name=quoted(name))
        return Problem(quoted(name), 0, 0, "unknown-name", message, did_you_mean(name, known))
    return Path(name_or_path)


def is_path(name: str) -> bool:
    """Whether ``name`` means a file of the user's rather than something in the library."""
    return "/" in name or "\\" in name or name.endswith(SUFFIXES) or name in (".", "..")


def _library() -> Traversable:
    return files("agencies") / "library" / "networks"


def _load(document: Document, *, found: bool = True) -> Loaded:
    texts = {Path(document.file).name: document.text} if document.text else {}
    if document.data is None:
        return Loaded(None, document.problems, texts, found)
    salvaged = salvage(NetworkFile.model_validate, document.data)
    problems = list(document.problems)
    if salvaged.error is not None:
        problems += problems_of(salvaged.error, document, model=NetworkFile)
    if salvaged.value is not None:
        scope = Scope(document, network_names(document.data), salvaged.origin)
        problems += islice(check_network(salvaged.value, scope), MOST_PROBLEMS)
    value = salvaged.value if salvaged.error is None and not document.problems else None
    return Loaded(value, in_order(problems), texts, found)
