"""Which extracted entity stands for which annotated one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.evaluate.annotations import Annotated

_SAME_NAME, _ANNOTATED_SURFACE, _EXTRACTED_SURFACE = range(3)


@dataclass(frozen=True, slots=True)
class Bond:
    """A reason to take an extracted entity for an annotated one (both by position); less is stronger."""

    said: int
    meant: int
    strength: tuple[int, bool, bool]


def pair(gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> dict[int, int]:
    """Return the position of the annotated entity that each extracted one (by position) stands for, one to one.

    The strongest bonds are made first: the same name, then an extracted name among the annotated surfaces, then
    an annotated name among the extracted surfaces. Among equals, clear entities go before optional ones, right kinds
    before wrong ones, and whoever has fewer choices before those who have more.
    """
    bonds = list(_bonds(gold, predicted))
    choices = Counter(bond.said for bond in bonds)

    def order(bond: Bond) -> tuple[tuple[int, bool, bool], int, str, str, int]:
        said = predicted[bond.said]
        return bond.strength, choices[bond.said], said.key, said.kind, bond.meant

    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for bond in sorted(bonds, key=order):
        if bond.said not in pairs and bond.meant not in taken:
            pairs[bond.said] = bond.meant
            taken.add(bond.meant)
    return pairs


def _bonds(gold: Sequence[Annotated], predicted: Sequence[Annotated]) -> Iterator[Bond]:
    claims = Counter(surface for each in predicted for surface in each.surfaces)
    for said, extracted in enumerate(predicted):
        for meant, annotated in enumerate(gold):
            evidence = _evidence(annotated, extracted, claims)
            if evidence is not None:
                strength = (evidence, annotated.optional, not annotated.accepts(extracted.kind))
                yield Bond(said, meant, strength)


def _evidence(annotated: Annotated, extracted: Annotated, claims: Counter[str]) -> int | None:
    """Return how the names show two entities to be one, or None.

    An annotated name among the extracted surfaces says nothing where other extracted entities claim it as well.
    """
    if extracted.key == annotated.key:
        return _SAME_NAME
    if extracted.key in annotated.surfaces:
        return _ANNOTATED_SURFACE
    if annotated.key in extracted.surfaces and claims[annotated.key] == 1:
        return _EXTRACTED_SURFACE
    return None
