"""Which signatures are one author.

The papers are read day by day, and each signature is decided by what was seen up to that day. A name whose surname few people
bear stands for one person. Under a surname that very many bear, a signature joins the person whose papers it is likeliest to
belong to, by co-authors, their co-authors, topics, time and the size of teams (`kg.link.acquaintance`), or is somebody new.
Decisions are never taken back; later papers can only join two people who turn out to be one, so no IRI is lost.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby

from kg.link.acquaintance import Acquaintance, Person, likelihood, reason
from kg.link.authors import is_organization
from kg.link.contexts import Context, read_context
from kg.link.identity import Identity, SignatureKey
from kg.link.names import name_words
from kg.model import Decision, Entry, Extraction
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

    known: Acquaintance = field(default_factory=Acquaintance)
    namesakes: defaultdict[tuple[str, ...], list[Person]] = field(default_factory=lambda: defaultdict(list))
    given: dict[SignatureKey, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    clusters: set[str] = field(default_factory=set)

    def read(self, entries: Sequence[Entry]) -> Iterator[tuple[SignatureKey, str]]:
        """Yield the cluster of every signature of a day."""
        contexts = [read_context(entry) for entry in entries]
        for entry, context in zip(entries, contexts, strict=True):
            self.known.add(entry, context)
        touched: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for entry, context in zip(entries, contexts, strict=True):
            for name in dict.fromkeys(signature.name for signature in entry.signatures):
                key = entry.arxiv_id, name
                if is_organization(name):
                    self.given[key] = f"organization:{fold(name)}"
                elif key not in self.given:
                    self.given[key] = self._decide(entry, name, context)
                    touched[name_words(name)][self.given[key]] = entry.arxiv_id
                yield key, self.given[key]
        for words in sorted(touched):
            self._merge(self.namesakes[words], touched[words])

    def _decide(self, entry: Entry, name: str, context: Context) -> str:
        """Return the cluster of a signature, which joins a person or is a new one."""
        namesakes = self.namesakes[name_words(name)]
        me = Person.of(self._free_cluster(name, entry.arxiv_id), entry, name, context)
        others = [other for other in namesakes if entry.arxiv_id not in other.papers]
        rated = [(self._chance(me, other), other) for other in others]
        chance, best = max(rated, key=lambda each: each[0], default=(0.0, me))
        joined = chance >= JOINED
        given = best.cluster if joined else me.cluster
        if DOUBTFUL[0] <= chance <= DOUBTFUL[1]:
            self.doubtful.update((given, best.cluster))
        if WORTH_TELLING[0] <= chance <= WORTH_TELLING[1]:
            self._tell(me, best, chance, (given, entry.arxiv_id, name))
        if joined:
            best.absorb(me)
        else:
            namesakes.append(me)
            self.clusters.add(me.cluster)
        return given

    def _chance(self, one: Person, other: Person) -> float:
        same = not one.names.isdisjoint(other.names)
        if same and not (one.shared and other.shared):
            return SAME_NAME
        return likelihood(self.known, one, other, same_name=same)

    def _merge(self, namesakes: list[Person], touched: dict[str, str]) -> None:
        """Join the people whom the papers of a day (by cluster) show to be one, the likeliest pair first."""
        while True:
            pairs = [
                (self._chance(older, younger), older, younger)
                for older, younger in combinations(namesakes, 2)
                if not touched.keys().isdisjoint((older.cluster, younger.cluster))
                and older.papers.isdisjoint(younger.papers)
            ]
            chance, older, younger = max(pairs, key=lambda each: each[0], default=(0.0, None, None))
            if older is None or younger is None or chance < JOINED:
                return
            arxiv_id = touched.get(younger.cluster) or touched[older.cluster]
            self._tell(younger, older, chance, (younger.cluster, arxiv_id, min(younger.names)))
            self.replaced[younger.cluster] = older.cluster
            touched[older.cluster] = arxiv_id
            older.absorb(younger)
            namesakes.remove(younger)

    def _free_cluster(self, name: str, arxiv_id: str) -> str:
        """Return the cluster of a person who is new: the name, and the paper as well where others have the name."""
        plain = f"name:{fold(name) or name}"
        return f"{plain}#{arxiv_id}" if plain in self.clusters else plain

    def _tell(self, one: Person, other: Person, chance: float, what: tuple[str, str, str]) -> None:
        cluster, arxiv_id, name = what
        why, joined = reason(self.known, one, other), chance >= JOINED
        self.decisions.append(Decision(cluster, other.cluster, joined, round(chance, 2), arxiv_id, name, why))
