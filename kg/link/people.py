"""Which signatures are one author.

The papers are read day by day, and each signature is decided by what was seen up to that day. A name whose surname few people
bear stands for one person. Under a surname that very many bear, a signature joins the person whose papers it is likeliest to
belong to, by co-authors, their co-authors, topics, time and the size of teams (`kg.link.acquaintance`), or is somebody new.
Decisions are never taken back; later papers can only join two people who turn out to be one, so no IRI is lost.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from kg.link.acquaintance import Acquaintance, Person, Topics, Vector, likelihood, reason
from kg.link.authors import is_organization
from kg.link.identity import Decision, Identity, SignatureKey
from kg.link.names import name_words
from kg.model import Entry, Extraction, Signature
from kg.text import fold

JOINED = 0.5
"""The least probability of being one person at which two are taken for one."""
DOUBTFUL = (0.3, 0.7)
WORTH_TELLING = (0.2, 0.8)
SAME_NAME = 0.97
"""How likely two signatures of one name are one person where few people bear the surname."""


def identify_authors(extractions: Sequence[Extraction]) -> Identity[SignatureKey]:
    """Take signatures for one author where name, co-authors, topics and dates say so."""
    judge = _Judge()
    days = groupby(extractions, key=lambda extraction: extraction.entry.date)
    clusters = {key: cluster for _, day in days for key, cluster in judge.read([each.entry for each in day])}
    return Identity(clusters, judge.replaced, frozenset(judge.doubtful), tuple(judge.decisions))


@dataclass(slots=True)
class _Judge:
    """Reads days in order and decides their signatures."""

    acquaintance: Acquaintance = field(default_factory=Acquaintance)
    topics: Topics = field(default_factory=Topics)
    blocks: defaultdict[tuple[str, ...], list[Person]] = field(default_factory=lambda: defaultdict(list))
    given: dict[SignatureKey, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)

    def read(self, entries: Sequence[Entry]) -> Iterator[tuple[SignatureKey, str]]:
        """Yield the cluster of every signature of a day."""
        for entry in entries:
            self.acquaintance.add(_keys(entry.signatures))
            self.topics.add(entry)
        touched: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for entry in entries:
            topic = self.topics.vector(entry)
            for name in dict.fromkeys(signature.name for signature in entry.signatures):
                known = self.given.get((entry.arxiv_id, name))
                cluster = known or self._decide(entry, name, topic)
                self.given[entry.arxiv_id, name] = cluster
                if not known and not is_organization(name):
                    touched[name_words(name)][cluster] = entry.arxiv_id
                yield (entry.arxiv_id, name), cluster
        for block in sorted(touched):
            self._merge(block, touched[block])

    def _decide(self, entry: Entry, name: str, topic: Vector) -> str:
        """Return the cluster of a signature, which joins a person or is a new one."""
        if is_organization(name):
            return f"organization:{fold(name)}"
        block = self.blocks[name_words(name)]
        me = Person.of(entry, name, topic)
        rated = [(self._chance(me, other), other) for other in block if entry.arxiv_id not in other.papers]
        chance, best = max(rated, key=lambda each: each[0], default=(0.0, None))
        if best is not None:
            self._tell(me, best, chance, entry.arxiv_id, name)
        if best is None or chance < JOINED:
            me.cluster = self._new_cluster(name, entry.arxiv_id)
            block.append(me)
            if best is not None:
                self._doubt(chance, me.cluster, best.cluster)
            return me.cluster
        self._doubt(chance, best.cluster)
        best.absorb(me)
        return best.cluster

    def _chance(self, one: Person, other: Person) -> float:
        same = not one.names.isdisjoint(other.names)
        if same and not (one.shared and other.shared):
            return SAME_NAME
        return likelihood(self.acquaintance, one, other, same_name=same)

    def _merge(self, key: tuple[str, ...], touched: dict[str, str]) -> None:
        """Join the people of one name whom the papers of a day (by cluster) show to be one, the likeliest pair first."""
        block = self.blocks[key]
        while len(block) > 1:
            chance, one, other = max(
                (
                    (self._chance(one, other), one, other)
                    for one, other in combinations(block, 2)
                    if not touched.keys().isdisjoint((one.cluster, other.cluster))
                    and one.papers.isdisjoint(other.papers)
                ),
                key=lambda each: each[0],
                default=(0.0, block[0], block[0]),
            )
            if chance < JOINED or one is other:
                return
            arxiv_id = touched.get(other.cluster) or touched[one.cluster]
            touched[one.cluster] = arxiv_id
            self.replaced[other.cluster] = one.cluster
            self._tell(other, one, chance, arxiv_id, max(other.names), earlier=other.cluster)
            one.absorb(other)
            block.remove(other)

    def _new_cluster(self, name: str, arxiv_id: str) -> str:
        plain = f"name:{fold(name) or name}"
        self.taken[plain] += 1
        return plain if self.taken[plain] == 1 else f"{plain}#{arxiv_id}"

    def _doubt(self, chance: float, *clusters: str) -> None:
        if DOUBTFUL[0] <= chance <= DOUBTFUL[1]:
            self.doubtful.update(clusters)

    def _tell(self, one: Person, other: Person, chance: float, arxiv_id: str, name: str, *, earlier: str = "") -> None:
        """Write down a decision that was close, or that joined what had been two."""
        if earlier or WORTH_TELLING[0] <= chance <= WORTH_TELLING[1]:
            joined = chance >= JOINED
            mine = earlier or (other.cluster if joined else self._next_cluster(name, arxiv_id))
            why = reason(self.acquaintance, one, other)
            self.decisions.append(Decision(mine, other.cluster, joined, round(chance, 2), arxiv_id, name, why))

    def _next_cluster(self, name: str, arxiv_id: str) -> str:
        """Return the cluster that a signature is about to get as a new person."""
        plain = f"name:{fold(name) or name}"
        return f"{plain}#{arxiv_id}" if self.taken[plain] else plain


def _keys(signatures: Sequence[Signature]) -> list[str]:
    return list(dict.fromkeys(fold(each.name) for each in signatures))
