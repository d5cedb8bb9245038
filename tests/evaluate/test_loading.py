"""Annotations are read as JSON lines, and what is wrong with them is told with its line."""

import json
from pathlib import Path

import pytest

from kg.errors import EvaluateError
from kg.evaluate import load_records, sample_gold

GOOD = '{"arxiv": "2502.13923", "entities": [{"id": "e1", "name": "RoPE", "types": ["Method"]}]}'


def with_entity(entity: str) -> str:
    """Return the JSON of a record with an entity."""
    return f'{{"arxiv": "2502.13923", "entities": [{entity}]}}'


def without_entities(more: str) -> str:
    """Return the JSON of a record without entities, but with something else."""
    return f'{{"arxiv": "2502.13923", "entities": [], {more}}}'


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    """Blank lines and a byte order mark are passed over, unknown keys are kept."""
    entity = {"id": "e1", "name": "라인\u2028끝", "types": ["Task"], "note": "x"}
    records = [
        {"arxiv": "2502.13923", "entities": [entity], "results": [{"value": "7", "unit": None}]},
        {"arxiv": "2502.00001", "entities": []},
    ]
    file = tmp_path / "gold.jsonl"
    lines = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    file.write_text(f"\ufeff{lines}\r\n", encoding="utf-8")

    assert load_records(file) == records


def test_the_annotations_of_the_sample_are_at_hand() -> None:
    """They are shipped with the package."""
    assert len(load_records(sample_gold())) > 10


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("# Daily Papers", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no object"),
        ("{}", '"arxiv" is missing'),
        ('{"arxiv": 2502.13923, "entities": []}', '"arxiv" is missing'),
        ('{"arxiv": "2502.13923"}', '"entities" is missing'),
        (with_entity('{"id": "e1", "name": "", "types": ["Task"]}'), 'entity 1 has no "name"'),
        (with_entity('{"name": "B", "types": ["Task"]}'), 'entity 1 has no "id"'),
        (with_entity('{"id": "e1", "name": "A", "types": []}'), 'entity 1 has no "types"'),
        (
            with_entity('{"id": "e1", "name": "A", "types": ["Task"], "aliases": "B"}'),
            '"aliases" of entity 1 is no list',
        ),
        (with_entity('"RoPE"'), "entity 1 is no object"),
        (without_entities('"relations": [["e1", "basedOn"]]'), "relation 1 is no"),
        (without_entities('"relations": {"e1": "e2"}'), "relation 1 is no"),
        (without_entities('"results": [{"unit": "%"}]'), 'result 1 has no "value"'),
    ],
)
def test_a_broken_line_is_told_with_its_place(line: str, problem: str, tmp_path: Path) -> None:
    """The message is one line: the file, the number of the line, what it lacks, what to do."""
    file = tmp_path / "gold.jsonl"
    file.write_text(f"{GOOD}\n\n{line}\n", encoding="utf-8")

    with pytest.raises(EvaluateError) as caught:
        load_records(file)

    assert str(caught.value).startswith(f"{file}:3: {problem}")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """It is missing, a folder, or no UTF-8."""
    (tmp_path / "latin.jsonl").write_bytes(b"{}\n\xe9")

    with pytest.raises(EvaluateError, match=r"absent\.jsonl: No such file"):
        load_records(tmp_path / "absent.jsonl")
    with pytest.raises(EvaluateError, match="Is a directory"):
        load_records(tmp_path)
    with pytest.raises(EvaluateError, match=r"latin\.jsonl: not UTF-8 at byte 3"):
        load_records(tmp_path / "latin.jsonl")
