"""How likely two people of one name are one: whom they write with, about what, when, in teams of what size.

The likelihood is a logistic model of a dozen measures. Its weights were fitted on homonyms made of people with rare names
(`benchmarks/author_identity.py --fit`), with other seeds and other people than those that it is measured on.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp, log, sqrt

from kg.link.names import is_shared
from kg.link.weights import WEIGHTS
from kg.model import Entry
from kg.text import fold

LARGE = 50
"""Papers with more authors than this acquaint nobody with anybody."""
_FEW = 8
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+|[가-힣]{2,}")
_COMMON = 0.3
"""Words of more papers than this share tell no topic."""

Vector = dict[str, float]


@dataclass(slots=True)
class Topics:
    """How many papers so far hold each word."""

    papers: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def add(self, entry: Entry) -> None:
        """Count the words of a paper."""
        self.count += 1
        self.papers.update(set(_words(entry)))

    def vector(self, entry: Entry) -> Vector:
        """Return the weights of the words of a paper (TF-IDF, length 1) as the papers so far give them."""
        raw = {
            word: (1 + log(times)) * log(self.count / self.papers[word])
            for word, times in sorted(Counter(_words(entry)).items())
            if 1 < self.papers[word] < self.count * _COMMON
        }
        length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / length for word, weight in raw.items()}


def _words(entry: Entry) -> list[str]:
    title = [_stem(word) for word in _WORD.findall(entry.title.text)]
    return title + title + [_stem(word) for passage in entry.passages for word in _WORD.findall(passage.text)]


def _stem(word: str) -> str:
    lower = word.lower()
    if lower[0] >= "가":
        return lower[:2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") and len(lower) > 3 else lower


@dataclass(slots=True)
class Acquaintance:
    """Who has written with whom so far, by folded name."""

    papers: Counter[str] = field(default_factory=Counter)
    together: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    count: int = 0

    def add(self, names: Sequence[str]) -> None:
        """Count the authors of a paper."""
        self.count += 1
        self.papers.update(names)
        if len(names) <= LARGE:
            for name in names:
                self.together[name].update(names)

    def rarity(self, name: str) -> float:
        """Return how much it says that a name occurs twice."""
        return log((self.count + 50) / (self.papers[name] + 1))


@dataclass(slots=True)
class Person:
    """The papers of one person so far."""

    cluster: str
    names: set[str]
    shared: bool
    papers: set[str]
    days: list[int]
    vectors: list[Vector]
    others: dict[str, int]
    """The folded names of co-authors, with the number of authors of the smallest paper together."""
    sizes: float

    @classmethod
    def of(cls, entry: Entry, name: str, topic: Vector) -> "Person":
        """Return whoever signed one paper, which is about this (`Topics.vector`)."""
        own = fold(name)
        others = list(dict.fromkeys(folded for each in entry.signatures if (folded := fold(each.name)) != own))
        return cls(
            cluster="",
            names={own},
            shared=is_shared(name),
            papers={entry.arxiv_id},
            days=[date.fromisoformat(entry.date).toordinal()],
            vectors=[topic],
            others=dict.fromkeys(others, len(others)),
            sizes=log(1 + len(others)),
        )

    def absorb(self, other: "Person") -> None:
        """Take over the papers of another, who turned out to be this one."""
        self.names |= other.names
        self.papers |= other.papers
        self.days += other.days
        self.vectors += other.vectors
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
    alike = [_product(a, b) for a in small.vectors for b in large.vectors]
    found |= {
        "topic": sum(alike) / len(alike) * 20,
        "closest topic": max(alike) * 10,
        "gap": log(1 + min(abs(a - b) for a in small.days for b in large.days) / 30),
        "papers": log(len(small.papers)),
        "papers of the other": log(len(large.papers)),
        "team": abs(small.sizes / len(small.papers) - large.sizes / len(large.papers)),
    }
    return found


def _product(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def shared_names(known: Acquaintance, one: Person, other: Person) -> list[str]:
    """Return the co-authors that two people have in common, the rarest first."""
    return sorted(one.others.keys() & other.others.keys(), key=lambda name: (known.papers[name], name))


OTHER_NAME = -2.0
"""What it takes off the log odds that a name is printed otherwise, in another order or spelling."""


def likelihood(known: Acquaintance, one: Person, other: Person, *, same_name: bool = True) -> float:
    """Return the probability that two people are one."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in measures(known, one, other).items())
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
