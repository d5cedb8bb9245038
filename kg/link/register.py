"""The things that the entries read so far speak of, and what is known of each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.extract.lexicon import LexiconRecord
from kg.link.contexts import Context
from kg.link.mentions import Mention, Ownership
from kg.link.spelling import content_words, is_korean, is_long, spelling
from kg.model import Kind

_REMEMBERED = 8
"""Contexts kept of a thing: the first, which is often the paper that introduced it, and the last ones."""
_SMALL = 2
"""Papers up to which a thing is small enough to be joined to another on the word of a single paper."""


FAMILY_OF_KINDS = {
    Kind.METHOD: "technique",
    Kind.MODEL: "technique",
    Kind.BENCHMARK: "data",
    Kind.DATASET: "data",
    Kind.TASK: "task",
    Kind.METRIC: "metric",
}


@dataclass(slots=True, eq=False)
class Thing:
    """What is known of one cluster: names heard for it and in how many papers, long forms, kinds, owner, contexts."""

    cluster: str
    number: int
    record: LexiconRecord | None = None
    label: str = ""
    own: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    longs: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    owner: str = ""
    ownership: Ownership = Ownership.NONE
    papers: set[str] = field(default_factory=set)
    contexts: list[Context] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    absorbed: list[str] = field(default_factory=list)

    def add_context(self, context: Context) -> None:
        """Remember the paper, once."""
        if context.arxiv_id in self.papers:
            return
        self.papers.add(context.arxiv_id)
        self.contexts.append(context)
        if len(self.contexts) > _REMEMBERED:
            del self.contexts[1]

    @property
    def first_month(self) -> int:
        """The month of its oldest paper, counted as `month_number` does."""
        return min(map(month_number, self.papers), default=1 << 20)

    def add_owner(self, arxiv_id: str, ownership: Ownership) -> None:
        """Remember the paper that introduced it: of several, the one that says so most plainly, the earliest on a tie."""
        if ownership > self.ownership:
            self.owner, self.ownership = arxiv_id, ownership

    def usual_kinds(self) -> frozenset[str]:
        """Return the families of kinds that it was given in the lexicon, else by at least a third of its papers."""
        if self.record and self.record.kind:
            return frozenset(FAMILY_OF_KINDS[kind] for kind in (self.record.kind, *self.record.types))
        most = max(self.kinds.values(), default=0)
        return frozenset(kind for kind, count in self.kinds.items() if 3 * count >= most)


@dataclass(slots=True)
class Register:
    """All things by cluster and by the spelling keys of their names; clusters that were joined lead to what they became."""

    records: Mapping[str, LexiconRecord]
    things: dict[str, Thing] = field(default_factory=dict)
    named: defaultdict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    replaced: dict[str, str] = field(default_factory=dict)
    heard: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def thing(self, cluster: str) -> Thing:
        """Return the thing of a cluster, a new one if need be."""
        found = self.things.get(cluster)
        if found is None:
            record = self.records.get(cluster)
            found = self.things[cluster] = Thing(cluster, len(self.things), record)
            if record:
                found.label = record.name
                found.own = {spelling(surface) for surface in record.surfaces}
                found.longs = [long for long in record.surfaces if is_long(long)]
                for key in sorted(found.own):
                    self.named[key].append(found)
        return found

    def called(self, name: str) -> list[Thing]:
        """Return the things that were ever called so, by name or in a gloss."""
        return list(self.named.get(spelling(name), ()))

    def learn(self, thing: Thing, mention: Mention) -> Iterator[tuple[Thing, Thing]]:
        """Take in what a mention shows of the thing it was decided to mean; yield what its glosses show to be one.

        The pairs are (older, younger); the known things of the lexicon are older than any other.
        """
        term, arxiv_id = mention.term, mention.context.arxiv_id
        new_paper = arxiv_id not in thing.papers
        thing.add_context(mention.context)
        thing.add_owner(arxiv_id, mention.ownership)
        thing.kinds[FAMILY_OF_KINDS[term.kind]] += 1
        for surface in mention.surfaces:
            if new_paper or spelling(surface) not in thing.names:
                self.name(thing, surface, own=surface == term.name and thing.record is None)
        for surface in term.aliases:
            if is_korean(surface) or is_long(surface):
                yield from self.gloss(thing, surface, arxiv_id)

    def name(self, thing: Thing, surface: str, *, own: bool) -> None:
        """Note that a paper calls a thing so; `own` names give it its identity, others are what it is glossed with."""
        key = spelling(surface)
        thing.forms.add(surface)
        if key not in thing.names and key not in thing.own:
            self.named[key].append(thing)
        thing.names[key] += 1
        if own:
            thing.own.add(key)
            thing.label = thing.label or surface
        if is_long(surface) and surface not in thing.longs and thing.record is None:
            thing.longs.append(surface)

    def gloss(self, thing: Thing, surface: str, arxiv_id: str) -> Iterator[tuple[Thing, Thing]]:
        """Note that a paper gives a thing another name; yield the pairs that this shows to be one (older, younger).

        One paper is enough where both are small, are as long and nothing else was ever called so, else two must say it.
        """
        key = spelling(surface)
        for other in [each for each in self.called(surface) if each is not thing and key in each.own]:
            older, younger = sorted((thing, other), key=lambda each: (each.record is None, each.number))
            papers = self.heard[older.cluster, younger.cluster]
            papers.add(arxiv_id)
            small = older.record is None and max(len(older.papers), len(younger.papers)) <= _SMALL
            alone = small and len(self.named[key]) <= 2 and _as_long(older.label, younger.label)
            if (alone or len(papers) > 1) and mergeable(older, younger):
                yield older, younger

    def is_live(self, *things: Thing) -> bool:
        """Tell whether things are still themselves, none of them joined to another."""
        return all(self.things[thing.cluster] is thing for thing in things)

    def merge(self, older: Thing, younger: Thing) -> None:
        """Make two things one."""
        self.replaced[younger.cluster] = older.cluster
        older.absorbed.extend((younger.cluster, *younger.absorbed))
        self.things.update(dict.fromkeys((younger.cluster, *younger.absorbed), older))
        for key in sorted(younger.own | set(younger.names)):
            known = older in self.named[key]
            self.named[key] = [each for each in self.named[key] if each is not younger] + ([] if known else [older])
        older.own |= younger.own
        older.names.update(younger.names)
        older.longs.extend(long for long in younger.longs if long not in older.longs and older.record is None)
        older.kinds.update(younger.kinds)
        older.forms |= younger.forms
        older.add_owner(younger.owner, younger.ownership)
        for context in younger.contexts:
            older.add_context(context)
        older.papers |= younger.papers


def _as_long(one: str, other: str) -> bool:
    """Tell whether two names, in whatever language, have about as many words."""
    return abs(len(re.split(r"[\s-]+", one)) - len(re.split(r"[\s-]+", other))) <= 1


_DATED = re.compile(r"[0-9]{4}\.")


def month_number(arxiv_id: str) -> int:
    """Return the month of an arXiv id, counted from a start that does not matter; 0 where it has none.

    >>> month_number("2501.00001") - month_number("2412.20000")
    1
    """
    return 12 * int(arxiv_id[:2]) + int(arxiv_id[2:4]) if _DATED.match(arxiv_id) else 0


_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def mergeable(older: Thing, younger: Thing) -> bool:
    """Tell whether two things can be one: no two known things, versions or kinds, no name that only says more."""
    if younger.record or (older.ownership and younger.ownership and older.owner != younger.owner):
        return False
    if sorted(_DIGITS.findall(older.label)) != sorted(_DIGITS.findall(younger.label)):
        return False
    if older.kinds and younger.kinds and not older.usual_kinds() & younger.usual_kinds():
        return False
    one, two = set(content_words(older.label)), set(content_words(younger.label))
    return not (one and two and (one < two or two < one))
