"""The bundled sample is a set of real digests in miniature, and its annotations fit its text."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document, Entry, Kind, RelationKind, ResultKind, Role, Section
from kg.read import read_documents

SAMPLE = Path(__file__).resolve().parents[1] / "kg" / "sample"
LONG_SENTENCE = 40
LONG_GRAM = 10  # the gloss of GRPO, Korean and English, has nine words


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    """Return the sample as read when no input is named."""
    reading = read_documents([])
    assert list(reading.rejections) == []
    return tuple(reading.documents)


@pytest.fixture(scope="module")
def entries(documents: tuple[Document, ...]) -> list[Entry]:
    """Return all entries of the sample."""
    return [entry for document in documents for entry in document.entries]


def gold() -> list[dict[str, Any]]:
    """Return the annotations of the sample."""
    lines = (SAMPLE / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts() -> list[str]:
    """Return the raw digests of the sample."""
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.rglob("*.md"))]


def test_every_heading_of_the_sample_is_a_paper(documents: tuple[Document, ...], entries: list[Entry]) -> None:
    """Nothing is rejected, nothing is lost, and every entry has something to say."""
    assert sum(document.raw.count("\n### ") for document in documents) == len(entries) == 15
    assert {document.source for document in documents} == {
        f"kg/sample/{path.relative_to(SAMPLE).as_posix()}" for path in SAMPLE.rglob("*.md")
    }
    assert all(entry.passages for entry in entries)


def test_the_sample_shows_every_layout(entries: list[Entry]) -> None:
    """Plain bullets, bold labels and bold italic labels all occur, and their sections are told apart."""
    raw = texts()

    assert any("\n- **What's New**" in text for text in raw)
    assert any("\n- ***What's New***" in text for text in raw)
    assert any("What's New" not in text for text in raw)
    assert {passage.section for entry in entries for passage in entry.passages} == {
        Section.BODY,
        Section.NEW,
        Section.DETAILS,
        Section.PERFORMANCE,
    }


def test_the_sample_shows_the_traps_of_votes_and_authors(entries: list[Entry]) -> None:
    """Votes that are a dash, lists that are cut off, missing, printed twice or as a Python list, and organisations."""
    by_id = {(entry.arxiv_id, entry.date): entry for entry in entries}
    names = {key: [each.name for each in entry.signatures] for key, entry in by_id.items()}

    assert by_id["2311.10702", "2023-11-20"].votes is None
    assert by_id["2502.13923", "2025-02-20"].votes == 87
    assert not by_id["2501.12948", "2025-01-23"].authors_complete
    assert "DeepSeek-AI" in names["2501.12948", "2025-01-23"]
    assert "+" not in names["2501.12948", "2025-01-23"]
    assert names["2311.10122", "2023-11-20"] == []
    assert names["2402.03300", "2024-02-06"].count("Daya Guo") == 1
    assert sorted(names["2410.09342", "2024-10-16"]) == sorted(names["2410.09342", "2024-10-18"])


def test_one_paper_of_the_sample_stands_in_two_digests(entries: list[Entry]) -> None:
    """It has another title and other votes each time."""
    twice = [entry for entry in entries if entry.arxiv_id == "2410.09342"]

    assert [(entry.date, entry.votes) for entry in twice] == [("2024-10-16", 15), ("2024-10-18", 34)]
    assert len({entry.title.text for entry in twice}) == 2
    assert len({entry.arxiv_id for entry in entries}) == len(entries) - 1


def test_the_annotations_cover_every_paper_of_the_sample(entries: list[Entry]) -> None:
    """One record per paper, under its first digest."""
    first = {entry.arxiv_id: entry.date for entry in sorted(entries, key=lambda each: each.date, reverse=True)}

    assert {record["arxiv"]: record["digest"] for record in gold()} == first
    assert len(gold()) == len(first)


def test_annotated_names_and_figures_stand_in_the_text(entries: list[Entry]) -> None:
    """Each name, alias and figure is in the title or body of its paper; case may differ."""
    said: dict[str, str] = {}
    for entry in entries:
        parts = (entry.title.text, *(passage.text for passage in entry.passages))
        said[entry.arxiv_id] = "\n".join((said.get(entry.arxiv_id, ""), *parts))

    absent = [
        (record["arxiv"], surface)
        for record in gold()
        for surface in surfaces(record)
        if surface.casefold() not in said[record["arxiv"]].casefold()
    ]
    assert absent == []


def surfaces(record: dict[str, Any]) -> Iterator[str]:
    """Yield what the annotations of one paper say that its text says: names, aliases and figures."""
    yield from chain.from_iterable((entity["name"], *entity["aliases"]) for entity in record["entities"])
    yield from (result["value"] for result in record["results"])
    yield from (result["baseline_value"] for result in record["results"] if result["baseline_value"])


def test_annotations_point_at_entities_of_their_own_paper() -> None:
    """Relations and results use ids of the record, and no surface belongs to two entities."""
    for record in gold():
        ids = {entity["id"] for entity in record["entities"]}
        named = [surface for entity in record["entities"] for surface in (entity["name"], *entity["aliases"])]
        used = {end for head, _, tail in record["relations"] for end in (head, tail)}
        used |= {result[end] for result in record["results"] for end in ("subject", "benchmark", "metric", "baseline")}

        assert len(ids) == len(record["entities"])
        assert used - {None} <= ids, record["arxiv"]
        assert len(set(named)) == len(named), record["arxiv"]


def test_the_annotations_show_every_class_role_relation_and_kind_of_result() -> None:
    """So a build of the sample has an example of everything the vocabulary can say."""
    entities = [entity for record in gold() for entity in record["entities"] if not entity.get("optional")]

    assert {entity["types"][0] for entity in entities} == set(Kind)
    assert {role for entity in entities for role in entity["roles"]} == set(Role)
    assert {label for record in gold() for _, label, _ in record["relations"]} == set(RelationKind)
    assert {result["kind"] for record in gold() for result in record["results"]} == set(ResultKind)


@pytest.mark.corpus
def test_no_sentence_of_the_sample_is_taken_from_the_digests(shared: Path) -> None:
    """Facts are shared with the real digests, wording is not: neither whole sentences nor runs of ten words."""
    theirs_said, theirs_grams = set[str](), set[tuple[str, ...]]()
    for path in sorted(shared.glob("corpus*/**/*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        theirs_said.update(sentences(text))
        theirs_grams.update(grams(text))
    ours = texts()

    assert [each for text in ours for each in sentences(text) if each in theirs_said] == []
    assert [" ".join(each) for text in ours for each in grams(text) if each in theirs_grams] == []


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of the bullets that are too long to be alike by chance."""
    stripped = (each.strip("- *") for each in re.split(r"(?<=[.다])\s+", bullets(text)))
    return (each for each in stripped if len(each) > LONG_SENTENCE)


def grams(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of words of the bullets, longer than any gloss of a well-known name."""
    for line in bullets(text).splitlines():
        words = re.findall(r"[\w+.@-]+", line)
        yield from zip(*(words[start:] for start in range(LONG_GRAM)), strict=False)


def bullets(text: str) -> str:
    """Return the lines that hold prose."""
    return "\n".join(line for line in text.splitlines() if line.startswith("- "))
