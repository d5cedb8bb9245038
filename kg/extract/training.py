"""Learn the models of kinds, roles and relations from annotated papers.

A paper's extraction depends on its own text and the shipped models alone, so that adding a digest changes no other record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.decide import CLASSES, DROP, Draft, choose_name, decide
from kg.extract.features import candidate_features
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.linear import LinearModel, fit
from kg.extract.naming import surface_key
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.relations import NONE, RELATION_CLASSES, RoledDraft, candidate_pairs, main_term, pair_features
from kg.extract.roles import ROLES, role_features
from kg.model import Document, Role

GoldRecord = Mapping[str, Any]
Annotated = tuple[Scratch, GoldRecord]


@dataclass(frozen=True, slots=True)
class Models:
    """The three models of the extraction."""

    kinds: LinearModel
    roles: LinearModel
    relations: LinearModel

    def files(self) -> dict[str, str]:
        """Return the text of each model by file name."""
        return {f"{name}.tsv": getattr(self, name).dumps() for name in ("kinds", "roles", "relations")}


def annotate(documents: Iterable[Document], gold: Mapping[str, GoldRecord], lexicon: Lexicon) -> list[Annotated]:
    """Pair the entries that the gold holds (by arXiv id and, where given, digest date) with their annotation."""
    finder = Candidates(lexicon)
    pairs = []
    for document in documents:
        for entry in document.entries:
            record = gold.get(entry.arxiv_id)
            if record is not None and record.get("digest", entry.date) == entry.date:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                pairs.append((scratch, record))
    return pairs


def train(annotated: Sequence[Annotated], *, penalty: float = 1.0) -> Models:
    """Fit the models of kinds, roles and relations on annotated entries; `penalty` is the L2 strength."""
    kinds = fit(*_kind_examples(annotated), CLASSES, penalty=penalty)
    drafts = [_gold_drafts(scratch, record) for scratch, record in annotated]
    roles = fit(*_role_examples(annotated, drafts), ROLES, penalty=1.5 * penalty)
    relations = fit(*_relation_examples(annotated, drafts), RELATION_CLASSES, penalty=penalty)
    return Models(kinds, roles, relations)


def _labels(record: GoldRecord) -> dict[str, str | None]:
    """Map every gold surface key to its kind, to None where it counts neither for nor against."""
    labels: dict[str, str | None] = {}
    for entity in record["entities"]:
        for surface in (entity["name"], *entity.get("aliases", ())):
            key = surface_key(surface)
            if key not in labels or not entity.get("optional"):
                labels[key] = None if entity.get("optional") else entity["types"][0]
    return labels


def _kind_examples(annotated: Sequence[Annotated]) -> tuple[list[list[str]], list[str]]:
    examples, labels = [], []
    for scratch, record in annotated:
        wanted = _labels(record)
        for key, candidate in scratch.candidates.items():
            label = wanted.get(key, DROP)
            if label and scratch.scene:
                examples.append(candidate_features(scratch.scene, candidate))
                labels.append(label)
    return examples, labels


def _gold_drafts(scratch: Scratch, record: GoldRecord) -> list[tuple[Draft, GoldRecord]]:
    """Return the terms that a perfect decision would find, each with its gold entity."""
    labels = _labels(record)
    rows = {}
    for key in scratch.candidates:
        wanted = labels.get(key, DROP) or DROP
        rows[key] = [float(name == wanted) for name in CLASSES]
    by_key = {
        surface_key(s): e
        for e in reversed(record["entities"])
        if not e.get("optional")
        for s in (e["name"], *e.get("aliases", ()))
    }
    drafts = decide(scratch.candidates, rows, floor=0.5)
    return [(d, by_key[own]) for d in drafts if (own := next((m.key for m in d.members if m.key in by_key), None))]


Drafts = Sequence[Sequence[tuple[Draft, GoldRecord]]]


def _role_examples(annotated: Sequence[Annotated], drafts: Drafts) -> tuple[list[list[str]], list[str]]:
    examples, labels = [], []
    for (scratch, _), found in zip(annotated, drafts, strict=True):
        for draft, entity in found:
            if entity.get("roles") and scratch.scene is not None:
                examples.append(role_features(scratch.scene, draft))
                labels.append(str(entity["roles"][0]))
    return examples, labels


def _relation_examples(annotated: Sequence[Annotated], drafts: Drafts) -> tuple[list[list[str]], list[str]]:
    examples, labels = [], []
    for (scratch, record), found in zip(annotated, drafts, strict=True):
        if scratch.scene is None:
            continue
        stated = {(h, t): label for h, label, t in record.get("relations", ())}
        ids = {id(draft): entity["id"] for draft, entity in found}
        terms = [
            RoledDraft(d, Role((e.get("roles") or ["mentions"])[0]), choose_name(d.members, d.kind)) for d, e in found
        ]
        main = main_term(terms)
        for head, tail in candidate_pairs(terms):
            examples.append(pair_features(scratch.scene, head, tail, main))
            labels.append(stated.get((ids[id(head.draft)], ids[id(tail.draft)]), NONE))
    return examples, labels
