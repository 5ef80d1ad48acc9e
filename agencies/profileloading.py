"""Profiles by name or path: read, laid over their network and checked, every problem at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

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
from agencies.loading import SUFFIXES, Loaded, is_path, load_network
from agencies.model import NetworkFile
from agencies.overlay import lay_over
from agencies.problems import MOST_PROBLEMS, quoted
from agencies.profilechecks import check_profile
from agencies.profiles import ProfileFile
from agencies.salvage import salvage

__all__ = ["LoadedProfile", "list_profiles", "load_profile", "profile_from_texts"]

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class LoadedProfile:
    """What came of loading a profile.

    Attributes:
        value: The profile; None where its file could not be made into one.
        base: The network that it is for; None where that could not be read.
        network: The network with the profile laid over it; None where one of the two is missing.
        problems: Everything that is wrong with profile and network, by place.
        files: The profile's text by file name, for a session's record.
        network_files: The text of the network that it is laid over, likewise.
        found: Whether there was anything of that name to load.
        document: Where it was read from, for the places of further problems.
        origin: From a path in the profile to the path in the document.
    """

    value: ProfileFile | None
    base: NetworkFile | None = None
    network: NetworkFile | None = None
    problems: tuple[Problem, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    network_files: dict[str, str] = field(default_factory=dict)
    found: bool = True
    document: Document = field(default_factory=lambda: Document(""))
    origin: Callable[[Sequence[str | int]], Place] = tuple

    @property
    def ok(self) -> bool:
        """Whether it can be played on: a network came of it, and no problem is an error."""
        return self.network is not None and not any(p.severity == "error" for p in self.problems)


def list_profiles() -> tuple[str, ...]:
    """The names of the profiles that come with the product."""
    names = (Path(entry.name) for entry in _library().iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix in SUFFIXES))


def load_profile(
    name_or_path: str | Path,
    network: Loaded | None = None,
    *,
    beside: Path | Traversable | None = None,
) -> LoadedProfile:
    """Load a profile that comes with the product, or one of the user's own, and lay it over.

    Args:
        name_or_path: A name of :func:`list_profiles`, or the path of a file.
        network: The network to lay it over; otherwise the one that it names, which stands beside
            it or comes with the product.
        beside: A folder in which a profile called by name is looked for first.
    """
    source = _source(name_or_path, beside)
    if isinstance(source, Problem):
        return LoadedProfile(None, problems=(source,), found=False)
    document = read_document(source)
    if any(problem.code == "missing-file" for problem in document.problems):
        return LoadedProfile(None, problems=document.problems, found=False)
    texts = {Path(document.file).name: document.text} if document.text else {}
    if document.data is None:
        return LoadedProfile(None, problems=document.problems, files=texts)
    found = salvage(ProfileFile.model_validate, document.data)
    problems = list(document.problems)
    if found.error is not None:
        problems += problems_of(found.error, document, model=ProfileFile)
    profile, laid = found.value, None
    base = _base(document, source, profile, network)
    problems += base.problems
    if profile is not None and base.value is not None:
        laid = lay_over(base.value, profile)
        told = check_profile(profile, base.value, laid, document, found.origin)
        problems += islice(told, MOST_PROBLEMS)
    valid = found.error is None and not document.problems
    return LoadedProfile(
        profile if valid else None,
        base.value,
        laid if valid else None,
        in_order(problems),
        texts,
        base.files,
        document=document,
        origin=found.origin,
    )


def profile_from_texts(texts: dict[str, str]) -> ProfileFile | None:
    """The profile of a session's record; None for a session that had none.

    Args:
        texts: The :attr:`LoadedProfile.files` of when the session began.

    Raises:
        ValueError: If the texts hold no profile; the message is the first problem.
    """
    for name, text in texts.items():
        document = parse_document(text, name)
        found = salvage(ProfileFile.model_validate, document.data)
        problems = list(document.problems)
        if found.error is not None:
            problems += problems_of(found.error, document, model=ProfileFile)
        if problems or found.value is None:
            raise ValueError(str(problems[0] if problems else phrase("nothing stands here")))
        return found.value
    return None


def _source(
    name_or_path: str | Path, beside: Path | Traversable | None
) -> Path | Traversable | Problem:
    name = str(name_or_path)
    if not isinstance(name_or_path, str) or is_path(name):
        return Path(name_or_path)
    near = None if beside is None else beside / f"{name}.yml"
    if isinstance(near, Path) and os.path.lexists(near):
        return near
    known = list_profiles()
    if name in known:
        return next(e for suffix in SUFFIXES if (e := _library() / f"{name}{suffix}").is_file())
    message = phrase("there is no profile called '{name}'", name=quoted(name))
    return Problem(quoted(name), 0, 0, "unknown-name", message, did_you_mean(name, known))


def _base(
    document: Document,
    source: Path | Traversable,
    profile: ProfileFile | None,
    given: Loaded | None,
) -> Loaded:
    """The network that a profile is for, with the problem told where the profile names it."""
    name = document.data.get("network") if isinstance(document.data, dict) else None
    if not isinstance(name, str) or is_path(name):
        # That it is missing, or no name, is told with the profile's own fields.
        return Loaded(None)
    if given is not None:
        if given.value is None or profile is None or given.value.id == profile.network:
            return given
        message = phrase(
            "this profile is for the network '{own}', not for '{other}'",
            own=quoted(name),
            other=quoted(given.value.id),
        )
        mend = phrase("Choose another profile or network")
        return Loaded(None, (document.problem(("network",), "other-network", message, mend),))
    beside = source.parent / f"{name}.yml" if isinstance(source, Path) else None
    if beside is not None and beside != source and os.path.lexists(beside):
        return load_network(beside)
    loaded = load_network(name)
    if loaded.found:
        return loaded
    told = loaded.problems[0]
    problem = document.problem(("network",), told.code, told.message, told.mend)
    return Loaded(None, (problem,), found=False)


def _library() -> Traversable:
    return files("agencies") / "library" / "profiles"
