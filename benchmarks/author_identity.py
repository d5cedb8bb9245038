"""Measure author identity on made-up homonyms, and fit its weights on others.

    python benchmarks/author_identity.py --shared ../shared --seeds 1 2 3 4 5
    python benchmarks/author_identity.py --shared ../shared --fit --seeds 101 102 103 104 105 106

Homonyms are made and scored by `eval/author_identity.py` of the shared folder. `--fit` prints the weights of
`kg/link/weights.py`: a logistic regression over every comparison of a signature with the people of its name so far, these
kept right.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kg.link import arrange, identify_authors
from kg.link.acquaintance import Acquaintance, Person, measures
from kg.link.contexts import read_context
from kg.model import Extraction
from kg.read import read_documents

STEPS = 60
PENALTY = 1e-3


def made(shared: Path, folder: Path, seed: int) -> list[Extraction]:
    """Return the entries of a corpus with homonyms made by the shared script."""
    script = str(shared / "eval" / "author_identity.py")
    command = [sys.executable, script, "make", str(shared / "corpus"), str(folder), "--seed", str(seed)]
    subprocess.run(command, check=True, capture_output=True)
    documents = read_documents([str(folder / "digests")]).documents
    return list(arrange(Extraction(entry, (), (), ()) for document in documents for entry in document.entries))


_SCORES = re.compile(
    r"pairwise P (?P<p>[\d.]+) R (?P<r>[\d.]+) F1 (?P<f1>[\d.]+) +B3 P [\d.]+ R [\d.]+ F1 (?P<b3>[\d.]+) +"
    r"whole (?P<whole>\d+)/(?P<of>\d+)"
)


def measure(shared: Path, seed: int) -> dict[str, float]:
    """Return what the shared script says of our authors: pairwise scores, B-cubed F1, how many are whole and of how many."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        clusters = identify_authors(made(shared, folder, seed))
        lines = (f"{arxiv}\t{name}\t{clusters.final(c)}\n" for (arxiv, name), c in clusters.clusters.items())
        (folder / "assigned.tsv").write_text("".join(lines), encoding="utf-8")
        script = str(shared / "eval" / "author_identity.py")
        command = [sys.executable, script, "score", str(folder / "truth.jsonl"), str(folder / "assigned.tsv")]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores = _SCORES.search(told)
    if scores is None:
        raise ValueError(f"the script printed no scores: {told[-200:]}")
    return {name: float(figure) for name, figure in scores.groupdict().items()}


def comparisons(shared: Path, seed: int) -> Iterator[tuple[dict[str, float], bool]]:
    """Yield the measures of each made-up homonym's signature against the people of its name so far, and the truth."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        entries = [extraction.entry for extraction in made(shared, folder, seed)]
        truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    who = {(each["arxiv"], each["name"]): each["person"] for each in truth if not each.get("whole")}
    known = Acquaintance()
    people: defaultdict[str, dict[str, Person]] = defaultdict(dict)
    for _, day in groupby(entries, key=lambda entry: entry.date):
        today = list(day)
        contexts = [read_context(entry) for entry in today]
        for entry, context in zip(today, contexts, strict=True):
            known.add(entry, context)
        for entry, context in zip(today, contexts, strict=True):
            for signature in entry.signatures:
                person = who.get((entry.arxiv_id, signature.name))
                if person is None:
                    continue
                me, block = Person.of("", entry, signature.name, context), people[signature.name]
                for other, namesake in block.items():
                    yield measures(known, me, namesake), other == person
                if person in block:
                    block[person].absorb(me)
                else:
                    block[person] = me


def fit(rows: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return the weights of a logistic regression (Newton's method, L2 penalty)."""
    names = list(dict.fromkeys(name for found, _ in rows for name in found))
    table: NDArray[np.float64] = np.array([[found.get(name, 0.0) for name in names] for found, _ in rows])
    truth = np.array([float(same) for _, same in rows])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (chance - truth) / len(truth) + PENALTY * weights
        curvature = (table * (chance * (1 - chance))[:, None]).T @ table / len(truth) + PENALTY * np.eye(len(names))
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    """Parse the arguments, measure or fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    options = parser.parse_args()
    if options.fit:
        weights = fit([row for seed in options.seeds for row in comparisons(options.shared, seed)])
        print("\n".join(f'    "{name}": {weight},' for name, weight in weights.items()))
    else:
        figures = {}
        for seed in options.seeds:
            figures[str(seed)] = measure(options.shared, seed)
            print(f"seed {seed}: {figures[str(seed)]}", flush=True)
        if options.json:
            options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
