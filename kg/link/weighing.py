"""What a name may stand for in a paper, and how much speaks for each: log odds, one table of them below.

They were set by hand on the development pairs and on names that papers gloss (`benchmarks/entity_identity.py`).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import LexiconRecord
from kg.link.contexts import Topics
from kg.link.mentions import Mention, Ownership
from kg.link.register import FAMILY_OF_KINDS, Thing, month_number
from kg.link.senses import Sense
from kg.link.spelling import is_distinctive, is_proper, spelling

_PRIOR = 2.5
"""A name is more often one thing than two (log odds)."""
_TWO_OWNERS = {
    (Ownership.STATED, Ownership.STATED): -4.0,
    (Ownership.TITLED, Ownership.STATED): -4.0,
    (Ownership.STATED, Ownership.TITLED): -5.0,
    (Ownership.TITLED, Ownership.TITLED): -8.0,
}
"""Another paper introduced it (how surely), and this one does (how surely)."""
_LONG_BEFORE = -3.5
_MONTHS = 4
"""A paper that is called after what others named this many months earlier introduces something else."""
_HAD_BEFORE = {True: -0.5, False: -3.0}
"""A paper introduces what others named before, by a distinctive name or by a plain one."""
_CLAIMED = -1.0
_WELL_KNOWN = -1.5
"""A sentence reads as if the paper introduced what others use: it may be about a part or variant of it."""
_FOREIGN_SENSE = -3.0
_KIND = {True: 0.5, False: -2.0}
_KIND_OF_ITS_OWN = -3.0
_TASK_OR_TECHNIQUE = -0.5
_UNSUPPORTED = -1.5
_PER_WORD = 1.2
_MOST_WORDS = 4
_OWN_WORDS = 2.0
_RECOGNISED = 1.0
"""The extraction took the term for this record, minding its capitals."""
_POPULARITY = 0.35
_MORE_POPULAR = 0.3
_OTHER_CASE = -0.7
_OTHER_CASE_OF_FEW = -1.5
_FEW = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may stand for: what is known of it, and by which sense of the table."""

    cluster: str
    thing: Thing | None
    sense: Sense | None
    record: LexiconRecord | None

    def count(self, name: str) -> int:
        """Return how many papers mean it by a name."""
        return self.thing.names[spelling(name)] if self.thing else 0

    @property
    def described(self) -> str:
        """What it is, in words."""
        if self.sense:
            return self.sense.sense
        if self.thing and self.thing.longs:
            return self.thing.longs[0]
        if self.thing and self.thing.owner:
            return f"what {self.thing.owner} introduces"
        return self.record.name if self.record else self.thing.label if self.thing else self.cluster


def rank(candidates: Sequence[Candidate], mention: Mention, topics: Topics) -> list[tuple[float, float, Candidate]]:
    """Return (rank, weight, candidate), the first ranked first, the earlier one on a tie.

    The weight is held against something new. Among each other, candidates also count by how many papers mean them by the
    name, and by what the extraction took the term for.
    """
    ranked = []
    for candidate in candidates:
        weight = weigh(candidate, mention, topics)
        recognised = candidate.record is not None and candidate.record.key == mention.term.lexicon_key
        ahead = _MORE_POPULAR * math.log1p(candidate.count(mention.bare)) + _RECOGNISED * recognised
        ranked.append((weight + ahead, weight, candidate))
    return sorted(ranked, key=lambda each: -each[0])


def weigh(candidate: Candidate, mention: Mention, topics: Topics) -> float:
    """Return the log odds that a mention means a candidate rather than something new."""
    return (
        _PRIOR
        + _by_owner(candidate, mention)
        + _by_kind(candidate, mention)
        + _by_sense(candidate, mention)
        + _by_topic(candidate, mention, topics)
        + _by_form(candidate, mention.bare)
    )


def _by_sense(candidate: Candidate, mention: Mention) -> float:
    """Weigh the words that speak for a sense of the table, in the paper and among the other names it gives the thing."""
    sense = candidate.sense
    if sense is None:
        return 0.0
    heard = sense.heard(mention.context.text)
    told = sum(min(1, sense.heard(other.lower())) for other in mention.surfaces if other != mention.bare)
    words = _PER_WORD * min(heard, _MOST_WORDS) + _OWN_WORDS * told if heard or told else _UNSUPPORTED
    return words + (_FOREIGN_SENSE if not heard and mention.ownership >= Ownership.STATED else 0.0)


def _by_topic(candidate: Candidate, mention: Mention, topics: Topics) -> float:
    """Weigh how many papers mean a thing by the name, and how like this one they are."""
    thing = candidate.thing
    if thing is None or not thing.papers:
        return 0.0
    popular = _POPULARITY * math.log1p(candidate.count(mention.bare))
    known = mention.context.arxiv_id in thing.papers
    return popular + (0.0 if known else topics.support(mention.context, thing.contexts))


def _by_owner(candidate: Candidate, mention: Mention) -> float:
    """Weigh that the paper itself introduces the thing, against who had the name before."""
    thing, ownership = candidate.thing, mention.ownership
    if thing is None or not thing.papers or not ownership or mention.context.arxiv_id in thing.papers:
        return 0.0
    if ownership is Ownership.CLAIMED:
        return 0.0 if is_distinctive(mention.bare) else _CLAIMED
    if thing.ownership >= Ownership.STATED:
        return _TWO_OWNERS[thing.ownership, ownership]
    long_before = month_number(mention.context.arxiv_id) - thing.first_month >= _MONTHS
    if ownership is Ownership.TITLED and long_before:
        return _LONG_BEFORE
    known = ownership is Ownership.STATED and thing.record and len(thing.papers) >= _FEW
    return _WELL_KNOWN if known else _HAD_BEFORE[is_distinctive(mention.bare)]


def _by_kind(candidate: Candidate, mention: Mention) -> float:
    """Weigh whether it is a kind of thing that the candidate can be."""
    kind = FAMILY_OF_KINDS[mention.term.kind]
    if candidate.sense:
        if mention.term.kind in candidate.sense.kinds:
            return _KIND[True]
        kinds = {FAMILY_OF_KINDS[each] for each in candidate.sense.kinds}
    elif candidate.thing and candidate.thing.papers:
        kinds = set(candidate.thing.usual_kinds())
    elif candidate.record and candidate.record.kind:
        kinds = {FAMILY_OF_KINDS[each] for each in (candidate.record.kind, *candidate.record.types)}
    else:
        return 0.0
    if kind in kinds:
        return 0.0
    if mention.ownership is Ownership.TITLED and "task" not in (kind, *kinds):
        return _KIND_OF_ITS_OWN
    return _TASK_OR_TECHNIQUE if {kind, *kinds} <= {"task", "technique"} else _KIND[False]


def _by_form(candidate: Candidate, name: str) -> float:
    """Weigh that a name is written with other capitals than it was before: the less it was written, the more that tells."""
    if not is_proper(name):
        return 0.0
    thing, record = candidate.thing, candidate.record
    forms = thing.forms if thing and thing.papers else record.surfaces if record else ()
    if not forms or any(_same_case(name, each) for each in forms):
        return 0.0
    return _OTHER_CASE_OF_FEW if thing and 0 < len(thing.papers) <= _FEW else _OTHER_CASE


_SEPARATORS = re.compile(r"[\s_-]")


def _same_case(name: str, other: str) -> bool:
    return _SEPARATORS.sub("", name).removesuffix("s") == _SEPARATORS.sub("", other).removesuffix("s")


def probability(log_odds: float) -> float:
    """Return the probability that log odds stand for.

    >>> probability(0.0), round(probability(-100.0), 4)
    (0.5, 0.0003)
    """
    return 1 / (1 + math.exp(-max(-8.0, min(8.0, log_odds))))
