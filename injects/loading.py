"""Packs by name or path: every file read, made into models and checked, with every problem at once.

A pack is a directory with ``pack.yml`` and its documents. Its network, and the profile laid over it
if there is one, stand beside it under their names or come with the product. The shared catalogue of
actions is added to its own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from agencies.checking import names_of, network_names
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
from agencies.loading import Loaded, is_path, load_network
from agencies.model import NetworkFile
from agencies.problems import quoted
from agencies.profileloading import LoadedProfile, load_profile
from agencies.profiles import ProfileFile
from agencies.salvage import original, salvage
from agencies.scalars import Identifier
from injects.adapting import adapted, adapted_actions, check_adaptation
from injects.checks.documents import check_documents
from injects.enclosure import read_enclosures
from injects.facts import Action
from injects.model import Pack

__all__ = [
    "NO_PROFILE",
    "PACK",
    "LoadedPack",
    "list_packs",
    "load_catalogue",
    "load_pack",
    "pack_from_texts",
]

PACK = "pack.yml"
CATALOGUE = "actions.yml"
NO_PROFILE = "none"
"""In place of a profile's name: play on the network as it is."""

_ACTIONS = TypeAdapter(dict[Identifier, Action])


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """What came of loading a pack.

    Attributes:
        pack: The pack with the shared actions, as the cut leaves it; None where its file could not
            be made into one. A profile has been applied to it.
        network: The network it plays on, with the profile laid over it; None likewise.
        problems: Everything that is wrong in any of the files, by place.
        files: The texts it was read from, for a session's record: ``pack.yml``, ``actions.yml``
            and each document by its path within the pack.
        network_files: The network's text by file name, without the profile.
        found: Whether there was anything of that name to load.
        profile: The profile, if it is played with one.
        profile_files: The profile's text by file name.
    """

    pack: Pack | None
    network: NetworkFile | None = None
    problems: tuple[Problem, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    network_files: dict[str, str] = field(default_factory=dict)
    found: bool = True
    profile: ProfileFile | None = None
    profile_files: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether it can be played: pack and network are there and no problem is an error."""
        errors = any(problem.severity == "error" for problem in self.problems)
        return self.pack is not None and self.network is not None and not errors


def list_packs() -> tuple[str, ...]:
    """The names of the packs that come with the product."""
    return tuple(sorted(e.name for e in _library().iterdir() if (e / PACK).is_file()))


def load_pack(
    name_or_path: str | Path,
    *,
    cut: str | None = None,
    network: str | Path | None = None,
    profile: str | Path | None = None,
) -> LoadedPack:
    """Load a pack that comes with the product, or one of the user's own.

    Args:
        name_or_path: A name of :func:`list_packs`, or the path of a pack's directory or pack.yml.
        cut: A named cut of the pack to apply.
        network: The network to play it on, by name or path; otherwise the one that the pack names.
        profile: The profile to lay over the network, by name or path, or ``none``; otherwise the
            one that the pack names, if it names one.
    """
    source = _source(name_or_path)
    if isinstance(source, Problem):
        return LoadedPack(None, problems=(source,), found=False)
    file, folder = source
    document = read_document(file)
    if any(problem.code == "missing-file" for problem in document.problems):
        return LoadedPack(None, problems=document.problems, found=False)
    catalogue = read_document(_library() / CATALOGUE)
    base = _network(document, folder) if network is None else load_network(network)
    laid = _profile(document, folder, base, profile)
    found = (base.found or network is None) and (laid is None or laid.found or profile is None)
    read = _read(document, catalogue, _Ground.of(base, laid))
    problems = [*document.problems, *catalogue.problems, *read.problems]
    problems += base.problems if laid is None else (*base.problems, *laid.problems)
    texts = {PACK: document.text, CATALOGUE: catalogue.text}
    if read.salvaged is not None:
        enclosed, wrong = read_enclosures(read.salvaged, document, folder)
        problems += [*wrong, *check_documents(read.salvaged, document, enclosed)]
        texts |= {path: text for path, text in enclosed.items() if path not in texts}
    pack = read.pack
    if cut is not None and read.salvaged is not None and cut not in read.salvaged.cuts:
        message = phrase("the pack has no cut called '{name}'", name=quoted(cut))
        problems.append(
            document.problem(
                ("cuts",), "unknown-name", message, did_you_mean(cut, read.salvaged.cuts), key=True
            )
        )
        pack, found = None, False
    elif cut is not None and pack is not None:
        pack = pack.cut(cut)
    return LoadedPack(
        pack,
        base.value if laid is None else laid.network,
        in_order(problems),
        texts,
        base.files,
        found,
        None if laid is None else laid.value,
        {} if laid is None else laid.files,
    )


def load_catalogue() -> dict[str, Action]:
    """The shared catalogue of actions."""
    catalogue = read_document(_library() / CATALOGUE)
    actions = _ACTIONS.validate_python(catalogue.data or {})
    for name, action in actions.items():
        object.__setattr__(action, "id", name)
    return actions


def pack_from_texts(
    texts: dict[str, str], profile: ProfileFile | None = None, base: NetworkFile | None = None
) -> Pack:
    """The whole pack of a session's record, by the same way as from files.

    Args:
        texts: The :attr:`LoadedPack.files` of when the session began.
        profile: The profile it was played with, if any.
        base: The network that this profile was laid over.

    Raises:
        ValueError: If the texts hold no pack; the message is the first problem.
    """
    document = parse_document(texts.get(PACK, ""), PACK)
    catalogue = parse_document(texts.get(CATALOGUE, "{}"), CATALOGUE)
    read = _read(document, catalogue, _Ground(profile=profile, base=base, looked_at=False))
    problems = [*document.problems, *catalogue.problems, *read.problems]
    if read.pack is None:
        raise ValueError(str(problems[0] if problems else phrase("the record holds no pack")))
    return read.pack


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a pack is played on.

    Attributes:
        network: The network with the profile laid over it, if both are valid.
        names: What its file names, also where it is not valid; None where there is none to look at.
        profile: The profile, if it is valid.
        base: The network below it.
        laid: All that came of loading the profile.
        looked_at: Whether the pack is to be checked against it.
    """

    network: NetworkFile | None = None
    names: dict[str, tuple[str, ...]] | None = None
    profile: ProfileFile | None = None
    base: NetworkFile | None = None
    laid: LoadedProfile | None = None
    looked_at: bool = True

    @classmethod
    def of(cls, base: Loaded, laid: LoadedProfile | None) -> _Ground:
        if laid is None:
            return cls(base.value, _names(base))
        names = None if laid.network is None else names_of(laid.network)
        return cls(laid.network, names, laid.value, base.value, laid)


@dataclass(frozen=True, slots=True)
class _Read:
    """A pack's model; ``salvaged`` is what could be used of one that is not ``pack``."""

    pack: Pack | None
    salvaged: Pack | None
    problems: list[Problem]


def _read(document: Document, catalogue: Document, ground: _Ground) -> _Read:
    """Make the models, and check how they hang together where there is a network to look at."""
    from injects.checking import check_catalogue, check_pack

    problems: list[Problem] = []
    shared = salvage(_ACTIONS.validate_python, catalogue.data or {})
    if shared.error is not None:
        problems += problems_of(shared.error, catalogue, model=dict[str, Action])
    actions = shared.value or {}
    for name, action in actions.items():
        object.__setattr__(action, "id", name)
    problems += check_catalogue(actions, catalogue)
    if document.data is None:
        return _Read(None, None, problems)
    found = salvage(Pack.model_validate, document.data)
    if found.error is not None:
        problems += problems_of(found.error, document, model=Pack)
    if found.value is None:
        return _Read(None, None, problems)
    sound = found.error is None and not problems and not document.problems
    pack, origin = found.value, found.origin
    profile, base, laid = ground.profile, ground.base, ground.laid
    if profile is not None and base is not None:
        if laid is not None:
            for part in (None, pack):
                told = check_adaptation(profile, laid.document, laid.origin, actions, part)
                problems += told
        pack, kept = adapted(pack, profile, base)
        actions = adapted_actions(actions, profile, base)

        def origin(path: Sequence[str | int]) -> tuple[str | int, ...]:
            return found.origin(original(kept, path))

    if ground.looked_at:
        problems += check_pack(
            pack, document, origin, ground.network, ground.names, actions, whole=sound
        )
    whole = pack.model_copy(update={"actions": {**actions, **pack.actions}})
    valid = found.error is None and not document.problems
    return _Read(whole if valid else None, whole, problems)


def _names(network: Loaded) -> dict[str, tuple[str, ...]] | None:
    """What the network names, also where it is not valid; None where there is none to look at."""
    text = next(iter(network.files.values()), None)
    data = None if text is None else parse_document(text, "").data
    return None if data is None else network_names(data)


def _network(document: Document, folder: Path | Traversable) -> Loaded:
    """The network that a pack names, with the problem told where the pack names it."""
    data: Any = document.data
    name = data.get("network") if isinstance(data, dict) else None
    if not isinstance(name, str) or is_path(name):
        # That it is missing, or no name, is told with the pack's own fields.
        return Loaded(None)
    beside = folder / f"{name}.yml"
    if isinstance(beside, Path) and os.path.lexists(beside):
        return load_network(beside)
    loaded = load_network(name)
    if loaded.found:
        return loaded
    told = loaded.problems[0]
    problem = document.problem(("network",), told.code, told.message, told.mend)
    return Loaded(None, (problem,), found=False)


def _profile(
    document: Document, folder: Path | Traversable, base: Loaded, asked: str | Path | None
) -> LoadedProfile | None:
    """The profile that was asked for or that a pack names, with the problem told where it does."""
    if asked == NO_PROFILE:
        return None
    if asked is not None:
        return load_profile(asked, base)
    data: Any = document.data
    name = data.get("profile") if isinstance(data, dict) else None
    if not isinstance(name, str) or is_path(name):
        return None
    loaded = load_profile(name, base, beside=folder)
    if loaded.found:
        return loaded
    told = loaded.problems[0]
    problem = document.problem(("profile",), told.code, told.message, told.mend)
    return LoadedProfile(None, problems=(problem,), found=False)


def _source(
    name_or_path: str | Path,
) -> tuple[Path | Traversable, Path | Traversable] | Problem:
    """The file and the directory of a pack."""
    name = str(name_or_path)
    known = list_packs()
    if isinstance(name_or_path, str) and name in known:
        return _library() / name / PACK, _library() / name
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and not is_path(name) and not _is_there(path):
        message = phrase("there is no pack called '{name}'", name=quoted(name))
        return Problem(quoted(name), 0, 0, "unknown-name", message, did_you_mean(name, known))
    return (path / PACK, path) if _is_directory(path) else (path, path.parent)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _library() -> Traversable:
    return files("injects") / "library"
