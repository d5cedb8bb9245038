"""The measures that accuracy is summed up by, and several comparisons side by side."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.evaluate.report import listed
from kg.evaluate.scores import Scores

TALLIED = ("entity", "entity-untyped", "role", "relation", "result", "result-strict", "result-full")
"""The measures that have precision, recall and F1."""

EXACT, ECE, AUROC = "exact", "ECE", "AUROC"
_EXACT = ("exact:Benchmark", "exact:Dataset")
_FIRST_COLUMN = 16
_CELL = 7
_NO_FIGURE = "–"


def headline(scores: Scores) -> dict[str, float | None]:
    """Return the figure of each measure of the summary: F1, the calibration as it is, None where nothing was judged.

    `exact` is the mean F1 of telling benchmarks and data sets apart.

    >>> from kg.evaluate import evaluate
    >>> record = {"arxiv": "2502.13923", "entities": [{"id": "e1", "name": "MMMU", "types": ["Benchmark"]}]}
    >>> figures = headline(evaluate([record], [record]))
    >>> figures["entity"], figures["exact"], figures["result"], figures["ECE"]
    (1.0, 1.0, None, None)
    """
    calibration = scores.calibration
    return {
        **{measure: _f1(scores, measure) for measure in TALLIED},
        EXACT: _mean([f1 for f1 in (_f1(scores, measure) for measure in _EXACT) if f1 is not None]),
        ECE: None if calibration is None else calibration.ece,
        AUROC: None if calibration is None else calibration.auroc,
    }


def _f1(scores: Scores, measure: str) -> float | None:
    tally = scores[measure]
    return tally.f1 if tally.right + tally.wrong + tally.missed else None


def _mean(figures: Sequence[float]) -> float | None:
    return sum(figures) / len(figures) if figures else None


def label_files(paths: Sequence[str]) -> dict[str, str]:
    """Return a short label for each file: its name without the ending, or its path where others share that name.

    >>> label_files(["gold/ko-seed.jsonl", "gold/en-dev.jsonl"])
    {'gold/ko-seed.jsonl': 'ko-seed', 'gold/en-dev.jsonl': 'en-dev'}
    >>> list(label_files(["a/gold.jsonl", "b/gold.jsonl"]).values())
    ['a/gold.jsonl', 'b/gold.jsonl']
    """
    stems = {path: Path(path).stem for path in paths}
    names = list(stems.values())
    return {path: stem if names.count(stem) == 1 else path for path, stem in stems.items()}


def compare(measured: Mapping[str, Scores], *, errors: int = 0) -> str:
    """Return a table with a group of columns for each comparison, and the first so many errors of each kind."""
    return "\n".join(_lines(measured, errors))


def _lines(measured: Mapping[str, Scores], errors: int) -> Iterator[str]:
    groups = [_group(label, scores) for label, scores in measured.items()]
    for row in zip(_row_names(), *groups, strict=True):
        yield f"{row[0]:<{_FIRST_COLUMN}}{'  '.join(row[1:])}".rstrip()
    for label, scores in measured.items():
        found = list(listed(scores.errors, errors))
        if found:
            yield from ("", label, *found[1:])


def _row_names() -> Iterator[str]:
    yield from ("", "papers", "", *TALLIED, EXACT, ECE, AUROC)


def _group(label: str, scores: Scores) -> list[str]:
    """Return the cells of one comparison, from its label down, all of one width."""
    figures = headline(scores)
    cells = [
        label,
        f"{scores.predicted:,} of {scores.papers:,}",
        _triple("P", "R", "F1"),
        *(_triple(*_ratios(scores, measure)) for measure in TALLIED),
        *(_triple("", "", _figure(figures[measure])) for measure in (EXACT, ECE, AUROC)),
    ]
    width = max(map(len, cells))
    return [f"{cell:>{width}}" for cell in cells]


def _triple(*cells: str) -> str:
    return "".join(f"{cell:>{_CELL}}" for cell in cells)


def _ratios(scores: Scores, measure: str) -> tuple[str, ...]:
    tally, f1 = scores[measure], _f1(scores, measure)
    if f1 is None:
        return (_NO_FIGURE,) * 3
    return tuple(map(_figure, (tally.precision, tally.recall, f1)))


def _figure(figure: float | None) -> str:
    return _NO_FIGURE if figure is None else f"{figure:.3f}"
