"""Other wordings of a known name: with its vendor, with a word for what it is, with its parts in another order."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.link.spelling import VENDORS, is_korean, is_proper
from kg.model import Kind

_VENDOR = re.compile(rf"\A(?:{VENDORS})(?:의|'s)?[\s-]+(?=\S{{2}})")
_WORD_FOR_IT = {
    "model": "모델|시리즈|models?|series|family",
    "data": "벤치마크|데이터셋|데이터 ?세트|benchmark|dataset",
    "technique": "프레임워크|알고리즘|아키텍처|framework|algorithm|architecture",
}
_FITTING: dict[str, frozenset[Kind | None]] = {
    "model": frozenset({Kind.MODEL}),
    "data": frozenset({Kind.BENCHMARK, Kind.DATASET}),
    "technique": frozenset({Kind.METHOD, Kind.MODEL}),
}
_SUFFIXES = {which: re.compile(rf"\s(?:{words})\Z", re.IGNORECASE) for which, words in _WORD_FOR_IT.items()}
_PARTS = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*")
_LEAST_PARTS = 3


def without_word_for_it(name: str) -> str:
    """Return a proper name without the word for what it is, or "" where there is none.

    >>> (
    ...     without_word_for_it("LiveMind 프레임워크"),
    ...     without_word_for_it("MME benchmark"),
    ...     without_word_for_it("확산 모델"),
    ... )
    ('LiveMind', 'MME', '')
    """
    for suffix in _SUFFIXES.values():
        rest = suffix.sub("", name)
        if rest != name and is_proper(rest):
            return rest
    return ""


@dataclass(frozen=True)
class Wordings:
    """Finds the record of a name that the lexicon has in another wording."""

    lexicon: Lexicon

    def find(self, name: str) -> LexiconRecord | None:
        """Return the record, or None where no wording fits one."""
        return self._of_vendor(name) or self._with_word(name) or self._reordered(name)

    def _of_vendor(self, name: str) -> LexiconRecord | None:
        rest = _VENDOR.sub("", name)
        return self._record(rest, {Kind.MODEL}) if rest != name else None

    def _with_word(self, name: str) -> LexiconRecord | None:
        for which, suffix in _SUFFIXES.items():
            rest = suffix.sub("", name)
            if rest != name:
                return self._record(rest, _FITTING[which])
        return None

    def _record(self, name: str, kinds: Collection[Kind | None]) -> LexiconRecord | None:
        record = self.lexicon.lookup(name)
        return record if record and record.kind in kinds else None

    def _reordered(self, name: str) -> LexiconRecord | None:
        if is_korean(name) or "+" in name or not any(char.isdigit() for char in name):
            return None
        return self._by_parts.get(_sorted_parts(name))

    @cached_property
    def _by_parts(self) -> Mapping[tuple[str, ...], LexiconRecord]:
        """Models by the parts of their names, however ordered; those with a digit, of three parts and more."""
        found: defaultdict[tuple[str, ...], dict[str, LexiconRecord]] = defaultdict(dict)
        for record in self.lexicon.records.values():
            for surface in record.surfaces if record.kind is Kind.MODEL else ():
                parts = _sorted_parts(surface)
                if len(parts) >= _LEAST_PARTS and any(char.isdigit() for char in surface):
                    found[parts][record.key] = record
        return {parts: next(iter(records.values())) for parts, records in found.items() if len(records) == 1}


def _sorted_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name, sorted.

    >>> _sorted_parts("Qwen2-VL-Instruct-7B") == _sorted_parts("Qwen2-VL-7B-Instruct")
    True
    """
    return tuple(sorted(_PARTS.findall(name.lower())))
