"""Whether two terms of one entry are one thing under two names: translated, abbreviated, shortened, reworded.

Glosses and the lexicon have joined what they can (`kg.extract.decide.join`); this judges the rest, pair by pair.
"""

from collections.abc import Iterator, Sequence

from kg.extract.decide import Draft
from kg.extract.features import Scene
from kg.extract.glosses import ABBREVIATION, initials_fit
from kg.extract.korean import GENERIC_TAILS, HANGUL
from kg.extract.naming import Candidate
from kg.extract.translation import Translations, words_of
from kg.model import Section

SAME, OTHER = "same", "other"
SAME_CLASSES = (OTHER, SAME)
HALF = 0.5
LEAST_SHARED = 2  # letters that two words must begin with in common


def same_features(scene: Scene, one: Draft, other: Draft, translations: Translations) -> list[str] | None:
    """Return the names of the features that hold for a pair of terms, each once; None where nothing relates their names."""
    found = dict.fromkeys(
        name for a in one.members for b in other.members for name in _likeness(a.surface, b.surface, translations)
    )
    if not found:
        return None
    kinds = sorted((one.kind.value, other.kind.value))
    apart = one.record is not None and other.record is not None
    ways = list(found)
    found[f"kinds={'+'.join(kinds)}"] = None
    found[f"equal-kinds={one.kind is other.kind}"] = None
    found[f"known={one.record is not None}:{other.record is not None}"] = None
    found[f"apart={apart}"] = None
    for name in _places(scene, one, other):
        found[name] = None
    for way in ways:
        if not way.startswith("extra"):
            found[f"{way}:{one.kind is other.kind}:{apart}"] = None
    for draft in (one, other):
        glossed = any(member.partners for member in draft.members)
        found[f"glossed={glossed}:{_script(draft.members[0])}"] = None
    return list(found)


def _likeness(one: str, other: str, translations: Translations) -> Iterator[str]:
    """Yield what two surfaces have in common; nothing where they have nothing."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return
    mine, theirs = bool(HANGUL.search(one)), bool(HANGUL.search(other))
    if mine != theirs:
        yield from _translated(a, b, translations) if mine else _translated(b, a, translations)
    if ABBREVIATION.match(one) or ABBREVIATION.match(other):
        short, long = (one, other) if ABBREVIATION.match(one) and len(one) <= len(other) else (other, one)
        if len(words_of(long)) > 1 and initials_fit(short, long):
            yield f"initials={min(sum(c.isupper() for c in short), 4)}"
    if mine == theirs:
        yield from _contained(a, b)
        yield from _alike(a, b)


def _translated(korean: Sequence[str], english: Sequence[str], translations: Translations) -> Iterator[str]:
    of_korean, of_english = translations.coverage(korean, english)
    if min(of_korean, of_english) < HALF:
        return
    yield f"translated={_share(of_korean)}:{_share(of_english)}"
    yield f"translated={_share(of_korean)}:{_share(of_english)}:{min(len(korean), 3)}:{min(len(english), 3)}"
    if of_english == 1 and of_korean < 1:
        for word in korean:
            if not any(translations.paired(word, each) for each in english):
                yield f"extra={word}"
    if of_korean == 1 and of_english < 1:
        for word in english:
            if not any(translations.paired(each, word) for each in korean):
                yield f"extra={word}"


def _contained(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    shorter, longer = sorted((list(a), list(b)), key=len)
    if len(shorter) == len(longer):
        return
    place = "tail" if longer[-len(shorter) :] == shorter else "head" if longer[: len(shorter)] == shorter else ""
    if place:
        rest = longer[: -len(shorter)] if place == "tail" else longer[len(shorter) :]
        yield f"contained={place}:{min(len(shorter), 3)}:{min(len(rest), 3)}"
        generic = all(word in GENERIC_TAILS for word in rest)
        yield f"contained={place}:{generic}"
        for word in rest:
            yield f"extra={place}:{word}"


def _alike(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    """Yield how alike two surfaces of one script are, word by word."""
    if len(a) != len(b) or a == b:
        return
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(different) == 1 and (len(a) > 1 or _prefix(*different[0]) >= LEAST_SHARED):
        x, y = different[0]
        yield f"alike={min(len(a), 3)}:{min(_prefix(x, y), 4)}:{min(max(len(x), len(y)) - _prefix(x, y), 4)}"
        yield f"exchanged={'|'.join(sorted(different[0]))}"


def _prefix(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _share(share: float) -> str:
    return "all" if share == 1 else "most" if share > HALF else "half"


def _script(candidate: Candidate) -> str:
    return "K" if HANGUL.search(candidate.surface) else "L"


def _places(scene: Scene, one: Draft, other: Draft) -> Iterator[str]:
    """Yield where the two stand: a title spells out once what the body then says in its own words."""
    entry = scene.entry
    sections = [{entry.section(start) for start, _ in draft.spans} for draft in (one, other)]
    only_title = [places == {Section.TITLE} for places in sections]
    yield f"only-title={sorted(only_title)}"
    sentences = [{entry.sentence_index(start) for start, _ in draft.spans} for draft in (one, other)]
    yield f"share-sentence={bool(sentences[0] & sentences[1])}"
    if min(only_title) != max(only_title):
        yield f"title-and-body:{one.kind is other.kind}"


def unite(drafts: Sequence[Draft], likely: Sequence[tuple[float, int, int]], least: float) -> list[Draft]:
    """Join terms that are one thing, the likeliest pairs first; two that the lexicon tells apart stay two.

    `likely` holds (probability, number of a term, number of another).
    """
    group = list(range(len(drafts)))
    record = [draft.record.key if draft.record else "" for draft in drafts]
    for probability, one, other in sorted(likely, key=lambda each: (-each[0], each[1], each[2])):
        mine, theirs = group[one], group[other]
        if probability < least or mine == theirs or (record[mine] and record[theirs]):
            continue
        keep, give = min(mine, theirs), max(mine, theirs)
        record[keep] = record[keep] or record[give]
        group = [keep if each == give else each for each in group]
    return [joined([d for d, own in zip(drafts, group, strict=True) if own == number]) for number in sorted(set(group))]


def joined(drafts: Sequence[Draft]) -> Draft:
    """Return one term for several that are one thing, of the surest one's kind."""
    if len(drafts) == 1:
        return drafts[0]
    surest = max(drafts, key=lambda draft: draft.confidence)
    members = [member for draft in drafts for member in draft.members]
    return Draft(members, surest.kind, surest.confidence, sorted({span for draft in drafts for span in draft.spans}))
