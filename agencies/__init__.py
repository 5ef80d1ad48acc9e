"""Who can reach whom: agencies, the channels between them, and the routes a message can take.

The public names are looked up when they are first used: models cost time to import, and asking the
command line for help should not pay for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agencies.documents import Document, Problem, read_document
    from agencies.language import Phrase, phrase, words
    from agencies.loading import Loaded, list_networks, load_network, network_from_texts
    from agencies.model import NetworkFile
    from agencies.text import Text, plain

__all__ = [
    "Document",
    "Loaded",
    "NetworkFile",
    "Phrase",
    "Problem",
    "Text",
    "list_networks",
    "load_network",
    "network_from_texts",
    "phrase",
    "plain",
    "read_document",
    "words",
]

_HOMES = {
    "documents": ("Document", "Problem", "read_document"),
    "language": ("Phrase", "phrase", "words"),
    "loading": ("Loaded", "list_networks", "load_network", "network_from_texts"),
    "model": ("NetworkFile",),
    "text": ("Text", "plain"),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"agencies.{module}"), name)
    raise AttributeError(f"module 'agencies' has no attribute {name!r}")
