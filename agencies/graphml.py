"""Networks as GraphML: reading one of any origin, as untrusted as any file, and writing one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from agencies.documents import read_text
from agencies.language import Phrase, phrase
from agencies.measures import Contacts
from agencies.problems import Problem, quoted

__all__ = ["read_graphml", "write_graphml"]

MOST_NODES = 1000
MOST_EDGES = 20_000
SECTORS = ("sector", "group", "kind", "type")
"""Attributes of nodes that may say which sector they are of; the first that any node has."""


def read_graphml(path: Path) -> Contacts | Problem:
    """The contacts in a GraphML file, or the problem with it.

    Several edges between two nodes are one; edges of a node with itself are left out. The sector of
    nodes is what their attribute ``sector`` says (else ``group``, ``kind`` or ``type``).
    """
    text = read_text(path)
    if isinstance(text, Problem):
        return text
    # A document type may define entities, which grow without bound or fetch files.
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        return _wrong(
            path,
            phrase("this file has a document type of its own"),
            phrase("Save it as plain GraphML, without <!DOCTYPE>"),
        )
    return _parsed(path, text)


def _wrong(path: Path, message: Phrase, mend: Phrase | None = None) -> Problem:
    return Problem(str(path), 0, 0, "graphml", message, mend)


def _parsed(path: Path, text: str) -> Contacts | Problem:
    import networkx as nx

    try:
        graph = nx.read_graphml(BytesIO(text.encode()))
    except nx.NetworkXError as error:
        message = phrase("this is no GraphML that can be read: {why}", why=quoted(str(error)))
        return _wrong(path, message)
    except SyntaxError as error:  # What the XML parser raises, with its line and column.
        line, column = getattr(error, "position", (0, -1))
        return Problem(
            str(path), line, column + 1, "graphml", phrase("this is not well-formed XML")
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        return _wrong(path, phrase("this is no GraphML that can be read"))
    if graph.number_of_nodes() > MOST_NODES or graph.number_of_edges() > MOST_EDGES:
        most = phrase(
            "there are more than {nodes} nodes or {edges} edges in it",
            nodes=MOST_NODES,
            edges=MOST_EDGES,
        )
        return _wrong(path, most)
    if not graph.number_of_nodes():
        return _wrong(path, phrase("there are no nodes in it"))
    names = dict(graph.nodes(data=True))
    attribute = next((a for a in SECTORS if any(a in data for data in names.values())), None)
    sectors = {
        str(node): str(data[attribute])
        for node, data in names.items()
        if attribute is not None and attribute in data
    }
    return Contacts(
        nodes=tuple(str(node) for node in graph),
        edges=frozenset((str(one), str(other)) for one, other in graph.edges() if one != other),
        sectors=sectors,
        directed=graph.is_directed(),
    )


def write_graphml(
    nodes: Mapping[str, Mapping[str, Any]],
    edges: Iterable[tuple[str, str, Mapping[str, Any]]],
    about: Mapping[str, str],
) -> str:
    """A directed multigraph as GraphML.

    Args:
        nodes: Attributes of each node, by its id.
        edges: Source, target and attributes of each edge; several between two nodes are kept.
        about: Attributes of the graph itself.
    """
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    graph.graph.update(about)
    for name, data in nodes.items():
        graph.add_node(name, **data)
    for number, (source, target, data) in enumerate(edges):
        graph.add_edge(source, target, key=f"e{number}", **data)
    return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"
