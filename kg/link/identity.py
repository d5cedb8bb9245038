"""What a judgement of identity is: which terms are one entity, which signatures are one author, why, and what is in doubt.

A judge reads the extractions in date order and gives every sighting (a term of an entry, a name on a paper) a cluster: sightings
of one cluster are one node. What later evidence joins keeps both cluster keys, the younger one replaced by the older, so that
minting can name each cluster by its earliest evidence, for good. Minting, merging and describing do not know how it was reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from kg.extract.lexicon import Lexicon
from kg.model import Decision, Extraction

TermKey = tuple[str, str, str]
"""An arXiv id, the ISO date of a digest and the id of a term there."""

SignatureKey = tuple[str, str]
"""An arXiv id and a printed name."""

Key = TypeVar("Key", TermKey, SignatureKey)

_LEXICON = "lexicon:"


@dataclass(frozen=True, slots=True)
class Identity(Generic[Key]):
    """The clusters of all sightings.

    `clusters` maps each sighting to the cluster that it was given when it was read; `replaced` maps clusters that later
    evidence showed to be another to that older one; `doubtful` holds those whose name others share where the evidence
    does not decide; `decisions` is what a user can be told, about clusters.
    """

    clusters: Mapping[Key, str]
    replaced: Mapping[str, str] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()

    def final(self, cluster: str) -> str:
        """Return the cluster that stands for a cluster in the end."""
        seen = {cluster}
        while (older := self.replaced.get(cluster)) is not None and older not in seen:
            seen.add(older)
            cluster = older
        return cluster


class EntityJudge(Protocol):
    """Decides which terms are one entity."""

    def __call__(self, extractions: Sequence[Extraction], lexicon: Lexicon, /) -> Identity[TermKey]:
        """Return the cluster of every term; a known thing's is `lexicon_cluster` of its lexicon key."""


class AuthorJudge(Protocol):
    """Decides which signatures are one author."""

    def __call__(self, extractions: Sequence[Extraction], /) -> Identity[SignatureKey]:
        """Return the cluster of every signature."""


def lexicon_cluster(key: str) -> str:
    """Return the cluster key of a lexicon record."""
    return _LEXICON + key


def lexicon_clusters(keys: Iterable[str]) -> dict[str, str]:
    """Map the clusters of lexicon records to the names of their nodes, which are their keys."""
    return {lexicon_cluster(key): key for key in keys}
