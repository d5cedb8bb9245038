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
    return {lower, lower.replace("-", " "), lower.replace(" ", "-"), lower.replace("-", ""), lower.replace(" ", "") if " " in lower and any(c.isdigit() for c in lower) else lower}


def _same_case(text: str, surface: str) -> bool:
    return text.replace("-", "").replace(" ", "") == surface.replace("-", "").replace(" ", "")


def _bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a match neither starts nor ends inside a word; a Korean particle may follow."""
    before, first, last = text[start - 1 : start], text[start], text[end - 1]
    if before and before.isalnum() and (_hangul(before) == _hangul(first) or (before.isdigit() and not _hangul(first))):
        return False
    if before and before in "-_./@+'’" and start > 1 and text[start - 2].isalnum() and not _hangul(first) and not _hangul(text[start - 2]):
        return False
    after = text[end : end + 1]
    if not after:
        return True
    if _hangul(last):
        return _ends_noun(text, start, end) if _hangul(after) else not after.isalnum() or not _hangul(last)
    if after in "-_./@+'’*#" and text[end + 1 : end + 2].isalnum() and not _hangul(text[end + 1]):
        return False
    if after in "+#" or (after == "s" and not text[end + 1 : end + 2].isalnum()):
        return after == "s"
    return not after.isalnum() or _hangul(after)


def _ends_noun(text: str, start: int, end: int) -> bool:
    """Tell whether the Hangul after a Hangul match is a particle, not the rest of a longer word."""
    stop = end
    while stop < len(text) and _hangul(text[stop]):
        stop += 1
    rest = text[end:stop]
    return is_particle(rest) or rest[0] in "은는을를의에와과" or strip_particle(text[start:stop].rsplit(" ", 1)[-1])[0].endswith(text[start:end].rsplit(" ", 1)[-1])


def _hangul(char: str) -> bool:
    return "가" <= char <= "힣"
