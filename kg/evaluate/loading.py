"""Records from JSON lines, checked so that whatever is wrong with them is told with its line."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import EvaluateError

_SHAPE = 'one JSON object per paper and line, as in {"arxiv": "2502.13923", "entities": […]}'


def sample_gold() -> Path:
    """Return where the annotations of the bundled sample stand."""
    return Path(str(resources.files("kg").joinpath("sample", "gold.jsonl")))


def load_records(path: str | Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines; blank lines are skipped, keys that are not known are kept.

    Raises:
        EvaluateError: the file cannot be read, or a line is no record, with the line and what it lacks.
    """
    return [_record(line, f"{path}:{number}") for number, line in _lines(Path(path))]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluateError(f"{path}: not UTF-8 at byte {error.start}; save the annotations as UTF-8") from error
    except OSError as error:
        raise EvaluateError(f"{path}: {error.strerror or error}; give a file of annotations: {_SHAPE}") from error
    for number, line in enumerate(text.split("\n"), 1):  # splitlines would cut at U+2028, which JSON allows in strings
        if line.strip():
            yield number, line


def _record(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise EvaluateError(f"{place}: no JSON ({error}); expected {_SHAPE}") from error
    for problem in _problems(record):
        raise EvaluateError(f"{place}: {problem}")
    found: dict[str, Any] = record
    return found


# --- shape --------------------------------------------------------------------------------------


def _problems(record: object) -> Iterator[str]:
    """Yield what keeps a JSON value from being a record of annotations."""
    if not isinstance(record, Mapping):
        yield f"no object; expected {_SHAPE}"
        return
    if not _is_text(record.get("arxiv")):
        yield '"arxiv" is missing; give the arXiv id of the paper, as "2502.13923"'
    if not isinstance(record.get("entities"), list):
        yield '"entities" is missing; give a list, which may be empty'
        return
    for number, entity in enumerate(record["entities"], 1):
        yield from _entity_problems(entity, f"entity {number}")
    for number, relation in enumerate(_listed(record, "relations"), 1):
        if not (isinstance(relation, list) and len(relation) == 3 and all(map(_is_text, relation))):
            yield f'relation {number} is no [head, label, tail], as in ["e3", "variantOf", "e1"]'
    for number, result in enumerate(_listed(record, "results"), 1):
        if not (isinstance(result, Mapping) and _is_text(result.get("value"))):
            yield f'result {number} has no "value"; give the number as printed, as "39.27"'


def _entity_problems(entity: object, which: str) -> Iterator[str]:
    if not isinstance(entity, Mapping):
        yield f'{which} is no object; expected {{"id": "e1", "name": "…", "types": ["Model"], "roles": ["uses"]}}'
        return
    for key in ("id", "name"):
        if not _is_text(entity.get(key)):
            yield f'{which} has no "{key}"; give it as text'
    types = entity.get("types")
    if not (isinstance(types, list) and types and all(map(_is_text, types))):
        yield f'{which} has no "types"; give a list of one or more, the right one first'
    for key in ("aliases", "roles"):
        if not all(map(_is_text, _listed(entity, key))):
            yield f'"{key}" of {which} is no list of texts'


def _listed(record: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list that may be left out; a list of None, which no check lets pass, where it is something else."""
    value = record.get(key)
    if value is None:
        return []
    return value if isinstance(value, list) else [None]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
