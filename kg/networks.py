"""Who writes with whom and what is used together: the two networks derived from the linked records."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from kg.model import Kind, Knowledge, Role

MOST_AUTHORS = 50
"""Papers with more authors join nobody: they would make most of all pairs."""

TOGETHER = frozenset({Role.INTRODUCES.value, Role.USES.value, Role.EVALUATES.value})
"""What a paper must do with a method to work with it; a baseline it competes with and a bare mention are not enough."""


@dataclass(frozen=True, slots=True, order=True)
class CoAuthorship:
    """Two authors (IRIs, `a` < `b`) who signed papers together.

    `weight` is the sum over their papers of 1/(authors − 1) (Newman 2001); `first` and `last` are ISO dates of digests.
    """

    a: str
    b: str
    papers: int
    weight: Fraction
    first: str
    last: str


@dataclass(frozen=True, slots=True, order=True)
class CoUse:
    """Two methods (IRIs, `a` < `b`) that papers work with together.

    `lift` is P(ab) / (P(a) P(b)) over all papers: above 1, more often than by chance.
    """

    a: str
    b: str
    papers: int
    lift: float


def coauthorships(knowledge: Knowledge) -> tuple[CoAuthorship, ...]:
    """Return every pair of authors who share a paper of at most `MOST_AUTHORS` authors, sorted."""
    counts: Counter[tuple[str, str]] = Counter()
    sizes: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    dates: dict[tuple[str, str], tuple[str, str]] = {}
    for paper in knowledge.papers:
        authors = paper.authors
        if len(authors) > MOST_AUTHORS:
            continue
        first, last = min(paper.dates), max(paper.dates)
        for pair in combinations(authors, 2):
            counts[pair] += 1
            sizes[pair][len(authors)] += 1
            known = dates.get(pair, (first, last))
            dates[pair] = min(known[0], first), max(known[1], last)
    return tuple(CoAuthorship(*pair, counts[pair], _fractional(sizes[pair]), *dates[pair]) for pair in sorted(counts))


def _fractional(papers_by_size: Mapping[int, int]) -> Fraction:
    return sum((Fraction(count, size - 1) for size, count in papers_by_size.items()), Fraction())


def co_uses(knowledge: Knowledge) -> tuple[CoUse, ...]:
    """Return every pair of methods that some paper works with together (`TOGETHER`), sorted."""
    methods = methods_by_paper(knowledge)
    alone = Counter(method for used in methods.values() for method in used)
    together = Counter(pair for used in methods.values() for pair in combinations(used, 2))
    return tuple(
        CoUse(a, b, papers, papers * len(knowledge.papers) / (alone[a] * alone[b]))
        for (a, b), papers in sorted(together.items())
    )


def methods_by_paper(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return the methods each paper works with, sorted, without papers that work with none."""
    methods = {entity.iri for entity in knowledge.entities if entity.kind is Kind.METHOD}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in knowledge.claims:
        if claim.predicate in TOGETHER and claim.object in methods:
            found[claim.subject].add(claim.object)
    return {paper: tuple(sorted(found[paper])) for paper in sorted(found)}


def decimal(value: Fraction, *, places: int = 4) -> str:
    """Return a fraction as a decimal literal with so many places, rounded half up, from exact arithmetic.

    >>> decimal(Fraction(2, 3)), decimal(Fraction(12))
    ('0.6667', '12.0000')
    """
    scaled = (value * 10**places + Fraction(1, 2)).__floor__()
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"
