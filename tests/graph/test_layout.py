"""Positions: no label over another, linked things near, the same numbers everywhere."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Box, lay_out


def overlaps(places: dict[str, tuple[int, int]], boxes: dict[str, Box]) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose boxes overlap."""
    return [
        (a, b)
        for a, b in combinations(sorted(places), 2)
        if abs(places[a][0] - places[b][0]) < (boxes[a].width + boxes[b].width) / 2 - 1
        and abs(places[a][1] - places[b][1]) < (boxes[a].height + boxes[b].height) / 2 - 1
    ]


def named(graph: nx.Graph) -> nx.Graph:
    """Return a graph whose nodes are texts."""
    return nx.relabel_nodes(graph, str)


@pytest.mark.parametrize(
    "graph",
    [nx.star_graph(40), nx.complete_graph(25), nx.path_graph(30), nx.empty_graph(30), nx.karate_club_graph()],
    ids=["star", "complete", "path", "no edges", "club"],
)
def test_no_box_covers_another(graph: nx.Graph) -> None:
    """Whatever the shape of the network, labels can be read."""
    graph = named(graph)
    boxes = {node: Box(60 + 10 * len(node), 40) for node in graph}

    assert overlaps(lay_out(graph, boxes), boxes) == []


@settings(max_examples=15, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30))
def test_any_small_graph_is_drawn_without_overlaps(pairs: set[tuple[int, int]]) -> None:
    """Self-loops, isolated nodes and several components included."""
    graph = nx.Graph()
    graph.add_nodes_from(map(str, range(15)))
    graph.add_edges_from((str(a), str(b)) for a, b in pairs)
    boxes = {node: Box(90, 30) for node in graph}

    assert overlaps(lay_out(graph, boxes), boxes) == []


def test_linked_nodes_are_nearer_than_others() -> None:
    """Two groups with one bridge stand apart."""
    graph = named(nx.barbell_graph(6, 0))
    places = lay_out(graph, {node: Box(10, 10) for node in graph})
    distance = {
        pair: abs(complex(*places[pair[0]]) - complex(*places[pair[1]])) for pair in combinations(sorted(graph), 2)
    }
    linked = [length for pair, length in distance.items() if graph.has_edge(*pair)]
    others = [length for pair, length in distance.items() if not graph.has_edge(*pair)]

    assert sum(linked) / len(linked) < sum(others) / len(others)


def test_the_order_of_nodes_and_edges_plays_no_role() -> None:
    """The same graph built backwards gets the same positions."""
    graph = named(nx.karate_club_graph())
    backwards = nx.Graph()
    backwards.add_nodes_from(reversed(list(graph)))
    backwards.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    boxes = {node: Box(50, 20) for node in graph}

    assert lay_out(graph, boxes) == lay_out(backwards, boxes)


def test_the_picture_is_centred() -> None:
    """The middle of the outermost nodes is the origin, give or take rounding."""
    graph = named(nx.karate_club_graph())
    xs, ys = zip(*lay_out(graph, {node: Box(50, 20) for node in graph}).values(), strict=True)

    assert abs(min(xs) + max(xs)) <= 2
    assert abs(min(ys) + max(ys)) <= 2


def test_nothing_has_no_positions() -> None:
    """An empty graph is no error."""
    assert lay_out(nx.Graph(), {}) == {}
