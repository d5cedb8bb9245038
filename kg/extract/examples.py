"""From annotated entries to what the models learn from: features with the label that the annotation gives them."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.extract.decide import CLASSES, DROP, Draft, choose_name, decide
from kg.extract.features import candidate_features
from kg.extract.naming import surface_key
from kg.extract.pipeline import Scratch
from kg.extract.relations import NONE, RoledDraft, candidate_pairs, main_term, pair_features
from kg.extract.results import (
    BASELINE_VALUE,
    NOTHING,
    SLOTS,
    FoundFigure,
    SlotContext,
    figure_features,
    find_figures,
    slot_features,
)
from kg.extract.roles import role_features
from kg.extract.sameness import OTHER, SAME, joined, same_features
from kg.extract.statistics import NameStatistics, observe
from kg.extract.translation import Translations
from kg.model import Role

GoldRecord = Mapping[str, Any]
Annotated = tuple[Scratch, GoldRecord]
Examples = tuple[list[list[str]], list[str]]
Matched = list[tuple[RoledDraft, GoldRecord]]
"""The terms of an entry, each with the annotated entity that it is."""


def kind_examples(annotated: Iterable[Annotated], names: NameStatistics) -> Examples:
    """Return what the model of kinds learns from: every candidate but those that count neither for nor against."""
    examples, labels = [], []
    for scratch, record in annotated:
        if scratch.scene is None:
            continue
        own, wanted = observe(scratch.scene), _labels(record)
        for key, candidate in scratch.candidates.items():
            if label := wanted.get(key, DROP):
                described = (*candidate_features(scratch.scene, candidate), *names.features(key, own[key]))
                examples.append([sys.intern(name) for name in described])  # equal strings once: there are millions
                labels.append(label)
    return examples, labels


def _labels(record: GoldRecord) -> dict[str, str | None]:
    """Map every gold surface key to its kind, to None where it counts neither for nor against."""
    labels: dict[str, str | None] = {}
    for entity in record["entities"]:
        for surface in (entity["name"], *entity.get("aliases", ())):
            key = surface_key(surface)
            if key not in labels or not entity.get("optional"):
                labels[key] = None if entity.get("optional") else entity["types"][0]
    return labels


# --- terms --------------------------------------------------------------------------------------


def perfect_drafts(annotated: Annotated) -> list[tuple[Draft, GoldRecord]]:
    """Return the terms that a perfect decision about the candidates would find, each with the annotated entity that it is.

    Several are one entity where no gloss says so.
    """
    scratch, record = annotated
    labels = _labels(record)
    rows = {key: [float(name == (labels.get(key) or DROP)) for name in CLASSES] for key in scratch.candidates}
    by_key = {
        surface_key(surface): entity
        for entity in reversed(record["entities"])
        if not entity.get("optional")
        for surface in (entity["name"], *entity.get("aliases", ()))
    }
    return [
        (draft, by_key[own])
        for draft in decide(scratch.candidates, rows, floor=0.5)
        if (own := next((member.key for member in draft.members if member.key in by_key), None))
    ]


def perfect_terms(annotated: Annotated) -> Matched:
    """Return the terms that perfect decisions would find, one for each annotated entity, with the roles of the gold."""
    drafts: dict[str, list[Draft]] = {}
    entities: dict[str, GoldRecord] = {}
    for draft, entity in perfect_drafts(annotated):
        drafts.setdefault(entity["id"], []).append(draft)
        entities[entity["id"]] = entity
    return [
        (RoledDraft(term, Role((entity.get("roles") or ["mentions"])[0]), choose_name(term.members, term.kind)), entity)
        for term, entity in ((joined(found), entities[own]) for own, found in drafts.items())
    ]


def same_examples(annotated: Iterable[Annotated], translations: Translations) -> Examples:
    """Return what the model of sameness learns from: every pair of terms whose names have something in common."""
    examples, labels = [], []
    for scratch, record in annotated:
        if scratch.scene is None:
            continue
        for (one, mine), (other, theirs) in combinations(perfect_drafts((scratch, record)), 2):
            features = same_features(scratch.scene, one, other, translations)
            if features is not None:
                examples.append(features)
                labels.append(SAME if mine["id"] == theirs["id"] else OTHER)
    return examples, labels


def role_examples(annotated: Sequence[Annotated], terms: Sequence[Matched]) -> Examples:
    """Return what the model of roles learns from: the main role of each annotated entity."""
    examples, labels = [], []
    for (scratch, _), matched in zip(annotated, terms, strict=True):
        for term, entity in matched:
            if entity.get("roles") and scratch.scene is not None:
                examples.append(role_features(scratch.scene, term.draft))
                labels.append(str(entity["roles"][0]))
    return examples, labels


def relation_examples(annotated: Sequence[Annotated], terms: Sequence[Matched]) -> Examples:
    """Return what the model of relations learns from: every pair of terms."""
    examples, labels = [], []
    for (scratch, record), matched in zip(annotated, terms, strict=True):
        if scratch.scene is None:
            continue
        stated = {(head, tail): label for head, label, tail in record.get("relations", ())}
        ids = {id(term): entity["id"] for term, entity in matched}
        known = [term for term, _ in matched]
        main = main_term(known)
        for head, tail in candidate_pairs(known):
            examples.append(pair_features(scratch.scene, head, tail, main))
            labels.append(stated.get((ids[id(head)], ids[id(tail)]), NONE))
    return examples, labels


# --- figures ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number of an entry with the gold results that report it."""

    figure: FoundFigure
    results: Sequence[GoldRecord]


def figure_examples(annotated: Sequence[Annotated], terms: Sequence[Matched]) -> Examples:
    """Return what the model of figures learns from: every number that is no part of a name."""
    examples, labels = [], []
    for (scratch, record), matched in zip(annotated, terms, strict=True):
        if scratch.scene is None:
            continue
        known = [term for term, _ in matched]
        baselines = {_value(r["baseline_value"]) for r in record.get("results", ()) if r.get("baseline_value")}
        for each in _stated(scratch, known, record):
            other = BASELINE_VALUE if _value(each.figure.value) in baselines else NOTHING
            examples.append(figure_features(scratch.scene, each.figure, known))
            labels.append(str(each.results[0]["kind"]) if each.results else other)
    return examples, labels


def slot_examples(annotated: Sequence[Annotated], terms: Sequence[Matched]) -> Examples:
    """Return what the model of slots learns from: every term near a reported figure."""
    examples, labels = [], []
    for (scratch, record), matched in zip(annotated, terms, strict=True):
        if scratch.scene is None:
            continue
        known = [term for term, _ in matched]
        stated = _stated(scratch, known, record)
        context = SlotContext(scratch.scene, [each.figure for each in stated], known, main_term(known))
        for each in stated:
            for term, entity in matched:
                features = slot_features(scratch.scene, each.figure, term, context) if each.results else None
                if features is not None:
                    examples.append(features)
                    labels.append(_slot(each.results, entity["id"]))
    return examples, labels


def _stated(scratch: Scratch, terms: Sequence[RoledDraft], record: GoldRecord) -> list[_Stated]:
    """Pair the numbers of an entry with gold results of the same value, in order, each result once."""
    if scratch.scene is None:
        return []
    free = list(record.get("results", ()))
    stated = []
    for figure in find_figures(scratch.scene, [span for term in terms for span in term.draft.spans]):
        own = [result for result in free if _value(result["value"]) == _value(figure.value)]
        fitting = [r for r in own if (r.get("unit") or "") in (figure.unit or "") or not figure.unit]
        for result in fitting:
            free.remove(result)
        stated.append(_Stated(figure, fitting))
    return stated


def _value(printed: object) -> str:
    return re.sub(r"[\s,%]", "", re.sub(r"[~∼–]", "-", str(printed)))


def _slot(results: Sequence[GoldRecord], entity: str) -> str:
    return next((slot for result in results for slot in SLOTS if result.get(slot) == entity), NOTHING)
