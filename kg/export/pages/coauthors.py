"""The page of the co-author network: who writes together most."""

from collections import defaultdict
from typing import Any

import networkx as nx

from kg.export.pages.network import counts_of, groups_of, part_to_draw, relative
from kg.export.pages.view import Edge, Facts, Index, Node, View
from kg.graph.projections import coauthor_graph
from kg.model import Author, Knowledge
from kg.networks import MOST_AUTHORS

_LISTED_PAPERS = 20


def coauthors_view(knowledge: Knowledge, found: Index) -> View:
    """Return the strongest pairs of co-authors: by papers together, then by fractional weight."""
    whole = coauthor_graph(knowledge)
    part = part_to_draw(whole, lambda *pair: (whole.edges[pair]["papers"], whole.edges[pair]["weight"]))
    papers = _papers_by_author(knowledge)
    group_of, legend = groups_of(part, found.names)
    most = max((part.nodes[node]["papers"] for node in part), default=1)
    heaviest = max((tie["papers"] for _, _, tie in part.edges(data=True)), default=1)
    return View(
        name="coauthors.html",
        topic="coauthors",
        ko="공저자 관계망",
        en="Co-author network",
        counts={
            **counts_of(whole, part),
            "listed": _LISTED_PAPERS,
            "most_authors": MOST_AUTHORS,
            "crowded": sum(len(paper.authors) > MOST_AUTHORS for paper in knowledge.papers),
        },
        groups=legend,
        nodes=tuple(
            _node(author, whole, papers[author.iri], group_of[author.iri], most)
            for author in knowledge.authors
            if author.iri in part
        ),
        edges=tuple(
            _edge((a, b), part.edges[a, b], papers, heaviest)
            for a, b in sorted((min(pair), max(pair)) for pair in part.edges)
        ),
    )


def _papers_by_author(knowledge: Knowledge) -> defaultdict[str, list[str]]:
    """Return the papers of each author, the latest first."""
    papers: defaultdict[str, list[str]] = defaultdict(list)
    for paper in sorted(knowledge.papers, key=lambda paper: (max(paper.dates), paper.arxiv_id), reverse=True):
        for author in paper.authors:
            papers[author].append(paper.iri)
    return papers


def _node(author: Author, whole: nx.Graph, papers: list[str], group: str, most: int) -> Node:
    return Node(
        iri=author.iri,
        label=author.name,
        short=author.name,
        group=group,
        type="기관 · Organisation" if author.organization else "저자 · Author",
        weight=relative(len(papers) - 1, most - 1),
        facts=_facts(author, whole, len(papers)),
        aliases=author.aliases,
        papers=tuple(papers[:_LISTED_PAPERS]),
    )


def _facts(author: Author, whole: nx.Graph, papers: int) -> Facts:
    counts = (("논문 · Papers", str(papers)), ("공저자 · Co-authors", str(whole.degree(author.iri))))
    warning = (("주의 · Beware", "동명이인일 수 있음 · perhaps several people of one name"),)
    return counts + (warning if author.ambiguous else ())


def _edge(pair: tuple[str, str], tie: dict[str, Any], papers: defaultdict[str, list[str]], heaviest: int) -> Edge:
    both = set(papers[pair[1]])
    return Edge(
        *pair,
        predicate="coAuthorOf",
        strength=relative(tie["papers"], heaviest),
        facts=(
            ("함께 쓴 논문 · Papers together", str(tie["papers"])),
            ("나눈 몫 · Fractional weight", f"{tie['weight']:.2f}"),
            ("기간 · From, to", f"{tie['first']} – {tie['last']}"),
        ),
        papers=tuple(paper for paper in papers[pair[0]] if paper in both)[:_LISTED_PAPERS],
    )
