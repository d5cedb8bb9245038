"""The two projections people ask for: who writes with whom, and which methods papers use together."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import networkx as nx

from kg.graph.multigraph import author_attributes, entity_attributes
from kg.model import Kind, Knowledge
from kg.networks import co_uses, coauthorships, methods_by_paper

_SEED = 7


def coauthor_graph(knowledge: Knowledge) -> nx.Graph:
    """Return all authors, linked where they share a paper.

    Nodes have `papers`; edges have `papers` (how many they share), `weight` (fractional: the sum over these papers of
    1/(authors − 1)), `first` and `last` (dates of digests). Papers with more authors than `kg.networks.MOST_AUTHORS`
    link nobody.
    """
    graph = nx.Graph()
    papers = Counter(author for paper in knowledge.papers for author in paper.authors)
    for author in knowledge.authors:
        graph.add_node(author.iri, papers=papers[author.iri], **author_attributes(author))
    for pair in coauthorships(knowledge):
        graph.add_edge(pair.a, pair.b, papers=pair.papers, weight=float(pair.weight), first=pair.first, last=pair.last)
    return graph


def method_graph(knowledge: Knowledge) -> nx.Graph:
    """Return all methods, linked where papers work with both.

    Nodes have `papers`; edges have `papers` (how many work with both), `lift` (how many times more often than by
    chance) and `weight`, which is `papers` once more, under the name that the algorithms of networkx look for.
    """
    graph = nx.Graph()
    papers = Counter(method for used in methods_by_paper(knowledge).values() for method in used)
    for entity in knowledge.entities:
        if entity.kind is Kind.METHOD:
            graph.add_node(entity.iri, papers=papers[entity.iri], **entity_attributes(entity))
    for pair in co_uses(knowledge):
        graph.add_edge(pair.a, pair.b, papers=pair.papers, lift=round(pair.lift, 4), weight=pair.papers)
    return graph


Strength = Callable[[str, str], Any]
"""What orders pairs of nodes."""


def strongest(graph: nx.Graph, strength: Strength, *, most: int, ties: int) -> nx.Graph:
    """Return the part of a network that is worth drawing: its strongest pairs, and the ties between their members.

    Pairs are taken from the strongest on until `most` nodes are reached; of each node, its `ties` strongest edges to
    other chosen nodes are kept. Equal strengths are ordered by IRI.

    >>> network = nx.Graph([("a", "b", {"n": 3}), ("b", "c", {"n": 2}), ("d", "e", {"n": 1})])
    >>> sorted(strongest(network, lambda *pair: network.edges[pair]["n"], most=3, ties=1).edges)
    [('a', 'b'), ('b', 'c')]
    """
    pairs = sorted((min(pair), max(pair)) for pair in graph.edges)
    pairs.sort(key=lambda pair: strength(*pair), reverse=True)  # stable: equals stay in order
    chosen: set[str] = set()
    for pair in pairs:
        if len(chosen) + sum(node not in chosen for node in pair) <= most:
            chosen.update(pair)
    part = nx.Graph()
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(chosen))
    drawn: Counter[str] = Counter()
    for a, b in pairs:
        if a in chosen and b in chosen and (drawn[a] < ties or drawn[b] < ties):
            drawn.update((a, b))
            part.add_edge(a, b, **graph.edges[a, b])
    return part


def communities(graph: nx.Graph) -> list[list[str]]:
    """Return groups of nodes that hold together (Louvain, by `weight`), the largest first, members sorted.

    The nodes are numbered for the algorithm: sets of texts have another order in every process.
    """
    names = sorted(graph)
    numbers = {name: number for number, name in enumerate(names)}
    numbered = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    for a, b in sorted((min(pair), max(pair)) for pair in graph.edges):
        numbered.add_edge(numbers[a], numbers[b], weight=graph.edges[a, b].get("weight", 1))
    found = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED) if names else []
    return sorted(
        (sorted(names[number] for number in group) for group in found), key=lambda group: (-len(group), group)
    )
