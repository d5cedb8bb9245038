"""One pass over all extractions, in date order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.extract.lexicon import Lexicon
from kg.iri import DEFAULT_BASE, Minter, slug
from kg.link.arrange import arrange
from kg.link.authors import make_authors
from kg.link.claims import make_claims
from kg.link.entities import make_entities
from kg.link.identity import (
    AuthorJudgement,
    EntityJudgement,
    SignatureKey,
    TermKey,
    identify_authors,
    identify_entities,
    lexicon_cluster,
)
from kg.link.mint import Sighting, mint_names
from kg.link.papers import make_papers
from kg.model import Extraction, Knowledge


def link(
    extractions: Iterable[Extraction],
    lexicon: Lexicon,
    *,
    base: str = DEFAULT_BASE,
    dates: Iterable[str] = (),
    judge_entities: EntityJudgement = identify_entities,
    judge_authors: AuthorJudgement = identify_authors,
) -> Knowledge:
    """Join what the entries say into one knowledge: a function of the set of extractions, not of their order.

    Args:
        extractions: what each entry says; several of one paper and date are told apart as `arrange` does.
        lexicon: the records that terms refer to.
        base: the IRI below which all nodes stand.
        dates: ISO dates of digests that hold no entry and so are in no extraction.
        judge_entities: decides which terms are one entity.
        judge_authors: decides which signatures are one author.

    Raises:
        LinkError: a relation or figure refers to a term that its entry does not have.
        KgError: the base is no IRI.
    """
    arranged = arrange(extractions)
    minter = Minter(base)
    terms = entity_iris(arranged, judge_entities(arranged, lexicon), lexicon, minter)
    signed = author_iris(arranged, judge_authors(arranged), minter)
    papers = make_papers(arranged, signed, minter)
    claims, results = make_claims(arranged, papers, terms, minter)
    days = sorted({*dates, *(each.entry.date for each in arranged)})
    return Knowledge(
        base=base,
        days={date: minter.digest(date) for date in days},
        papers=tuple(papers[key] for key in sorted(papers)),
        authors=make_authors(arranged, signed),
        entities=make_entities(arranged, terms, {minter.entity(key): r for key, r in lexicon.records.items()}),
        claims=claims,
        results=results,
        terms=terms,
    )


def entity_iris(
    extractions: Sequence[Extraction], clusters: Mapping[TermKey, str], lexicon: Lexicon, minter: Minter
) -> dict[TermKey, str]:
    """Return the entity of each term; a lexicon record's is named by its key, whenever it is first seen."""
    fixed = {lexicon_cluster(key): key for key in lexicon.records}
    names = mint_names(_term_sightings(extractions, clusters), fixed)
    return {key: minter.entity(names[cluster]) for key, cluster in clusters.items()}


def _term_sightings(extractions: Sequence[Extraction], clusters: Mapping[TermKey, str]) -> Iterator[Sighting]:
    for extraction in extractions:
        arxiv_id, date = extraction.entry.arxiv_id, extraction.entry.date
        for term in extraction.terms:
            yield Sighting(clusters[arxiv_id, date, term.id], slug(term.name), arxiv_id)


def author_iris(
    extractions: Sequence[Extraction], clusters: Mapping[SignatureKey, str], minter: Minter
) -> dict[SignatureKey, str]:
    """Return the author of each signature."""
    names = mint_names(_signature_sightings(extractions, clusters))
    return {key: minter.author(names[cluster]) for key, cluster in clusters.items()}


def _signature_sightings(extractions: Sequence[Extraction], clusters: Mapping[SignatureKey, str]) -> Iterator[Sighting]:
    for extraction in extractions:
        arxiv_id = extraction.entry.arxiv_id
        for signature in extraction.entry.signatures:
            yield Sighting(clusters[arxiv_id, signature.name], slug(signature.name), arxiv_id)
