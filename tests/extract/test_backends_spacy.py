"""Any spaCy pipeline can add what it names and ours does not."""

import json
from pathlib import Path

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
import spacy

import kg
from kg.errors import ExtractError
from kg.extract import create_pipeline, extract_documents
from kg.extract.backends import Backend, create_backend
from kg.extract.backends.other import LABELS, load_other, read_labels
from kg.extract.pipeline import PIPES
from kg.model import Document, Extraction, Kind

BODY = """- 본 논문은 Self-RAG를 제안하며 '자비스 나침반'을 쓴다. 김민지가 썼다.
- 자비스 나침반은 MMLU에서 GPT-4o보다 낫다."""
PAPERS: Document = small.digest(("2310.11511", "Self-RAG: Learning to Retrieve", BODY))
PATTERNS = [
    {"label": "PRODUCT", "pattern": [{"TEXT": "자비스"}, {"TEXT": {"REGEX": "나침반.*"}}]},
    {"label": "Metric", "pattern": [{"TEXT": {"REGEX": "^MMLU"}}]},
    {"label": "PERSON", "pattern": [{"TEXT": {"REGEX": "^김민지"}}]},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a pipeline that names two things and a person."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined, unused-ignore] # spaCy is untyped
    nlp.meta["name"] = "ruler"
    path = tmp_path_factory.mktemp("spacy") / "ruler"
    nlp.to_disk(path)
    return path


def extract(folder: Path) -> Extraction:
    """Return what the entry says, with the other pipeline's help."""
    return next(extract_documents([PAPERS], create_backend(Backend.parse(f"spacy:{folder}"))))


def test_what_ours_did_not_find_is_added_with_a_role(folder: Path) -> None:
    """Its label tells the kind, and both mentions are one term, without quotes and particles."""
    before = {term.name for term in next(extract_documents([PAPERS])).terms}
    after = {term.name: term for term in extract(folder).terms}

    assert "자비스 나침반" not in before
    assert before <= after.keys()
    assert after["자비스 나침반"].kind is Kind.MODEL
    assert [mention.quote for mention in after["자비스 나침반"].mentions] == ["자비스 나침반"] * 2
    assert after["자비스 나침반"].roles
    assert after["자비스 나침반"].confidence == 0.5


def test_what_ours_found_stays_as_it_is(folder: Path) -> None:
    """Whatever the other pipeline takes it for."""
    found = {term.name: term.kind for term in extract(folder).terms}

    assert found["MMLU"] is Kind.BENCHMARK


def test_labels_that_are_nothing_to_us_are_ignored(folder: Path) -> None:
    """A person is no entity."""
    assert not any("김민지" in term.name for term in extract(folder).terms)


def test_every_quotation_stands_in_the_file(folder: Path) -> None:
    """As with ours."""
    for each in small.quotations(extract(folder)):
        assert PAPERS.raw[each.span.start : each.span.end] == each.quote


def test_labels_can_be_given_a_kind(folder: Path) -> None:
    """The settings of the component add to the table."""
    nlp = create_pipeline()
    nlp.add_pipe(
        "kg_spacy",
        after="kg_terms",
        config={"pipeline": str(folder), "labels": {"PERSON": "Dataset", "product": "Task"}},
    )
    kinds = {term.name: term.kind for term in next(extract_documents([PAPERS], nlp)).terms}

    assert kinds["자비스 나침반"] is Kind.TASK
    assert kinds["김민지"] is Kind.DATASET


def test_our_kinds_are_labels_as_they_are() -> None:
    """And another kind is refused, naming ours."""
    assert {LABELS[kind.lower()] for kind in Kind} == set(Kind)
    with pytest.raises(ExtractError, match="'Planet': no kind of ours; give one of Method"):
        read_labels({"X": "Planet"})


def test_a_name_that_the_lexicon_calls_an_umbrella_is_left_out(tmp_path: Path) -> None:
    """Another pipeline's opinion makes it no entity."""
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "Model", "pattern": "LLM"}])  # type: ignore[attr-defined, unused-ignore]
    nlp.to_disk(tmp_path / "umbrella")
    document = small.digest(("2310.11511", "A Study", "- 우리는 LLM 을 쓴다."))
    found = next(extract_documents([document], create_backend(Backend.parse(f"spacy:{tmp_path / 'umbrella'}"))))

    assert "LLM" not in {term.name for term in found.terms}


def test_a_pipeline_that_is_not_there_is_an_error_that_says_what_to_do() -> None:
    """Nothing is downloaded."""
    with pytest.raises(ExtractError, match="'xx_nowhere': not installed; run 'python -m spacy download xx_nowhere'"):
        create_backend(Backend.parse("spacy:xx_nowhere"))


def test_a_pipeline_that_needs_what_is_missing_is_an_error(tmp_path: Path, folder: Path) -> None:
    """It names the component."""
    broken = tmp_path / "broken"
    spacy.load(folder).to_disk(broken)
    config = (broken / "config.cfg").read_text(encoding="utf-8")
    (broken / "config.cfg").write_text(
        config.replace('factory = "entity_ruler"', 'factory = "not_there"'), encoding="utf-8"
    )
    with pytest.raises(ExtractError, match=r"cannot be loaded .*not_there"):
        load_other(str(broken))


def test_the_back_end_stands_in_the_manifest(folder: Path, tmp_path: Path) -> None:
    """A graph tells what it was extracted with; two builds have the same bytes."""
    (tmp_path / "day.md").write_text(PAPERS.raw, encoding="utf-8")
    hashes = [
        kg.build(tmp_path / "day.md", nlp=create_backend(Backend.parse(f"spacy:{folder}"))).write(tmp_path / name)
        for name in ("one", "two")
    ]
    manifest = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))

    assert hashes[0] == hashes[1]
    assert manifest["pipeline"].startswith("spacy:xx_ruler")
    assert str(folder) not in json.dumps(manifest)


def test_nothing_of_the_back_ends_is_loaded_unless_asked_for() -> None:
    """They are off."""
    assert create_pipeline().pipe_names == list(PIPES)
    assert "pipeline" not in kg.build().description()
