"""When two names, or two numbers, count as the same.

These keys belong to the measure alone and never change with the program: what links names in the graph is
`kg.text.fold`.
"""

import re
import unicodedata
from string import ascii_lowercase

_PASSED_OVER = frozenset("-_'\"`’“”*‐‑‒–—―")
_DASHES = dict.fromkeys(map(ord, "~∼‐‑‒–—―−"), "-")
_GROUPING = frozenset(",%")
_FRACTION = re.compile(r"-?\d+\.\d+")
_SHORTEST_PLURAL = 4


def name_key(name: str) -> str:
    """Return what two spellings of a name share: no case, width, space, hyphen, quote or plural s.

    >>> name_key("Diffusion Models") == name_key("diffusion-model")
    True
    >>> name_key("HumanEval+") == name_key("HumanEval"), name_key("loss")
    (False, 'loss')
    """
    lowered = unicodedata.normalize("NFKC", name).lower()
    letters = "".join(each for each in lowered if each not in _PASSED_OVER and not each.isspace())
    return letters[:-1] if _is_plural(letters) else letters


def _is_plural(letters: str) -> bool:
    return (
        len(letters) >= _SHORTEST_PLURAL
        and letters[-1] == "s"
        and letters[-2] in ascii_lowercase
        and not letters.endswith("ss")
    )


def value_key(value: str) -> str:
    """Return what two printings of a number share: no space, comma, percent sign, sort of dash or trailing zero.

    >>> value_key("4 ~ 15") == value_key("4–15"), value_key("1,200.50 %"), value_key("100")
    (True, '1200.5', '100')
    """
    kept = (each for each in value.translate(_DASHES) if each not in _GROUPING and not each.isspace())
    number = "".join(kept)
    return number.rstrip("0").rstrip(".") if _FRACTION.fullmatch(number) else number
