"""What a comparison comes to: precision, recall and F1 of each measure, calibration, and the mistakes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any, NamedTuple, Self

_BINS = 10
_DECIMALS = 4
_NO_TALLIES = frozenset({"calibration", "confused", "papers"})


class Outcome(StrEnum):
    """What becomes of a fact: said and annotated, said only, annotated only."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"


class Verdict(NamedTuple):
    """One fact judged under one measure."""

    measure: str
    outcome: Outcome


class Mistake(NamedTuple):
    """One thing that went wrong: what kind of mistake, in which paper, what exactly, and about which name."""

    kind: str
    arxiv_id: str
    what: str
    name: str


class Rating(NamedTuple):
    """How sure the extraction was of an entity, and whether it was right."""

    confidence: float
    right: bool


class Confusion(NamedTuple):
    """An entity of one kind that was taken for another."""

    meant: str
    said: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many facts were right, wrongly said and missed.

    >>> tally = Tally(right=3, wrong=1, missed=3)
    >>> tally.precision, tally.recall, round(tally.f1, 2)
    (0.75, 0.5, 0.6)
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 where nothing was said."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found; 0 where nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the figures by their usual short names."""
        ratios = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {name: round(ratio, _DECIMALS) for name, ratio in ratios.items()} | asdict(self)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well confidences foretell what is right.

    `ece` is the expected calibration error, `auroc` the area under the ROC curve (None where all is right or nothing).
    """

    ece: float
    auroc: float | None


@dataclass(frozen=True)
class Scores:
    """The outcome of a comparison. `papers` were annotated, `predicted` of them extracted.

    `confused` counts the kinds taken for others, the most frequent first; `errors` are in the order of the annotations.
    """

    papers: int
    predicted: int
    tallies: Mapping[str, Tally]
    calibration: Calibration | None
    confused: Mapping[Confusion, int]
    errors: tuple[Mistake, ...]

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> Self:
        """Return what `as_dict` told, without the errors, which it does not tell.

        >>> scores = Scores(2, 1, {"entity": Tally(1, 2, 3)}, Calibration(0.1, None), {}, ())
        >>> Scores.of(scores.as_dict()) == scores
        True
        """
        calibrated = figures.get("calibration")
        return cls(
            papers=figures["papers"]["annotated"],
            predicted=figures["papers"]["predicted"],
            tallies={
                measure: Tally(*(counts[outcome] for outcome in Outcome))
                for measure, counts in figures.items()
                if measure not in _NO_TALLIES
            },
            calibration=Calibration(**calibrated) if calibrated else None,
            confused={Confusion(*pair.split("->")): count for pair, count in figures["confused"].items()},
            errors=(),
        )

    def __getitem__(self, measure: str) -> Tally:
        return self.tallies.get(measure, Tally())

    def as_dict(self) -> dict[str, Any]:
        """Return the figures for JSON: each measure by name, then what holds for the whole."""
        calibrated = {"calibration": asdict(self.calibration)} if self.calibration else {}
        return {
            **{measure: tally.as_dict() for measure, tally in self.tallies.items()},
            **calibrated,
            "confused": {f"{meant}->{said}": count for (meant, said), count in self.confused.items()},
            "papers": {"annotated": self.papers, "predicted": self.predicted},
        }


def tally(verdicts: Iterable[Verdict], measures: Iterable[str]) -> dict[str, Tally]:
    """Return the tallies by measure, in alphabetical order; `measures` are given even where nothing was judged."""
    counts = Counter(verdicts)
    names = sorted({*measures, *(measure for measure, _ in counts)})
    return {name: Tally(**{each.value: counts[Verdict(name, each)] for each in Outcome}) for name in names}


def rank_confusions(confusions: Iterable[Confusion]) -> dict[Confusion, int]:
    """Return how often each kind was taken for another, the most frequent first."""
    return dict(sorted(Counter(confusions).items(), key=lambda pair: (-pair[1], pair[0])))


def calibrate(ratings: Iterable[Rating]) -> Calibration | None:
    """Return the calibration of confidences, or None where there are none.

    The expected calibration error is taken over ten bins of equal mass.

    >>> calibrate([Rating(0.9, True), Rating(0.9, True), Rating(0.2, False)])
    Calibration(ece=0.1333, auroc=1.0)
    """
    rated = sorted(ratings)
    if not rated:
        return None
    edges = [number * len(rated) // _BINS for number in range(_BINS + 1)]
    bins = [rated[start:end] for start, end in pairwise(edges)]
    off = sum(abs(sum(each.confidence for each in part) - sum(each.right for each in part)) for part in bins)
    area = _area(rated)
    return Calibration(round(off / len(rated), _DECIMALS), None if area is None else round(area, _DECIMALS))


def _area(rated: list[Rating]) -> float | None:
    """Return how often a right entity is rated above a wrong one, a tie counting half; `rated` is sorted."""
    good = sum(each.right for each in rated)
    bad = len(rated) - good
    if not (good and bad):
        return None
    wins, below = 0.0, 0
    for _, tied in groupby(rated, key=lambda each: each.confidence):
        rights = [each.right for each in tied]
        wrong = rights.count(False)
        wins += rights.count(True) * (below + wrong / 2)
        below += wrong
    return wins / (good * bad)
