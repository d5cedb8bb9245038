"""Names for nodes, as if the digests had been read in date order: the earliest evidence names a node, for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class Sighting:
    """One piece of evidence for a cluster: the name it would give the node, and the paper it stands in."""

    cluster: str
    slug: str
    arxiv_id: str


def mint_names(sightings: Iterable[Sighting], fixed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the name of each cluster, given its sightings in date order.

    A name already taken by another node gets the arXiv id of the later node's earliest paper as a suffix, so later
    sightings never change a name. `fixed` gives the names of clusters that have one beforehand.

    >>> mint_names([Sighting("a", "clip", "2401.00001"), Sighting("b", "clip", "2401.12345")])
    {'a': 'clip', 'b': 'clip-2401-12345'}
    """
    names: dict[str, str] = {}
    fixed = fixed or {}
    taken = set(fixed.values())
    for sighting in sightings:
        if sighting.cluster not in names:
            name = fixed.get(sighting.cluster) or _free(sighting, taken)
            names[sighting.cluster] = name
            taken.add(name)
    return names


def _free(sighting: Sighting, taken: set[str]) -> str:
    if sighting.slug not in taken:
        return sighting.slug
    suffixed = f"{sighting.slug}-{sighting.arxiv_id.replace('.', '-').replace('/', '-').lower()}"
    numbered = (f"{suffixed}-{number}" for number in count(2))
    return suffixed if suffixed not in taken else next(name for name in numbered if name not in taken)
