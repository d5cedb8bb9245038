"""One digest: days, entries, and what was wrong with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
    read = _Digest(source, date_of_path(source))
    for block in _blocks(lines):
        read.add(block)
    if read.no_digest:
        return read.no_digest
    return Document(source, raw, tuple(dict.fromkeys(read.dates)), tuple(read.entries), tuple(read.rejections))
