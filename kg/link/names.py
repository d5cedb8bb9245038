"""What a printed name tells by itself: its words, and whether very many people bear it."""

import unicodedata
from functools import cache, lru_cache
from importlib import resources

from kg.text import fold


@lru_cache(1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in alphabetical order, folded, without accents: its order is not always the same.

    >>> name_words("Chua Tat-Seng") == name_words("Tat-Seng Chua")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple(sorted(folded for word in plain.split() if (folded := fold(word)))) or (fold(name) or name,)


def is_shared(name: str) -> bool:
    """Tell whether very many people bear the surname, so that the name alone does not tell who it is.

    >>> is_shared("Yang Liu"), is_shared("Shunsuke Saito"), is_shared("Jeff Dean")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and not _surnames().isdisjoint((fold(words[0]), fold(words[-1])))


@cache
def _surnames() -> frozenset[str]:
    text = resources.files("kg.link").joinpath("surnames.tsv").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in text.splitlines()[1:])
