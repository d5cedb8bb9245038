"""Measure entity linking: pairs by kind, time, growth, and that later months only add.

    python benchmarks/entity_identity.py ../shared/corpus --judge ../shared/eval/link.py --pairs ../shared/eval/link/dev.jsonl

`entity_pairs.jsonl` beside this script holds pairs that we collected ourselves: acronyms that two papers gloss alike or
differently, names that two papers introduce or one introduces and another uses. They hold surfaces and arXiv numbers only.
Reading and extracting takes minutes; `--extractions FILE` keeps what it gives, and takes it from there the next time.
"""

import argparse
import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.export.records import dump, paper_records
from kg.extract import extract_documents
from kg.extract.lexicon import load_lexicon
from kg.link import arrange, families, identify_entities, link
from kg.link.identity import TermKey
from kg.model import Extraction
from kg.read import read_documents

_KIND = re.compile(r"^(\S+) +(\d+) right of +(\d+) resolved of +(\d+)$", re.MULTILINE)
_SCORES = re.compile(r"links P (?P<p>[\d.]+) R (?P<r>[\d.]+) F1 (?P<f1>[\d.]+) .* resolved (?P<resolved>[\d.]+) of")
OWN_PAIRS = Path(__file__).parent / "entity_pairs.jsonl"


def main() -> None:
    """Print all measurements."""
    cli = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    cli.add_argument("digests", nargs="+", help="digest files or folders")
    cli.add_argument("--judge", type=Path, help="the script that scores pairs (link.py)")
    cli.add_argument(
        "--pairs", type=Path, action="append", default=[], help="a file of pairs; more than one may be given"
    )
    cli.add_argument("--errors", default="0", help="how many wrong pairs to print")
    cli.add_argument("--extractions", type=Path, help="keep the extractions in this file")
    cli.add_argument("--json", type=Path, help="write the figures of the pairs here, too")
    cli.add_argument("--growth", type=int, nargs="*", default=[1, 4], help="how many renamed copies to link")
    args = cli.parse_args()
    said = extractions(args.digests, args.extractions)
    report_time(said, args.growth)
    report_months(said)
    report_families(said)
    if args.judge:
        figures = report_pairs(said, args.judge, [*args.pairs, OWN_PAIRS], args.errors)
        if args.json:
            args.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def extractions(digests: Sequence[str], kept: Path | None) -> tuple[Extraction, ...]:
    """Return what the digests say, from a file if it is there."""
    if kept and kept.exists():
        return tuple(pickle.loads(kept.read_bytes()))  # noqa: S301 # written by this very script
    said = arrange(extract_documents(read_documents(digests).documents))
    if kept:
        kept.write_bytes(pickle.dumps(said))
    return said


def report_time(said: Sequence[Extraction], copies: Iterable[int]) -> None:
    """Print how long it takes to judge all terms of the digests and of renamed copies of them."""
    lexicon = load_lexicon()
    for count in copies:
        many = [each for number in range(count) for each in renamed(said, number)]
        terms = sum(len(each.terms) for each in many)
        start = time.process_time()
        identity = identify_entities(many, lexicon)
        seconds = time.process_time() - start
        clusters = {identity.final(each) for each in identity.clusters.values()}
        print(
            f"{count:3} x: {terms} terms, {len(clusters)} entities, {len(identity.replaced)} replaced, "
            f"{len(identity.doubtful)} in doubt, {len(identity.decisions)} decisions, {seconds:.1f} s, "
            f"{1e6 * seconds / terms:.0f} us a term"
        )


def renamed(said: Sequence[Extraction], number: int) -> Iterator[Extraction]:
    """Yield extractions whose papers and unknown names have a number of their own; copy 0 is the original."""
    for each in said if number else ():
        terms = tuple(
            term if term.lexicon_key else replace(term, name=f"{term.name}~{number}", aliases=()) for term in each.terms
        )
        yield replace(each, terms=terms, entry=replace(each.entry, arxiv_id=f"{each.entry.arxiv_id}{number}"))
    yield from () if number else said


def report_months(said: Sequence[Extraction]) -> None:
    """Print whether the judgement of the first months is a beginning of the judgement of all."""
    lexicon = load_lexicon()
    whole = identify_entities(said, lexicon)
    months = sorted({each.entry.date[:7] for each in said})
    changed = [month for month in months if not _begins(whole.clusters, said, month)]
    print(f"months: {len(months)}, of which later ones change: {', '.join(changed) or 'none'}")


def _begins(whole: Mapping[TermKey, str], said: Sequence[Extraction], month: str) -> bool:
    until = [each for each in said if each.entry.date[:7] <= month]
    part = identify_entities(until, load_lexicon()).clusters
    return part.items() <= whole.items()


def report_families(said: Sequence[Extraction]) -> None:
    """Print how many models are in a family, and the largest families."""
    lexicon = load_lexicon()
    knowledge = link(said, lexicon)
    labels = {entity.iri: entity.label[0] for entity in knowledge.entities}
    members: dict[str, int] = {}
    pairs = families(knowledge, lexicon)
    for _, family in pairs:
        members[family] = members.get(family, 0) + 1
    largest = sorted(members, key=lambda iri: (-members[iri], iri))[:8]
    print(f"families: {len(pairs)} pairs, {len(members)} families: ", end="")
    print(", ".join(f"{labels[iri]} {members[iri]}" for iri in largest))


def report_pairs(
    said: Sequence[Extraction], judge: Path, pairs: Iterable[Path], errors: str
) -> dict[str, dict[str, Any]]:
    """Print what the judge says of each file of pairs, and return its figures."""
    knowledge = link(said, load_lexicon())
    figures = {}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as predicted:
        predicted.writelines(f"{dump(record)}\n" for record in paper_records(said, knowledge))
        predicted.flush()
        for each in pairs:
            command = [sys.executable, str(judge), str(each), predicted.name, "--errors", errors]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            print(f"\n{each.name}\n{told}", flush=True)
            figures[each.name] = read_figures(told)
    return figures


def read_figures(told: str) -> dict[str, Any]:
    """Return what the judge prints: for each kind (right, resolved, pairs), and the scores of all."""
    kinds = {kind: [int(n) for n in rest] for kind, *rest in _KIND.findall(told)}
    scores = _SCORES.search(told)
    if scores is None:
        raise ValueError(f"the judge printed no scores: {told[-200:]}")
    return {"kinds": kinds, **{name: float(figure) for name, figure in scores.groupdict().items()}}


if __name__ == "__main__":
    main()
