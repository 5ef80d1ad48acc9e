"""As much of a file as can be used, so that one slip does not hide the other problems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from agencies.explaining import locate

__all__ = ["Salvaged", "original", "salvage"]

M = TypeVar("M")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[M]):
    """What came of reading data into a model.

    Attributes:
        value: The model, made from what could be used; None where too little could.
        error: The refusal of the data as it stood, or None if all of it is in ``value``.
        kept: For each list that lost entries, the places at which its entries stood before.
    """

    value: M | None
    error: ValidationError | None = None
    kept: dict[Path, list[int]] = field(default_factory=dict)

    def origin(self, path: Sequence[str | int]) -> Path:
        """Where in the file stands what is at ``path`` in :attr:`value`."""
        return original(self.kept, path)


def salvage(validate: Callable[[Any], M], data: Any, *, rounds: int = 12) -> Salvaged[M]:
    """Read ``data`` into a model, leaving out what is refused.

    Where something refused is needed, what holds it is left out in its place. The result is for
    checks that look further than the first refusal, never for play.

    Args:
        validate: Makes the model, or raises.
        data: What a document holds.
        rounds: How often something may be left out.
    """
    first: ValidationError | None = None
    doomed: set[Path] = set()
    kept: dict[Path, list[int]] = {}
    used = data
    for _ in range(rounds):
        try:
            return Salvaged(validate(used), first, kept)
        except ValidationError as error:
            first = first or error
            doomed |= {original(kept, locate(used, e["loc"])[0]) for e in error.errors()}
            if () in doomed:
                break
            kept = {}
            used = _without(data, doomed, (), (), kept)
    return Salvaged(None, first)


def _without(
    value: Any, doomed: set[Path], path: Path, new_path: Path, kept: dict[Path, list[int]]
) -> Any:
    """A copy of ``value`` without what stands at the doomed paths, noting how lists closed up."""
    if isinstance(value, dict):
        return {
            key: _without(inner, doomed, (*path, key), (*new_path, key), kept)
            for key, inner in value.items()
            if (*path, key) not in doomed
        }
    if isinstance(value, list):
        places = [index for index in range(len(value)) if (*path, index) not in doomed]
        kept[new_path] = places
        return [
            _without(value[index], doomed, (*path, index), (*new_path, new), kept)
            for new, index in enumerate(places)
        ]
    return value


def original(kept: dict[Path, list[int]], path: Sequence[str | int]) -> Path:
    """Where stood what is at ``path`` now, after lists have lost entries.

    Args:
        kept: For each such list, the places at which what is left stood before.
        path: A path in what is left.
    """
    steps: list[str | int] = []
    for depth, step in enumerate(path):
        places = kept.get(tuple(path[:depth]), ())
        inside = isinstance(step, int) and step < len(places)
        steps.append(places[step] if inside else step)  # type: ignore[index]
    return tuple(steps)
