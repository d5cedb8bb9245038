"""The contract's facts, asked for in SPARQL."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pyoxigraph as ox
import pytest

from kg.errors import ExportError
from kg.iri import DEFAULT_BASE, ONTOLOGY
from kg.model import Knowledge
from kg.networks import MOST_AUTHORS, CoAuthorship, CoUse, co_uses, coauthorships, decimal
from kg.rdf.network_triples import network_triples
from kg.rdf.terms import DCTERMS, Triple, iri, prefixes_of
from kg.rdf.triples import main_triples


@pytest.fixture(scope="module")
def store(files: dict[str, str]) -> ox.Store:
    """Return the three files in one store."""
    loaded = ox.Store()
    for document in files.values():
        loaded.load(input=document, format=ox.RdfFormat.TURTLE)
    return loaded


def ask(store: ox.Store, pattern: str) -> bool:
    """Tell whether a pattern stands in the store."""
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=prefixes_of(DEFAULT_BASE)))


def select(store: ox.Store, pattern: str) -> list[str]:
    """Return the sorted values of ?x for a pattern."""
    solutions = store.query(f"SELECT DISTINCT ?x {{ {pattern} }}", prefixes=prefixes_of(DEFAULT_BASE))
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted(solution["x"].value for solution in solutions)


@pytest.mark.parametrize(
    "fact",
    [
        'paper:2502.13923 a kg:Paper ; dcterms:title "TinyLens: Seeing with Little"@en',
        'paper:2502.13923 fabio:hasArXivId "2502.13923" ; dcterms:created "2025-02"^^xsd:gYearMonth ; kg:votes 17',
        "paper:2502.13923 kg:authorListComplete true . paper:2502.00001 kg:authorListComplete false",
        "paper:2502.13923 owl:sameAs <https://doi.org/10.48550/arXiv.2502.13923>",
        "paper:2502.13923 schema:url <https://arxiv.org/abs/2502.13923>",
        "paper:2502.13923 kg:inDigest digest:2025-02-19, digest:2025-02-20",
        'digest:2025-02-19 a kg:Digest ; dcterms:issued "2025-02-19"^^xsd:date',
        "author:ana-q-o-neill a kg:Author, foaf:Person ; kg:nameAmbiguous true",
        "author:team-lens a kg:Author, foaf:Organization ; kg:nameAmbiguous false",
        'author:gimminji foaf:name "김민지" ; skos:altLabel "Minji Kim"@en',
        "paper:2502.13923 kg:introduces entity:tinylens ; kg:uses entity:rope ; kg:evaluatesOn entity:squintbench",
        "entity:tinylens kg:outperforms entity:greatlens ; kg:basedOn entity:rope",
        'entity:accuracy a kg:Metric ; kg:higherIsBetter true ; skos:prefLabel "Accuracy"@en ; skos:altLabel "정확도"@ko',
        'entity:rope rdfs:label "RoPE"@en ; kg:firstSeen "2025-02-19"^^xsd:date',
        '?r kg:reportedIn paper:2502.13923 ; kg:value 41.50 ; kg:valueText "41.50" ; kg:unit "%" ; kg:baselineValue 40.1',
        '?r kg:reportedIn paper:2502.00001 ; kg:valueMax "15"^^xsd:decimal ; kg:resultKind "improvement"',
        "?r kg:subject entity:tinylens ; kg:onBenchmark entity:squintbench ; kg:metric entity:accuracy",
        "?c kg:claimSubject paper:2502.13923 ; kg:claimPredicate kg:uses ; kg:claimObject entity:rope ; kg:confidence 0.9",
        'agent:23c879157413bc25 a prov:SoftwareAgent ; schema:softwareVersion "9.9"',
        '?s a kg:Summary ; schema:about paper:2502.13923 ; dcterms:isPartOf digest:2025-02-20 ; dcterms:language "en"',
        "author:gimminji kg:coAuthorOf author:team-lens . author:team-lens kg:coAuthorOf author:gimminji",
        "?p a kg:CoAuthorship ; kg:member author:ana-q-o-neill, author:gimminji ; kg:fractionalWeight 1.5",
        "?p a kg:CoUse ; kg:member entity:rope, entity:tinylens ; kg:paperCount 1 ; kg:lift 2.0",
        "entity:tinylens kg:inFamily entity:greatlens",
    ],
)
def test_the_graph_says(store: ox.Store, fact: str) -> None:
    """Each kind of fact stands where the contract puts it."""
    assert ask(store, fact)


@pytest.mark.parametrize(
    "mistake",
    [
        "?x skos:prefLabel ?l FILTER(LANG(?l) = '')",
        "?x skos:prefLabel ?l ; skos:altLabel ?l",
        "paper:2502.00001 kg:votes ?v",
        '?r kg:baselineValue ?v ; kg:valueText "4-15"',
        "?x ?p ?o FILTER(isBlank(?x) || isBlank(?o))",
        "?x a kg:Method, skos:Concept",
    ],
)
def test_the_graph_does_not_say(store: ox.Store, mistake: str) -> None:
    """What is unknown, doubled or unnamed is not written."""
    assert not ask(store, mistake)


def test_every_claim_leads_to_its_words(store: ox.Store, sources: dict[str, str]) -> None:
    """Through target, source and selectors to the file, where the quotation stands at its offsets in code points."""
    solutions = store.query(
        """SELECT ?file ?exact ?prefix ?suffix ?start ?end {
            ?claim a kg:Claim ; prov:wasDerivedFrom ?summary ; oa:hasTarget ?target .
            ?target oa:hasSource ?summary ; oa:hasSelector ?quote, ?position .
            ?summary dcterms:source ?file .
            ?quote a oa:TextQuoteSelector ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end }""",
        prefixes=prefixes_of(DEFAULT_BASE),
    )
    assert isinstance(solutions, ox.QuerySolutions)
    found = [[each.value for each in solution] for solution in solutions]

    assert len(found) == len(select(store, "?x a kg:Claim"))
    for file, exact, prefix, suffix, start, end in found:
        raw = sources[file]
        assert raw[int(start) : int(end)] == exact
        assert raw[: int(start)].endswith(prefix)
        assert raw[int(end) :].startswith(suffix)


def test_claims_on_the_same_words_share_a_target(store: ox.Store) -> None:
    """Two claims rest on one sentence: it is quoted once."""
    quoted = select(store, '?x oa:hasSelector/oa:exact "TinyLens는 RoPE를 쓴다."')

    assert len(quoted) == 1
    assert len(select(store, f"?x oa:hasTarget <{quoted[0]}>")) == 2


def test_a_node_that_was_given_up_points_to_the_older_one(knowledge: Knowledge) -> None:
    """And says nothing else, so that nobody counts it."""
    gone, older = f"{knowledge.base}author/liu-yang", knowledge.authors[0].iri
    written = list(main_triples(replace(knowledge, replaced=((gone, older),))))

    assert [t for t in written if t.subject == iri(gone)] == [
        Triple(iri(gone), iri(f"{DCTERMS}isReplacedBy"), iri(older))
    ]


def test_stated_triples_come_from_claims(knowledge: Knowledge) -> None:
    """Without claims no role, relation or reported result is stated."""
    silent = replace(knowledge, claims=())
    predicates = {triple.predicate.removeprefix(f"<{ONTOLOGY}") for triple in main_triples(silent)}

    assert not predicates & {"introduces>", "uses>", "outperforms>", "reportedIn>"}


def test_a_value_that_is_no_number_is_refused_naming_the_result(knowledge: Knowledge) -> None:
    """A figure must have been turned into a decimal before."""
    broken = replace(knowledge, results=(replace(knowledge.results[0], value="about 4"),))

    with pytest.raises(ExportError, match=r"/result/.*'about 4' is no decimal"):
        list(main_triples(broken))


def test_a_pair_is_written_with_four_decimals(pairs: tuple[tuple[CoAuthorship, ...], tuple[CoUse, ...]]) -> None:
    """A third is 0.3333 whatever was summed first."""
    written = {triple.object for triple in network_triples(*pairs, [], base=DEFAULT_BASE)}

    assert '"0.3333"^^<http://www.w3.org/2001/XMLSchema#decimal>' in written
    assert '"1.5000"^^<http://www.w3.org/2001/XMLSchema#decimal>' in written


def with_papers(knowledge: Knowledge, sizes: list[int]) -> Knowledge:
    """Return papers with so many authors each, all from one list."""
    template = knowledge.papers[0]
    papers = tuple(
        replace(template, iri=f"p{number}", signatures=tuple((f"n{i:03}", f"a{i:03}") for i in range(size)))
        for number, size in enumerate(sizes)
    )
    return replace(knowledge, papers=papers)


def test_fractional_weight_counts_a_paper_once_for_each_author(knowledge: Knowledge) -> None:
    """The weights of an author's pairs add up to the number of papers with company."""
    pairs = coauthorships(with_papers(knowledge, [2, 3, 7, 1]))
    first = sum((pair.weight for pair in pairs if "a000" in (pair.a, pair.b)), Fraction())

    assert first == 3
    assert pairs[0] == CoAuthorship("a000", "a001", 3, Fraction(5, 3), "2025-02-20", "2025-02-20")


def test_a_paper_of_a_crowd_joins_nobody(knowledge: Knowledge) -> None:
    """Fifty authors still know each other, fifty-one do not."""
    assert len(coauthorships(with_papers(knowledge, [MOST_AUTHORS]))) == len(list(combinations(range(50), 2)))
    assert coauthorships(with_papers(knowledge, [MOST_AUTHORS + 1])) == ()


def test_networks_do_not_depend_on_the_order_of_papers(knowledge: Knowledge) -> None:
    """Exact arithmetic: summing forwards and backwards is the same."""
    forwards = with_papers(knowledge, [3, 8, 50, 4, 12])
    backwards = replace(forwards, papers=forwards.papers[::-1])

    assert coauthorships(forwards) == coauthorships(backwards)
    assert co_uses(knowledge) == co_uses(replace(knowledge, claims=knowledge.claims[::-1]))


def test_lift_is_measured_over_all_papers(knowledge: Knowledge) -> None:
    """Two papers, one of which has both methods: together twice as often as by chance."""
    (pair,) = co_uses(knowledge)

    assert (pair.papers, pair.lift) == (1, 2.0)
    assert [each.rsplit("/")[-1] for each in (pair.a, pair.b)] == ["rope", "tinylens"]


def test_a_rival_is_not_used_together(knowledge: Knowledge) -> None:
    """`comparesWith` joins no methods."""
    assert not any("greatlens" in pair.a + pair.b for pair in co_uses(knowledge))


def test_a_fraction_is_rounded_half_up() -> None:
    """Negative numbers and small ones keep their form."""
    assert [decimal(Fraction(*each)) for each in ((1, 3), (1, 20000), (-1, 4), (5, 1))] == [
        *("0.3333", "0.0001", "-0.2500", "5.0000"),
    ]
