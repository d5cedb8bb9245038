"""The networkx graph holds everything the digests say, and networkx can write it."""

import io
from pathlib import Path

import networkx as nx
import pytest
import small_knowledge  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.graph import to_networkx
from kg.model import Knowledge


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


@pytest.fixture(scope="module")
def graph(small: Knowledge) -> nx.MultiDiGraph:
    """Return the graph of the small knowledge."""
    return to_networkx(small)


def of_type(graph: nx.MultiDiGraph, kind: str) -> list[str]:
    """Return the labels of all nodes of a type, sorted."""
    return sorted(data["label"] for _, data in graph.nodes(data=True) if data["type"] == kind)


def test_every_record_is_a_node(graph: nx.MultiDiGraph, small: Knowledge) -> None:
    """Digests, papers, authors, entities and results are nodes under their IRIs."""
    people = {author.iri for author in small.authors}
    things = {entity.iri for entity in small.entities} | {result.iri for result in small.results}

    assert set(graph) == {paper.iri for paper in small.papers} | people | things | set(small.days.values())


def test_nodes_have_the_type_of_the_ontology(graph: nx.MultiDiGraph) -> None:
    """An entity's type is its kind."""
    assert of_type(graph, "Method") == ["RoPE", "회전 기법"]
    assert of_type(graph, "Result") == ["41.50%"]


def test_a_second_relation_overwrites_nothing(graph: nx.MultiDiGraph, iris: dict[str, str]) -> None:
    """A paper that introduces and evaluates one thing has two edges to it."""
    assert sorted(graph[iris["paper"]][iris["TinyLens"]]) == ["evaluates", "introduces"]


def test_an_edge_shows_its_strongest_claim_and_counts_all(graph: nx.MultiDiGraph, iris: dict[str, str]) -> None:
    """Two digests say the same: the more confident one is quoted."""
    edge = graph.edges[iris["paper"], iris["TinyLens"], "introduces"]

    assert (edge["claims"], edge["confidence"]) == (2, 0.9)
    assert edge["sentence"].startswith("TinyLens는")


def test_unknown_votes_are_absent(graph: nx.MultiDiGraph, iris: dict[str, str]) -> None:
    """Not known is not zero."""
    assert graph.nodes[iris["paper"]]["votes"] == 17
    assert "votes" not in graph.nodes[iris["other paper"]]


def test_a_result_leads_to_what_it_measures(graph: nx.MultiDiGraph, small: Knowledge, iris: dict[str, str]) -> None:
    """Subject, benchmark and paper of a figure can be walked to."""
    (result,) = small.results

    assert {key: target for _, target, key in graph.out_edges(result.iri, keys=True)} == {
        "reportedIn": iris["paper"],
        "subject": iris["TinyLens"],
        "onBenchmark": iris["SquintBench"],
    }


def test_graphml_gives_the_graph_back(graph: nx.MultiDiGraph) -> None:
    """Control characters and markup in names do not break the file."""
    stream = io.BytesIO()
    nx.write_graphml(graph, stream)
    stream.seek(0)
    back = nx.read_graphml(stream, force_multigraph=True)

    assert {node: data["label"] for node, data in back.nodes(data=True)} == {
        node: data["label"] for node, data in graph.nodes(data=True)
    }
    assert back.number_of_edges() == graph.number_of_edges()


def test_gexf_can_be_written_and_read(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    """No attribute has a name that GEXF takes for its own, or a type it does not know."""
    nx.write_gexf(graph, tmp_path / "graph.gexf")

    assert set(nx.read_gexf(tmp_path / "graph.gexf")) == set(graph)
