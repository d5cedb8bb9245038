"""What text is, before anything is known of digests: clean characters, comparison keys and languages."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_SEPARATORS = re.compile(r"[\s\-_\u00ad\u200b-\u200f\u2010-\u2015\u2060-\u2064'\"`‘’“”*]+")
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_KOREAN_SHARE = 0.1
"""The least share of Hangul among the letters of a Korean text; English technical terms make up much of the rest."""


def fold(surface: str) -> str:
    """Return the key that two spellings of one name share.

    Case, spaces, hyphens, underscores and quotes are ignored; digits and a trailing plus never are.

    >>> fold("Qwen 2.5-VL") == fold("qwen2.5VL")
    True
    >>> fold("HumanEval+") == fold("HumanEval")
    False
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", surface).casefold())


def language(text: str) -> str:
    """Tell whether a text is Korean (`"ko"`) or English (`"en"`).

    >>> language("DPO를 쓴다"), language("It uses DPO.")
    ('ko', 'en')
    """
    korean, latin = len(_HANGUL.findall(text)), len(_LATIN.findall(text))
    return "ko" if korean > _KOREAN_SHARE * (korean + latin) else "en"


class Cleaned(NamedTuple):
    """Clean text, and for every character of it where it starts and ends in the raw text.

    Both tuples are empty where the text is verbatim.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def clean(raw: str, offset: int = 0) -> Cleaned:
    r"""Return text in NFC without control, zero-width and direction characters; `offset` is where `raw` starts.

    Spaces of any kind become plain ones. NFKC is out of the question: it takes π₀ for π0.

    >>> clean("a\u200bb", 10)
    Cleaned(text='ab', starts=(10, 12), ends=(11, 13))
    >>> clean("π₀, ℬ⁴")
    Cleaned(text='π₀, ℬ⁴', starts=(), ends=())
    """
    # whatever is unclean is unprintable, and asking for that is ten times as quick as the pattern
    if (raw.isprintable() or not _UNCLEAN.search(raw)) and unicodedata.is_normalized("NFC", raw):
        return Cleaned(raw)
    letters = _EATEN.sub(lambda found: _EATEN_LETTERS[found[0]], raw)
    kept = [(at, mended) for at, char in enumerate(letters, offset) if (mended := _MENDED.get(ord(char), char))]
    return _exact(_laid_out(list(_composed(kept))))


Piece = tuple[str, tuple[int, ...], tuple[int, ...]]


def _composed(kept: list[tuple[int, str]]) -> Iterator[Piece]:
    """Yield each base character composed with the marks or jamo that follow it."""
    cluster: list[tuple[int, str]] = []
    for at, char in kept:
        if cluster and not _joins(char):
            yield _piece(cluster)
            cluster = []
        if len(cluster) <= _MOST_MARKS:
            cluster.append((at, char))
    if cluster:
        yield _piece(cluster)


def _joins(char: str) -> bool:
    """Tell whether a character may melt into the one before it: a mark, or a vowel or final of Hangul jamo."""
    return char > "\u02ff" and (unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff")


def _piece(cluster: list[tuple[int, str]]) -> Piece:
    printed = "".join(char for _, char in cluster)
    text = unicodedata.normalize("NFC", printed)
    if text == printed:
        return text, tuple(at for at, _ in cluster), tuple(at + 1 for at, _ in cluster)
    return text, (cluster[0][0],) * len(text), (cluster[-1][0] + 1,) * len(text)


def _laid_out(pieces: list[Piece]) -> Cleaned:
    return Cleaned(
        "".join(text for text, _, _ in pieces),
        tuple(at for _, starts, _ in pieces for at in starts),
        tuple(at for _, _, ends in pieces for at in ends),
    )


def _exact(cleaned: Cleaned) -> Cleaned:
    """Compose what no cluster foresaw (none is known): the right text, with spans as wide as all of it."""
    text = unicodedata.normalize("NFC", cleaned.text)
    if text == cleaned.text:
        return cleaned
    return Cleaned(text, (min(cleaned.starts),) * len(text), (max(cleaned.ends),) * len(text))


def _mendings() -> Mapping[int, str]:
    """Return what becomes of each unclean character: a plain space, or nothing."""
    spaces = dict.fromkeys(map(ord, _SPACES), " ")
    return {code: "" for first, last in _DROPPED for code in range(first, last + 1)} | spaces


_SPACES = (
    "\t\n\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_DROPPED = (
    (0x00, 0x1F),  # controls: XML 1.0 cannot carry them
    (0x7F, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # zero width, direction
    (0x202A, 0x202E),  # direction: makes text look other than it is
    (0x2060, 0x206F),  # word joiner, invisible operators (2024-09-19), direction
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xD800, 0xDFFF),  # halves of characters
    (0xFDD0, 0xFDEF),  # no characters
    *((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    (0xE0000, 0xE007F),  # tags: text that nobody sees
)
_MENDED = _mendings()
_UNCLEAN = re.compile(f"[{_SPACES}{''.join(f'{chr(first)}-{chr(last)}' for first, last in _DROPPED)}]")

# LaTeX commands such as \benchbench whose first letters an escape ate upstream (2024-07-19, 2024-08-08).
_EATEN_LETTERS = {"\a": "a", "\b": "b", "\v": "v", "\f": "f"}
_EATEN = re.compile(r"(?<![^\W\d_])[\a\x08\v\f](?=[a-z])")

_MOST_MARKS = 30
"""Marks on one character beyond this are dropped (the Stream-Safe Text Format): sorting them takes quadratic time."""
