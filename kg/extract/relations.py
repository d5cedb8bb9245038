"""What a paper states between two of its terms: variants, bases, parts, and what outperforms what.

A relation is judged per ordered pair of terms, from their roles and kinds, their names, and the sentence that holds both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.decide import Draft
from kg.extract.features import Scene
from kg.extract.naming import surface_key
from kg.model import Kind, RelationKind, Role, Section

NONE = "none"
RELATION_CLASSES: tuple[str, ...] = (NONE, *RelationKind)
PARTS = frozenset({Kind.METHOD, Kind.MODEL, Kind.DATASET, Kind.BENCHMARK})
SMALL_GAP = 30  # characters


@dataclass(frozen=True, slots=True)
class RoledDraft:
    """A term in the making with its main role and the name it will bear."""

    draft: Draft
    role: Role
    name: str


def main_term(terms: Sequence[RoledDraft]) -> RoledDraft | None:
    """Return the term that the paper is about: introduced, in the title, first in the text."""
    introduced = [t for t in terms if t.role is Role.INTRODUCES and t.draft.kind in PARTS]
    return max(
        introduced,
        key=lambda t: (
            any("title-name" in m.origins for m in t.draft.members),
            len(t.draft.spans),
            -t.draft.spans[0][0],
        ),
        default=None,
    )


def candidate_pairs(terms: Sequence[RoledDraft]) -> Iterator[tuple[RoledDraft, RoledDraft]]:
    """Yield the ordered pairs of terms that a relation could hold between."""
    able = [t for t in terms if t.draft.kind in PARTS or t.draft.kind is Kind.TASK]
    for head in able:
        for tail in able:
            if head is not tail and tail.draft.kind in PARTS:
                yield head, tail


def pair_features(scene: Scene, head: RoledDraft, tail: RoledDraft, main: RoledDraft | None) -> list[str]:
    """Return the names of the features that hold for an ordered pair of terms, each once."""
    roles = f"{head.role}>{tail.role}"
    place = "tail" if tail is main else "head" if head is main else "none"
    found = dict.fromkeys(
        (
            f"roles={roles}",
            f"kinds={head.draft.kind}>{tail.draft.kind}",
            f"main={place}",
            f"main={place}:{roles}",
            f"main={place}:{roles}:{head.draft.kind}>{tail.draft.kind}",
            f"names={name_relation(head.name, tail.name)}",
            f"names={name_relation(head.name, tail.name)}:{roles}",
            f"suffix={suffix_sort(head.name, tail.name)}:{head.draft.kind}>{tail.draft.kind}",
            f"suffix={suffix_sort(head.name, tail.name)}:{place}",
            f"known={head.draft.record is not None}:{tail.draft.record is not None}:{place}",
        )
    )
    shared = _shared_sentences(scene, head.draft, tail.draft)
    found[f"shared={min(len(shared), 3)}:{place}"] = None
    for a, b in shared[:3]:
        found.update(dict.fromkeys(_sentence_features(scene, a, b, place)))
    if place != "none":
        found.update(dict.fromkeys(_other_features(scene, head if place == "tail" else tail, place)))
    for a in head.draft.spans[:3]:
        for cue in scene.cues[scene.entry.sentence_index(a[0])]:
            found[f"head-cue={cue}:{place}"] = None
        found[f"head-section={scene.entry.section(a[0])}:{place}"] = None
        found[f"head-right={scene.entry.text[a[1] : a[1] + 4].split(' ')[0]}"] = None
    for b in tail.draft.spans[:3]:
        found[f"tail-right={scene.entry.text[b[1] : b[1] + 4].split(' ')[0]}"] = None
    return list(found)


def _other_features(scene: Scene, other: RoledDraft, place: str) -> Iterator[str]:
    """Yield what stands around the term that the main term may be related to."""
    for span in other.draft.spans[:3]:
        for name in scene.context(*span):
            yield f"other-{name}:{place}"
    for member in other.draft.members:
        yield f"other-name={member.surface.lower()}:{place}"
        yield f"other-last={member.surface.lower().split()[-1]}:{place}"


def _shared_sentences(scene: Scene, head: Draft, tail: Draft) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return for each body sentence that names both terms the pair of mentions."""
    at = {
        scene.entry.sentence_index(span[0]): span
        for span in reversed(tail.spans)
        if scene.entry.section(span[0]) is not Section.TITLE
    }
    first: dict[int, tuple[int, int]] = {}
    for span in head.spans:
        number = scene.entry.sentence_index(span[0])
        if number in at:
            first.setdefault(number, span)
    return [(span, at[number]) for number, span in sorted(first.items())]


def _sentence_features(scene: Scene, a: tuple[int, int], b: tuple[int, int], place: str) -> Iterator[str]:
    order = "head-first" if a < b else "tail-first"
    gap = scene.entry.text[min(a[1], b[1]) : max(a[0], b[0])]
    yield f"order={order}:{place}"
    yield f"gap={min(len(gap) // SMALL_GAP, 4)}:{order}"
    if len(gap) < SMALL_GAP:
        yield f"between={gap.strip()}:{order}"
        for word in gap.split():
            yield f"between-word={word}:{order}"
    last = max(a[1], b[1])
    yield f"after={scene.entry.text[last : last + 12].split(' ')[0]}:{order}"
    for word in scene.entry.text[last : last + 24].split()[1:3]:
        yield f"after-word={word[:3]}:{order}"
    for cue in scene.cues[scene.entry.sentence_index(a[0])]:
        yield f"cue={cue}:{order}"
        yield f"cue={cue}:{place}"


def name_relation(head: str, tail: str) -> str:
    """Tell how two names relate by their letters.

    >>> name_relation("Qwen2.5-VL-72B", "Qwen2.5-VL"), name_relation("QLoRAM", "LoRAM"), name_relation("DPO", "PPO")
    ('extends', 'ends-with', 'none')
    """
    a, b = surface_key(head), surface_key(tail)
    if a == b:
        return "same"
    for name, longer, shorter in (("extends", a, b), ("extended-by", b, a)):
        if longer.startswith(shorter) and len(shorter) > 1:
            return name
    for name, longer, shorter in (("ends-with", a, b), ("ended-by", b, a)):
        if longer.endswith(shorter) and len(shorter) > 2:  # two letters end too many names
            return name
    return "none"


SUFFIX_SORTS = (
    (
        "size",
        re.compile(r"\d+(?:\.\d+)?[bm](?:a\d+b)?|x?l|xs|small|large|huge|giant|tiny|mini|nano|medium|base|[smlhg]"),
    ),
    (
        "tuned",
        re.compile(r"(?:\d+(?:\.\d+)?b)?(?:instruct|chat|it|sft|dpo|rl|thinking|preview|zero|distill|preview|pt)"),
    ),
    ("count", re.compile(r"\d+(?:\.\d+)?k|\d{3,}")),
    ("version", re.compile(r"v?\d(?:\.\d)?|plus|pro|turbo|max|lite|ultra|flash|\+{1,2}")),
)


def suffix_sort(head: str, tail: str) -> str:
    """Tell what a longer name adds to a shorter one: a size, a tuning, a count, a version, something else, or "".

    >>> suffix_sort("Qwen2.5-VL-72B", "Qwen2.5-VL"), suffix_sort("DINOv2", "DINO"), suffix_sort("DPO", "PPO")
    ('size', 'version', '')
    """
    longer, shorter = surface_key(head), surface_key(tail)
    if not longer.startswith(shorter) or longer == shorter:
        return ""
    rest = longer[len(shorter) :]
    return next((name for name, pattern in SUFFIX_SORTS if pattern.fullmatch(rest)), "other")


def resolve(scored: Sequence[tuple[float, RelationKind, int, int]]) -> list[tuple[float, RelationKind, int, int]]:
    """Keep the surest relation of each pair, and never both directions of one kind."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for confidence, kind, head, tail in sorted(scored, key=lambda s: (-s[0], s[2], s[3])):
        if (head, tail) in taken or (tail, head) in taken:
            continue
        taken.add((head, tail))
        kept.append((confidence, kind, head, tail))
    return sorted(kept, key=lambda s: (s[2], s[3]))
