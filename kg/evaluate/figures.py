"""Which reported figure is which annotated one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from kg.evaluate.keys import value_key
from kg.evaluate.scores import Outcome

RESULT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "result": ("benchmark",),
    "result-strict": ("benchmark", "subject", "metric"),
    "result-full": ("benchmark", "subject", "metric", "kind", "unit", "baseline", "baseline_value"),
}
"""The measures of results: which fields have to be right besides the value."""

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """The annotated results of one paper; `meant` gives the annotated id of each extracted one."""

    gold: Sequence[Result]
    optional: AbstractSet[str]
    meant: Mapping[str, str]

    def judge(self, predicted: Sequence[Result], fields: Sequence[str]) -> Iterator[tuple[Outcome, Result]]:
        """Yield what becomes of each result, extracted ones first; each annotated one is found once."""
        free = list(self.gold)
        for said in predicted:
            hit = next((number for number, each in enumerate(free) if self._is_same(each, said, fields)), None)
            if hit is not None:
                free.pop(hit)
            yield Outcome.WRONG if hit is None else Outcome.RIGHT, said
        for each in free:
            yield Outcome.MISSED, each

    def _is_same(self, wanted: Result, said: Result, fields: Sequence[str]) -> bool:
        return value_key(str(wanted["value"])) == value_key(str(said["value"])) and all(
            self._agrees(field, wanted.get(field), said.get(field)) for field in fields
        )

    def _agrees(self, field: str, wanted: str | None, said: str | None) -> bool:
        if field in _PRINTED:
            return _PRINTED[field](wanted, said)
        if wanted in self.optional:  # the annotators would take any entity here
            return True
        return wanted == (None if said is None else self.meant.get(str(said), f"?{said}"))


def _same_word(wanted: str | None, said: str | None) -> bool:
    return (wanted or None) == (said or None)


def _same_number(wanted: str | None, said: str | None) -> bool:
    if wanted is None or said is None:
        return wanted is said
    return value_key(str(wanted)) == value_key(str(said))


_PRINTED: Mapping[str, Callable[[str | None, str | None], bool]] = {
    "kind": _same_word,
    "unit": _same_word,
    "baseline_value": _same_number,
}
"""How the fields that are no entities are compared."""
