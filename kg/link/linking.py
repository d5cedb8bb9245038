"""One pass over all extractions, in date order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.lexicon import Lexicon
from kg.iri import DEFAULT_BASE, Minter, slug
from kg.link.arrange import arrange
from kg.link.authors import make_authors
from kg.link.claims import make_claims
from kg.link.entities import make_entities
from kg.link.identity import AuthorJudge, EntityJudge, Identity, Key, SignatureKey, TermKey, lexicon_clusters
from kg.link.mint import Sighting, mint_names
from kg.link.papers import make_papers
from kg.link.people import identify_authors
from kg.link.things import identify_entities
from kg.model import Decision, Extraction, Knowledge


def link(
    extractions: Iterable[Extraction],
    lexicon: Lexicon,
    *,
    base: str = DEFAULT_BASE,
    dates: Iterable[str] = (),
    judge_entities: EntityJudge = identify_entities,
    judge_authors: AuthorJudge = identify_authors,
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
    things, people = judge_entities(arranged, lexicon), judge_authors(arranged)
    entities = _named(_term_sightings(arranged, things), minter.entity, lexicon_clusters(lexicon.records))
    authors = _named(_signature_sightings(arranged, people), minter.author)
    terms, signed = entities.nodes(things), authors.nodes(people)
    papers = make_papers(arranged, signed, minter)
    claims, results = make_claims(arranged, papers, terms, minter)
    days = sorted({*dates, *(each.entry.date for each in arranged)})
    return Knowledge(
        base=base,
        days={date: minter.digest(date) for date in days},
        papers=tuple(papers[key] for key in sorted(papers)),
        authors=make_authors(arranged, signed, frozenset(authors.iris[people.final(c)] for c in people.doubtful)),
        entities=make_entities(arranged, terms, {minter.entity(key): r for key, r in lexicon.records.items()}),
        claims=claims,
        results=results,
        terms=terms,
        replaced=tuple(sorted({**entities.replaced(things), **authors.replaced(people)}.items())),
        decisions=tuple(sorted({*entities.decisions(things), *authors.decisions(people)})),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The IRI of every cluster, those that were replaced included."""

    iris: Mapping[str, str]

    def nodes(self, identity: Identity[Key]) -> dict[Key, str]:
        """Return the node of each sighting."""
        return {key: self.iris[identity.final(cluster)] for key, cluster in identity.clusters.items()}

    def replaced(self, identity: Identity[Key]) -> dict[str, str]:
        """Return the nodes that turned out to be an older one, with that one."""
        return {self.iris[each]: self.iris[identity.final(each)] for each in identity.replaced if each in self.iris}

    def decisions(self, identity: Identity[Key]) -> Iterator[Decision]:
        """Yield the decisions, about nodes instead of clusters; one whose other side has no node is left out."""
        for each in identity.decisions:
            if each.one in self.iris and each.other in self.iris:
                yield replace(each, one=self.iris[each.one], other=self.iris[each.other])


def _named(sightings: Iterable[Sighting], mint: Callable[[str], str], fixed: Mapping[str, str] | None = None) -> _Named:
    """Name every cluster by its earliest sighting; a lexicon record's is named by its key, whenever it is first seen."""
    return _Named({cluster: mint(name) for cluster, name in mint_names(sightings, fixed).items()})


def _term_sightings(extractions: Sequence[Extraction], things: Identity[TermKey]) -> Iterator[Sighting]:
    for extraction in extractions:
        arxiv_id, date = extraction.entry.arxiv_id, extraction.entry.date
        for term in extraction.terms:
            yield Sighting(things.clusters[arxiv_id, date, term.id], slug(term.name), arxiv_id)


def _signature_sightings(extractions: Sequence[Extraction], people: Identity[SignatureKey]) -> Iterator[Sighting]:
    for extraction in extractions:
        arxiv_id = extraction.entry.arxiv_id
        for signature in extraction.entry.signatures:
            yield Sighting(people.clusters[arxiv_id, signature.name], slug(signature.name), arxiv_id)
