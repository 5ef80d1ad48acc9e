"""What a seat is handed when it sits down: the directory, the catalogues and its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agencies.text import Text
from exercise.setup import Setup
from exercise.state.state import State
from exercise.views.desk import Message, data, texts
from exercise.views.seat import DocumentView, Entry, PlaceView
from injects.facts import Document

__all__ = ["welcome", "welcome_to_the_room"]


def welcome(setup: Setup, state: State, agency: str, *, marking: str) -> Message:
    """Everything about the exercise that a desk may know from the start and that never changes.

    Args:
        setup: What the session was made from.
        state: As of now; the levels that places began with are in the setup.
        agency: The desk.
        marking: Handling marking of the session.
    """
    pack, network = setup.pack, setup.network
    kind = network.agencies[agency].kind
    return {
        **_title_page(setup, marking),
        "agency": agency,
        "agencies": [
            data(Entry(one.id, texts(one.title), texts(one.role), kind=one.kind))
            for one in state.network.file.agencies.values()
        ],
        "actions": [
            data(
                Entry(
                    action.id,
                    texts(action.title),
                    texts(action.about),
                    authority=not action.authority or kind in action.authority,
                    targets=tuple(action.targets),
                )
            )
            for action in pack.actions.values()
        ],
        "channels": [
            data(Entry(channel.id, texts(channel.title), kind=str(channel.kind)))
            for channel in network.channels.values()
        ],
        "fact_kinds": [
            data(Entry(one.id, texts(one.title))) for one in network.fact_kinds.values()
        ],
        "things": [
            *(
                data(Entry(one.id, texts(one.title), kind="system"))
                for one in pack.systems.values()
            ),
            *(
                data(Entry(one.id, texts(one.title), kind="resource"))
                for one in pack.resources.values()
            ),
        ],
        "documents": [
            data(document)
            for document in _documents(pack.documents.values(), agency, setup.pack_files)
        ],
    }


def welcome_to_the_room(setup: Setup, seat: str, *, marking: str) -> Message:
    """What an observer is handed: what exercise this is, who there is, and nothing of any desk."""
    nothing = ("actions", "channels", "fact_kinds", "things", "documents")
    agencies = [data(Entry(one.id, texts(one.title))) for one in setup.network.agencies.values()]
    return {
        **_title_page(setup, marking),
        "seat": seat,
        "agencies": agencies,
        **{name: [] for name in nothing},
    }


def _title_page(setup: Setup, marking: str) -> Message:
    pack = setup.pack
    return {
        "kind": "welcome",
        "session": pack.id,
        "title": texts(pack.title),
        "marking": marking,
        "language": setup.language,
        "places": [
            data(PlaceView(one.id, texts(one.title) or {"": one.id}, one.kind, one.security_level))
            for one in pack.places.values()
        ],
    }


def _documents(
    documents: Iterable[Document], agency: str, files: Mapping[str, str]
) -> Iterable[DocumentView]:
    for document in documents:
        if not document.for_ or agency in document.for_:
            yield DocumentView(document.id, texts(document.title), _text(document.file, files))


def _text(file: Text, files: Mapping[str, str]) -> dict[str, str]:
    """The document itself by language; a language whose file is not on record is left out."""
    found = {}
    for language, path in texts(file).items():
        text = files.get(path)
        if text is None:
            text = next((files[name] for name in files if name.endswith(f"/{path}")), None)
        if text is not None:
            found[language] = text
    return found
