"""What a model says about a file's data, told to the person who wrote the file.

Pydantic knows what is wrong and by which path; this finds the place in the file, says it in the
words of the file rather than of Python, leaves out what only follows from trying each side of a
choice, and suggests the nearest thing that would be right.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from agencies.language import Phrase, phrase
from agencies.problems import MOST_PROBLEMS, Problem, did_you_mean, in_order, quoted
from agencies.wrong import Wrong

if TYPE_CHECKING:
    from agencies.documents import Document

__all__ = ["locate", "problems_of"]

Path = tuple[str | int, ...]
Said = tuple[Phrase, Phrase | None]

_SHAPES = {
    "string_type": phrase("text"),
    "dict_type": phrase("a mapping (key: value)"),
    "mapping_type": phrase("a mapping (key: value)"),
    "model_type": phrase("a mapping (key: value)"),
    "model_attributes_type": phrase("a mapping (key: value)"),
    "tuple_type": phrase("a list"),
    "list_type": phrase("a list"),
}
_LIMITS = {
    "greater_than": phrase("more than {limit}"),
    "greater_than_equal": phrase("at least {limit}"),
    "less_than": phrase("less than {limit}"),
    "less_than_equal": phrase("at most {limit}"),
}
_LIMIT_KEYS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}


def problems_of(
    error: ValidationError,
    document: Document,
    *,
    model: Any = None,
    under: Sequence[str | int] = (),
) -> list[Problem]:
    """The problems behind a model's refusal, all at once, with their places.

    Args:
        error: What pydantic raised on the document's data.
        document: Where the data came from.
        model: The type that was asked for; with it, unknown fields get a suggestion.
        under: Path of the validated part, where it was not the whole document.
    """
    above = tuple(under)
    found = [
        (locate(document.data, (*above, *e["loc"])), e) for e in error.errors()[:MOST_PROBLEMS]
    ]
    told: dict[tuple[Any, ...], list[Any]] = {}
    for (path, branch, is_key), detail in found:
        if not _is_noise(path, branch, detail, found):
            told.setdefault((path, is_key), []).append(detail)
    problems = []
    for (path, is_key), details in told.items():
        value = path[-1] if is_key else _at(document.data, path)
        fields = _fields_at(model, path[len(above) :]) if model is not None else ()
        shapes = [_SHAPES[d["type"]] for d in details if d["type"] in _SHAPES]
        if shapes and (len(shapes) == len(details) or not isinstance(value, str)):
            said = [_wrong_shape(shapes, value, path)]
            codes = ["wrong-type"]
        else:
            wanted = [d for d in details if d["type"] not in _SHAPES]
            said = [_say(detail, value, path, fields) for detail in wanted]
            codes = [_CODES.get(detail["type"], "value") for detail in wanted]
        at_key = is_key or "unknown-field" in codes
        for code, (message, mend) in zip(codes, said, strict=True):
            problems.append(document.problem(path, code, message, mend, key=at_key))
    return list(in_order(problems))


_CODES = {"extra_forbidden": "unknown-field", "missing": "missing-field"}
_ABOUT_THE_FIELD = frozenset({*_CODES, "too_short"})
"""Refusals that have nothing to do with what stands in the field."""
_FILL = phrase("Give it a value or leave it out")


def locate(data: Any, loc: Sequence[str | int]) -> tuple[Path, Any, bool]:
    """The path in the data that an error means, the branch of a choice it took, if a key is meant.

    Pydantic puts names of types into a path where a field has several; the data has no such keys.
    A field that is missing is told at what ought to hold it.
    """
    path: list[str | int] = []
    branch: Any = None
    for step in loc:
        if step == "[key]":
            return tuple(path), branch, True
        inside = isinstance(data, dict) and step in data
        inside = inside or (isinstance(data, list) and isinstance(step, int) and step < len(data))
        if inside:
            data = data[step]
            path.append(step)
        elif branch is None:
            branch = (tuple(path), step)
    return tuple(path), branch, False


def _is_noise(path: Path, branch: Any, detail: Any, found: list[Any]) -> bool:
    """Whether an error only says that another side of a choice was not taken."""
    if detail["type"] == "too_short":
        # Entries that are wrong do not count as entries; they are told themselves.
        return any(len(p) > len(path) and p[: len(path)] == path for (p, _, _), _ in found)
    if branch is None or detail["type"] not in {*_SHAPES, "literal_error"}:
        return False
    at, taken = branch
    if path != at:
        return False
    return any(b is not None and b[0] == at and b[1] != taken and p != at for (p, b, _), _ in found)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _named(path: Path) -> str:
    """The field that a path ends in, as people see it."""
    names = [step for step in path if isinstance(step, str)]
    return quoted(names[-1]) if names else ""


def _empty(path: Path) -> Phrase:
    if not path or isinstance(path[-1], int):
        return phrase("nothing stands here")
    return phrase("'{field}' is empty", field=_named(path))


def _wrong_shape(shapes: list[Phrase], value: Any, path: Path) -> Said:
    wanted = list(dict.fromkeys(shapes))
    expected = wanted[0]
    if len(wanted) > 1:
        expected = phrase("{one} or {other}", one=wanted[0], other=wanted[1])
    if value is None:
        if not path or isinstance(path[-1], int):
            return phrase("nothing stands here; expected {shape}", shape=expected), None
        message = phrase("'{field}' is empty; expected {shape}", field=_named(path), shape=expected)
        return message, _FILL
    kind = phrase("text")
    if isinstance(value, dict):
        kind = phrase("a mapping (key: value)")
    elif isinstance(value, list):
        kind = phrase("a list")
    return phrase("expected {shape}, not {kind}", shape=expected, kind=kind), None


def _say(detail: Any, value: Any, path: Path, fields: Iterable[str]) -> Said:
    kind, context = detail["type"], detail.get("ctx", {})
    if value is None and kind not in _ABOUT_THE_FIELD:
        return _empty(path), _FILL
    if kind == "extra_forbidden":
        return phrase("unknown field '{field}'", field=quoted(path[-1])), did_you_mean(
            str(path[-1]), fields
        )
    if kind == "missing":
        name = str(detail["loc"][-1])
        return phrase("'{field}' is missing", field=name), phrase("Add '{field}:'", field=name)
    if kind in ("enum", "literal_error"):
        known = [part.strip("' ") for part in context["expected"].replace(" or ", ", ").split(",")]
        return phrase("'{value}' is not known here", value=_shown(value)), did_you_mean(
            str(value), known
        ) or phrase("Known are: {names}", names=", ".join(known))
    if kind in _LIMITS:
        limit = f"{context[_LIMIT_KEYS[kind]]:g}"
        bound = Phrase(_LIMITS[kind].message, (("limit", limit),))
        return phrase(
            "{value} is out of range; it must be {bound}", value=_shown(value), bound=bound
        ), None
    if kind == "too_short":
        least = context.get("min_length", 1)
        return phrase("'{field}' needs at least {least}", field=_named(path), least=least), None
    if kind == "value_error":
        return _own_words(context["error"])
    return phrase("'{value}' cannot stand here", value=_shown(value)), None


def _own_words(error: ValueError) -> Said:
    """What a field itself says of the value it refuses."""
    if isinstance(error, Wrong):
        return error.message, error.mend
    return Phrase(quoted(error)), None


def _shown(value: Any) -> str:
    return "…" if isinstance(value, (dict, list)) else quoted("" if value is None else value)


def _fields_at(model: Any, path: Path) -> tuple[str, ...]:
    """The fields that may stand beside the last step of ``path`` in a model."""
    kinds = [model]
    for step in path[:-1]:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    names: list[str] = []
    for kind in kinds:
        for name, info in _models_fields(kind):
            names.append(info.alias or name)
    return tuple(names)


def _models_fields(kind: Any) -> list[tuple[str, Any]]:
    return [
        pair
        for part in _sides(kind)
        if isinstance(part, type) and issubclass(part, BaseModel)
        for pair in part.model_fields.items()
    ]


def _inside(kind: Any, step: str | int) -> list[Any]:
    """The types of what stands at ``step`` in a value of type ``kind``."""
    found = []
    for part in _sides(kind):
        origin, arguments = get_origin(part), get_args(part)
        if origin is dict:
            found.append(arguments[1])
        elif origin in (tuple, list):
            found.append(arguments[0])
        elif isinstance(part, type) and issubclass(part, BaseModel):
            found += [i.annotation for n, i in part.model_fields.items() if step in (n, i.alias)]
    return found


def _sides(kind: Any) -> list[Any]:
    """The sides of a choice, without what only annotates them."""
    if get_origin(kind) is Annotated:
        return _sides(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return [side for argument in get_args(kind) for side in _sides(argument)]
    return [kind]
