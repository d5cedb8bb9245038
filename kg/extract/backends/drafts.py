"""How a back end adds terms to those that our components found: through the same candidates and drafts."""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.extract.decide import Draft, overlaps
from kg.extract.lexicon import Lexicon
from kg.extract.naming import Candidate, best_spelling, surface_key
from kg.extract.pipeline import Scratch

Place = tuple[int, int]

_EDGES = ((re.compile(r"[A-Za-z0-9]"), "[A-Za-z0-9]"), (re.compile(r"[가-힣]"), "[가-힣]"))


def occurrences(text: str, name: str) -> list[Place]:
    """Return where a name stands in a text as a word of its own; in another case only if its own never occurs.

    A Korean particle may follow.

    >>> occurrences("RLHF와 RL을", "RL"), occurrences("a Diffusion Model", "diffusion model"), occurrences("a", "b")
    ([(6, 8)], [(2, 17)], [])
    """
    before = next((f"(?<!{edge})" for first, edge in _EDGES if first.match(name)), "")
    after = "(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", name) else ""
    pattern = f"{before}{re.escape(name)}{after}"
    exact = [found.span() for found in re.finditer(pattern, text)]
    return exact or [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]


def free_of(spans: Iterable[Place], taken: Sequence[Place]) -> list[Place]:
    """Return the spans that share no character with those taken."""
    return [span for span in spans if not overlaps(span, taken)]


def candidate_at(scratch: Scratch, spans: Sequence[Place], origin: str, lexicon: Lexicon) -> Candidate:
    """Return the candidate that some spans of one name are: ours with these spans alone, or a new one."""
    text = scratch.entry.text
    surface = best_spelling(text[a:b] for a, b in spans)
    key = surface_key(surface)
    ours = scratch.candidates.get(key)
    origins = (ours.origins if ours else frozenset()) | {origin}
    record = ours.record if ours else lexicon.lookup(surface)
    made = Candidate(key, surface, list(spans), origins, record)
    if ours is None:
        scratch.candidates[key] = made
    return made


def taken_by(drafts: Iterable[Draft]) -> list[Place]:
    """Return the spans of all terms."""
    return [span for draft in drafts for span in draft.spans]


def show_terms(doc: Doc, drafts: Iterable[Draft]) -> None:
    """Put the terms into `doc.spans["terms"]`, as our own component does."""
    spans = (doc.char_span(a, b, label=d.kind, alignment_mode="expand") for d in drafts for a, b in d.spans)
    doc.spans["terms"] = filter_spans([span for span in spans if span is not None])
