"""What happens in an exercise, and what ought to be done about it.

The public names are looked up when they are first used, like those of :mod:`agencies`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from injects.conditions import Condition
    from injects.loading import LoadedPack, list_packs, load_pack, pack_from_texts
    from injects.model import Expectation, Inject, Pack

__all__ = [
    "Condition",
    "Expectation",
    "Inject",
    "LoadedPack",
    "Pack",
    "list_packs",
    "load_pack",
    "pack_from_texts",
]

_HOMES = {
    "conditions": ("Condition",),
    "loading": ("LoadedPack", "list_packs", "load_pack", "pack_from_texts"),
    "model": ("Expectation", "Inject", "Pack"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"injects.{module}"), name)
    raise AttributeError(f"module 'injects' has no attribute {name!r}")
