"""The extraction as a spaCy pipeline of our own components, each replaceable.

`create_pipeline()` assembles `kg_candidates → kg_terms → kg_same → kg_roles → kg_relations → kg_results`. Each component reads and
completes the `Scratch` that a document carries in `doc._.kg`; `kg_terms`' spans also stand in `doc.spans["terms"]`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import combinations
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from kg.errors import ExtractError
from kg.extract import tokens as _tokens  # noqa: F401  registers the tokenizer
from kg.extract.candidates import Found, find_surfaces
from kg.extract.decide import Draft, choose_name, decide
from kg.extract.features import Scene, situation_features, surface_features
from kg.extract.layout import EntryText
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.linear import LinearModel
from kg.extract.naming import Candidate, make_candidates
from kg.extract.relations import NONE, RoledDraft, candidate_pairs, main_term, pair_features, resolve
from kg.extract.results import (
    NOTHING,
    SLOT_KINDS,
    FoundFigure,
    Reported,
    SlotContext,
    figure_features,
    find_figures,
    report,
    slot_features,
)
from kg.extract.roles import role_features
from kg.extract.sameness import SAME, same_features, unite
from kg.extract.statistics import NameStatistics
from kg.extract.translation import Translations
from kg.model import RelationKind, Role

MOST_SURFACES = 1 << 16

PIPES = ("kg_candidates", "kg_terms", "kg_same", "kg_roles", "kg_relations", "kg_results")


@dataclass
class Scratch:
    """What the components know of one entry so far."""

    entry: EntryText
    found: Found = field(default_factory=Found)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    scene: Scene | None = None
    drafts: list[Draft] = field(default_factory=list)
    terms: list[RoledDraft] = field(default_factory=list)
    role_confidences: list[float] = field(default_factory=list)
    relations: list[tuple[float, RelationKind, int, int]] = field(default_factory=list)
    results: list[Reported] = field(default_factory=list)


if not Doc.has_extension("kg"):
    Doc.set_extension("kg", default=None)


@cache
def load_model(name: str, folder: str = "") -> LinearModel:
    """Return a model (`kinds`, `same`, `roles`, `relations`, `figures` or `slots`) of a folder that `kg train` wrote.

    Without a folder it is the one shipped with the package.

    Raises:
        ExtractError: the file cannot be read, or is no model of this version.
    """
    return LinearModel.loads(*_model_file(f"{name}.tsv", folder))


@cache
def load_statistics(folder: str = "") -> NameStatistics:
    """Return the statistics of names of a folder that `kg train` wrote, else those shipped with the package.

    Raises:
        ExtractError: the file cannot be read, or is no table of this version.
    """
    return NameStatistics.loads(*_model_file("names.tsv", folder))


@cache
def load_translations(folder: str = "") -> Translations:
    """Return the table of translations of a folder that `kg train` wrote, else the one shipped with the package.

    Raises:
        ExtractError: the file cannot be read, or is no table of this version.
    """
    return Translations.loads(*_model_file("words.tsv", folder))


def _model_file(name: str, folder: str) -> tuple[str, str]:
    """Return the text of a file of a model, and where it stands."""
    if not folder:
        text = resources.files("kg.extract").joinpath("models", name).read_text(encoding="utf-8")
        return text, f"kg/extract/models/{name}"
    path = Path(folder) / name
    try:
        return path.read_text(encoding="utf-8"), str(path)
    except OSError as error:
        raise ExtractError(f"{path}: {error.strerror}; give a folder that 'kg train' has written") from error


def scratch_of(doc: Doc) -> Scratch:
    """Return what is known of a document, laying it out as a plain text if it is no digest entry."""
    if doc._.kg is None:
        doc._.kg = Scratch(EntryText.of_text(doc.text))
    scratch: Scratch = doc._.kg
    return scratch


class Candidates:
    """Finds every stretch that could be a name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Complete `found`, `candidates` and `scene`."""
        self.complete(scratch_of(doc))
        return doc

    def complete(self, scratch: Scratch) -> None:
        """Do the same without a spaCy document."""
        scratch.found = find_surfaces(scratch.entry, self.lexicon)
        scratch.candidates = make_candidates(scratch.entry.text, scratch.found, self.lexicon)
        scratch.scene = Scene.of(scratch.entry, scratch.candidates, scratch.found)


class Terms:
    """Decides which candidates are names, and of what kind."""

    def __init__(self, model: LinearModel, statistics: NameStatistics, floor: float) -> None:
        self.model = model
        self.statistics = statistics
        self.floor = floor
        self._surfaces: dict[str, list[int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Complete `drafts`, and `doc.spans["terms"]`."""
        scratch = scratch_of(doc)
        scene, keys = _scene(scratch), list(scratch.candidates)
        rows = self.model.probabilities_of([self._encoded(scene, scratch.candidates[key]) for key in keys])
        scratch.drafts = decide(scratch.candidates, dict(zip(keys, rows.tolist(), strict=True)), floor=self.floor)
        spans = (doc.char_span(a, b, label=d.kind, alignment_mode="expand") for d in scratch.drafts for a, b in d.spans)
        doc.spans["terms"] = filter_spans([span for span in spans if span is not None])
        return doc

    def _encoded(self, scene: Scene, candidate: Candidate) -> list[int]:
        """Return the numbers of a candidate's features; those of its surface are remembered, as names come back."""
        known = self._surfaces.get(candidate.surface)
        if known is None:
            if len(self._surfaces) >= MOST_SURFACES:
                self._surfaces.clear()
            known = self._surfaces[candidate.surface] = self.model.encode(
                [*surface_features(candidate), *self.statistics.features(candidate.key)]
            )
        return known + self.model.encode(situation_features(scene, candidate))


class Sameness:
    """Joins terms that are one thing under two names, which no gloss says."""

    def __init__(self, model: LinearModel, translations: Translations, floor: float) -> None:
        self.model = model
        self.translations = translations
        self.floor = floor

    def __call__(self, doc: Doc) -> Doc:
        """Complete `drafts`."""
        scratch = scratch_of(doc)
        pairs, described = [], []
        for one, other in combinations(range(len(scratch.drafts)), 2):
            features = same_features(_scene(scratch), scratch.drafts[one], scratch.drafts[other], self.translations)
            if features is not None:
                pairs.append((one, other))
                described.append(features)
        chances = self.model.probabilities(described)[:, self.model.classes.index(SAME)]
        likely = [(chance, one, other) for chance, (one, other) in zip(chances.tolist(), pairs, strict=True)]
        scratch.drafts = unite(scratch.drafts, likely, self.floor)
        return doc


class Roles:
    """Decides what the paper does with each term."""

    def __init__(self, model: LinearModel) -> None:
        self.model = model

    def __call__(self, doc: Doc) -> Doc:
        """Complete `terms` and `role_confidences`."""
        scratch = scratch_of(doc)
        scene = _scene(scratch)
        rows = self.model.probabilities([role_features(scene, draft) for draft in scratch.drafts])
        scratch.terms = [
            RoledDraft(draft, Role(self.model.classes[int(row.argmax())]), choose_name(draft.members, draft.kind))
            for draft, row in zip(scratch.drafts, rows, strict=True)
        ]
        scratch.role_confidences = [float(row.max()) for row in rows]
        return doc


class Relations:
    """Decides which terms the paper relates, and how."""

    def __init__(self, model: LinearModel, floor: float) -> None:
        self.model = model
        self.floor = floor

    def __call__(self, doc: Doc) -> Doc:
        """Complete `relations`."""
        scratch = scratch_of(doc)
        scratch.relations = judge_pairs(self.model, _scene(scratch), scratch.terms, self.floor)
        return doc


def judge_pairs(
    model: LinearModel, scene: Scene, terms: Sequence[RoledDraft], floor: float
) -> list[tuple[float, RelationKind, int, int]]:
    """Return (confidence, kind, head, tail) of the relations between the terms of an entry."""
    main = main_term(terms)
    number = {id(term): i for i, term in enumerate(terms)}
    pairs = list(candidate_pairs(terms))
    rows = model.probabilities([pair_features(scene, head, tail, main) for head, tail in pairs])
    none = model.classes.index(NONE)
    scored = []
    for (head, tail), row in zip(pairs, rows, strict=True):
        best = max((i for i in range(len(row)) if i != none), key=lambda i: row[i])
        if row[best] >= floor:
            scored.append((float(row[best]), RelationKind(model.classes[best]), number[id(head)], number[id(tail)]))
    return resolve(scored)


class Results:
    """Finds the figures that the paper reports, and what they belong to."""

    def __init__(self, figures: LinearModel, slots: LinearModel, floor: float) -> None:
        self.figures = figures
        self.slots = slots
        self.floor = floor

    def __call__(self, doc: Doc) -> Doc:
        """Complete `results`."""
        scratch = scratch_of(doc)
        scene, terms = _scene(scratch), scratch.terms
        found = find_figures(scene, [span for term in terms for span in term.draft.spans])
        rows = self.figures.probabilities([figure_features(scene, figure, terms) for figure in found])
        kinds = [(self.figures.classes[int(row.argmax())], round(float(row.max()), 4)) for row in rows]
        context = SlotContext(scene, found, terms, main_term(terms))
        slots = [
            fill_slots(self.slots, context, figure, self.floor) if kind != NOTHING else {}
            for figure, (kind, _) in zip(found, kinds, strict=True)
        ]
        scratch.results = list(report(found, kinds, slots))
        return doc


def fill_slots(
    model: LinearModel, context: SlotContext, figure: FoundFigure, floor: float
) -> dict[str, tuple[int, float]]:
    """Return for each slot of a figure the term (by number) that fills it best.

    A slot stays empty where no term fills it more likely than `floor`; the subject is the best term however unlikely.
    """
    described = [
        (number, features)
        for number, term in enumerate(context.terms)
        if (features := slot_features(context.scene, figure, term, context)) is not None
    ]
    rows = model.probabilities([features for _, features in described])
    filled: dict[str, tuple[int, float]] = {}
    for (number, _), row in zip(described, rows, strict=True):
        for slot, probability in zip(model.classes, row.tolist(), strict=True):
            if slot == NOTHING or context.terms[number].draft.kind not in SLOT_KINDS[slot]:
                continue
            least = 0.0 if slot == "subject" else floor  # a figure without a subject is rare
            if probability > max(least, filled.get(slot, (0, 0.0))[1]):
                filled[slot] = number, probability
    return filled


def _scene(scratch: Scratch) -> Scene:
    if scratch.scene is None:
        raise ValueError("the pipe 'kg_candidates' must run first; add it to the pipeline")
    return scratch.scene


@Language.factory("kg_candidates", default_config={"lexicon": True})
def create_candidates(nlp: Language, name: str, lexicon: bool) -> Candidates:  # noqa: ARG001, FBT001  spaCy's way
    """Return the component that finds candidates, with the shipped lexicon or (to measure what it is worth) without."""
    return Candidates(load_lexicon() if lexicon else Lexicon({}))


@Language.factory("kg_terms", default_config={"floor": 0.4, "models": ""})
def create_terms(nlp: Language, name: str, floor: float, models: str) -> Terms:  # noqa: ARG001
    """Return the component that decides which candidates are terms; `floor` is the least probability."""
    return Terms(load_model("kinds", models), load_statistics(models), floor)


@Language.factory("kg_same", default_config={"floor": 0.8, "models": ""})
def create_same(nlp: Language, name: str, floor: float, models: str) -> Sameness:  # noqa: ARG001
    """Return the component that joins terms which are one thing; `floor` is the least probability."""
    return Sameness(load_model("same", models), load_translations(models), floor)


@Language.factory("kg_roles", default_config={"models": ""})
def create_roles(nlp: Language, name: str, models: str) -> Roles:  # noqa: ARG001
    """Return the component that decides roles."""
    return Roles(load_model("roles", models))


@Language.factory("kg_relations", default_config={"floor": 0.35, "models": ""})
def create_relations(nlp: Language, name: str, floor: float, models: str) -> Relations:  # noqa: ARG001
    """Return the component that decides relations; `floor` is the least probability."""
    return Relations(load_model("relations", models), floor)


@Language.factory("kg_results", default_config={"floor": 0.35, "models": ""})
def create_results(nlp: Language, name: str, floor: float, models: str) -> Results:  # noqa: ARG001
    """Return the component that finds reported figures; `floor` is the least probability that a term fills a slot."""
    return Results(load_model("figures", models), load_model("slots", models), floor)
