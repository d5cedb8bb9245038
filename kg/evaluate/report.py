"""A comparison as a table for people."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.evaluate.scores import Mistake, Scores, Tally

_MOST_CONFUSIONS = 8
_COLUMNS = ("P", "R", "F1"), ("right", "wrong", "missed")
_FIRST_COLUMN = 20


def report(scores: Scores, *, errors: int = 0) -> str:
    """Return a table of the measures, and the first so many errors of each kind.

    >>> from kg.evaluate import evaluate
    >>> record = {"arxiv": "2502.13923", "entities": [{"id": "e1", "name": "MRoPE", "types": ["Method"]}]}
    >>> print(report(evaluate([record], [])).splitlines()[0])
    1 annotated paper, 0 of them extracted
    """
    return "\n".join(_lines(scores, errors))


def _lines(scores: Scores, errors: int) -> Iterator[str]:
    yield f"{scores.papers} annotated paper{'s' * (scores.papers != 1)}, {scores.predicted} of them extracted"
    yield ""
    ratios, counts = _COLUMNS
    yield " " * _FIRST_COLUMN + "".join(f"{name:>7}" for name in ratios) + "".join(f"{name:>8}" for name in counts)
    for measure, tally in scores.tallies.items():
        yield _row(measure, tally)
    if scores.calibration:
        auroc = scores.calibration.auroc
        area = "" if auroc is None else f", area under the ROC curve {auroc:.3f}"
        yield f"\ncalibration: expected error {scores.calibration.ece:.3f}{area}"
    if scores.confused:
        most = list(scores.confused.items())[:_MOST_CONFUSIONS]
        yield "kinds confused: " + ", ".join(f"{meant}->{said} {count}" for (meant, said), count in most)
    yield from listed(scores.errors, errors)


def _row(measure: str, tally: Tally) -> str:
    ratios = (tally.precision, tally.recall, tally.f1)
    counts = (tally.right, tally.wrong, tally.missed)
    return (
        f"{measure:<{_FIRST_COLUMN}}"
        + "".join(f"{ratio:7.3f}" for ratio in ratios)
        + "".join(f"{count:8,}" for count in counts)
    )


def listed(mistakes: Iterable[Mistake], most: int) -> Iterator[str]:
    """Yield the first mistakes of each kind, kind by kind, as columns."""
    shown: Counter[str] = Counter()
    for mistake in sorted(mistakes, key=lambda each: each.kind):  # a stable sort keeps the order of the papers
        if shown[mistake.kind] < most:
            if not shown:
                yield ""
            shown[mistake.kind] += 1
            yield "\t".join(mistake)
