"""What models share: the frozen base, identifiers, and scalars that YAML cannot misread.

The loader hands every scalar over as text (:mod:`agencies.documents`), so each field decides itself
what ``NO``, ``0730`` or ``1_000`` means to it, and says what to write where it means nothing.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from agencies.language import phrase
from agencies.wrong import Wrong, shown

__all__ = ["Count", "Flag", "Identifier", "Model", "Number", "Several", "Share", "is_identifier"]


class Model(BaseModel):
    """Base of everything read from a file: frozen, and no field goes unnoticed."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"0|-?[1-9][0-9]{0,8}", value):
        return int(value)
    raise Wrong(
        phrase("{value} is not a whole number", value=shown(value)),
        phrase("Write digits only, such as 4 or 1000"),
    )


def _number(value: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and re.fullmatch(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,9})?", value):
        return float(value)
    raise Wrong(
        phrase("{value} is not a number", value=shown(value)), phrase("Write it as 0.95 or 2")
    )


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise Wrong(
        phrase("{value} is neither true nor false", value=shown(value)),
        phrase("Write one of these two words"),
    )


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def is_identifier(name: str) -> bool:
    """Whether ``name`` can stand where files name something."""
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", name) is not None


def _identifier(value: Any) -> str:
    if isinstance(value, str) and is_identifier(value):
        return value
    raise Wrong(
        phrase("{value} is not a name for use in files", value=shown(value)),
        phrase("Use letters, digits, '-' and '_'"),
    )


Identifier = Annotated[str, BeforeValidator(_identifier)]
"""A name by which other parts of the files refer to something."""

Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer"})]
Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Share = Annotated[
    float,
    BeforeValidator(_number),
    Field(ge=0, le=1),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A probability or share from 0 to 1."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]

Several = Annotated[
    tuple[Identifier, ...],
    BeforeValidator(_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One identifier or a list of them."""
