"""Lines of prose: bullets, numbered lines and paragraphs become passages that know their section."""

import re
from collections.abc import Iterable, Iterator

from kg.model import Passage, Section
from kg.read.labels import read_label
from kg.read.lines import Line
from kg.text import clean

_MARKER = re.compile(
    r"(?P<indent>[ \t]*)(?:>[ \t]*)*(?:(?P<bullet>[-*+•▪◦·‣–])(?:[ \t]+|\Z)|\d{1,3}[.)](?:[ \t]+|\Z))?[ \t]*"
)
_MEDIA = re.compile(
    r"(?:\[?!\[[^\]]{0,300}\]\([^)]{0,2000}\)(?:\]\([^)]{0,2000}\))?"
    r"|\[Watch Video\]\S{0,2000}"
    r"|</?(?:audio|br|div|embed|figure|hr|iframe|img|picture|source|track|video)\b[^>]{0,2000}>"
    r"|<!--.{0,2000}?-->"
    r"|https?://\S{1,2000}\Z"
    r"|(?:[-*_=][ \t]?){3,100}\Z|\|[-:| \t]{3,1000}\Z|(?:`{3}|~{3})\S{0,50}\Z"
    r")[ \t]*",
    re.IGNORECASE,
)
_NESTED = 2
"""The least indent of a bullet that belongs to the one above it."""


def make_passage(line: Line, start: int, end: int, section: Section, label: str = "") -> Passage | None:
    """Return what stands between two columns of a line as a passage, or None where nothing is left of it."""
    cleaned = clean(line.text[start:end], line.start + start)
    text = cleaned.text.strip()
    if not text:
        return None
    skipped = cleaned.text.index(text)
    if not cleaned.starts:
        return Passage(text, line.start + start + skipped, section, label, line.number)
    starts = cleaned.starts[skipped : skipped + len(text)]
    ends = cleaned.ends[skipped : skipped + len(text)]
    return Passage(text, starts[0], section, label, line.number, starts, ends)


def read_passages(lines: Iterable[Line]) -> Iterator[Passage]:
    """Yield each line of prose without its marker and label; pictures, films and rules are no prose.

    A label speaks for its own bullet and for the nested bullets, numbered lines and paragraphs below it;
    a label that stands alone, or a heading of level 4 to 6, for all that follows.
    """
    above = below = Section.BODY
    for line in lines:
        if not line.text or line.text.isspace():
            continue
        if line.level > 3:
            above = below = read_label(line.text.lstrip(" #")).section
            continue
        start, own_line = _prose(line.text)
        label = read_label(line.text[start:])
        section = label.section if label.text else above if own_line else below
        passage = make_passage(line, start + label.length, len(line.text), section, label.text)
        if label.text or own_line:
            below = section
        if passage:
            yield passage
        elif label.text and not own_line:
            above = section


def _prose(text: str) -> tuple[int, bool]:
    """Return where the prose of a line starts, and whether the line is a bullet of its own rather than a nested one."""
    marker = _MARKER.match(text)
    if not marker:  # every part of the pattern may be absent
        return 0, False
    start = marker.end()
    indent = len(marker["indent"].expandtabs(4))
    while media := _MEDIA.match(text, start):
        start = media.end()
    return start, marker["bullet"] is not None and indent < _NESTED
