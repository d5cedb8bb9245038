"""Our measure and the one that the annotations came with give the same figures."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import evaluate, load_records
from kg.model import Kind, Role

KINDS = [kind.value for kind in Kind]
ROLES = [role.value for role in Role]
UNITS = ["%", None, "점"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["ko-seed", "ko-train", "en-dev"])
@pytest.mark.parametrize("seed", [1, 2])
def test_figures_equal_those_of_the_reference(name: str, seed: int, shared: Path, tmp_path: Path) -> None:
    """On real annotations, against the same annotations with every sort of mistake made in them."""
    gold = load_records(shared / "eval" / "gold" / f"{name}.jsonl")
    predicted = list(spoilt(gold, random.Random(seed)))  # noqa: S311 - the same mistakes each time
    said = tmp_path / "predicted.jsonl"
    said.write_text("".join(json.dumps(record) + "\n" for record in predicted), encoding="utf-8")
    command = [sys.executable, str(shared / "eval" / "score.py"), str(shared / "eval" / "gold" / f"{name}.jsonl")]
    done = subprocess.run([*command, str(said), "--json"], capture_output=True, check=True, encoding="utf-8")

    theirs = json.loads(done.stdout)
    ours = evaluate(gold, predicted).as_dict()
    ours.pop("papers")
    ours.pop("confused")
    assert {measure: {key: figures[key] for key in theirs[measure]} for measure, figures in ours.items()} == theirs
    assert 0.2 < theirs["entity"]["f1"] < 0.95


def spoilt(gold: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield annotations with mistakes: papers and entities lost, invented, renamed, of other kinds and roles."""
    for record in gold:
        if chance.random() < 0.05:
            continue
        kept = [spoilt_entity(each, chance) for each in record["entities"] if chance.random() < 0.8]
        invented = [spoilt_entity(each, chance, name=f"{each['name']} x") for each in record["entities"][::5]]
        entities = chance.sample([*kept, *invented], len(kept) + len(invented))
        ids = [each["id"] for each in entities] or ["e1"]
        relations = [[head, label, chance.choice([tail, tail, *ids])] for head, label, tail in record["relations"]]
        results = [spoilt_result(each, ids, chance) for each in record["results"] for _ in range(chance.randint(0, 2))]
        yield {**record, "entities": entities, "relations": relations, "results": results}


def spoilt_entity(entity: dict[str, Any], chance: random.Random, **changes: str) -> dict[str, Any]:
    """Return an entity of which some keys may be others, or lacking."""
    surfaces = chance.sample([entity["name"], *entity["aliases"]], len(entity["aliases"]) + 1)
    said = {
        **entity,
        "name": chance.choice([entity["name"], surfaces[0], surfaces[0].upper() + "s"]),
        "aliases": surfaces,
        "types": chance.sample(KINDS, 2) if chance.random() < 0.2 else entity["types"],
        "roles": chance.sample(ROLES, 2) if chance.random() < 0.3 else entity["roles"],
        "confidence": chance.choice([None, round(chance.random(), 2)]),
        **changes,
    }
    said.pop("optional", None)
    if chance.random() < 0.1:
        said.pop("aliases")
        said["type"] = said.pop("types")[0]
    return said


def spoilt_result(result: dict[str, Any], ids: list[str], chance: random.Random) -> dict[str, Any]:
    """Return a result of which some fields may be others."""
    ends = {
        key: chance.choice([result[key]] * 4 + [None, chance.choice(ids)])
        for key in ("subject", "benchmark", "metric", "baseline")
    }
    value = chance.choice([result["value"], result["value"] + "0", result["value"].replace("-", "~")])
    return {**result, **ends, "value": value, "unit": chance.choice([result["unit"], *UNITS])}
