"""What a paper is about, in words: enough to tell which of two namesakes it means."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Entry

_WORD = re.compile(r"[a-z][a-z0-9]{2,}|[가-힣]{2,}")
_KOREAN_STEM = 2
"""Syllables of a Korean word that are kept: what follows is often a particle, and two tell words well enough apart."""
_TELLING = 1.0
"""The least weight of a word that counts; those that every third paper has tell nothing."""
_TYPICAL = 0.074
"""The likeness that two papers have as often when they mean one thing by a name as when they mean two."""
_STEEPNESS = 2.0
_MOST = 2.0
_COMPARED = 8
_BEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The title and text of an entry, in lower case, and its words, shortened to stems of a kind."""

    arxiv_id: str
    title: str
    text: str
    words: frozenset[str]


def read_context(entry: Entry) -> Context:
    """Return the context that an entry gives its names."""
    text = " ".join((entry.title.text, *(passage.text for passage in entry.passages))).lower()
    words = frozenset(
        [word.rstrip("s") if word < "가" else word[:_KOREAN_STEM] for word in set(_WORD.findall(text))],
    )
    return Context(entry.arxiv_id, entry.title.text, text, words)


@dataclass(slots=True)
class Topics:
    """How common each word is in what was read so far."""

    read: int = 0
    papers: Counter[str] = field(default_factory=Counter)
    _sizes: dict[Context, float] = field(default_factory=dict)

    def add(self, context: Context) -> None:
        """Count the words of one more entry."""
        self.read += 1
        self.papers.update(context.words)

    def likeness(self, one: Context, other: Context) -> float:
        """Return the cosine of two contexts, each word weighing as much as it is rare."""
        shared = self._weight(one.words & other.words)
        return shared / math.sqrt(self._size(one) * self._size(other)) if shared else 0.0

    def support(self, context: Context, others: Sequence[Context]) -> float:
        """Return for and against (log odds) that a paper means by a name what these, the last of them, mean by it."""
        best = sorted((self.likeness(context, other) for other in others[-_COMPARED:]), reverse=True)[:_BEST]
        if not best:
            return 0.0
        mean = sum(best) / len(best)
        return max(-_MOST, min(_MOST, _STEEPNESS * math.log(max(mean, 1e-3) / _TYPICAL)))

    def _size(self, context: Context) -> float:
        """Return the weight of all words of a context, as it was when first asked for: it changes little later."""
        if context not in self._sizes:
            self._sizes[context] = self._weight(context.words)
        return self._sizes[context]

    def _weight(self, words: frozenset[str]) -> float:
        rarest, papers, log = math.log(self.read + 1), self.papers, math.log
        weights = [rarest - log(1 + papers[word]) for word in words if word in papers]
        unheard = len(words) - len(weights)
        return math.fsum([weight * weight for weight in weights if weight > _TELLING]) + unheard * rarest * rarest
