"""Which Korean words stand for which English ones: learned from glosses, and by ear for words taken over.

A digest glosses a term once at most; elsewhere its title has `Prototypical Embedding` and its body 프로토타입 임베딩. Words that
glosses all over the corpus pair (IBM Model 1: Brown et al., *The Mathematics of Statistical Machine Translation*, 1993) and
words that sound alike tell that both are one thing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.errors import ExtractError
from kg.extract.korean import HANGUL
from kg.extract.stopwords import ENGLISH_BREAKS

WordPair = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a Korean surface and those of the English one that it is glossed with."""

ROUNDS = 6  # of expectation and maximisation; more change little
LEAST_COUNT = 2  # glosses that hold both words
LEAST_SHARE = 0.08
HEADER = "korean\tenglish\tpercent"
PERCENT = 100

_SPLIT = re.compile(r"[\s\-‐‑–/·_]+")
_MOST_WORDS = 8


def words_of(surface: str) -> tuple[str, ...]:
    """Return the words of a surface that carry its meaning, folded.

    >>> words_of("Chain-of-Thoughts"), words_of("강화 학습")
    (('chain', 'thought'), ('강화', '학습'))
    """
    words = (word.strip("'\"()[],.").lower() for word in _SPLIT.split(surface))
    return tuple(_singular(word) for word in words if word and word not in ENGLISH_BREAKS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True)
class Translations:
    """For each Korean word the English words that glosses pair it with, and how often (shares of 1)."""

    shares: Mapping[tuple[str, str], float] = field(repr=False)

    def paired(self, korean: str, english: str) -> bool:
        """Tell whether a Korean word can stand for an English one."""
        return (korean, english) in self.shares or sound_alike(korean, english)

    def coverage(self, korean: Sequence[str], english: Sequence[str]) -> tuple[float, float]:
        """Return the share of the Korean words that some English word stands for, and the other way round."""
        if not korean or not english:
            return 0.0, 0.0
        pairs = [(k, e) for k in range(len(korean)) for e in range(len(english)) if self.paired(korean[k], english[e])]
        return len({k for k, _ in pairs}) / len(korean), len({e for _, e in pairs}) / len(english)

    def dumps(self) -> str:
        """Return the table as text: a header line, then one line per pair, sorted."""
        lines = (
            f"{korean}\t{english}\t{round(share * PERCENT)}" for (korean, english), share in sorted(self.shares.items())
        )
        return "\n".join([HEADER, *lines]) + "\n"

    @classmethod
    def loads(cls, text: str, source: str) -> "Translations":
        """Return the table that `dumps` wrote.

        Raises:
            ExtractError: the text is no such table.
        """
        header, *lines = text.removesuffix("\n").split("\n")
        try:
            if header != HEADER:
                raise ValueError("another header")  # noqa: TRY301 - the one place that explains
            rows = [line.split("\t") for line in lines]
            return cls({(korean, english): int(percent) / PERCENT for korean, english, percent in rows})
        except ValueError as error:
            raise ExtractError(
                f"{source}: not a table of translations of this version ({error}); retrain it with 'kg train'"
            ) from error


NO_TRANSLATIONS = Translations({})


def glossed_words(surfaces: Sequence[str]) -> Iterable[WordPair]:
    """Yield the words of each Korean surface of a gloss with those of each spelled-out English one."""
    korean = [words_of(surface) for surface in surfaces if HANGUL.search(surface)]
    english = [words_of(surface) for surface in surfaces if not HANGUL.search(surface)]
    for left in korean:
        for right in english:
            if 0 < len(left) <= _MOST_WORDS and 0 < len(right) <= _MOST_WORDS and not (len(right) == 1 < len(left)):
                yield left, right


def learn(pairs: Iterable[WordPair]) -> Translations:
    """Return the pairs of words that glosses bear out in both directions; a gloss counts once however often it stands."""
    counted = sorted(Counter(pairs))
    together = Counter((k, e) for korean, english in counted for k in set(korean) for e in set(english))
    forward = _model([(korean, english) for korean, english in counted])
    backward = _model([(english, korean) for korean, english in counted])
    shares = {
        (k, e): (forward[k, e] * backward[e, k]) ** 0.5
        for (k, e), count in sorted(together.items())
        if count >= LEAST_COUNT and HANGUL.search(k)
    }
    return Translations({pair: round(share, 2) for pair, share in shares.items() if share >= LEAST_SHARE})


def _model(pairs: Sequence[WordPair]) -> dict[tuple[str, str], float]:
    """Return the probability of each word of the second side given one of the first (IBM Model 1)."""
    chance: dict[tuple[str, str], float] = {}
    for given, said in pairs:
        for g in given:
            for s in said:
                chance[g, s] = 1.0
    for _ in range(ROUNDS):
        counts: defaultdict[tuple[str, str], float] = defaultdict(float)
        totals: defaultdict[str, float] = defaultdict(float)
        for given, said in pairs:
            for s in said:
                norm = sum(chance[g, s] for g in given)
                for g in given:
                    share = chance[g, s] / norm if norm else 0.0
                    counts[g, s] += share
                    totals[g] += share
        chance = {pair: count / totals[pair[0]] if totals[pair[0]] else 0.0 for pair, count in counts.items()}
    return chance


# --- by ear -------------------------------------------------------------------------------------

_INITIALS = "k k n t t l m p p s s _ s s s k t p h".split()  # ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ
_FINALS = " k k k n n n t l l l l l l l l m p p t t n s s k t p h".split(" ")
_FIRST_SYLLABLE, _VOWELS, _FINAL_COUNT = 0xAC00, 21, 28
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"[st]ion|cian", "sn"),
        (r"tch|ch(?=[ei])|sh|dg(?=e)", "s"),
        (r"ph", "p"),
        (r"gh", ""),
        (r"th", "s"),
        (r"ck|ch|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"ng\b|ng(?=[^aeiou])", "n"),
        (r"r(?=[^aeiouy]|e?$)", ""),
        (r"[aeiouyw]", ""),
        (r"[cg]", "k"),
        (r"d", "t"),
        (r"[bfv]", "p"),
        (r"[jz]", "s"),
        (r"r", "l"),
        (r"(.)\1+", r"\1"),
    )
)
_LONG_SOUND = 4


@lru_cache(1 << 16)
def sound_alike(korean: str, english: str) -> bool:
    """Tell whether a Korean word writes the sound of an English one.

    >>> (
    ...     sound_alike("프로토타입", "prototype"),
    ...     sound_alike("트랜스포머", "transformer"),
    ...     sound_alike("학습", "learning"),
    ... )
    (True, True, False)
    """
    heard, spelled = _heard(korean), _spelled(english)
    if min(len(heard), len(spelled)) < 2:
        return False
    return heard == spelled or (min(len(heard), len(spelled)) >= _LONG_SOUND and _one_apart(heard, spelled))


@lru_cache(1 << 16)
def _heard(korean: str) -> str:
    """Return the consonants of a Korean word, by class."""
    found = []
    for letter in korean:
        number = ord(letter) - _FIRST_SYLLABLE
        if not 0 <= number < len(_INITIALS) * _VOWELS * _FINAL_COUNT:
            return ""
        found += [_INITIALS[number // (_VOWELS * _FINAL_COUNT)].strip("_"), _FINALS[number % _FINAL_COUNT]]
    return re.sub(r"(.)\1+", r"\1", "".join(found))


@lru_cache(1 << 16)
def _spelled(english: str) -> str:
    """Return the consonants of an English word as a Korean ear takes them, by class."""
    sounds = english
    for pattern, sound in _SPELLINGS:
        sounds = pattern.sub(sound, sounds)
    return sounds


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one insertion, deletion or replacement leads from one string to the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return longer[same + 1 :] == (shorter[same:] if len(longer) > len(shorter) else shorter[same + 1 :])
