"""Group surfaces that name one thing in an entry: equal keys, glosses, lexicon aliases."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.candidates import Found
from kg.extract.glosses import ABBREVIATION
from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.text import fold


@lru_cache(1 << 16)
def surface_key(surface: str) -> str:
    """Return the key that the spellings of one surface in one entry share: folded, without a plural s.

    >>> surface_key("Diffusion Models") == surface_key("diffusion-model")
    True
    """
    key = fold(surface)
    return key[:-1] if len(key) > 3 and re.search(r"[a-z]s$", key) and not key.endswith("ss") else key


@dataclass(slots=True)
class Candidate:
    """One surface key of an entry: the spans where it stands, what found it, what it is glossed with."""

    key: str
    surface: str
    spans: list[tuple[int, int]]
    origins: frozenset[str]
    record: LexiconRecord | None
    partners: list[str] = field(default_factory=list)

    @property
    def is_abbreviation(self) -> bool:
        """Tell whether the surface looks like an abbreviation."""
        return ABBREVIATION.match(self.surface) is not None


def make_candidates(text: str, found: Found, lexicon: Lexicon) -> dict[str, Candidate]:
    """Return the candidates of an entry by key, in order of first appearance."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    origins: dict[str, set[str]] = defaultdict(set)
    for surface in found.surfaces():
        key = surface_key(text[surface.start : surface.end])
        if len(key) > 1:
            spans[key].append((surface.start, surface.end))
            origins[key] |= surface.origins
    candidates = {
        key: Candidate(key, best_spelling(text[a:b] for a, b in where), where, frozenset(origins[key]), None)
        for key, where in spans.items()
    }
    for candidate in candidates.values():
        candidate.record = lexicon.lookup(candidate.surface) or (
            lexicon.lookup(candidate.key) if candidate.key != fold(candidate.surface) else None
        )
    for gloss in found.glosses:
        keys = [surface_key(text[a:b]) for a, b in gloss.spans]
        for key in keys:
            if key in candidates:
                candidates[key].partners.extend(
                    k for k in keys if k != key and k in candidates and k not in candidates[key].partners
                )
    return candidates


def best_spelling(spellings: Iterable[str]) -> str:
    """Return the spelling used most, the earliest on a tie."""
    counts: dict[str, int] = defaultdict(int)
    for spelling in spellings:
        counts[spelling] += 1
    return max(counts, key=lambda s: counts[s])
