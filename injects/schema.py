"""JSON Schema of the files that people write, for editors that complete and check while typing."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from agencies.model import NetworkFile
from agencies.profiles import ProfileFile
from injects.model import Pack

__all__ = ["KINDS", "schema"]

KINDS: dict[str, type[BaseModel]] = {
    "pack": Pack,
    "network": NetworkFile,
    "profile": ProfileFile,
}
"""Kinds of files that have a schema."""

_TITLES = {
    "pack": "Maritime Tabletop pack",
    "network": "Maritime Tabletop network",
    "profile": "Maritime Tabletop profile",
}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file.

    Scalars that an editor reads as numbers or truth values, because they stand in YAML without
    quotes, are allowed wherever the product takes them as text, and the other way round.

    Args:
        kind: ``pack``, ``network`` or ``profile``.

    Raises:
        KeyError: If there is no such kind.
    """
    made = _relaxed(KINDS[kind].model_json_schema())
    definitions = made.get("$defs", {})
    for part in (made, *definitions.values()):
        _describe(part)
    if "Action" in definitions:
        # The model keeps them raw because $target is filled in later.
        definitions["Action"]["properties"]["effects"]["items"] = {"$ref": "#/$defs/Effect"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": _TITLES[kind],
    }


def _relaxed(node: Any) -> Any:
    if isinstance(node, list):
        return [_relaxed(item) for item in node]
    if not isinstance(node, dict):
        return node
    kind = node.get("type")
    properties = node.get("properties")
    relaxed = {key: _relaxed(value) for key, value in node.items() if key != "properties"}
    if isinstance(properties, dict):
        relaxed["properties"] = {name: _relaxed(value) for name, value in properties.items()}
    if "const" in node and isinstance(node["const"], int):
        relaxed = {key: value for key, value in relaxed.items() if key not in ("const", "type")}
        return {**relaxed, "enum": [node["const"], str(node["const"])]}
    if kind == "boolean":
        relaxed = {key: value for key, value in relaxed.items() if key != "type"}
        return {**relaxed, "enum": [True, False, "true", "false"]}
    if kind in ("integer", "number"):
        # Bounds apply to numbers only, so that "4" in quotes passes as the product lets it.
        return {**relaxed, "type": [kind, "string"]}
    free = not {"enum", "const", "pattern", "format"} & set(node)
    if kind == "string" and free:
        return {**relaxed, "type": ["string", "number", "boolean"]}
    return relaxed


def _describe(part: dict[str, Any]) -> None:
    """Spread what a class says about its attributes over the fields that it describes."""
    text = part.get("description", "")
    head, _, attributes = text.partition("\n\nAttributes:\n")
    if head:
        part["description"] = " ".join(head.split()).replace("``", "'")
    properties = part.get("properties", {})
    names = {name.replace("_", ""): name for name in properties}
    for found in re.finditer(r"^ {4}([\w, ]+): (.*(?:\n {8}.*)*)", attributes, re.MULTILINE):
        said = " ".join(found.group(2).split()).replace("``", "'")
        for attribute in found.group(1).split(","):
            name = names.get(attribute.strip().replace("_", ""))
            if name is not None:
                properties[name].setdefault("description", said)
