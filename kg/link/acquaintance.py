"""How likely two people of one name are one: whom they write with, about what, when, in teams of what size.

The likelihood is a logistic model of a dozen measures. Its weights were fitted on homonyms made of people with rare names
(`benchmarks/author_identity.py --fit`), with other seeds than those that it is measured on; the people overlap.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import exp, log

from kg.link.contexts import Context, Topics
from kg.link.names import is_shared
from kg.link.weights import WEIGHTS
from kg.model import Entry
from kg.text import fold

LARGE = 50
"""Papers with more authors than this acquaint nobody with anybody."""
_FEW = 8
"""A paper of this many authors or fewer says in full that two know each other."""


@dataclass(slots=True)
class Acquaintance:
    """Who has written with whom so far, by folded name, and how common each word is."""

    papers: Counter[str] = field(default_factory=Counter)
    together: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    topics: Topics = field(default_factory=Topics)

    def add(self, entry: Entry, context: Context) -> None:
        """Take in a paper."""
        self.topics.add(context)
        names = {fold(signature.name) for signature in entry.signatures}
        self.papers.update(names)
        for name in names if len(names) <= LARGE else ():
            self.together[name] |= names

    def rarity(self, name: str) -> float:
        """Return how much it says that a name occurs twice."""
        return log((self.topics.read + 50) / (self.papers[name] + 1))


@dataclass(slots=True)
class Person:
    """The papers of one person so far."""

    cluster: str
    names: set[str]
    shared: bool
    papers: set[str]
    days: list[int]
    contexts: list[Context]
    others: dict[str, int]
    """The folded names of co-authors, with the number of authors of the smallest paper together."""
    sizes: float

    @classmethod
    def of(cls, cluster: str, entry: Entry, name: str, context: Context) -> "Person":
        """Return whoever signed one paper."""
        own = fold(name)
        others = list(dict.fromkeys(folded for each in entry.signatures if (folded := fold(each.name)) != own))
        return cls(
            cluster=cluster,
            names={own},
            shared=is_shared(name),
            papers={entry.arxiv_id},
            days=[date.fromisoformat(entry.date).toordinal()],
            contexts=[context],
            others=dict.fromkeys(others, len(others)),
            sizes=log(1 + len(others)),
        )

    def absorb(self, other: "Person") -> None:
        """Take over the papers of another, who turned out to be this one."""
        self.names |= other.names
        self.papers |= other.papers
        self.days += other.days
        self.contexts += other.contexts
        self.sizes += other.sizes
        for name, size in other.others.items():
            self.others[name] = min(size, self.others.get(name, size))


def measures(known: Acquaintance, one: Person, other: Person) -> dict[str, float]:
    """Return what speaks for and against two people being one; it does not matter which comes first."""
    small, large = sorted((one, other), key=lambda each: (len(each.papers), sorted(each.papers)))
    shared = shared_names(known, small, large)
    found = {"bias": 1.0}
    mine, theirs = log(1 + len(small.others)), log(1 + len(large.others))
    if shared:
        weights = [
            known.rarity(name) * min(1.0, _FEW / max(1, min(small.others[name], large.others[name]))) for name in shared
        ]
        found |= {
            "strongest": max(weights) / 5,
            "direct": log(1 + sum(weights)),
            "number": log(len(shared)),
            "crowd": max(0.0, mine - 2.5),
        }
    else:
        found |= {"none of few": mine, "none of many": theirs}
    linked, strength = 0, 0.0
    reach = large.others.keys() - shared - small.names
    for name in small.others:
        if name not in large.others and (common := known.together.get(name, set()) & reach):
            linked += 1
            strength += sum(1 / (1 + log(known.papers[each])) for each in sorted(common))
    found |= {
        "indirect": float(linked > 0),
        "indirect share": linked / max(1, len(small.others)),
        "indirect strength": log(1 + strength),
    }
    alike = [known.topics.likeness(a, b) for a in small.contexts for b in large.contexts]
    found |= {
        "topic": sum(alike) / len(alike) * 20,
        "closest topic": max(alike) * 10,
        "gap": log(1 + min(abs(a - b) for a in small.days for b in large.days) / 30),
        "papers": log(len(large.papers)),
        "team": abs(small.sizes / len(small.papers) - large.sizes / len(large.papers)),
    }
    return found


def shared_names(known: Acquaintance, one: Person, other: Person) -> list[str]:
    """Return the co-authors that two people have in common, the rarest first."""
    return sorted(one.others.keys() & other.others.keys(), key=lambda name: (known.papers[name], name))


OTHER_NAME = -2.0
"""What it takes off the log odds that a name is printed otherwise, in another order or spelling."""


def likelihood(known: Acquaintance, one: Person, other: Person, *, same_name: bool = True) -> float:
    """Return the probability that two people are one."""
    total = sum(WEIGHTS[name] * value for name, value in measures(known, one, other).items())
    return 1 / (1 + exp(-(total if same_name else total + OTHER_NAME)))


def reason(known: Acquaintance, one: Person, other: Person) -> str:
    """Say in words what speaks for two people being one, or against it."""
    shared = shared_names(known, one, other)
    found = measures(known, one, other)
    topics = "like" if found["closest topic"] > 1.5 else "other"
    if shared:
        return f"{len(shared)} co-authors in common, {topics} topics"
    if found["indirect"]:
        return f"no co-author in common, but co-authors of theirs; {topics} topics"
    return f"no co-author in common, {topics} topics"
