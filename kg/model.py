"""The records that flow from room to room: frozen, slotted, made of tuples.

read     → `Document` of `Entry` (one paper in one digest) made of `Passage` and `Signature`
extract  → `Extraction`: `Term`, `Relation` and `Figure` of one entry, each with `Evidence`
link     → `Knowledge`: `Paper`, `Author`, `Entity`, `Claim`, `Result` of all digests

Text is checked once, in `kg.read`; a record that exists is valid. Every span counts code points of the raw file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a name stands for (a class of the ontology)."""

    METHOD = "Method"
    MODEL = "Model"
    BENCHMARK = "Benchmark"
    DATASET = "Dataset"
    TASK = "Task"
    METRIC = "Metric"


class Role(StrEnum):
    """What a paper does with an entity (a property of the ontology)."""

    INTRODUCES = "introduces"
    USES = "uses"
    EVALUATES_ON = "evaluatesOn"
    COMPARES_WITH = "comparesWith"
    EVALUATES = "evaluates"
    ADDRESSES = "addresses"
    MEASURES = "measures"
    MENTIONS = "mentions"


class RelationKind(StrEnum):
    """What a paper states between two entities (a property of the ontology)."""

    VARIANT_OF = "variantOf"
    BASED_ON = "basedOn"
    COMPONENT_OF = "componentOf"
    OUTPERFORMS = "outperforms"


class ResultKind(StrEnum):
    """How a reported figure is to be read."""

    ABSOLUTE = "absolute"
    IMPROVEMENT = "improvement"
    RATIO = "ratio"


class Section(StrEnum):
    """Which part of an entry a passage belongs to."""

    TITLE = "title"
    NEW = "new"
    DETAILS = "details"
    PERFORMANCE = "performance"
    BODY = "body"


# --- read ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the raw file, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of clean text that knows where each of its characters stands in the raw file.

    `starts` and `ends` give the raw span of every character; both are empty where the text is verbatim,
    which is nearly always.
    """

    text: str
    start: int
    section: Section
    label: str = ""
    line: int = 0
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of `text[start:end]`, which must not be empty.

        >>> Passage("GPT-4o를", 100, Section.BODY).span(0, 6)
        Span(start=100, end=106)
        """
        if self.starts:
            return Span(self.starts[start], self.ends[end - 1])
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Signature:
    """One name on one paper."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper in one digest.

    `authors_complete` is false where the digest cuts the list off with a `+` or gives none.
    `passages` holds the body; the title is a passage of its own.
    """

    arxiv_id: str
    url: str
    date: str
    title: Passage
    votes: int | None
    signatures: tuple[Signature, ...]
    authors_complete: bool
    passages: tuple[Passage, ...]
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something in the input that could not be used: where it stands and why."""

    source: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.source}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Document:
    """One digest file: its raw text, the days it holds (ISO dates), its entries and what was rejected."""

    source: str
    raw: str = field(repr=False)
    dates: tuple[str, ...]
    entries: tuple[Entry, ...]
    rejections: tuple[Rejection, ...]


# --- extract ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A quotation: `raw[span.start:span.end] == quote`, with up to 32 characters on each side.

    `sentence` is the raw sentence (or title) around the quotation, the quotation itself where that is a sentence.
    """

    source: str
    span: Span
    quote: str
    prefix: str = ""
    suffix: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class StatedRole:
    """What an entry does with a term, and the sentence that says so."""

    role: Role
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Term:
    """One named thing as one entry writes it: its fullest name, its other surfaces and where they stand.

    `id` is local to the entry (`e1`, `e2`, …); `lexicon_key` names the lexicon record it was recognised as, or "".
    `roles` has the main one first; `mentions` are the spans of the name and aliases, in reading order.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    confidence: float
    roles: tuple[StatedRole, ...]
    mentions: tuple[Evidence, ...]
    lexicon_key: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two terms of one entry (their ids), and the sentence that states it."""

    head: str
    kind: RelationKind
    tail: str
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported quantitative result of one entry; term ids or None in the entity fields.

    `value` is the number as printed, without its unit ("39.27", "4-15").
    """

    value: str
    unit: str | None
    kind: ResultKind
    subject: str | None
    benchmark: str | None
    metric: str | None
    baseline: str | None
    baseline_value: str | None
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one entry says."""

    entry: Entry
    terms: tuple[Term, ...]
    relations: tuple[Relation, ...]
    figures: tuple[Figure, ...]


# --- link ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Summary:
    """The text about one paper in one digest, from which claims are derived. `language` is "ko" or "en"."""

    iri: str
    paper: str
    date: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One arXiv id, in however many digests. `authors` are author IRIs in the first digest's order, which means nothing.

    `signatures` pairs each printed name with the author it was given to.
    """

    iri: str
    arxiv_id: str
    title: str
    created: str
    votes: int | None
    dates: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]
    authors_complete: bool
    summaries: tuple[Summary, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """The IRIs of the authors, each once, sorted."""
        return tuple(sorted({iri for _, iri in self.signatures}))


@dataclass(frozen=True, slots=True)
class Author:
    """A person or organisation; `aliases` are other printed forms of the name."""

    iri: str
    name: str
    aliases: tuple[str, ...] = ()
    organization: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that papers talk about. `label` and `aliases` are (text, language) pairs, the language "en" or "ko".

    `first_seen` is the ISO date of the earliest digest; `higher_is_better` is known for some metrics only.
    """

    iri: str
    label: tuple[str, str]
    kind: Kind
    aliases: tuple[tuple[str, str], ...]
    first_seen: str
    higher_is_better: bool | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement with its evidence: the triple (subject, predicate, object) as one summary states it.

    `predicate` is the local name of a property of the ontology. A claim about a figure has the result as its subject,
    `reportedIn` as predicate and the paper as object.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    confidence: float
    summary: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One reported figure. `value` and `value_max` are decimal literals; `value_text` is the number as printed."""

    iri: str
    paper: str
    value: str
    value_max: str | None
    value_text: str
    unit: str | None
    kind: ResultKind
    subject: str | None
    benchmark: str | None
    metric: str | None
    baseline: str | None
    baseline_value: str | None


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A name in a paper held against a thing: joined to it or kept apart, how sure, and why.

    `one` is what the name stands for and `other` what it was held against: nodes (IRIs), or clusters while they are being
    judged. They are the same where the name joined what was there before. Where two things turned out to be one, `one` is
    the younger, which then has no more than its IRI (`Knowledge.replaced`). `confidence` is the probability that the name
    stands for `other`; `surface` is the name and `arxiv_id` the paper.
    """

    one: str
    other: str
    joined: bool
    confidence: float
    arxiv_id: str
    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything the digests say, linked: each tuple sorted by IRI.

    `days` maps each digest's ISO date to its IRI. `terms` maps (arXiv id, digest date, local term id) to an entity IRI.
    `replaced` pairs each IRI that turned out to be an older node with that node's; `decisions` tells what was
    joined and what kept apart where that was not plain, and why.
    """

    base: str
    days: Mapping[str, str]
    papers: tuple[Paper, ...]
    authors: tuple[Author, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    results: tuple[Result, ...]
    terms: Mapping[tuple[str, str, str], str]
    replaced: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
