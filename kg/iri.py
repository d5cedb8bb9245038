"""The only place where an IRI is made: from safe characters, as a function of what it names."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import KgError

ONTOLOGY = "https://w3id.org/daily-papers-kg/ontology#"
DEFAULT_BASE = "https://w3id.org/daily-papers-kg/id/"

LONGEST_SLUG = 120
_HASH_DIGITS = 16

# RFC 3987: what an IRI may not carry, and what would make ours relative to something else.
_ILLEGAL = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0\u2028\u2029\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ABSOLUTE = re.compile(r"(?:https?://[^/?#]+/|urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:).*", re.DOTALL)
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[a-z0-9][a-z0-9._~-]*")


@dataclass(frozen=True, slots=True)
class Minter:
    """Makes the IRIs of one build, all below one base.

    >>> Minter(DEFAULT_BASE).paper("2502.13923")
    'https://w3id.org/daily-papers-kg/id/paper/2502.13923'

    Raises:
        KgError: if the base is not an absolute http, https or urn IRI that ends with `/`, `#` or `:`.
    """

    base: str

    def __post_init__(self) -> None:
        check_base(self.base)

    def paper(self, arxiv_id: str) -> str:
        """Return the IRI of the paper with an arXiv id."""
        return f"{self.base}paper/{_checked(_ARXIV_ID, arxiv_id, 'arXiv id')}"

    def digest(self, date: str) -> str:
        """Return the IRI of the digest of an ISO date."""
        return f"{self.base}digest/{_checked(_DATE, date, 'ISO date')}"

    def author(self, slug: str) -> str:
        """Return the IRI of an author, from a slug the caller made unique."""
        return f"{self.base}author/{_checked(_NAME, slug, 'slug')}"

    def entity(self, slug: str) -> str:
        """Return the IRI of an entity, from a slug the caller made unique; its type is no part of it."""
        return f"{self.base}entity/{_checked(_NAME, slug, 'slug')}"

    def hashed(self, room: str, *parts: str) -> str:
        """Return an IRI that ends with 16 hexadecimal digits of SHA-256 over the parts.

        Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
        """
        return f"{self.base}{_checked(_NAME, room, 'room')}/{digest_of(*parts)}"

    def graph(self, name: str) -> str:
        """Return the IRI of a named graph."""
        return f"{self.base}graph/{_checked(_NAME, name, 'graph name')}"


def digest_of(*parts: str) -> str:
    """Return 16 hexadecimal digits of SHA-256 over the parts, joined unambiguously.

    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    encoded = "".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(encoded).hexdigest()[:_HASH_DIGITS]


def check_base(base: str) -> None:
    """Refuse a base that would not give absolute, valid IRIs (RFC 3987).

    Raises:
        KgError: naming the base, the character and its position, or what is expected.
    """
    bad = _ILLEGAL.search(base) or _BAD_ESCAPE.search(base)
    if bad:
        raise KgError(f"base IRI {base!r}: {bad.group()!r} at position {bad.start()} may not stand in an IRI")
    if not _ABSOLUTE.fullmatch(base):
        raise KgError(f"base IRI {base!r}: expected an absolute IRI such as {DEFAULT_BASE}")
    if not base.endswith(("/", "#", ":")):
        raise KgError(f"base IRI {base!r}: expected '/', '#' or ':' at its end")


def _checked(pattern: re.Pattern[str], value: str, what: str) -> str:
    if not pattern.fullmatch(value):
        raise KgError(f"{value!r} is no {what}, so no IRI can be made of it")
    return value


# --- slugs --------------------------------------------------------------------------------------

_SPOKEN = {
    "+": "plus",
    "#": "sharp",
    "@": "at",
    "&": "and",
    "%": "percent",
    "*": "star",
    "×": "x",
    "→": "to",
    "∞": "infinity",
    "′": "prime",
}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
_LATIN = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "ng"}

# Revised Romanization of Korean (Ministry of Culture and Tourism notice 2000-8), chapter 3, clause 8: the
# transliteration from which the spelling can be restored. A silent initial is a hyphen inside a word.
_INITIALS = "g kk n d tt l m b pp s ss - j jj ch k t p h".split()
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_FINALS = ["", *"g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split()]
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_COMBINING_DIACRITICS = range(0x300, 0x370)

_BETWEEN_DIGITS = re.compile(r"(?<=\d)\.(?=\d)")
_SEPARATORS = re.compile(r"-{2,}")
_POINT = "\x00"


def slug(text: str) -> str:
    """Return a readable name of safe ASCII characters, the same for the same text, never empty.

    Two names may share a slug (case and separators are lost); whoever mints keeps them apart with a suffix.

    >>> [slug(name) for name in ("Qwen2.5-VL", "HumanEval+", "π₀", "Müller", "확산 모델", "pass@1")]
    ['qwen2.5-vl', 'humaneval-plus', 'pi-0', 'muller', 'hwagsan-model', 'pass-at-1']
    """
    folded = unicodedata.normalize("NFC", text.casefold()).replace(_POINT, " ")
    pointed = _BETWEEN_DIGITS.sub(_POINT, folded)
    spelled = "".join(_spelled(pointed)).replace(_POINT, ".")
    joined = _SEPARATORS.sub("-", spelled).strip("-") or "-".join(map(_hexadecimal, text)) or "empty"
    return joined if len(joined) <= LONGEST_SLUG else _shortened(joined)


def _shortened(name: str) -> str:
    return f"{name[: LONGEST_SLUG - _HASH_DIGITS - 1].rstrip('.-')}-{digest_of(name)}"


def _spelled(text: str) -> Iterator[str]:
    inside_hangul = False
    for character in text:
        syllable = ord(character) - _FIRST_SYLLABLE
        if 0 <= syllable <= _LAST_SYLLABLE - _FIRST_SYLLABLE:
            yield _romanized(syllable) if inside_hangul else _romanized(syllable).lstrip("-")
            inside_hangul = True
        else:
            inside_hangul = False
            yield _spelled_character(character)


def _romanized(syllable: int) -> str:
    initial, rest = divmod(syllable, len(_VOWELS) * len(_FINALS))
    vowel, final = divmod(rest, len(_FINALS))
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _spelled_character(character: str) -> str:
    """Return the spelling of one character: itself, its name, a separator, or `u` and its code."""
    if character == _POINT or (character.isascii() and character.isalnum()):
        return character
    if character in _LATIN:
        return _LATIN[character]
    if name := _GREEK.get(character) or _SPOKEN.get(character):
        return f"-{name}-"
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    if decomposed != character and (decomposed[0].isascii() or decomposed[0] in _GREEK):
        return "".join(map(_spelled_character, decomposed))
    return _separator_or_code(character)


def _separator_or_code(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or ord(character) in _COMBINING_DIACRITICS:
        return ""
    if character.isascii() or category[0] in "ZP" or category == "Cc":
        return "-"
    return f"-{_hexadecimal(character)}-"


def _hexadecimal(character: str) -> str:
    return f"u{ord(character):x}"
