"""The curated lexicon: its schema and a handful of facts."""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

Row = Mapping[str, str]

FOLDER = Path(__file__).resolve().parents[2] / "kg" / "extract" / "lexicon"
ENTITY_FILES = ("models.tsv", "methods.tsv", "benchmarks.tsv", "datasets.tsv", "tasks.tsv", "metrics.tsv")
FILES = (*ENTITY_FILES, "umbrella.tsv")
COLUMNS = ["name", "aliases", "korean", "family", "types", "match"]
HEADERS = {
    "models.tsv": COLUMNS,
    "methods.tsv": COLUMNS,
    "benchmarks.tsv": COLUMNS,
    "datasets.tsv": COLUMNS,
    "tasks.tsv": COLUMNS,
    "metrics.tsv": [*COLUMNS, "better"],
    "umbrella.tsv": ["name", "aliases", "korean", "why"],
}
GOALS = {
    "models.tsv": 1900,
    "methods.tsv": 2000,
    "benchmarks.tsv": 800,
    "datasets.tsv": 600,
    "tasks.tsv": 650,
    "metrics.tsv": 350,
    "umbrella.tsv": 700,
}
KINDS = {"Method", "Model", "Benchmark", "Dataset", "Task", "Metric"}
REASONS = {"umbrella", "organisation", "hardware", "language", "place", "word", "section", "product"}


def lines_of(file: str) -> list[str]:
    """Return the lines of a lexicon file."""
    return (FOLDER / file).read_text(encoding="utf-8").splitlines()


def rows_of(file: str) -> list[Row]:
    """Return the records of a lexicon file."""
    return list(csv.DictReader(lines_of(file), delimiter="\t", quoting=csv.QUOTE_NONE))


def items(row: Row, column: str) -> list[str]:
    """Return the items of a cell."""
    return [item for item in row[column].split("|") if item]


def surfaces(row: Row) -> list[str]:
    """Return all wordings of a record."""
    return [row["name"], *items(row, "aliases"), *items(row, "korean")]


def fold(surface: str) -> str:
    """Casefold and drop spaces and hyphens; Korean wordings keep their spaces, which tell them apart."""
    return surface.casefold() if re.search("[가-힣]", surface) else re.sub(r"[\s\-]", "", surface.casefold())


def repeated(names: Sequence[str]) -> list[str]:
    """Return the names that stand there more than once."""
    return sorted(name for name, count in Counter(names).items() if count > 1)


def named(file: str, name: str) -> Row:
    """Return the record of a name."""
    return next(row for row in rows_of(file) if row["name"] == name)


@pytest.mark.parametrize("file", FILES)
def test_every_line_has_the_columns_of_the_header(file: str) -> None:
    """A missing tab would shift Korean wordings into the family column."""
    lines = lines_of(file)
    assert lines[0].split("\t") == HEADERS[file]
    assert {line.count("\t") for line in lines} == {len(HEADERS[file]) - 1}


@pytest.mark.parametrize("file", FILES)
def test_cells_are_clean(file: str) -> None:
    """No cell has stray spaces, empty items or a marker of the notation that it was drafted in."""
    for row in rows_of(file):
        assert row["name"], row
        for column, cell in row.items():
            parts = cell.split("|")
            assert cell == "" or all(part and part == part.strip() and "  " not in part for part in parts), (
                row,
                column,
            )
        assert not [s for s in items(row, "korean") if "_" in s or not re.search("[가-힣]", s)], row["name"]


@pytest.mark.parametrize("file", FILES)
def test_rows_are_sorted_by_name(file: str) -> None:
    """Sorted files merge well and show duplicates."""
    names = [row["name"] for row in rows_of(file)]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


@pytest.mark.parametrize("file", FILES)
def test_the_lexicon_is_as_large_as_promised(file: str) -> None:
    """Losing half a file in a merge must not go unseen."""
    assert len(rows_of(file)) >= GOALS[file]


@pytest.mark.parametrize("file", FILES)
def test_no_surface_names_two_records_of_a_file(file: str) -> None:
    """Names, aliases and Korean wordings each lead to one record."""
    assert repeated([s for row in rows_of(file) for s in {fold(s) for s in surfaces(row)}]) == []


def test_no_surface_names_records_of_two_files() -> None:
    """What is a method in one file is no umbrella term or metric in another."""
    everywhere = [s for file in FILES for row in rows_of(file) for s in {fold(s) for s in surfaces(row)}]
    assert repeated(everywhere) == []


def test_no_name_is_both_an_entity_and_an_umbrella_term() -> None:
    """An umbrella term never becomes an entity, so no name may stand on both sides."""
    entities = {fold(row["name"]) for file in ENTITY_FILES for row in rows_of(file)}
    assert entities.isdisjoint(fold(row["name"]) for row in rows_of("umbrella.tsv"))


@pytest.mark.parametrize("file", ENTITY_FILES)
def test_types_and_match_take_allowed_values(file: str) -> None:
    """The loader rejects anything else."""
    for row in rows_of(file):
        assert set(items(row, "types")) <= KINDS, row["name"]
        assert row["match"] in {"", "exact", "weak"}, row["name"]


def test_every_family_is_a_record() -> None:
    """A family that is no record could never be linked to."""
    rows = [row for file in ENTITY_FILES for row in rows_of(file)]
    assert {row["family"] for row in rows if row["family"]} <= {row["name"] for row in rows}


def test_families_are_acyclic() -> None:
    """Following families upwards ends at a record without one."""
    parents = {row["name"]: row["family"] for file in ENTITY_FILES for row in rows_of(file)}
    for name in parents:
        seen = [name]
        while parents[seen[-1]]:
            seen.append(parents[seen[-1]])
            assert len(seen) == len(set(seen)), seen


def test_better_says_which_way_a_metric_improves() -> None:
    """Only two directions exist; the rest stays empty."""
    assert {row["better"] for row in rows_of("metrics.tsv")} == {"higher", "lower", ""}


def test_umbrella_terms_say_why_they_are_no_entities() -> None:
    """Each term belongs to one of the listed groups."""
    assert {row["why"] for row in rows_of("umbrella.tsv")} == REASONS


@pytest.mark.parametrize(
    ("file", "name", "surface"),
    [
        ("methods.tsv", "Direct Preference Optimization", "DPO"),
        ("methods.tsv", "Direct Preference Optimization", "직접 선호 최적화"),
        ("methods.tsv", "Reinforcement Learning", "강화학습"),
        ("methods.tsv", "Reinforcement Learning", "강화 학습"),
        ("methods.tsv", "Chain-of-Thought", "사고의 연쇄"),
        ("methods.tsv", "Diffusion Model", "확산 모델"),
        ("tasks.tsv", "visual question answering", "시각적 질문 응답"),
        ("tasks.tsv", "text-to-image generation", "T2I"),
        ("metrics.tsv", "accuracy", "정확도"),
        ("metrics.tsv", "FID", "Fréchet Inception Distance"),
        ("umbrella.tsv", "large language model", "LLM"),
        ("umbrella.tsv", "fine-tuning", "미세 조정"),
    ],
)
def test_common_wordings_lead_to_their_record(file: str, name: str, surface: str) -> None:
    """The abbreviation and the Korean wording stand beside the English name."""
    assert surface in surfaces(named(file, name))


@pytest.mark.parametrize(
    ("file", "name", "family"),
    [
        ("methods.tsv", "QLoRA", "LoRA"),
        ("methods.tsv", "Group Relative Policy Optimization", "Policy Gradient"),
        ("methods.tsv", "FlashAttention", "Attention Mechanism"),
        ("methods.tsv", "LoRA", "Parameter-Efficient Fine-Tuning"),
        ("tasks.tsv", "text-to-video generation", "video generation"),
        ("metrics.tsv", "NDCG@10", "NDCG"),
        ("models.tsv", "Llama-3-8B", "Llama-3"),
    ],
)
def test_members_know_their_family(file: str, name: str, family: str) -> None:
    """The direct parent, not a remote ancestor, is the family."""
    assert named(file, name)["family"] == family


@pytest.mark.parametrize(
    ("metric", "better"),
    [("accuracy", "higher"), ("perplexity", "lower"), ("FID", "lower"), ("PSNR", "higher"), ("LPIPS", "lower")],
)
def test_direction_of_well_known_metrics(metric: str, better: str) -> None:
    """An error or distance improves downwards, a score upwards."""
    assert named("metrics.tsv", metric)["better"] == better


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("GPU", "hardware"),
        ("OpenAI", "organisation"),
        ("English", "language"),
        ("GitHub", "product"),
        ("China", "place"),
    ],
)
def test_what_only_looks_like_a_name_is_umbrella(name: str, why: str) -> None:
    """Organisations, hardware, languages, places and platforms are no entities."""
    assert named("umbrella.tsv", name)["why"] == why


def test_names_that_are_ordinary_words_are_marked() -> None:
    """RAG, MoE, ReAct and mAP need their case; Lion, an optimiser, needs more than its name."""
    exact = {"Retrieval-Augmented Generation", "Mixture of Experts", "ReAct", "Generative Adversarial Network"}
    assert exact <= {row["name"] for row in rows_of("methods.tsv") if row["match"] == "exact"}
    assert named("metrics.tsv", "mAP")["match"] == "exact"
    assert named("methods.tsv", "Lion")["match"] == "weak"
