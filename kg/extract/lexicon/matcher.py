"""Find many names in a text at once: longest match, exact boundaries, spaces and hyphens interchangeable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extract.korean import is_particle, strip_particle


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a text that spells a surface of the lexicon."""

    start: int
    end: int
    surface: str


class Matcher:
    """An Aho–Corasick automaton over folded surfaces.

    A surface may be spelled with spaces or hyphens, and in any case unless `surfaces` maps it to True (exact case).

    >>> [m.surface for m in Matcher({"CLIP": True, "강화 학습": False}).find("CLIP과 강화 학습을, clip")]
    ['CLIP', '강화 학습']
    """

    def __init__(self, surfaces: Mapping[str, bool]) -> None:
        self._by_pattern: dict[str, tuple[str, bool]] = {}
        for surface, exact in surfaces.items():
            for variant in _variants(surface):
                self._by_pattern.setdefault(variant, (surface, exact))
        patterns = sorted(self._by_pattern)
        self._patterns = patterns
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard) if patterns else None

    def find(self, text: str) -> Iterator[Match]:
        """Yield the longest non-overlapping matches, in reading order."""
        if self._automaton is None:
            return
        folded = text.lower()
        if len(folded) != len(text):  # a character such as İ grows when lowered
            folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        best: dict[int, tuple[int, str]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            surface, exact = self._by_pattern[self._patterns[number]]
            if exact and not _same_case(text[start:end], surface):
                continue
            if _bounded(text, start, end) and end > best.get(start, (0, ""))[0]:
                best[start] = (end, surface)
        reach = 0
        for start in sorted(best):
            end, surface = best[start]
            if start >= reach:
                yield Match(start, end, surface)
                reach = end


def _variants(surface: str) -> set[str]:
    lower = surface.lower()
    return {
        lower,
        lower.replace("-", " "),
        lower.replace(" ", "-"),
        lower.replace("-", ""),
        lower.replace(" ", "") if " " in lower and any(c.isdigit() for c in lower) else lower,
    }


def _same_case(text: str, surface: str) -> bool:
    return text.replace("-", "").replace(" ", "") == surface.replace("-", "").replace(" ", "")


def _bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a match neither starts nor ends inside a word; a Korean particle may follow."""
    return _starts_word(text, start) and _ends_word(text, start, end)


JOINS = frozenset("-_./@+'’*#")  # signs that go on with a Latin name when a letter or digit follows


def _starts_word(text: str, start: int) -> bool:
    before, first = text[start - 1 : start], text[start]
    if not before or _hangul(first) != _hangul(before):
        return not (before.isdigit() and not _hangul(first))
    if before in JOINS and start > 1:
        return not text[start - 2].isalnum() or _hangul(text[start - 2])
    return not before.isalnum()


def _ends_word(text: str, start: int, end: int) -> bool:
    after, beyond = text[end : end + 1], text[end + 1 : end + 2]
    if not after:
        return True
    if _hangul(text[end - 1]):
        return not after.isalnum() or (_hangul(after) and _ends_noun(text, start, end))
    if after == "s":
        return not beyond.isalnum() or _hangul(beyond)
    if after in JOINS and (after in "+#" or (beyond.isalnum() and not _hangul(beyond))):
        return False
    return not after.isalnum() or _hangul(after)


def _ends_noun(text: str, start: int, end: int) -> bool:
    """Tell whether the Hangul after a Hangul match is a particle, not the rest of a longer word."""
    stop = end
    while stop < len(text) and _hangul(text[stop]):
        stop += 1
    rest = text[end:stop]
    return (
        is_particle(rest)
        or rest[0] in "은는을를의에와과"
        or strip_particle(text[start:stop].rsplit(" ", 1)[-1])[0].endswith(text[start:end].rsplit(" ", 1)[-1])
    )


def _hangul(char: str) -> bool:
    return "가" <= char <= "힣"
