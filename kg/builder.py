"""The whole way: digests in, a knowledge graph out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from spacy.language import Language

from kg import __version__
from kg.errors import ExtractError
from kg.export.disk import Content, write_files
from kg.export.manifest import count_knowledge, describe_sources, with_manifest
from kg.extract import extract_documents
from kg.extract.lexicon import load_lexicon
from kg.extract.parallel import extract_by_document
from kg.iri import DEFAULT_BASE, check_base, digest_of
from kg.link import arrange, families, link
from kg.model import Author, Claim, Document, Entity, Evidence, Extraction, Knowledge, Paper, Rejection, Result
from kg.networks import co_uses, coauthorships
from kg.rdf.claim_triples import claim_triples
from kg.rdf.network_triples import network_triples
from kg.rdf.ontology import ontology_text
from kg.rdf.terms import prefixes_of
from kg.rdf.triples import main_triples
from kg.rdf.turtle import turtle
from kg.read import read_documents

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Graph

PAGES = ("index.html", "coauthors.html", "methods.html")

Inputs = str | Path | Iterable[str | Path]
Progress = Callable[[int, int], object]


def build(
    paths: Inputs | None = None,
    *,
    base: str = DEFAULT_BASE,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    nlp: Language | None = None,
) -> "Build":
    """Read digests and build the graph of what they say: a function of the set of digests, not of their order.

        import kg

        built = kg.build("digests/")
        built.write("exports")

    Args:
        paths: digest files, folders (recursive), globs and `-`, in any mix; the bundled sample if None.
        base: the IRI below which all nodes stand.
        stdin: where `-` reads from; the standard input unless given.
        progress: called after each digest with how many are done and how many there are.
        workers: how many processes extract; the graph does not depend on it.
        nlp: a pipeline to extract with instead of ours, in this process alone.

    Raises:
        ReadError: an input cannot be read, or is no digest.
        KgError: the base is no IRI.
    """
    check_base(base)
    reading = read_documents(_listed(paths), stdin=stdin)
    documents = distinct(reading.documents)
    extractions = arrange(_extracted(documents, _by_document(documents, workers, nlp), progress))
    check_quotations(documents, extractions)
    dates = [date for document in documents for date in document.dates]
    knowledge = link(extractions, load_lexicon(), base=base, dates=dates)
    return Build(knowledge, extractions, documents, tuple(reading.rejections), nlp.meta["name"] if nlp else "")


def _listed(paths: Inputs | None) -> list[str]:
    if paths is None:
        return []
    return [str(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]


def _by_document(
    documents: Sequence[Document], workers: int, nlp: Language | None
) -> Iterator[tuple[Document, tuple[Extraction, ...]]]:
    if nlp is None:
        return extract_by_document(documents, workers=workers)
    return ((document, tuple(extract_documents([document], nlp))) for document in documents)


def _extracted(
    documents: Sequence[Document],
    extracted: Iterator[tuple[Document, tuple[Extraction, ...]]],
    progress: Progress | None,
) -> Iterator[Extraction]:
    for number, (_, extractions) in enumerate(extracted, 1):
        yield from extractions
        if progress:
            progress(number, len(documents))


def distinct(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents by source, without copies of a digest under another name."""
    kept: dict[tuple[tuple[str, ...], str], Document] = {}
    for document in sorted(documents, key=lambda each: each.source):
        kept.setdefault((document.dates, document.raw), document)
    return tuple(kept.values())


def check_quotations(documents: Iterable[Document], extractions: Iterable[Extraction]) -> None:
    """Compare every quotation with what stands at its offsets.

    Raises:
        ExtractError: they differ, which no input should be able to bring about.
    """
    raw = {document.source: document.raw for document in documents}
    for extraction in extractions:
        for each in _quotations(extraction):
            if raw[each.source][each.span.start : each.span.end] != each.quote:
                raise ExtractError(
                    f"{each.source}: the quotation {each.quote[:60]!r} does not stand at characters "
                    f"{each.span.start}-{each.span.end}; this is a mistake of the program, please report it"
                )


def _quotations(extraction: Extraction) -> Iterator[Evidence]:
    for term in extraction.terms:
        yield from term.mentions
        yield from (role.evidence for role in term.roles)
    yield from (relation.evidence for relation in extraction.relations)
    yield from (figure.evidence for figure in extraction.figures)


@dataclass(frozen=True)
class Build:
    """A knowledge graph and what it was made from; what it can be turned into is made when it is asked for.

    `rejections` is what could not be read, and why; `extractions` is what each entry says, in date order; `pipeline`
    names what extracted it, where that is not ours.
    """

    knowledge: Knowledge
    extractions: tuple[Extraction, ...] = field(repr=False)
    documents: tuple[Document, ...] = field(repr=False)
    rejections: tuple[Rejection, ...]
    pipeline: str = ""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers, sorted by IRI."""
        return self.knowledge.papers

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The models, methods, benchmarks, datasets, tasks and metrics, sorted by IRI."""
        return self.knowledge.entities

    @property
    def authors(self) -> tuple[Author, ...]:
        """The authors, sorted by IRI."""
        return self.knowledge.authors

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The statements with their evidence, sorted by IRI."""
        return self.knowledge.claims

    @property
    def results(self) -> tuple[Result, ...]:
        """The reported figures, sorted by IRI."""
        return self.knowledge.results

    @cached_property
    def counts(self) -> dict[str, Any]:
        """How many things of each sort there are."""
        return count_knowledge(self.knowledge)

    def records(self) -> list[dict[str, Any]]:
        """Return one record per paper, in the shape of `kg extract`."""
        from kg.export.records import paper_records  # noqa: PLC0415 - loaded where it is needed

        return list(paper_records(self.extractions, self.knowledge))

    def to_networkx(self) -> "MultiDiGraph":
        """Return the graph as a networkx `MultiDiGraph` with typed nodes and edges."""
        from kg.graph import to_networkx  # noqa: PLC0415 - networkx takes a while to load

        return to_networkx(self.knowledge)

    def to_rdflib(self) -> "Graph":
        """Return the graph, the claims and the derived networks as one rdflib graph."""
        from rdflib import Graph  # noqa: PLC0415 - rdflib takes a while to load

        graph = Graph()
        for text in self.turtle().values():
            graph.parse(data="".join(text), format="turtle")
        return graph

    def turtle(self) -> dict[str, Iterator[str]]:
        """Return the Turtle files by name, each as pieces of text that can be read once."""
        knowledge, prefixes = self.knowledge, prefixes_of(self.knowledge.base)
        networks = network_triples(
            coauthorships(knowledge), co_uses(knowledge), families(knowledge, load_lexicon()), base=knowledge.base
        )
        return {
            "graph.ttl": turtle(main_triples(knowledge), prefixes=prefixes),
            "claims.ttl": turtle(claim_triples(knowledge, version=__version__), prefixes=prefixes),
            "networks.ttl": turtle(networks, prefixes=prefixes),
        }

    def pages(self) -> dict[str, str]:
        """Return the HTML pages by name."""
        from kg.export.pages import coauthors_page, digest_page, methods_page  # noqa: PLC0415 - pyvis loads slowly

        makers = (digest_page, coauthors_page, methods_page)
        return {name: make(self.knowledge) for name, make in zip(PAGES, makers, strict=True)}

    def write(self, folder: str | Path) -> dict[str, str]:
        """Write all files of the build into a folder, all or none, and return the SHA-256 of each by name.

        Raises:
            ExportError: naming the path, what happened and what to do.
        """
        files: dict[str, Content] = {**self.turtle(), **self.pages()}
        return write_files(Path(folder), with_manifest(files, self.description()))

    def description(self) -> dict[str, Any]:
        """Return what the manifest says besides the hashes of the files."""
        return {
            "versions": versions(),
            **({"pipeline": self.pipeline} if self.pipeline else {}),
            "base": self.knowledge.base,
            "sources": describe_sources(self.documents, self.rejections),
            "counts": self.counts,
            "rejections": [str(rejection) for rejection in self.rejections],
        }


def versions() -> dict[str, str]:
    """Return the version of the program, and hashes of the vocabulary and of the lexicon that it works with."""
    records = sorted(load_lexicon().records.items())
    return {
        "kg": __version__,
        "ontology": digest_of(ontology_text("daily-papers-kg.ttl")),
        "lexicon": digest_of(*(repr(record) for record in records)),
    }
