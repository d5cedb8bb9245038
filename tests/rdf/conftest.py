"""A small linked knowledge with hostile names, two digests of one paper, and every kind of statement."""

from fractions import Fraction

import pytest

from kg.iri import DEFAULT_BASE, Minter, slug
from kg.model import (
    Author,
    Claim,
    Entity,
    Evidence,
    Kind,
    Knowledge,
    Paper,
    RelationKind,
    Result,
    ResultKind,
    Role,
    Span,
    Summary,
)
from kg.networks import CoAuthorship, CoUse, co_uses, coauthorships
from kg.rdf.claim_triples import claim_triples
from kg.rdf.network_triples import network_triples
from kg.rdf.terms import prefixes_of
from kg.rdf.triples import main_triples
from kg.rdf.turtle import turtle

FIRST = "2025-02-19.md"
SECOND = "2025-02-20.md"
HOSTILE_TITLE = 'Ends "early" \\ </script>\x08 π₀\u2062 of a {}|^` 𝔊iant\u2028, 한국어\ttoo'

# A character outside the basic plane comes first, so that code points and UTF-16 units differ.
SOURCES = {
    FIRST: "🚀 오늘 글\n\nTinyLens는 RoPE를 쓴다. 실험에서 SquintBench 41.50% 를 얻어 GreatLens를 앞선다.\n",
    SECOND: '🚀 두 번째\n\nThe second paper sets TinyLens against "GreatLens" on SquintBench, 4-15 points apart.\n',
}
MINT = Minter(DEFAULT_BASE)


def evidence(source: str, quote: str) -> Evidence:
    """Quote a file where the words first stand."""
    raw = SOURCES[source]
    start = raw.index(quote)
    end = start + len(quote)
    return Evidence(source, Span(start, end), quote, raw[max(0, start - 32) : start], raw[end : end + 32], quote)


def claim(triple: tuple[str, str, str], summary: Summary, quote: str, *, confidence: float = 0.9) -> Claim:
    """Claim a triple on the words of a summary."""
    iri = MINT.hashed("claim", *triple, summary.iri)
    return Claim(iri, *triple, confidence, summary.iri, (evidence(summary.source, quote),))


def summary(paper: str, date: str, source: str, language: str) -> Summary:
    """Return the summary of a paper in the digest of a date."""
    return Summary(MINT.hashed("summary", paper, date), MINT.paper(paper), date, source, language)


def entity(name: str, kind: Kind, *aliases: tuple[str, str], higher_is_better: bool | None = None) -> Entity:
    """Return an entity under the IRI that its name gives."""
    return Entity(MINT.entity(slug(name)), (name, "en"), kind, aliases, "2025-02-19", higher_is_better)


def result(number: str, value: str, value_max: str | None, text: str) -> Result:
    """Return a figure of TinyLens on SquintBench."""
    return Result(
        iri=MINT.hashed("result", number),
        paper=MINT.paper(number),
        value=value,
        value_max=value_max,
        value_text=text,
        unit="%",
        kind=ResultKind.ABSOLUTE if value_max is None else ResultKind.IMPROVEMENT,
        subject=MINT.entity("tinylens"),
        benchmark=MINT.entity("squintbench"),
        metric=MINT.entity("accuracy"),
        baseline=MINT.entity("greatlens"),
        baseline_value="40.1" if value_max is None else "36-37",
    )


def build() -> Knowledge:
    """Build the knowledge: two papers, the first in two digests."""
    one, two = "2502.13923", "2502.00001"
    early, late, other = (
        summary(one, "2025-02-19", FIRST, "ko"),
        summary(one, "2025-02-20", SECOND, "en"),
        summary(two, "2025-02-20", SECOND, "en"),
    )
    tiny, great, rope, squint = map(MINT.entity, ("tinylens", "greatlens", "rope", "squintbench"))
    first, second = MINT.paper(one), MINT.paper(two)
    measured = (result(one, "41.50", None, "41.50"), result(two, "4", "15", "4-15"))
    people = {
        'Ana "Q" O\'Neill\\': "ana-q-o-neill",
        "김민지": slug("김민지"),
        "Team Lens": "team-lens",
    }
    signed = tuple((name, MINT.author(key)) for name, key in people.items())
    return Knowledge(
        base=DEFAULT_BASE,
        days={day: MINT.digest(day) for day in ("2025-02-19", "2025-02-20")},
        papers=(
            Paper(second, two, HOSTILE_TITLE, "2025-02", None, ("2025-02-20",), signed[:2], False, (other,)),
            Paper(
                first,
                one,
                "TinyLens: Seeing with Little",
                "2025-02",
                17,
                ("2025-02-19", "2025-02-20"),
                signed,
                True,
                (early, late),
            ),
        ),
        authors=(
            Author(signed[0][1], signed[0][0], ("Ana O'Neill",), ambiguous=True),
            Author(signed[1][1], "김민지", ("Minji Kim", "김민지")),
            Author(signed[2][1], "Team Lens", organization=True),
        ),
        entities=(
            entity("Accuracy", Kind.METRIC, ("정확도", "ko"), higher_is_better=True),
            entity("GreatLens", Kind.METHOD),
            entity("RoPE", Kind.METHOD, ("rotary position embedding", "en"), ("RoPE", "en")),
            entity("SquintBench", Kind.BENCHMARK),
            entity("TinyLens", Kind.METHOD, ("<b>Tiny\u0007Lens</b>", "en")),
        ),
        claims=(
            claim((first, Role.INTRODUCES, tiny), early, "TinyLens는 RoPE를 쓴다.", confidence=1.0),
            claim((first, Role.INTRODUCES, tiny), late, "TinyLens", confidence=0.505),
            claim((first, Role.USES, rope), early, "TinyLens는 RoPE를 쓴다."),
            claim((first, Role.EVALUATES_ON, squint), early, "SquintBench"),
            claim((first, Role.MEASURES, MINT.entity("accuracy")), early, "41.50%"),
            claim((second, Role.COMPARES_WITH, great), other, '"GreatLens"'),
            claim((tiny, RelationKind.OUTPERFORMS, great), early, "GreatLens를 앞선다"),
            claim((tiny, RelationKind.BASED_ON, rope), early, "RoPE를 쓴다"),
            claim((measured[0].iri, "reportedIn", first), early, "41.50%"),
            claim((measured[1].iri, "reportedIn", second), other, "4-15 points"),
        ),
        results=measured,
        terms={},
    )


def write(knowledge: Knowledge) -> dict[str, str]:
    """Return the three files of a build as Turtle."""
    prefixes = prefixes_of(knowledge.base)
    families = [(MINT.entity("tinylens"), MINT.entity("greatlens"))]
    networks = network_triples(coauthorships(knowledge), co_uses(knowledge), families, base=knowledge.base)
    return {
        "graph.ttl": "".join(turtle(main_triples(knowledge), prefixes=prefixes)),
        "claims.ttl": "".join(turtle(claim_triples(knowledge, version="9.9"), prefixes=prefixes)),
        "networks.ttl": "".join(turtle(networks, prefixes=prefixes)),
    }


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return the small knowledge."""
    return build()


@pytest.fixture(scope="session")
def files(knowledge: Knowledge) -> dict[str, str]:
    """Return the small knowledge as the three Turtle files of a build."""
    return write(knowledge)


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Return the digest files that the small knowledge quotes."""
    return SOURCES


@pytest.fixture(scope="session")
def pairs() -> tuple[tuple[CoAuthorship, ...], tuple[CoUse, ...]]:
    """Return a pair of authors and a pair of methods."""
    day = "2025-02-20"
    return (CoAuthorship("https://a.example/1", "https://a.example/2", 1, Fraction(1, 3), day, day),), (
        CoUse("https://a.example/3", "https://a.example/4", 2, 1.5),
    )
