"""The page of the method network: what papers work with together."""

from collections import defaultdict
from typing import Any

import networkx as nx

from kg.export.pages.network import counts_of, groups_of, part_to_draw, relative
from kg.export.pages.view import Edge, Index, Node, Statement, View, statement_of
from kg.graph.projections import method_graph
from kg.model import Entity, Knowledge
from kg.networks import TOGETHER

_SENTENCES_OF_NODE = 8
_PAPERS_OF_EDGE = 3

Said = dict[str, dict[str, Statement]]
"""The most confident statement of each paper (second key) about each method (first key), the latest paper first."""


def methods_view(knowledge: Knowledge, found: Index) -> View:
    """Return the strongest pairs of methods: by papers that work with both, then by papers that work with the rarer one."""
    whole = method_graph(knowledge)
    part = part_to_draw(whole, lambda *pair: _strength(pair, whole))
    said = _said(knowledge, found)
    group_of, legend = groups_of(part, found.names)
    most = max((part.nodes[node]["papers"] for node in part), default=1)
    heaviest = max((tie["papers"] for _, _, tie in part.edges(data=True)), default=1)
    return View(
        name="methods.html",
        topic="methods",
        ko="방법 관계망",
        en="Method network",
        counts={
            **counts_of(whole, part),
            "sentences": _SENTENCES_OF_NODE,
            "papers_of_tie": _PAPERS_OF_EDGE,
        },
        groups=legend,
        nodes=tuple(
            _node(entity, whole, said[entity.iri], group_of[entity.iri], most)
            for entity in knowledge.entities
            if entity.iri in part
        ),
        edges=tuple(
            _edge((a, b), part.edges[a, b], said, heaviest)
            for a, b in sorted((min(pair), max(pair)) for pair in part.edges)
        ),
    )


def _strength(pair: tuple[str, str], whole: nx.Graph) -> tuple[int, int, float]:
    """Order pairs of methods; lift alone would prefer names that stand in one paper only."""
    tie = whole.edges[pair]
    return tie["papers"], min(whole.nodes[method]["papers"] for method in pair), tie["lift"]


def _said(knowledge: Knowledge, found: Index) -> defaultdict[str, dict[str, Statement]]:
    said: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
    used = (claim for claim in knowledge.claims if claim.predicate in TOGETHER and claim.object in found.entities)
    for claim in sorted(used, key=lambda claim: (-claim.confidence, claim.iri)):
        said[claim.object].setdefault(claim.subject, statement_of(claim, found))
    for method, by_paper in said.items():
        latest_first = sorted(by_paper.items(), key=lambda item: (item[1].date, item[0]), reverse=True)
        said[method] = dict(latest_first)
    return said


def _node(entity: Entity, whole: nx.Graph, said: dict[str, Statement], group: str, most: int) -> Node:
    statements = tuple(said.values())
    return Node(
        iri=entity.iri,
        label=entity.label[0],
        short=entity.label[0],
        group=group,
        type="방법 · Method",
        weight=relative(len(said) - 1, most - 1),
        facts=(
            ("논문 · Papers", str(len(said))),
            ("함께 쓰인 방법 · Methods used with it", str(whole.degree(entity.iri))),
            ("처음 나온 날 · First seen", entity.first_seen),
        ),
        aliases=tuple(alias for alias, _ in entity.aliases),
        statements=statements[:_SENTENCES_OF_NODE],
    )


def _edge(pair: tuple[str, str], tie: dict[str, Any], said: Said, heaviest: int) -> Edge:
    one, other = (said[method] for method in pair)
    both = [paper for paper in one if paper in other][:_PAPERS_OF_EDGE]
    return Edge(
        *pair,
        predicate="usedWith",
        strength=relative(tie["papers"], heaviest),
        facts=(
            ("함께 쓴 논문 · Papers with both", str(tie["papers"])),
            ("향상도 · Lift", f"{tie['lift']:.2f}"),
        ),
        statements=tuple(each for paper in both for each in (one[paper], other[paper])),
    )
