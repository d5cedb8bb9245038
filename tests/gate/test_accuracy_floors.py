"""What has been reached is held: accuracy on annotated papers that no model learns from never falls below its floor.

`floors.json` pins the annotations by their hash and holds the bounds: what was measured less a hundredth, rounded to the
worse side (`python benchmarks/accuracy.py --raise-floors` lifts them; only a hand lowers them, and the commit says why), and the floors that were set
for the project where they have been met.
"""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kg import build
from kg.evaluate import compare, evaluate, headline, load_records

ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))
HELD = {name: pinned["bounds"] for name, pinned in FLOORS.items() if "bounds" in pinned}
CORPORA = {"ko-seed": "corpus", "en-dev": "corpus-en"}
CEILINGS = {"ECE"}  # an error: less is better

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize("name", FLOORS)
def test_the_annotations_are_those_that_the_figures_were_measured_on(name: str, shared: Path) -> None:
    """Other annotations give other figures, which say nothing about the program."""
    gold = shared / "eval" / "gold" / f"{name}.jsonl"

    assert sha256(gold.read_bytes()).hexdigest() == FLOORS[name]["sha256"]


@pytest.mark.parametrize("name", HELD)
def test_accuracy_holds_its_floors(name: str, shared: Path) -> None:
    """Entities, roles, relations, results and the calibration of confidence, each against its own bound."""
    gold = load_records(shared / "eval" / "gold" / f"{name}.jsonl")
    digests = sorted({shared.joinpath(CORPORA[name], *each["digest"].split("-")).with_suffix(".md") for each in gold})
    scores = evaluate(gold, build(digests).records())
    broken = [
        f"{measure} is {figure:.3f}, its bound is {HELD[name][measure]}"
        for measure, figure in headline(scores).items()
        if figure is None or not _holds(measure, figure, HELD[name][measure])
    ]

    assert broken == [], compare({name: scores})


def _holds(measure: str, figure: float, bound: float) -> bool:
    return figure <= bound if measure in CEILINGS else figure >= bound


def test_every_measure_has_its_floor() -> None:
    """A measure that is added to the summary is held as well."""
    measures = list(headline(evaluate([], [])))

    assert [list(bounds) for bounds in HELD.values()] == [measures] * len(HELD)


def test_what_is_published_is_what_is_measured(shared: Path) -> None:
    """`docs/accuracy.md` and the table of the README give the figures of this very program."""
    command = [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), "--check", "--shared", str(shared)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", cwd=ROOT)

    assert done.returncode == 0, f"{done.stderr}{done.stdout}"
