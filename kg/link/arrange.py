"""The order in which digests are linked: by date, whatever order they were read in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from kg.model import Extraction


def arrange(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Return extractions in date order, each once, with term ids that are unique within one paper and date.

    The order is by date, arXiv id and words, so it depends on the set of extractions alone. Ids change only where
    one day holds several entries of one paper. Arranging twice changes nothing.
    """
    ordered = sorted(dict.fromkeys(extractions), key=_order)
    return tuple(each for _, entries in groupby(ordered, key=_paper_and_date) for each in _numbered(list(entries)))


def _order(extraction: Extraction) -> tuple[str, str, str, tuple[str, ...], str, int]:
    entry = extraction.entry
    words = tuple(passage.text for passage in entry.passages)
    return entry.date, entry.arxiv_id, entry.title.text, words, entry.source, entry.line


def _paper_and_date(extraction: Extraction) -> tuple[str, str]:
    return extraction.entry.arxiv_id, extraction.entry.date


def _numbered(extractions: list[Extraction]) -> Iterator[Extraction]:
    """Yield the entries of one paper and date; where there are several, their ids continue one after the other."""
    if len(extractions) == 1:
        yield extractions[0]
        return
    count = 0
    for extraction in extractions:
        ids = {term.id: f"e{count + number}" for number, term in enumerate(extraction.terms, 1)}
        count += len(ids)
        yield _renamed(extraction, ids)


def _renamed(extraction: Extraction, ids: dict[str, str]) -> Extraction:
    def known(old: str) -> str:
        return ids.get(old) or f"{old} (of {extraction.entry.source}:{extraction.entry.line})"  # an id that has no term

    def new(old: str | None) -> str | None:
        return None if old is None else known(old)

    return replace(
        extraction,
        terms=tuple(replace(term, id=ids[term.id]) for term in extraction.terms),
        relations=tuple(replace(each, head=known(each.head), tail=known(each.tail)) for each in extraction.relations),
        figures=tuple(
            replace(
                each,
                subject=new(each.subject),
                benchmark=new(each.benchmark),
                metric=new(each.metric),
                baseline=new(each.baseline),
            )
            for each in extraction.figures
        ),
    )
