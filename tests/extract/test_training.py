"""A handful of annotated papers teaches the models."""

from typing import Any

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.decide import CLASSES
from kg.extract.features import candidate_features
from kg.extract.lexicon import Lexicon
from kg.extract.linear import LinearModel
from kg.extract.naming import surface_key
from kg.extract.relations import RELATION_CLASSES
from kg.extract.results import FIGURE_CLASSES, SLOT_CLASSES
from kg.extract.roles import ROLES
from kg.extract.statistics import NameStatistics
from kg.extract.training import Models, annotate, survey, train
from kg.extract.translation import Translations
from kg.model import Document, Kind

NO_LEXICON = Lexicon({})
PAPERS = (
    ("2304.08485", "LLaVA", "BLIP-2", "ScienceQA", "92.5"),
    ("2204.14198", "Flamingo", "CLIP", "OKVQA", "57.8"),
    ("2307.09288", "Llama-2", "Falcon", "TruthfulQA", "64.1"),
    ("2310.06825", "Mistral-7B", "Llama-1", "HellaSwag", "81.3"),
    ("2309.16609", "Qwen-14B", "Baichuan", "C-Eval", "72.1"),
)
BODY = (
    "- 본 논문은 새로운 모델 {0}를 제안한다. {0}는 {1}를 기반으로 한다. 저자들은 많은 실험을 하고 그 결과를 정리한다.\n"
    "- {2} 벤치마크에서 평가한다. {0}는 {2}에서 {3}%의 정확도를 달성했다."
)


def papers(*rows: tuple[str, str, str, str, str]) -> Document:
    """Return a digest with a text of its own for each paper."""
    document: Document = small.digest(*((row[0], f"{row[1]}: A Model", BODY.format(*row[1:])) for row in rows))
    return document


def gold(*rows: tuple[str, str, str, str, str]) -> list[dict[str, Any]]:
    """Return what an annotator would say of these texts."""
    return [
        {
            "arxiv": row[0],
            "digest": "2025-02-20",
            "entities": [
                {"id": "e1", "name": row[1], "types": ["Model"], "roles": ["introduces"]},
                {"id": "e2", "name": row[2], "types": ["Model"], "roles": ["uses"]},
                {"id": "e3", "name": row[3], "types": ["Benchmark"], "roles": ["evaluatesOn"]},
                {"id": "e4", "name": "정확도", "types": ["Metric"], "roles": ["measures"]},
            ],
            "relations": [["e1", "basedOn", "e2"]],
            "results": [{"value": row[4], "unit": "%", "kind": "absolute", "subject": "e1", "benchmark": "e3"}],
        }
        for row in rows
    ]


def learned() -> Models:
    """Train on the small set."""
    document = papers(*PAPERS)
    names = survey([document], NO_LEXICON)
    return train(annotate([document], gold(*PAPERS), NO_LEXICON), names, penalty=0.3)


@pytest.fixture(scope="module")
def models() -> Models:
    """Return what the small set teaches."""
    return learned()


def likeliest(models: Models, text: str) -> dict[str, str]:
    """Return the likeliest kind of each candidate of a text, by key."""
    scratch = small.scratch_of(text, NO_LEXICON)
    examples = [
        [*candidate_features(scratch.scene, candidate), *models.names.features(key)]
        for key, candidate in scratch.candidates.items()
    ]
    best = models.kinds.probabilities(examples).argmax(axis=1)
    return {key: CLASSES[i] for key, i in zip(scratch.candidates, best, strict=True)}


UNSEEN = "Kosmos-2: A Model\n본 논문은 새로운 모델 Kosmos-2를 제안한다. 저자들은 결과를 정리한다. RefCOCO 벤치마크에서 평가한다."


def test_a_few_papers_teach_a_name_from_a_plain_word(models: Models) -> None:
    """Of a paper that was not among them."""
    told = likeliest(models, UNSEEN)

    assert told[surface_key("Kosmos-2")] == Kind.MODEL
    assert told["refcoco"] == Kind.BENCHMARK
    assert {told[word] for word in ("저자", "결과", "논문") if word in told} == {"drop"}


def test_training_twice_gives_the_same_text(models: Models) -> None:
    """So that anyone can check where the shipped models come from."""
    assert learned().files() == models.files()


def test_the_order_of_digests_to_count_changes_nothing(models: Models) -> None:
    """Counting is a sum."""
    parts = [papers(row) for row in PAPERS]

    assert survey(reversed(parts), NO_LEXICON)[0].dumps() == models.names.dumps()


def test_each_model_decides_between_the_classes_of_its_component(models: Models) -> None:
    """Also those that the small set never shows."""
    assert models.kinds.classes == CLASSES
    assert models.roles.classes == ROLES
    assert models.relations.classes == RELATION_CLASSES
    assert models.figures.classes == FIGURE_CLASSES
    assert models.slots.classes == SLOT_CLASSES


def test_what_training_writes_the_pipeline_reads(models: Models) -> None:
    """A file for each model, one for the statistics of names and one for the words that translate each other."""
    files = models.files()

    assert set(files) == {
        f"{name}.tsv" for name in ("names", "words", "kinds", "same", "roles", "relations", "figures", "slots")
    }
    assert NameStatistics.loads(files.pop("names.tsv"), "names.tsv").dumps() == models.names.dumps()
    assert Translations.loads(files.pop("words.tsv"), "words.tsv") == models.words
    for name, text in files.items():
        assert LinearModel.loads(text, name) == getattr(models, name.removesuffix(".tsv"))


# Names of features come of clean text, which has no line ends.
FEATURES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)


@given(
    st.dictionaries(FEATURES, st.tuples(st.integers(-999, 999), st.integers(-999, 999)), max_size=6),
    st.floats(0.1, 10),
)
def test_a_model_reads_what_it_wrote(weights: dict[str, tuple[int, ...]], temperature: float) -> None:
    """Whatever its features are called; and says the same of every example."""
    model = LinearModel(("drop", "Method"), weights, temperature)
    again = LinearModel.loads(model.dumps(), "here")
    examples = [list(weights), list(weights)[:1], []]

    assert again == model
    assert again.dumps() == model.dumps()
    assert again.probabilities(examples) == pytest.approx(model.probabilities(examples))


# --- annotation ---------------------------------------------------------------------------------


def test_only_annotated_papers_teach() -> None:
    """The rest of a digest is not held to be without names."""
    found = annotate([papers(*PAPERS)], gold(*PAPERS[:2]), NO_LEXICON)

    assert [record["arxiv"] for _, record in found] == [row[0] for row in PAPERS[:2]]


def test_an_annotation_of_another_days_digest_does_not_count() -> None:
    """The text there may be another one."""
    (record,) = gold(PAPERS[0])
    other_day = {**record, "digest": "2025-02-21"}
    document = papers(PAPERS[0])

    assert annotate([document], [other_day], NO_LEXICON) == []
    assert [found for _, found in annotate([document], [other_day, record], NO_LEXICON)] == [record]


def test_an_optional_entity_counts_neither_for_nor_against() -> None:
    """Where annotators may differ, nothing is learned: neither that it is a name nor that it is none."""
    document = papers(*PAPERS)
    names = survey([document], NO_LEXICON)

    def learned_with(**changes: object) -> LinearModel:
        records = gold(*PAPERS)
        for record in records:
            record["entities"][0].update(changes)
        return train(annotate([document], records, NO_LEXICON), names).kinds

    assert learned_with(types=["Model"]) != learned_with(types=["Task"])
    assert learned_with(types=["Model"], optional=True) == learned_with(types=["Task"], optional=True)


def test_counting_names_looks_at_every_entry() -> None:
    """A name of two papers is kept, one of a single paper is not."""
    twice = papers(*PAPERS, ("2305.06500", "InstructBLIP", "BLIP-2", "ScienceQA", "90.7"))
    counted = survey([twice], NO_LEXICON)[0].counts

    assert counted[surface_key("BLIP-2")][0] == 2
    assert surface_key("InstructBLIP") not in counted
