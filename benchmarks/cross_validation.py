"""Estimate the accuracy on unseen days: train on some days, measure on the others.

    python benchmarks/cross_validation.py --gold ko-train.jsonl --more annotations/ko.jsonl --digests ../shared/corpus

The days of all annotated papers are dealt out to the folds in date order. A fold's papers of GOLD are measured with models that
saw nothing of its days: neither annotations nor the names counted there.
"""

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.evaluate import Scores, evaluate, load_records, report
from kg.export.disk import write_files
from kg.export.records import paper_records
from kg.extract import create_pipeline, extract_documents
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.training import annotate, survey, train
from kg.link import arrange, link
from kg.model import Document
from kg.read import read_documents


def folds_by_day(days: Sequence[str], folds: int) -> list[set[str]]:
    """Deal out days in date order."""
    return [{day for i, day in enumerate(sorted(set(days))) if i % folds == fold} for fold in range(folds)]


def measure_fold(
    held_out: set[str],
    *,
    annotated: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    with_lexicon: bool = True,
) -> list[dict[str, Any]]:
    """Return the records that models extract from the days held out, trained on all other days."""
    lexicon = load_lexicon() if with_lexicon else Lexicon({})
    seen = [document for document in documents if not held_out & set(document.dates)]
    unseen = [document for document in documents if held_out & set(document.dates)]
    with TemporaryDirectory() as folder:
        write_files(Path(folder), train(annotate(seen, annotated, lexicon), survey(seen, lexicon)).files())
        nlp = create_pipeline(models=folder)
        nlp.replace_pipe("kg_candidates", "kg_candidates", config={"lexicon": with_lexicon})
        extractions = arrange(extract_documents(unseen, nlp))
    return list(paper_records(extractions, link(extractions, lexicon)))


def cross_validate(
    gold: Sequence[dict[str, Any]],
    more: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    *,
    folds: int,
    with_lexicon: bool = True,
) -> Scores:
    """Return the scores over all folds together."""
    days = [record["digest"] for record in gold]
    job = partial(measure_fold, annotated=[*gold, *more], documents=documents, with_lexicon=with_lexicon)
    with ProcessPoolExecutor(2) as workers:
        predicted = [record for records in workers.map(job, folds_by_day(days, folds)) for record in records]
    return evaluate(gold, predicted)


def main() -> None:
    """Parse the arguments, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, help="the annotated papers to measure on")
    parser.add_argument("--more", action="append", default=[], help="annotated papers to learn from, too")
    parser.add_argument("--digests", action="append", required=True)
    parser.add_argument("--without", action="append", default=[], metavar="DATE", help="leave out a day altogether")
    parser.add_argument("--without-lexicon", action="store_true", help="to see what the lexicon is worth")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    options = parser.parse_args()
    gold = [record for record in load_records(options.gold) if record["digest"] not in options.without]
    more = [record for path in options.more for record in load_records(path) if record["digest"] not in options.without]
    documents = [d for d in read_documents(options.digests).documents if not set(options.without) & set(d.dates)]
    scores = cross_validate(gold, more, documents, folds=options.folds, with_lexicon=not options.without_lexicon)
    print(report(scores))
    if options.json:
        options.json.write_text(json.dumps(scores.as_dict(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
