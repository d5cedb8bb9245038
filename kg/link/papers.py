"""One paper per arXiv id, in however many digests."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.iri import Minter
from kg.link.identity import SignatureKey
from kg.model import Entry, Extraction, Paper, Summary
from kg.text import language

_FIRST_YEAR = 91  # the oldest arXiv ids are of 1991


def make_papers(
    extractions: Sequence[Extraction], signed: Mapping[SignatureKey, str], minter: Minter
) -> dict[str, Paper]:
    """Return the papers by arXiv id, given the extractions in date order and the author of each signature."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for extraction in extractions:
        entries[extraction.entry.arxiv_id].append(extraction.entry)
    return {arxiv_id: _paper(entries[arxiv_id], signed, minter) for arxiv_id in sorted(entries)}


def _paper(entries: Sequence[Entry], signed: Mapping[SignatureKey, str], minter: Minter) -> Paper:
    first = entries[0]
    names = dict.fromkeys(signature.name for entry in entries for signature in entry.signatures)
    return Paper(
        iri=minter.paper(first.arxiv_id),
        arxiv_id=first.arxiv_id,
        title=first.title.text,
        created=month_of(first.arxiv_id),
        votes=max((entry.votes for entry in entries if entry.votes is not None), default=None),
        dates=tuple(dict.fromkeys(entry.date for entry in entries)),
        signatures=tuple((name, signed[first.arxiv_id, name]) for name in names),
        authors_complete=any(entry.authors_complete for entry in entries),
        summaries=tuple(_summaries(entries, minter)),
    )


def _summaries(entries: Sequence[Entry], minter: Minter) -> Iterator[Summary]:
    """Yield one summary for each date and file.

    Nearly always a date has one file; where it has more, the second and later ones carry their number in the IRI.
    """
    files: defaultdict[str, dict[str, list[Entry]]] = defaultdict(dict)
    for entry in entries:
        files[entry.date].setdefault(entry.source, []).append(entry)
    for date, sources in files.items():
        for number, (source, parts) in enumerate(sources.items(), 1):
            arxiv_id = parts[0].arxiv_id
            rank = () if number == 1 else (str(number),)
            iri = minter.hashed("summary", arxiv_id, date, *rank)
            yield Summary(iri, minter.paper(arxiv_id), date, source, _language(parts))


def _language(entries: Sequence[Entry]) -> str:
    body = "\n".join(passage.text for entry in entries for passage in entry.passages)
    return language(body if body.strip() else entries[0].title.text)


def month_of(arxiv_id: str) -> str:
    """Return the year and month in which a paper got its arXiv id.

    >>> month_of("2502.13923"), month_of("cs/9901001")
    ('2025-02', '1999-01')
    """
    digits = arxiv_id.rpartition("/")[2]
    century = 19 if "/" in arxiv_id and int(digits[:2]) >= _FIRST_YEAR else 20
    return f"{century}{digits[:2]}-{digits[2:4]}"
