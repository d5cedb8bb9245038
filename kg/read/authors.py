"""The line of authors: one signature per printed name, with the traps of the digests.

Names are kept as printed: who a name stands for is judged in `kg.link`. The order in the digests is shuffled.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.model import Signature, Span
from kg.text import clean

_PART = re.compile(r"[^,;，、；]+")
_JOINT = re.compile(r"(?:\A|(?<=[\s,;'\"]))(?:and|&)\s+(?=\S+\s\S)|\s+(?=(?:et\.? al\b|외(?: ?\d{1,5}명)?\s*\Z))")
"""What else two names are joined by, and what may follow the last one."""

_AROUND = " \t[]'\"`‘’“”*†‡"
"""What stands around a name in a list that was printed as Python's or marked up."""

_CUT_OFF = re.compile(
    r"\+\s?\d{0,5}(?: (?:more|others|authors)){0,2}|\.{2,3}|…|et\.? al\.?"
    r"|(?:and )?(?:\d{1,5} )?(?:more|others)(?: authors)?|외(?: ?\d{1,5}명)?",
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
    printed = list(_parts(text))
    parts = list(_suffixed(part for part in printed if not _CUT_OFF.fullmatch(part.name)))
    if not text.lstrip().startswith("["):
        parts = list(_rejoined(parts))
    named: dict[str, Signature] = {}
    for part in parts:
        name = clean(part.name).text.strip()
        if name.casefold() not in _NOBODY:
            named.setdefault(name, Signature(name, Span(offset + part.start, offset + part.end)))
    cut_off = any(_CUT_OFF.fullmatch(part.name) for part in printed)
    return Authors(tuple(named.values()), complete=bool(named) and not cut_off)


def _parts(text: str) -> Iterator[_Part]:
    """Yield what stands between the separators, without what stands around a name."""
    for found in _PART.finditer(text):
        start, end = found.span()
        for joint in _JOINT.finditer(text, start, end):
            left = text[start : joint.start()].strip(_AROUND)
            if not left or " " in left:  # a single word before "and" is rather "Research and …"
                yield _part(text, start, joint.start())
                start = joint.end()
        yield _part(text, start, end)


def _part(text: str, start: int, end: int) -> _Part:
    printed = text[start:end]
    name = printed.strip(_AROUND)
    first = start + len(printed) - len(printed.lstrip(_AROUND))
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


def _rejoined(parts: Sequence[_Part]) -> Iterator[_Part]:
    """Yield the parts with "Lin, Yingyan" made one name again, in printed order.

    That can be told only where two half names are alone among whole ones. Halves that the shuffled order has
    torn apart stay two names.
    """
    halves = [_is_half(part.name) for part in parts]
    alone = [at for at, half in enumerate(halves) if half]
    pair = len(alone) == 2 and alone[1] == alone[0] + 1 and parts[alone[0]].name != parts[alone[1]].name
    for at, part in enumerate(parts):
        if pair and len(parts) > 2 and at == alone[0]:
            yield part.with_next(parts[at + 1])
        elif not (pair and len(parts) > 2 and at == alone[1]):
            yield part


def _is_half(name: str) -> bool:
    return name.isalpha() and name.istitle() and name not in _FIRMS
