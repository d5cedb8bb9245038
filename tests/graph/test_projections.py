"""The two networks, and which part of them is drawn."""

from dataclasses import replace

import networkx as nx
import pytest
import small_knowledge  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.graph import coauthor_graph, communities, method_graph, strongest
from kg.iri import DEFAULT_BASE, Minter
from kg.model import Author, Knowledge

MINT = Minter(DEFAULT_BASE)


@pytest.fixture(scope="module")
def small() -> Knowledge:
    """Return a small knowledge with Korean and hostile names."""
    knowledge: Knowledge = small_knowledge.knowledge()
    return knowledge


@pytest.fixture(scope="module")
def iris(small: Knowledge) -> dict[str, str]:
    """Return the IRIs of the entities by label, and of the two papers."""
    papers = {paper.arxiv_id: paper.iri for paper in small.papers}
    entities = {entity.label[0]: entity.iri for entity in small.entities}
    return {**entities, "paper": papers["2502.13923"], "other paper": papers["2502.00001"]}


def test_coauthors_are_linked_with_count_and_fractional_weight(small: Knowledge) -> None:
    """Two papers of three and of two authors: two together, and 1/2 + 1."""
    tie = coauthor_graph(small).edges[MINT.author("ana"), MINT.author("minji")]

    assert tie == {"papers": 2, "weight": 1.5, "first": "2025-02-19", "last": "2025-02-20"}


def test_a_crowd_joins_nobody(small: Knowledge) -> None:
    """A paper of more than fifty authors adds authors, but no ties."""
    crowd = tuple((f"Author {number}", MINT.author(f"author-{number}")) for number in range(51))
    paper = replace(small.papers[0], signatures=crowd)
    graph = coauthor_graph(replace(small, papers=(paper,), authors=tuple(Author(iri, name) for name, iri in crowd)))

    assert (len(graph), graph.number_of_edges()) == (51, 0)


def test_methods_are_linked_where_papers_work_with_both(small: Knowledge, iris: dict[str, str]) -> None:
    """Both papers use both: two together, no more often than by chance."""
    graph = method_graph(small)

    assert graph.edges[iris["RoPE"], iris["회전 기법"]] == {"papers": 2, "lift": 1.0, "weight": 2}
    assert iris["TinyLens"] not in graph  # a model


def test_both_networks_can_be_written_as_graphml(small: Knowledge) -> None:
    """All attributes are plain scalars."""
    for graph in (coauthor_graph(small), method_graph(small)):
        assert "graphml" in "".join(nx.generate_graphml(graph))


@pytest.mark.parametrize("most", [2, 5, 9])
def test_never_more_nodes_are_drawn_than_allowed(most: int) -> None:
    """A pair that would be one too many is skipped."""
    whole = nx.complete_graph([f"n{number}" for number in range(12)])
    part = strongest(whole, lambda a, b: (len(a) + len(b), a, b), most=most, ties=2)

    assert len(part) <= most
    assert all(degree for _, degree in part.degree)


def test_each_drawn_node_keeps_its_strongest_ties() -> None:
    """A hub may have more edges than that: those that are strongest for its neighbours."""
    star = nx.Graph([("hub", f"leaf{number}") for number in range(6)])

    assert strongest(star, lambda *_: 1, most=9, ties=1).number_of_edges() == 6


def test_communities_are_what_holds_together() -> None:
    """Two triangles with one bridge are two groups; names decide their order."""
    graph = nx.Graph(["ab", "bc", "ca", "cd", "de", "ef", "fd"])

    assert communities(graph) == [["a", "b", "c"], ["d", "e", "f"]]


def test_nothing_falls_into_no_groups() -> None:
    """An empty network has no communities."""
    assert communities(nx.Graph()) == []
