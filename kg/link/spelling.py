"""How names are spelled: the key that spellings of one name share, what is short for what, which long forms are alike."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from kg.text import fold

_HANGUL = re.compile(r"[가-힣]")
_PLURAL_KO = re.compile(r"(?<=[가-힣]{2})들\Z")
_PLURAL_PHRASE = re.compile(r"(?<=[a-z]{2})(?<![aius]s)(?<!s)s\Z")
_PLURAL_ACRONYM = re.compile(r"(?<=[A-Z]{2})s\Z")
_ZERO = re.compile(r"(?<=[0-9])\.0(?![0-9.])")
_VERSION = re.compile(r"(?<=[a-z]{3})v(?=[0-9]+(?:\.[0-9]+)*(?![a-z0-9]))")
_LONG_WORD = 9
"""A single word of this length that ends in s is a plural; a shorter one may be a name (Titans, Atlas, Cosmos)."""


@lru_cache(1 << 17)
def spelling(surface: str) -> str:
    """Return the key that spellings and inflections of one name share; versions and sizes keep theirs apart.

    >>> spelling("Sparse Autoencoders") == spelling("sparse auto-encoder"), spelling("LLMs") == spelling("LLM")
    (True, True)
    >>> spelling("AlpacaEval 2.0") == spelling("AlpacaEval 2"), spelling("LLaVA-v1.5") == spelling("LLaVA 1.5")
    (True, True)
    >>> spelling("Titans") == spelling("Titan"), spelling("Llama-3.1") == spelling("Llama-3")
    (False, False)
    """
    name = _PLURAL_KO.sub("", _PLURAL_ACRONYM.sub("", surface.strip()))
    if " " in name or "-" in name or len(name) >= _LONG_WORD:
        name = _PLURAL_PHRASE.sub("", name)
    key = fold(name) or name
    return _VERSION.sub("", _ZERO.sub("", key)) if any(char.isdigit() for char in key) else key


VENDORS = "OpenAI|Google DeepMind|DeepMind|Google|Meta|Anthropic|Microsoft|NVIDIA|Alibaba|Mistral AI"
"""Who may stand before a model's name, as a pattern."""

# --- shapes -------------------------------------------------------------------------------------

_ACRONYM = re.compile(r"(?=[^a-z]*[A-Z])(?:[A-Z][a-zA-Z&.-]{0,2}){1,6}s?\Z")
_ACRONYM_MOST = 6
_PROPER = re.compile(r"[A-Z]")
_DISTINCTIVE = re.compile(r"[0-9+]|[a-z][A-Z][a-z]|[a-z][A-Z]{2}|[A-Z]{2}[a-z]{3}|-[A-Za-z]{3}")


def is_korean(surface: str) -> bool:
    """Tell whether a surface is written in Hangul, at least in part."""
    return _HANGUL.search(surface) is not None


@lru_cache(1 << 16)
def is_acronym(surface: str) -> bool:
    """Tell whether a surface may stand for the initials of several words.

    >>> [is_acronym(name) for name in ("SVD", "ToT", "LLMs", "Genie", "SVD 모델", "GPT-4")]
    [True, True, True, False, False, False]
    """
    if len(surface) > _ACRONYM_MOST + 1 or not _ACRONYM.match(surface):
        return False
    return 2 * sum(char.isupper() for char in surface) >= len(surface.removesuffix("s"))


@lru_cache(1 << 16)
def is_proper(surface: str) -> bool:
    """Tell whether a surface is one proper name, which two authors may both have chosen for their own work.

    >>> [is_proper(name) for name in ("Genie", "VideoAgent", "diffusion", "Diffusion Model", "확산 모델")]
    [True, True, False, False, False]
    """
    return " " not in surface and not is_korean(surface) and _PROPER.search(surface) is not None


@lru_cache(1 << 16)
def is_distinctive(surface: str) -> bool:
    """Tell whether a name is unlikely to be hit upon twice: it has digits, a plus, or is put together from words.

    >>> [is_distinctive(name) for name in ("OpenVLA", "CogVideoX-5B", "Apollo", "MARS", "DiT")]
    [True, True, False, False, False]
    """
    return _DISTINCTIVE.search(surface) is not None


# --- long forms ---------------------------------------------------------------------------------

_WORDS = re.compile(r"[a-z]+|[0-9]+")
_PREFIX = re.compile(r"\b(fine|pre|post|auto|multi|non|self|cross|co|meta|super|sub|semi|hyper|inter|intra|un|re)[ -]+")
_STOP = frozenset("of the for and in to with a an on by via from as at".split())
_TAIL = frozenset(
    "model method approach framework algorithm technique system prompting benchmark dataset score index loss module "
    "strategy mechanism family architecture task procedure tuning modeling".split()
)
_SYNONYMS = (
    frozenset(("embedding", "encoding")),
    frozenset(("generation", "synthesis")),
    frozenset(("vision", "visual")),
    frozenset(("group", "grouped")),
    frozenset(("function", "field")),
)


_FALSE_FRIENDS = frozenset(
    frozenset(pair.split("/"))
    for pair in "general/generative general/generation relation/relative position/positive formal/format "
    "instance/instant object/objective policy/police process/processor context/contest sense/sensor mean/meaning "
    "reward/rewrite token/tokenizer state/static causal/casual model/modal".split()
)


@lru_cache(1 << 15)
def content_words(long: str) -> tuple[str, ...]:
    """Return the words of a long form that carry its sense.

    >>> content_words("Fine-Tuning of the Vision Transformers"), content_words("process reward models")
    (('finetuning', 'vision', 'transformer'), ('process', 'reward'))
    """
    words = [
        word.removesuffix("s") if len(word) > 4 and not word.endswith("ss") else word
        for word in _WORDS.findall(_PREFIX.sub(r"\1", long.lower()))
        if word not in _STOP
    ]
    while len(words) > 2 and words[-1] in _TAIL:
        words.pop()
    return tuple(words)


@lru_cache(1 << 16)
def is_long(surface: str) -> bool:
    """Tell whether a surface spells a name out in English.

    >>> [is_long(name) for name in ("Tree of Thoughts", "ToT", "사고의 나무")]
    [True, False, False]
    """
    return not is_korean(surface) and not is_acronym(surface) and len(content_words(surface)) > 1


def alike(long: str, other: str, *, loosely: bool = False) -> bool:
    """Tell whether two long forms are one, but for inflection, a slip of the pen or a generic word at the end.

    Args:
        long: one long form.
        other: the other.
        loosely: let one have words more than the other (`Zero-Shot Text-to-Speech`, `Text-to-Speech`).

    >>> alike("Vector Quantization", "vector-quantized"), alike("Mixture of Agents", "Mixture of Attention")
    (True, False)
    >>> alike("Spare Autoencoders", "Sparse Autoencoder"), alike("Task Preference Tuning", "Test Preference Tuning")
    (True, False)
    """
    one, two = sorted((content_words(long), content_words(other)), key=len)
    if "".join(one) == "".join(two):
        return True
    if len(one) == len(two):
        return all(map(_same_word, one, two))
    return loosely and len(one) > 1 and _within(one, two)


def nearly_alike(long: str, other: str) -> bool:
    """Tell whether two long forms of three words and more differ in one word only, and not in the first.

    >>> (
    ...     nearly_alike("Direct Preference Optimization", "Direct Policy Optimization"),
    ...     nearly_alike("task tuning", "task"),
    ... )
    (True, False)
    """
    one, two = content_words(long), content_words(other)
    if len(one) != len(two) or len(one) < 3 or not _same_word(one[0], two[0]):
        return False
    return sum(map(_same_word, one, two)) >= len(one) - 1


def _within(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    rest = iter(many)
    return all(any(_same_word(word, each) for each in rest) for word in few)


@lru_cache(1 << 15)
def _same_word(one: str, two: str) -> bool:
    if one == two or {one, two} in _SYNONYMS:
        return True
    if {one, two} in _FALSE_FRIENDS:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    longest = max(len(one), len(two))
    if shared >= 4 and shared >= 0.57 * longest:
        return True
    return shared > 0 and min(len(one), len(two)) > 4 and SequenceMatcher(None, one, two, autojunk=False).ratio() > 0.85


def strict_initials(short: str, long: str) -> bool:
    """Tell whether an acronym is made of the initials of a long form, each content word giving one.

    >>> strict_initials("CFT", "Critique Fine-Tuning"), strict_initials("ToT", "Tree of Thoughts")
    (True, True)
    >>> strict_initials("CD", "consistency model distillation")
    False
    """
    letters = re.sub(r"[^a-z0-9]", "", short.removesuffix("s").lower())
    words = _WORDS.findall(long.lower())
    return len(letters) > 1 and letters in (
        "".join(word[0] for word in words),
        "".join(word[0] for word in words if word not in _STOP),
    )


def spelled_out(short: str, text: str) -> str:
    """Return the words of a title whose initials an acronym is made of, or "".

    >>> spelled_out("CFT", "Critique Fine-Tuning: Learning to Critique")
    'Critique Fine-Tuning'
    """
    letters = re.sub(r"[^a-z0-9]", "", short.removesuffix("s").lower())
    if len(letters) < 2:
        return ""
    words = list(re.finditer(r"[A-Za-z]+|[0-9]+", text))
    for at, first in enumerate(words):
        if first[0][0].lower() == letters[0]:
            for end in range(at + len(letters), min(at + len(letters) + 3, len(words) + 1)):
                stretch = text[first.start() : words[end - 1].end()]
                if ":" not in stretch and strict_initials(short, stretch):
                    return stretch
    return ""
