"""The entities of any installed spaCy pipeline as further terms, where our components found none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ExtractError
from kg.extract.backends.drafts import Place, candidate_at, free_of, show_terms, taken_by
from kg.extract.decide import Draft, is_umbrella
from kg.extract.glosses import trim
from kg.extract.korean import is_particle, strip_particle
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.naming import Candidate, surface_key
from kg.extract.pipeline import Scratch, scratch_of
from kg.model import Kind

LABELS: Mapping[str, Kind] = {
    **{kind.lower(): kind for kind in Kind},
    "product": Kind.MODEL,  # OntoNotes, as spaCy's own pipelines have it
    "mlmodel": Kind.MODEL,
    "modelarchitecture": Kind.METHOD,
    "algorithm": Kind.METHOD,
    "technique": Kind.METHOD,
    "material": Kind.DATASET,  # SciERC
    "corpus": Kind.DATASET,
    "evaluationmetric": Kind.METRIC,
    "problem": Kind.TASK,
}
"""Labels of other pipelines, in lower case and without signs, and what they are to us; all others are ignored."""

LAST_HANGUL = re.compile(r"[가-힣]+$")


class Named(NamedTuple):
    """A stretch of an entry that the other pipeline calls an entity of a kind of ours."""

    span: Place
    kind: Kind


class OtherPipeline:
    """Adds what another pipeline names and ours does not; stands between `kg_terms` and `kg_roles`."""

    def __init__(self, other: Language, labels: Mapping[str, Kind], confidence: float, lexicon: Lexicon) -> None:
        self.other = other
        self.labels = labels
        self.confidence = confidence
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Complete `candidates` and `drafts`, and `doc.spans["terms"]`."""
        scratch = scratch_of(doc)
        named = list(self.named(scratch.entry))
        add_named(scratch, named, confidence=self.confidence, lexicon=self.lexicon)
        show_terms(doc, scratch.drafts)
        return doc

    def named(self, entry: EntryText) -> Iterator[Named]:
        """Yield what the other pipeline names in the passages of an entry, particles and quotes cut off."""
        texts = (passage.text for passage in entry.passages)
        for offset, other in zip(entry.offsets, self.other.pipe(texts), strict=True):
            for entity in other.ents:
                kind = self.labels.get(_plain(entity.label_))
                start, end = bare(other.text, entity.start_char, entity.end_char)
                if kind and end - start > 1:
                    yield Named((offset + start, offset + end), kind)


def bare(text: str, start: int, end: int) -> Place:
    """Shrink an entity to its name: tokenisers that know no Korean leave particles and quotes on it.

    >>> bare("GPT-4o를 쓴다", 0, 7), bare("'RoPE'를", 0, 7)
    ((0, 6), (1, 5))
    """
    start, end = trim(text, start, end)
    last = LAST_HANGUL.search(text[start:end])
    if last is None:
        return start, end
    glued = last.start() > 0 and not text[start + last.start() - 1].isspace()
    cut = len(last[0]) if glued and is_particle(last[0]) else len(strip_particle(last[0])[1])
    return trim(text, start, end - cut)


def add_named(scratch: Scratch, named: list[Named], *, confidence: float, lexicon: Lexicon) -> None:
    """Add a draft for each name that stands where no term of ours does; one the lexicon knows joins its own term."""
    taken, text = taken_by(scratch.drafts), scratch.entry.text
    spans: dict[str, list[Place]] = defaultdict(list)
    kinds: dict[str, Counter[Kind]] = defaultdict(Counter)
    for span, kind in named:
        key = surface_key(text[slice(*span)])
        if len(key) > 1 and free_of([span], taken):
            spans[key].append(span)
            kinds[key][kind] += 1
            taken.append(span)
    for key, places in spans.items():
        member = candidate_at(scratch, places, "spacy", lexicon)
        same = next((d for d in scratch.drafts if _are_one(d, member)), None)
        if is_umbrella(member):
            continue
        if same:
            same.members.append(member)
            same.spans = sorted({*same.spans, *places})
        else:
            scratch.drafts.append(Draft([member], kinds[key].most_common(1)[0][0], confidence, places))
    scratch.drafts.sort(key=lambda draft: draft.spans[0])


def _are_one(draft: Draft, candidate: Candidate) -> bool:
    """Tell whether a draft has a name already, or is the same thing to the lexicon."""
    known = draft.record is not None and candidate.record == draft.record
    return known or any(member.key == candidate.key for member in draft.members)


def load_other(name: str) -> Language:
    """Return an installed spaCy pipeline, or one in a folder; nothing is ever downloaded.

    Raises:
        ExtractError: it is not there, or needs what is not installed.
    """
    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        if isinstance(error, OSError) and "[E050]" in str(error):
            reason = f"not installed; run 'python -m spacy download {name}', or give the folder of a pipeline"
        else:
            reason = f"cannot be loaded ({' '.join(str(error).split())[:300]}); install what it needs"
        raise ExtractError(f"spaCy pipeline {name!r}: {reason}") from error


def read_labels(labels: Mapping[str, str]) -> dict[str, Kind]:
    """Return `LABELS` with other labels added, or given another kind.

    >>> read_labels({"Base-Model": "Model"})["basemodel"]
    <Kind.MODEL: 'Model'>

    Raises:
        ExtractError: a kind is none of ours.
    """
    unknown = sorted(set(labels.values()) - set(Kind))
    if unknown:
        raise ExtractError(f"{unknown[0]!r}: no kind of ours; give one of {', '.join(Kind)}")
    return {**LABELS, **{_plain(label): Kind(kind) for label, kind in labels.items()}}


def _plain(label: str) -> str:
    return re.sub(r"[\W_]+", "", label).lower()


@Language.factory("kg_spacy", default_config={"pipeline": "", "labels": {}, "confidence": 0.5})
def create_other(
    nlp: Language,  # noqa: ARG001  spaCy passes both
    name: str,  # noqa: ARG001
    pipeline: str,
    labels: dict[str, str],
    confidence: float,
) -> OtherPipeline:
    """Return the component that adds another pipeline's entities; `labels` adds to how its labels are read."""
    return OtherPipeline(load_other(pipeline), read_labels(labels), confidence, load_lexicon())
