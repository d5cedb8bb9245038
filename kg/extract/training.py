"""Learn the models of kinds, roles and relations from annotated papers.

A paper's extraction depends on its own text and the shipped models alone, so that adding a digest changes no other record.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kg.extract.decide import CLASSES, DROP, Draft, choose_name, decide
from kg.extract.features import Scene, candidate_features
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon
from kg.extract.linear import LinearModel, fit
from kg.extract.naming import surface_key
from kg.extract.pipeline import Candidates, Scratch
from kg.extract.relations import NONE, RELATION_CLASSES, RoledDraft, candidate_pairs, main_term, pair_features
from kg.extract.results import (
    BASELINE_VALUE,
    FIGURE_CLASSES,
    NOTHING,
    SLOT_CLASSES,
    SLOTS,
    FoundFigure,
    SlotContext,
    figure_features,
    find_figures,
    slot_features,
)
from kg.extract.roles import ROLES, role_features
from kg.extract.statistics import Counts, NameStatistics, gather, observe
from kg.model import Document, Role

GoldRecord = Mapping[str, Any]
Annotated = tuple[Scratch, GoldRecord]
Examples = tuple[list[list[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Models:
    """The models of the extraction, and the statistics of names that the first of them looks at."""

    names: NameStatistics
    kinds: LinearModel
    roles: LinearModel
    relations: LinearModel
    figures: LinearModel
    slots: LinearModel

    def files(self) -> dict[str, str]:
        """Return the text of each model by file name."""
        return {f"{each.name}.tsv": getattr(self, each.name).dumps() for each in fields(self)}


def count_names(documents: Iterable[Document], lexicon: Lexicon) -> NameStatistics:
    """Return what unannotated digests say about the names in them."""
    finder = Candidates(lexicon)

    def observed() -> Iterator[Mapping[str, Counts]]:
        for document in documents:
            for entry in document.entries:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                if scratch.scene:
                    yield observe(scratch.scene)

    return gather(observed())


def annotate(documents: Iterable[Document], gold: Iterable[GoldRecord], lexicon: Lexicon) -> list[Annotated]:
    """Pair the entries that the gold holds, by arXiv id and, where given, digest date, with their annotation."""
    finder = Candidates(lexicon)
    records = {(record["arxiv"], record.get("digest")): record for record in gold}
    pairs = []
    for document in documents:
        for entry in document.entries:
            record = records.get((entry.arxiv_id, entry.date)) or records.get((entry.arxiv_id, None))
            if record is not None:
                scratch = Scratch(EntryText.of(entry, document.raw))
                finder.complete(scratch)
                pairs.append((scratch, record))
    return pairs


def train(annotated: Sequence[Annotated], names: NameStatistics, *, penalty: float = 3.0) -> Models:
    """Fit the models on annotated entries, which `names` must have counted; `penalty` is the L2 strength."""
    drafts = [_gold_drafts(scratch, record) for scratch, record in annotated]
    return Models(
        names,
        kinds=fit(*_kind_examples(annotated, names), CLASSES, penalty=penalty),
        roles=fit(*_role_examples(annotated, drafts), ROLES, penalty=penalty),
        relations=fit(*_relation_examples(annotated, drafts), RELATION_CLASSES, penalty=penalty),
        figures=fit(*_figure_examples(annotated, drafts), FIGURE_CLASSES, penalty=penalty),
        slots=fit(*_slot_examples(annotated, drafts), SLOT_CLASSES, penalty=penalty),
    )


def _labels(record: GoldRecord) -> dict[str, str | None]:
    """Map every gold surface key to its kind, to None where it counts neither for nor against."""
    labels: dict[str, str | None] = {}
    for entity in record["entities"]:
        for surface in (entity["name"], *entity.get("aliases", ())):
            key = surface_key(surface)
            if key not in labels or not entity.get("optional"):
                labels[key] = None if entity.get("optional") else entity["types"][0]
    return labels


def _kind_examples(annotated: Sequence[Annotated], names: NameStatistics) -> Examples:
    examples, labels = [], []
    for scratch, record in annotated:
        wanted = _labels(record)
        own = observe(scratch.scene) if scratch.scene else {}
        for key, candidate in scratch.candidates.items():
            label = wanted.get(key, DROP)
            if label and scratch.scene:
                examples.append([*candidate_features(scratch.scene, candidate), *names.features(key, own[key])])
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


def _role_examples(annotated: Sequence[Annotated], drafts: Drafts) -> Examples:
    examples, labels = [], []
    for (scratch, _), found in zip(annotated, drafts, strict=True):
        for draft, entity in found:
            if entity.get("roles") and scratch.scene is not None:
                examples.append(role_features(scratch.scene, draft))
                labels.append(str(entity["roles"][0]))
    return examples, labels


def _relation_examples(annotated: Sequence[Annotated], drafts: Drafts) -> Examples:
    examples, labels = [], []
    for (scratch, record), found in zip(annotated, drafts, strict=True):
        if scratch.scene is None:
            continue
        stated = {(h, t): label for h, label, t in record.get("relations", ())}
        ids = {id(draft): entity["id"] for draft, entity in found}
        terms = _gold_terms(found)
        main = main_term(terms)
        for head, tail in candidate_pairs(terms):
            examples.append(pair_features(scratch.scene, head, tail, main))
            labels.append(stated.get((ids[id(head.draft)], ids[id(tail.draft)]), NONE))
    return examples, labels


def _gold_terms(found: Sequence[tuple[Draft, GoldRecord]]) -> list[RoledDraft]:
    """Return the terms of an entry with the roles that the gold gives them."""
    return [RoledDraft(d, Role((e.get("roles") or ["mentions"])[0]), choose_name(d.members, d.kind)) for d, e in found]


@dataclass(frozen=True, slots=True)
class _Matched:
    """A number of an entry with the gold results that report it."""

    figure: FoundFigure
    results: Sequence[GoldRecord]


def _match_figures(scene: Scene, found: Sequence[tuple[Draft, GoldRecord]], record: GoldRecord) -> list[_Matched]:
    """Pair the numbers of an entry with gold results of the same value, in order, each result once."""
    free = list(record.get("results", ()))
    matched = []
    for figure in find_figures(scene, [span for draft, _ in found for span in draft.spans]):
        own = [result for result in free if _value(result["value"]) == _value(figure.value)]
        unit_fits = [r for r in own if (r.get("unit") or "") in (figure.unit or "") or not figure.unit]
        for result in unit_fits:
            free.remove(result)
        matched.append(_Matched(figure, unit_fits))
    return matched


def _value(printed: str) -> str:
    return re.sub(r"[\s,%]", "", re.sub(r"[~∼–]", "-", printed))


def _figure_examples(annotated: Sequence[Annotated], drafts: Drafts) -> Examples:
    examples, labels = [], []
    for (scratch, record), found in zip(annotated, drafts, strict=True):
        if scratch.scene is None:
            continue
        terms, baselines = (
            _gold_terms(found),
            {_value(r["baseline_value"]) for r in record.get("results", ()) if r.get("baseline_value")},
        )
        for each in _match_figures(scratch.scene, found, record):
            other = BASELINE_VALUE if _value(each.figure.value) in baselines else NOTHING
            examples.append(figure_features(scratch.scene, each.figure, terms))
            labels.append(str(each.results[0]["kind"]) if each.results else other)
    return examples, labels


def _slot_examples(annotated: Sequence[Annotated], drafts: Drafts) -> Examples:
    examples, labels = [], []
    for (scratch, record), found in zip(annotated, drafts, strict=True):
        if scratch.scene is None:
            continue
        terms, matched = _gold_terms(found), _match_figures(scratch.scene, found, record)
        context = SlotContext(scratch.scene, [each.figure for each in matched], terms, main_term(terms))
        for each in matched:
            for term, (_, entity) in zip(terms, found, strict=True):
                features = slot_features(scratch.scene, each.figure, term, context) if each.results else None
                if features is not None:
                    examples.append(features)
                    labels.append(_slot(each.results, entity["id"]))
    return examples, labels


def _slot(results: Sequence[GoldRecord], entity: str) -> str:
    return next((slot for result in results for slot in SLOTS if result.get(slot) == entity), NOTHING)
