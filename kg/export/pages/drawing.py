"""A view as a pyvis network: shapes, sizes and fixed positions.

pyvis assembles nodes, edges and options. Its own pages are not used (`docs/decisions/008-…`).
"""

import json
import textwrap
import unicodedata
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.export.pages.look import PALETTE
from kg.export.pages.view import Edge, Node, View
from kg.graph.layout import Box, lay_out

_SMALLEST, _LARGEST = 9, 28
_FONT = 13
_LINE = 1.25
_LABEL_DISTANCE = 4
_COLUMNS, _ROWS = 22, 3
_THINNEST, _WIDEST = 1.0, 6.0

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 0, "keyboard": False},
    "edges": {"smooth": False},
}


def draw(view: View, base: str) -> dict[str, Any]:
    """Return what vis-network needs: `nodes`, `edges` and `options`, as pyvis makes them."""
    network = Network(directed=True)  # an undirected one drops parallel edges, comparing each with all
    places = positions(view)
    for node in view.nodes:
        network.add_node(short_iri(node.iri, base), **_node_look(node, places[node.iri]))
    for number, edge in enumerate(view.edges):
        ends = (short_iri(end, base) for end in (edge.source, edge.target))
        network.add_edge(*ends, id=f"edge-{number}", **_edge_look(edge))
    network.set_options(json.dumps(_OPTIONS))
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def short_iri(iri: str, base: str) -> str:
    """Return an IRI without the base: what stands behind the `#` of a page's address.

    >>> short_iri("https://w3id.org/daily-papers-kg/id/entity/dpo", "https://w3id.org/daily-papers-kg/id/")
    'entity/dpo'
    """
    return iri.removeprefix(base)


def positions(view: View) -> dict[str, tuple[int, int]]:
    """Return where each node is drawn, with room for its label below it."""
    graph = nx.Graph()
    graph.add_nodes_from(node.iri for node in view.nodes)
    for edge in sorted(view.edges, key=lambda edge: edge.strength):  # of parallel edges, the strongest pulls
        graph.add_edge(edge.source, edge.target, weight=edge.strength)
    centres = lay_out(graph, {node.iri: _box(node) for node in view.nodes})
    return {node.iri: (centres[node.iri][0], centres[node.iri][1] - _label_height(node) // 2) for node in view.nodes}


def _node_look(node: Node, place: tuple[int, int]) -> dict[str, Any]:
    return {
        "label": wrap(node.short),
        "shape": PALETTE[node.group]["shape"],
        "group": node.group,  # gives the colour, once the page knows whether it is light or dark
        "size": _size(node),
        "importance": round(node.weight, 3),
        "x": place[0],
        "y": place[1],
    }


def _edge_look(edge: Edge) -> dict[str, Any]:
    return {
        "arrows": "to" if edge.directed else "",
        "dashes": edge.directed,
        "predicate": edge.predicate,
        "width": round(_THINNEST + (_WIDEST - _THINNEST) * edge.strength, 1),
    }


def _size(node: Node) -> int:
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * node.weight)


def _label_height(node: Node) -> int:
    """Return the room below a node; the page draws labels in a size that can be read at any zoom, where they fit."""
    return _LABEL_DISTANCE + round(len(wrap(node.short).split("\n")) * _FONT * _LINE)


def _box(node: Node) -> Box:
    widest = max(map(columns, wrap(node.short).split("\n")))
    return Box(max(2 * _size(node), widest * _FONT * 0.56), 2 * _size(node) + _label_height(node))


def columns(text: str) -> int:
    """Return how wide a text is, a Korean syllable counting as two Latin letters.

    >>> columns("확산 DPO")
    8
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str) -> str:
    r"""Return a label on at most three lines, cut with an ellipsis, never empty.

    >>> wrap("TinyLens")
    'TinyLens'
    >>> wrap("A Very Long Title That Nobody Would Want To Read In A Picture Of Many Nodes")
    'A Very Long Title That\nNobody Would Want To\nRead In A Picture Of …'
    """
    width = _COLUMNS if columns(text) < 2 * len(text) else _COLUMNS // 2
    lines = textwrap.wrap(text, width, max_lines=_ROWS, placeholder=" …")
    return "\n".join(lines) or "?"
