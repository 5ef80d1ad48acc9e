"""Every field of a pack, network or profile file is described, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from agencies.model import Hours, NetworkFile
from agencies.phrases import Situations
from agencies.profiles import ProfileFile
from injects.facts import Effect
from injects.model import Pack

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
# Hours are written as one word, and what is said by voice has the fields of what is written.
ELSEWHERE = {Hours, Situations}


def models(
    kind: Any, found: dict[str, type[BaseModel]] | None = None
) -> dict[str, type[BaseModel]]:
    """The models that stand behind a type, by name, without those that are a single value."""
    found = {} if found is None else found
    for inner in get_args(kind):
        models(inner, found)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in found:
        if "root" in kind.model_fields or kind in ELSEWHERE:
            return found
        found[kind.__name__] = kind
        for info in kind.model_fields.values():
            models(info.annotation, found)
    return found


def fields(model: type[BaseModel]) -> list[str]:
    """Names as in the file. An id that comes from the key of a mapping is nobody's to write."""
    return [
        info.alias or name
        for name, info in model.model_fields.items()
        if not (name == "id" and info.default == "" and model.__name__ != "Link")
    ]


def sections(page: str) -> dict[str, list[str]]:
    """The fields in the table of each section, by its heading."""
    text = (REFERENCE / page).read_text("utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {
        head: re.findall(r"^\| `([a-z0-9_]+)` \|", body, re.MULTILINE)
        for head, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def heading(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r" \1", name).capitalize()


NETWORK_MODELS = models(NetworkFile)
PACK_MODELS = {
    name: model
    for name, model in {**models(Pack), **models(Effect)}.items()
    if name not in NETWORK_MODELS
}
PROFILE_MODELS = {
    name: model for name, model in models(ProfileFile).items() if name not in NETWORK_MODELS
}


@pytest.mark.parametrize(
    ("page", "model"),
    [
        *(("network.md", model) for model in NETWORK_MODELS.values()),
        *(("pack.md", model) for model in PACK_MODELS.values()),
        *(("profile.md", model) for model in PROFILE_MODELS.values()),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_every_field_is_described_and_no_other(page, model):
    assert sections(page).get(heading(model.__name__), []) == fields(model)


@pytest.mark.parametrize("page", ["pack.md", "network.md", "profile.md"])
def test_every_link_within_the_reference_leads_to_a_section(page):
    text = (REFERENCE / page).read_text("utf-8")
    for target, anchor in re.findall(r"\]\(([a-z./-]*)#([a-z-]+)\)", text):
        heads = {head.lower().replace(" ", "-") for head in sections(target or page)}
        assert anchor in heads
