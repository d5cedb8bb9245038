"""The page of the latest digest: its papers, the things they talk about, and what is said of both."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.export.pages.look import PALETTE
from kg.export.pages.view import Edge, Facts, Group, Index, Node, Statement, View, short_title, statement_of
from kg.graph.multigraph import sentence_of
from kg.model import Claim, Entity, Kind, Knowledge, Paper, Result, Role

MOST_PAPERS = 60
MOST_NODES = 240
"""As many as can be told apart on one screen; a usual digest has fewer."""

_ROLES = tuple(role.value for role in Role)
"""From the closest to a paper to the loosest: which entities are kept where there are too many."""

_NAMED_AUTHORS = 12


@dataclass(frozen=True, slots=True)
class _Day:
    """The latest digest: its papers by votes, its claims about them, and the entities worth drawing."""

    date: str
    papers: tuple[Paper, ...]
    left_out: int
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    named: int


def digest_view(knowledge: Knowledge, found: Index) -> View:
    """Return the papers of the latest digest with the entities they talk about, most widely shared first."""
    day = _latest(knowledge, found)
    drawn = {each.iri for each in day.papers} | {each.iri for each in day.entities}
    claims = [claim for claim in day.claims if claim.subject in drawn and claim.object in drawn]
    about = _statements_by_node(claims, found)
    reports = _reports(knowledge, day, found)
    widely = Counter(claim.object for claim in claims)
    papers = tuple(_paper_node(paper, day, found, (*about[paper.iri], *reports[paper.iri])) for paper in day.papers)
    entities = tuple(_entity_node(entity, widely, about[entity.iri]) for entity in day.entities)
    kinds = {entity.kind for entity in day.entities}
    return View(
        name="index.html",
        topic="digest",
        ko=f"{day.date} 논문 요약집".strip(),
        en=f"Digest of {day.date}" if day.date else "Digest",
        counts=_counts(day, knowledge),
        groups=tuple(_group(key) for key in ("paper", *(kind.value for kind in Kind if kind in kinds))),
        nodes=papers + entities,
        edges=tuple(_edges(claims, found)),
    )


def _group(key: str) -> Group:
    return Group(key, PALETTE[key]["ko"], PALETTE[key]["en"])


def _latest(knowledge: Knowledge, found: Index) -> _Day:
    date = max(knowledge.days, default="")
    ranked = sorted(
        (paper for paper in knowledge.papers if date in paper.dates), key=lambda paper: (-(paper.votes or 0), paper.iri)
    )
    papers = tuple(ranked[:MOST_PAPERS])
    shown = {paper.iri for paper in papers}
    claims = tuple(
        claim
        for claim in knowledge.claims
        if (summary := found.summaries[claim.summary]).date == date and summary.paper in shown
    )
    ranked_entities = _ranked_entities(claims, found)
    room = MOST_NODES - len(papers)
    return _Day(date, papers, len(ranked) - len(papers), claims, tuple(ranked_entities[:room]), len(ranked_entities))


def _ranked_entities(claims: Iterable[Claim], found: Index) -> list[Entity]:
    """Return the entities of the claims: those of most papers first, then by closeness to a paper, then by IRI."""
    papers: defaultdict[str, set[str]] = defaultdict(set)
    closest: dict[str, int] = {}
    for claim in claims:
        if claim.object in found.entities and claim.predicate in _ROLES:
            papers[claim.object].add(claim.subject)
            rank = _ROLES.index(claim.predicate)
            closest[claim.object] = min(rank, closest.get(claim.object, rank))
    ranked = sorted(papers, key=lambda iri: (-len(papers[iri]), closest[iri], iri))
    return [found.entities[iri] for iri in ranked]


def _statements_by_node(claims: Iterable[Claim], found: Index) -> defaultdict[str, list[Statement]]:
    about: defaultdict[str, list[Statement]] = defaultdict(list)
    for claim in sorted(claims, key=_closeness):
        statement = statement_of(claim, found)
        about[claim.subject].append(statement)
        about[claim.object].append(statement)
    return about


def _closeness(claim: Claim) -> tuple[int, float, str]:
    rank = _ROLES.index(claim.predicate) if claim.predicate in _ROLES else -1
    return rank, -claim.confidence, claim.iri


def _reports(knowledge: Knowledge, day: _Day, found: Index) -> defaultdict[str, list[Statement]]:
    """Return the reported figures of each paper, as statements."""
    results = {result.iri: result for result in knowledge.results}
    reports: defaultdict[str, list[Statement]] = defaultdict(list)
    for claim in day.claims:
        if claim.predicate == "reportedIn":
            summary = found.summaries[claim.summary]
            reports[claim.object].append(
                Statement(
                    subject=found.names[claim.object],
                    predicate="reports",
                    object=figure(results[claim.subject], found.names),
                    sentence=sentence_of(claim.evidence[0]) if claim.evidence else "",
                    paper=claim.object,
                    date=summary.date,
                    confidence=claim.confidence,
                )
            )
    return reports


def figure(result: Result, names: Mapping[str, str]) -> str:
    """Return a reported figure in one line, such as `TinyLens · SquintBench · accuracy: 41.50%`."""
    context = [names[iri] for iri in (result.subject, result.benchmark, result.metric) if iri]
    value = f"{result.value_text}{_spaced(result.unit)}"
    return f"{' · '.join(context)}: {value}" if context else value


def _spaced(unit: str | None) -> str:
    return "" if not unit else unit if unit == "%" else f" {unit}"


def _paper_node(paper: Paper, day: _Day, found: Index, statements: Sequence[Statement]) -> Node:
    most = max((each.votes or 0 for each in day.papers), default=0) or 1
    return Node(
        iri=paper.iri,
        label=paper.title,
        short=short_title(paper.title),
        group="paper",
        type="논문 · Paper",
        weight=0.45 + 0.55 * (paper.votes or 0) / most,
        facts=_paper_facts(paper, found),
        papers=(paper.iri,),
        statements=tuple(statements),
    )


def _paper_facts(paper: Paper, found: Index) -> Facts:
    names = [found.names[author] for author in paper.authors]
    more = f" +{len(names) - _NAMED_AUTHORS}" if len(names) > _NAMED_AUTHORS else "" if paper.authors_complete else " +"
    lines = [("저자 · Authors", ", ".join(names[:_NAMED_AUTHORS]) + more)] if names else []
    return tuple(lines)


def _entity_node(entity: Entity, widely: Mapping[str, int], statements: Sequence[Statement]) -> Node:
    most = max(widely.values(), default=1)
    kind = PALETTE[entity.kind.value]
    return Node(
        iri=entity.iri,
        label=entity.label[0],
        short=entity.label[0],
        group=entity.kind.value,
        type=f"{kind['ko']} · {kind['en']}",
        weight=min(0.9, (widely[entity.iri] - 1) / max(most - 1, 3)),
        facts=(("처음 나온 날 · First seen", entity.first_seen),),
        aliases=tuple(alias for alias, _ in entity.aliases),
        statements=tuple(statements),
    )


def _edges(claims: Iterable[Claim], found: Index) -> Iterator[Edge]:
    grouped: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subject, claim.object, claim.predicate].append(claim)
    for (source, target, predicate), said in sorted(grouped.items()):
        yield Edge(
            source,
            target,
            predicate,
            strength=0.3 if predicate in _ROLES[:-1] else 0.0,
            directed=predicate not in _ROLES,
            statements=tuple(statement_of(claim, found) for claim in sorted(said, key=_closeness)),
        )


def _counts(day: _Day, knowledge: Knowledge) -> dict[str, str | int]:
    return {
        "date": day.date or "–",
        "papers": len(day.papers),
        "entities": len(day.entities),
        "papers_left_out": day.left_out,
        "entities_left_out": day.named - len(day.entities),
        "other_digests": max(len(knowledge.days) - 1, 0),
    }
