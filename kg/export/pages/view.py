"""What a page shows, before anybody has thought of HTML: nodes, edges, and what can be said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.graph.multigraph import sentence_of
from kg.model import Claim, Entity, Knowledge, Paper, Summary

Facts = tuple[tuple[str, str], ...]
"""Label and text of the lines that a panel shows, such as `("별칭 · Aliases", "RoPE")`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says something: who says it (a paper's IRI), when, and how surely."""

    subject: str
    predicate: str
    object: str
    sentence: str
    paper: str
    date: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the page: `short` is what is drawn, `weight` (0 to 1) how large, `group` its line of the legend."""

    iri: str
    label: str
    short: str
    group: str
    type: str
    weight: float
    facts: Facts = ()
    aliases: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes (IRIs): `strength` (0 to 1) says how wide it is drawn."""

    source: str
    target: str
    predicate: str
    strength: float
    directed: bool = False
    facts: Facts = ()
    papers: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the legend: the key of its look in `palette.json`, its name in Korean and in English."""

    key: str
    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A page: its file name, its titles, the counts for its words (`about.toml`), and the drawing."""

    name: str
    topic: str
    ko: str
    en: str
    counts: Mapping[str, str | int]
    groups: tuple[Group, ...]
    nodes: tuple[Node, ...] = field(repr=False)
    edges: tuple[Edge, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Index:
    """The records of a knowledge by IRI."""

    papers: Mapping[str, Paper]
    entities: Mapping[str, Entity]
    summaries: Mapping[str, Summary]
    names: Mapping[str, str]


def index(knowledge: Knowledge) -> Index:
    """Return the records of a knowledge by IRI, and the names of papers, authors and entities."""
    papers = {paper.iri: paper for paper in knowledge.papers}
    entities = {entity.iri: entity for entity in knowledge.entities}
    names = {paper.iri: short_title(paper.title) for paper in knowledge.papers}
    names |= {author.iri: author.name for author in knowledge.authors}
    names |= {entity.iri: entity.label[0] for entity in knowledge.entities}
    summaries = {summary.iri: summary for paper in knowledge.papers for summary in paper.summaries}
    return Index(papers, entities, summaries, names)


def statement_of(claim: Claim, found: Index) -> Statement:
    """Return what a claim about a paper or an entity says, with its first quotation."""
    summary = found.summaries[claim.summary]
    return Statement(
        subject=found.names[claim.subject],
        predicate=claim.predicate,
        object=found.names[claim.object],
        sentence=sentence_of(claim.evidence[0]) if claim.evidence else "",
        paper=summary.paper,
        date=summary.date,
        confidence=claim.confidence,
    )


_LONGEST_NAME = 32


def short_title(title: str) -> str:
    """Return the name that a title begins with, or the whole title.

    >>> short_title("Qwen2.5-VL: See Better"), short_title("Attention Is All You Need")
    ('Qwen2.5-VL', 'Attention Is All You Need')
    """
    name, colon, _ = title.partition(": ")
    return name if colon and len(name) <= _LONGEST_NAME else title
