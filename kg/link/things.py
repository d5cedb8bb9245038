"""Which terms are one entity.

The entries are read in date order, and each term is decided by what earlier entries showed (`kg.link.register`). Most are
clear: the lexicon knows the spelled-out name, or the name has one sense. Where it may have several, the paper decides: how
it glosses the name, whether it introduces the thing itself, of what kind it is, which words stand around it
(`kg.link.weighing`). A decision is never taken back; later glosses can only join what was apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.link.contexts import Topics, read_context
from kg.link.identity import Identity, TermKey, lexicon_cluster
from kg.link.mentions import Mention, Ownership, read_mentions, spelled_elsewhere
from kg.link.register import FAMILY_OF_KINDS, Register, Thing
from kg.link.senses import Sense, load_senses
from kg.link.spelling import alike, is_acronym, is_korean, is_long, is_proper, nearly_alike, spelling, strict_initials
from kg.link.weighing import Candidate, probability, rank
from kg.link.wordings import Wordings, without_word_for_it
from kg.model import Decision, Extraction, Term

_DOUBT = 0.7
"""Log odds below which one sense is hardly likelier than the next."""
_CLOSE = 4.0
"""Log odds within which a second sense is worth mentioning."""
_MANY = 0.34
"""The share of a cluster's papers that have to be in doubt before it is."""
_GLOSSED = 0.9


def identify_entities(extractions: Sequence[Extraction], lexicon: Lexicon) -> Identity[TermKey]:
    """Give each term the cluster of the thing that its paper means by it; known things are those of the lexicon."""
    judge = _Judge(lexicon, load_senses())
    clusters = {key: cluster for extraction in extractions for key, cluster in judge.read(extraction)}
    return Identity(clusters, judge.register.replaced, judge.doubtful(), tuple(judge.decisions))


@dataclass(slots=True)
class _Judge:
    """Reads entries in date order and decides their terms."""

    lexicon: Lexicon
    senses: Mapping[str, tuple[Sense, ...]]
    register: Register = field(init=False)
    topics: Topics = field(default_factory=Topics)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    doubts: Counter[str] = field(default_factory=Counter)
    decisions: list[Decision] = field(default_factory=list)
    wordings: Wordings = field(init=False)
    _looked_up: dict[str, LexiconRecord | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.register = Register({lexicon_cluster(key): record for key, record in self.lexicon.records.items()})
        self.wordings = Wordings(self.lexicon)

    def read(self, extraction: Extraction) -> Iterator[tuple[TermKey, str]]:
        """Yield the cluster of every term of an entry."""
        entry = extraction.entry
        context = read_context(entry)
        given = self.given.setdefault(entry.arxiv_id, {})
        for mention in read_mentions(extraction.terms, context):
            thing = self._decide(mention, extraction.terms, given)
            self._learn(thing, mention, given)
            yield (entry.arxiv_id, entry.date, mention.term.id), thing.cluster
        self.topics.add(context)

    def doubtful(self) -> frozenset[str]:
        """Return the clusters that many of their papers may not mean."""
        doubts: Counter[str] = Counter()
        for cluster, count in self.doubts.items():
            if cluster in self.register.things:
                doubts[self.register.things[cluster].cluster] += count
        things = self.register.things
        return frozenset(each for each, count in doubts.items() if count >= _MANY * len(things[each].papers))

    # --- deciding ---

    def _decide(self, mention: Mention, terms: Sequence[Term], given: Mapping[str, str]) -> Thing:
        term = mention.term
        titled = mention.ownership is Ownership.TITLED and not mention.short
        if mention.long and not titled and spelling(term.name) not in self.senses:
            return self._spelled(mention)
        said_before = given.get(spelling(term.name))
        if said_before:
            return self.register.things[said_before]
        if is_acronym(mention.bare):
            spelled = spelled_elsewhere(mention, terms)
            if spelled and self._is_sense(mention.bare, spelled):
                return self._spelled(spelled)
        return self._bare(mention)

    def _is_sense(self, short: str, mention: Mention) -> bool:
        """Tell whether words with the right initials are what an acronym stands for, not there by chance."""
        known = [sense.sense for sense in self.senses.get(spelling(short), ())]
        known += [long for thing in self.register.called(short) for long in thing.longs]
        return (
            self._claimed(mention.term) is None
            or mention.ownership >= Ownership.STATED
            or any(alike(mention.long, each) for each in known)
        )

    def _spelled(self, mention: Mention) -> Thing:
        """Decide a term whose long form is known."""
        record = self._lookup(mention.long)
        claimed = self._claimed(mention.term)
        if record is None and claimed and self._stands_for(claimed, mention):
            record = claimed
        if record:
            return self.register.thing(lexicon_cluster(record.key))
        senses = self.senses.get(spelling(mention.short), ()) if mention.short else ()
        for sense in senses:
            if alike(mention.long, sense.sense):
                return self.register.thing(sense.cluster(self.lexicon))
        cluster = f"name:{spelling(mention.long)}"
        known = None if cluster in self.register.things else self._known_by_acronym(mention, senses)
        return known or self.register.thing(cluster)

    def _known_by_acronym(self, mention: Mention, senses: Sequence[Sense]) -> Thing | None:
        """Return the thing that earlier papers call by the acronym, with a long form like this one or with none."""
        named = self.register.called(mention.short) if mention.short else []
        for thing in named:
            if thing.record is None and any(alike(mention.long, each) for each in thing.longs):
                return thing
        bare = [thing for thing in named if not thing.longs and spelling(mention.short) in thing.own]
        if senses or not bare:
            return None
        found = self._chosen(mention, [Candidate(thing.cluster, thing, None, thing.record) for thing in bare])
        return found.thing if found else None

    def _stands_for(self, record: LexiconRecord, mention: Mention) -> bool:
        """Tell whether a long form that the lexicon does not list is another wording of a record's name."""
        long, short = mention.long, mention.short
        longs = [each for each in record.surfaces if is_long(each)]
        known_short = not short or spelling(short) in {spelling(surface) for surface in record.surfaces}
        if not known_short and strict_initials(short, long):
            return False  # the acronym has a letter for each word: they all belong to the name
        several = bool(short) and spelling(short) in self.senses
        slips = known_short and not several and mention.ownership < Ownership.STATED
        return (
            any(alike(long, each, loosely=known_short) or (slips and nearly_alike(long, each)) for each in longs)
            or any(is_korean(surface) and self._lookup(surface) is record for surface in mention.surfaces)
            or (not short if longs or several else self._is_free(record, mention))
        )

    def _is_free(self, record: LexiconRecord, mention: Mention) -> bool:
        """Tell whether a record may be what a paper introduces: nobody spoke of it before."""
        thing = self.register.things.get(lexicon_cluster(record.key))
        return mention.ownership < Ownership.STATED or thing is None or not thing.papers

    def _bare(self, mention: Mention) -> Thing:
        """Decide a term of which the paper gives no long form."""
        term = mention.term
        key = spelling(mention.bare)
        record = self._claimed(term)
        senses = self.senses.get(key, ())
        if not senses and record and self._is_plain_case(mention, record):
            return self.register.thing(lexicon_cluster(record.key))
        if not senses and not is_proper(mention.bare) and mention.ownership is not Ownership.TITLED:
            return self._phrase(mention, record)
        found = self._chosen(mention, self._candidates(mention.bare, senses, record))
        if found:
            return self.register.thing(found.cluster)
        return self.register.thing(self._new_cluster(key, mention))

    def _is_plain_case(self, mention: Mention, record: LexiconRecord) -> bool:
        """Tell whether a record is clearly meant: nobody else has the name, and the paper does not claim it."""
        if mention.ownership is Ownership.TITLED or (mention.ownership is Ownership.STATED and is_proper(mention.bare)):
            return False
        if any(thing.record is not record for thing in self._own(mention.bare)):
            return False
        kinds = {FAMILY_OF_KINDS[kind] for kind in (record.kind, *record.types) if kind}
        return FAMILY_OF_KINDS[mention.term.kind] in kinds or mention.ownership is Ownership.NONE

    def _phrase(self, mention: Mention, record: LexiconRecord | None) -> Thing:
        """Decide a term whose name is made of common words, or Korean: equal names are one thing."""
        if record:
            return self.register.thing(lexicon_cluster(record.key))
        name = mention.term.name
        own = self._own(name) or self._own(without_word_for_it(name))
        if own:
            return own[0]
        key = spelling(name)
        glossed = sorted(self.register.called(name), key=lambda thing: -thing.names[key])
        if glossed and (glossed[0].names[key] > 1 or len(glossed) == 1):
            return glossed[0]
        return self.register.thing(f"name:{key}")

    def _own(self, name: str) -> list[Thing]:
        """Return the things whose own name this is, not only in a gloss."""
        return [thing for thing in self.register.called(name) if spelling(name) in thing.own] if name else []

    # --- weighing ---

    def _candidates(self, name: str, senses: Iterable[Sense], record: LexiconRecord | None) -> list[Candidate]:
        """Return what a name may stand for, each thing once: senses of the table, a record, things called so before."""
        found: dict[str, Candidate] = {}
        for sense in senses:
            self._add(found, sense.cluster(self.lexicon), sense)
        if record:
            self._add(found, lexicon_cluster(record.key))
        for thing in self.register.called(name):
            self._add(found, thing.cluster)
        return list(found.values())

    def _add(self, found: dict[str, Candidate], cluster: str, sense: Sense | None = None) -> None:
        thing = self.register.things.get(cluster)
        cluster = thing.cluster if thing else cluster
        found.setdefault(cluster, Candidate(cluster, thing, sense, self.register.records.get(cluster)))

    def _chosen(self, mention: Mention, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the candidate that a mention most likely means, None where it means none of them."""
        if not candidates:
            return None
        (first, weight, choice), *rest = rank(candidates, mention, self.topics)
        if weight <= 0:
            self._keep_apart(mention, choice, weight)
            return None
        ahead = min(first - rest[0][0], weight) if rest else weight
        if rest and ahead < _CLOSE:
            reason = f"{mention.bare} has several senses; its words and its use as {mention.term.kind} point to "
            apart = (choice.cluster, rest[0][2].cluster)
            self._tell(mention, apart, probability(-ahead), reason + choice.described, joined=False)
        if ahead < _DOUBT:
            self.doubts[choice.cluster] += 1
        return choice

    def _keep_apart(self, mention: Mention, other: Candidate, weight: float) -> None:
        """Note that something new has the name of what was there before."""
        new = self._new_cluster(spelling(mention.bare), mention)
        if weight > -_DOUBT:
            self.doubts[new] += 1
        if other.thing:
            owned = mention.ownership > Ownership.CLAIMED
            why = "the paper introduces it itself" if owned else "its words and kind differ"
            reason = f"not {other.described}: {why}"
            self._tell(mention, (new, other.cluster), probability(weight), reason, joined=False)

    # --- keeping ---

    def _new_cluster(self, key: str, mention: Mention) -> str:
        """Return a cluster of its own for a name; a space never stands in a key."""
        cluster = f"name:{key}"
        return cluster if cluster not in self.register.things else f"{cluster} {mention.context.arxiv_id}"

    def _learn(self, thing: Thing, mention: Mention, given: dict[str, str]) -> None:
        for surface in mention.surfaces:
            given.setdefault(spelling(surface), thing.cluster)
        for older, younger in list(self.register.learn(thing, mention)):
            if not self.register.is_live(older, younger):
                continue  # another gloss of the term has joined one of them already
            reason = f"{older.label} and {younger.label} are glossed as one"
            self._tell(mention, (younger.cluster, older.cluster), _GLOSSED, reason, joined=True)
            self.register.merge(older, younger)

    def _tell(self, mention: Mention, clusters: tuple[str, str], sure: float, reason: str, *, joined: bool) -> None:
        arxiv_id, surface = mention.context.arxiv_id, mention.term.name
        self.decisions.append(Decision(*clusters, joined, round(sure, 2), arxiv_id, surface, reason))

    # --- the lexicon ---

    def _lookup(self, surface: str) -> LexiconRecord | None:
        """Return the record of a thing that a surface names; umbrella terms are none."""
        if surface not in self._looked_up:
            record = self.lexicon.lookup(surface)
            other = self.wordings.find(surface) if record is None else None
            self._looked_up[surface] = record if record and record.kind else other
        return self._looked_up[surface]

    def _claimed(self, term: Term) -> LexiconRecord | None:
        """Return the record that the extraction took a term for, else the one of its name."""
        return self.lexicon.records.get(term.lexicon_key) if term.lexicon_key else self._lookup(term.name)
