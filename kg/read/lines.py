"""A digest as numbered lines that know where they start.

A scanner of lines is all that digests need. A CommonMark parser takes some 40 times as long on the corpus, and gives
back a tree that has lost the offsets into the file, which evidence is made of.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?!#)")
_BYTE_ORDER_MARK = "\ufeff"


class Line(NamedTuple):
    """One line without its end: its 1-based number, the code point it starts at, its heading level (0 for none)."""

    number: int
    start: int
    text: str
    level: int


def split_lines(raw: str) -> Iterator[Line]:
    r"""Yield the lines of a file that are not empty; they end in LF, CRLF or CR.

    Other characters that `str.splitlines` splits at, such as the form feed, stand inside lines of the digests.
    A byte order mark counts as a character of the file but belongs to no line. A heading is one inside a code fence too:
    an unclosed fence must not hide the rest of a digest.

    >>> [(line.number, line.start, line.text) for line in split_lines("a\r\n\fb")]
    [(1, 0, 'a'), (2, 3, '\x0cb')]
    """
    start = len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0
    carriage = "\r" in raw
    texts = _LINE_END.split(raw[start:]) if carriage else raw[start:].split("\n")
    for number, text in enumerate(texts, 1):
        if text:
            yield Line(number, start, text, _level(text))
        start += len(text) + (2 if carriage and raw.startswith("\r\n", start + len(text)) else 1)


def _level(text: str) -> int:
    found = _HEADING.match(text) if "#" in text[:4] else None
    return len(found[1]) if found else 0
