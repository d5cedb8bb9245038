"""Short texts about real papers, laid out and searched for names, for the tests of extraction."""

import re

from kg.extract.decide import CLASSES, Draft
from kg.extract.features import Scene
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon, LexiconRecord
from kg.extract.naming import Candidate, surface_key
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.relations import RoledDraft
from kg.model import Document, Evidence, Extraction, Kind, Role
from kg.read import read_digest

LEXICON = Lexicon(
    {
        record.key: record
        for record in (
            LexiconRecord("gpt-4o", "GPT-4o", Kind.MODEL),
            LexiconRecord("mmlu", "MMLU", Kind.BENCHMARK),
            LexiconRecord(
                "reinforcement-learning", "Reinforcement Learning", Kind.METHOD, aliases=("RL",), korean=("강화 학습",)
            ),
            LexiconRecord("clip", "CLIP", Kind.MODEL, match="exact"),
            LexiconRecord("umbrella-llm", "LLM", None, korean=("대규모 언어 모델",)),
        )
    }
)


def scratch_of(text: str, lexicon: Lexicon = LEXICON) -> Scratch:
    """Return a text, whose first line is its title, with the candidates found in it."""
    scratch = Scratch(EntryText.of_text(text))
    Candidates(lexicon).complete(scratch)
    return scratch


def scene_of(text: str, lexicon: Lexicon = LEXICON) -> Scene:
    """Return a text as the feature functions see it."""
    scene = scratch_of(text, lexicon).scene
    assert scene is not None
    return scene


def spans_of(text: str, name: str) -> list[tuple[int, int]]:
    """Return where a name stands in a text."""
    return [found.span() for found in re.finditer(re.escape(name), text)]


def candidate(text: str, name: str, *, record: LexiconRecord | None = None, origins: tuple[str, ...] = ()) -> Candidate:
    """Return the candidate that a name is in a text."""
    return Candidate(surface_key(name), name, spans_of(text, name), frozenset(origins), record)


def roled(
    text: str, name: str, kind: Kind = Kind.METHOD, role: Role = Role.USES, *, titled: bool = False
) -> RoledDraft:
    """Return a name of a text as a term with a role."""
    member = candidate(text, name, origins=("title-name",) if titled else ())
    return RoledDraft(Draft([member], kind, 0.9, member.spans), role, name)


def row(kind: Kind | None, sure: float = 0.9) -> list[float]:
    """Return the probabilities of a candidate that is surely of a kind, or surely no name."""
    rest = (1 - sure) / (len(CLASSES) - 1)
    return [sure if name == (kind or CLASSES[0]) else rest for name in CLASSES]


def digest(*papers: tuple[str, str, str], date: str = "2025-02-20") -> Document:
    """Return a digest of papers: arXiv id, title, body."""
    entries = (
        f"### [{title}](https://arxiv.org/abs/{arxiv_id})\n\nVote: 3\n\nAuthors: Ana O'Neill, 김민지\n\n{body}\n"
        for arxiv_id, title, body in papers
    )
    return read_digest("\n".join((f"## Daily Papers ({date})\n", *entries)), f"{date}.md")


def quotations(extraction: Extraction) -> list[Evidence]:
    """Return every quotation of what an entry says."""
    return [
        *(mention for term in extraction.terms for mention in term.mentions),
        *(role.evidence for term in extraction.terms for role in term.roles),
        *(relation.evidence for relation in extraction.relations),
        *(figure.evidence for figure in extraction.figures),
    ]
