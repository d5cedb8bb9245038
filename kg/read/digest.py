"""One digest: days, entries, and what was wrong with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.errors import ReadError
from kg.model import Document, Entry, Rejection
from kg.read.authors import Authors, read_authors
from kg.read.headings import PaperHeading, date_of_day, date_of_path, is_day, read_heading
from kg.read.limits import oversize
from kg.read.lines import Line, split_lines
from kg.read.passages import read_passages

_FIELD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?[*_]{0,3}(?:(?P<votes>(?:up)?votes?)|authors?)[*_]{0,3}[ \t]{0,3}[:：][*_]{0,3}(?P<value>.*)",
    re.IGNORECASE,
)
_DAY_HEADING = "## Daily Papers (YYYY-MM-DD)"
_NUMBER = re.compile(r"[0-9]{1,9}")


def read_digest(raw: str, source: str) -> Document:
    """Return a digest as records: every level-3 heading becomes an entry or a rejection.

    An entry belongs to the day whose heading (`## Daily Papers (YYYY-MM-DD)`) stands above it; above the first one, or
    where there is none, to the day that the path names (`2025/02/20.md`, `2025-02-20.md`).

    Args:
        raw: the decoded file, line ends and byte order mark included; spans count its code points.
        source: the name of the file, as it is to stand in evidence and messages.

    Raises:
        ReadError: the text is no digest or passes a limit, with the line and what to do.
    """
    read = parse_digest(raw, source)
    if isinstance(read, Rejection):
        raise ReadError(str(read))
    return read


def parse_digest(raw: str, source: str) -> Document | Rejection:
    """Return a digest as records, or why the text as a whole is none."""
    lines = list(split_lines(raw))
    if over := oversize(lines):
        return Rejection(source, *over)
    blocks = list(_blocks(lines))
    read = [_read_block(block, source) for block in blocks]
    entries = tuple(each for each in read if isinstance(each, Entry))
    days = [line for line in lines if is_day(line)]
    dates = {date_of_day(day) for day in days} | {entry.date for entry in entries}
    if not dates - {None}:
        return _no_digest(days, blocks, source)
    rejections = tuple(each for each in read if isinstance(each, Rejection))
    return Document(source, raw, tuple(sorted(filter(None, dates))), entries, rejections)


class _Block(NamedTuple):
    """The heading of an entry, the day it stands under (if any), and the lines up to the next such heading."""

    day: Line | None
    heading: Line
    body: list[Line]


def _blocks(lines: Iterable[Line]) -> Iterator[_Block]:
    day: Line | None = None
    block: _Block | None = None
    for line in lines:
        if not 1 <= line.level <= 3:
            if block:
                block.body.append(line)
            continue
        if block:
            yield block
        day = line if is_day(line) else day
        block = _Block(day, line, []) if line.level == 3 else None
    if block:
        yield block


def _read_block(block: _Block, source: str) -> Entry | Rejection:
    heading = read_heading(block.heading, source)
    if isinstance(heading, Rejection):
        return heading
    date = date_of_day(block.day) if block.day else date_of_path(source)
    if not date:
        return Rejection(source, block.heading.number, _no_date(block.day))
    prose, votes, authors = _sorted_out(block.body)
    return Entry(
        arxiv_id=heading.arxiv_id,
        url=heading.url,
        date=date,
        title=heading.title,
        votes=votes,
        signatures=authors.signatures,
        authors_complete=authors.complete,
        passages=tuple(read_passages(prose)),
        source=source,
        line=block.heading.number,
    )


def _sorted_out(body: Iterable[Line]) -> tuple[list[Line], int | None, Authors]:
    """Tell prose from the lines of votes and authors; the first of each counts."""
    prose: list[Line] = []
    fields: dict[bool, tuple[str, int]] = {}
    for line in body:
        if found := _FIELD.match(line.text):
            fields.setdefault(found["votes"] is not None, (found["value"], line.start + found.start("value")))
        else:
            prose.append(line)
    votes, _ = fields.get(True, ("", 0))
    return prose, _number(votes), read_authors(*fields.get(False, ("", 0)))


def _number(printed: str) -> int | None:
    """Return how many votes are printed; a dash means that the digest does not know."""
    found = _NUMBER.fullmatch(printed.strip(" \t*_").replace(",", ""))
    return int(found[0]) if found else None


def _no_date(day: Line | None) -> str:
    if day:
        return f"line {day.number} above gives no date of the calendar; correct it"
    return f"no day above this paper; put '{_DAY_HEADING}' before it"


def _no_digest(days: Sequence[Line], blocks: Sequence[_Block], source: str) -> Rejection:
    """Say why a text in which no date holds is no digest."""
    if days:
        return Rejection(source, days[0].number, "no digest: this is no date of the calendar; correct the heading")
    papers = (block.heading for block in blocks if isinstance(read_heading(block.heading, source), PaperHeading))
    first = next(papers, None)
    if first:
        return Rejection(source, first.number, f"no digest: papers without a date; put '{_DAY_HEADING}' above them")
    return Rejection(source, 1, f"no digest: neither '{_DAY_HEADING}' nor '### [title](link)'; check the file")
