"""The line of authors: one signature per printed name, with the traps of the digests.

Names are kept as printed: who a name stands for is judged in `kg.link`. The order in the digests is shuffled.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from kg.model import Signature, Span
from kg.text import clean

_PART = re.compile(r"[^,;，、；]+")
_JOINT = re.compile(
    r"(?:\A|(?<=[\s,;'\"]))(?:and|&)\s{1,5}(?=\S{1,60}\s\S)|(?<=\S)\s{1,5}(?=et\.? al\b|외(?: ?\d{1,5}명)?\s{0,5}\Z)"
)
"""What else two names are joined by, and what may follow the last one."""

_AROUND = " \t[]'\"`‘’“”*†‡"
"""What stands around a name in a list that was printed as Python's or marked up."""

_CUT_OFF = re.compile(
    r"(?:\+\s?\d{0,5}(?: (?:more|others|authors)){0,2}|\.{2,3}|…|et\.? al\.?"
    r"|(?:and )?(?:\d{1,5} )?(?:more|others)(?: authors)?|외(?: ?\d{1,5}명)?)\Z",
    re.IGNORECASE,
)
_NOBODY = frozenset({"", "-", "–", "—", "n/a", "none", "unknown"})
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV|Ph\.?D\.?)")
_FIRMS = frozenset(
    "Alibaba Amazon Anthropic Apple Baidu Cohere Google Huawei Meta Microsoft Mistral Nvidia Qwen Tencent".split()
)
"""One-word names of companies that look like half of a person's name."""


class Authors(NamedTuple):
    """The signatures of one paper; `complete` is false where the list is cut off or names nobody."""

    signatures: tuple[Signature, ...]
    complete: bool


class _Part(NamedTuple):
    name: str
    start: int
    end: int

    def with_next(self, other: "_Part") -> "_Part":
        return _Part(f"{self.name} {other.name}", self.start, other.end)


def read_authors(text: str, offset: int = 0) -> Authors:
    """Return who the text of an author line names, each name once; `offset` is where the text starts in the file.

    >>> [each.name for each in read_authors("['Ada Lovelace', 'Alan Turing', 'Ada Lovelace']").signatures]
    ['Ada Lovelace', 'Alan Turing']
    >>> read_authors("Ada Lovelace, +").complete
    False
    """
    printed = _parts(text)
    parts = [part for part in printed if not _CUT_OFF.match(part.name)]
    whole = _suffixed(parts)
    verbatim = clean(text).text == text  # one look at the line is cheaper than one at each name
    named: dict[str, Signature] = {}
    for part in whole if text.lstrip().startswith("[") else _rejoined(list(whole)):
        name = part.name if verbatim else clean(part.name).text.strip()
        if name not in named and name.casefold() not in _NOBODY:
            named[name] = Signature(name, Span(offset + part.start, offset + part.end))
    return Authors(tuple(named.values()), complete=bool(named) and len(parts) == len(printed))


def _parts(text: str) -> list[_Part]:
    """Return what stands between the separators, without what stands around a name."""
    ranges: Iterable[tuple[int, int]] = (found.span() for found in _PART.finditer(text))
    if _JOINT.search(text):
        ranges = chain.from_iterable(_unjoined(text, start, end) for start, end in ranges)
    return [part for start, end in ranges if (part := _part(text, start, end)).name]


def _unjoined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for joint in _JOINT.finditer(text, start, end):
        left = text[start : joint.start()].strip(_AROUND)
        if not left or " " in left:  # a single word before "and" is rather "Research and …"
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _part(text: str, start: int, end: int) -> _Part:
    printed = text[start:end]
    name = printed.strip(_AROUND)
    first = start + printed.index(name)
    return _Part(name, first, first + len(name))


def _suffixed(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Yield the parts with each "Jr." given back to the name before it."""
    held: _Part | None = None
    for part in parts:
        if held and _SUFFIX.fullmatch(part.name):
            held = held.with_next(part)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _rejoined(parts: Sequence[_Part]) -> Sequence[_Part]:
    """Return the parts with "Lin, Yingyan" made one name again, in printed order.

    That can be told only where two half names are alone among whole ones. Halves that the shuffled order has
    torn apart stay two names.
    """
    alone = [at for at, part in enumerate(parts) if _is_half(part.name)]
    if len(parts) == 2 or len(alone) != 2 or alone[1] != alone[0] + 1:
        return parts
    first, second = (parts[at] for at in alone)
    if first.name == second.name or second.start - first.end > len(", "):
        return parts
    return [*parts[: alone[0]], first.with_next(second), *parts[alone[1] + 1 :]]


def _is_half(name: str) -> bool:
    return name.isalpha() and name.istitle() and name not in _FIRMS
