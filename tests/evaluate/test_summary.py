"""Several comparisons side by side, in the measures that accuracy is summed up by."""

import pytest

from kg.evaluate import Calibration, Mistake, Scores, Tally, compare, headline

GOOD = Scores(
    papers=3,
    predicted=2,
    tallies={
        "entity": Tally(right=1, wrong=1, missed=4),
        "exact:Benchmark": Tally(right=1),
        "exact:Dataset": Tally(wrong=1),
    },
    calibration=Calibration(ece=0.15, auroc=None),
    confused={},
    errors=(Mistake("missed", "2502.13923", "Model", "Lens"), Mistake("missed", "2502.13923", "Model", "Lens 2")),
)
EMPTY = Scores(papers=0, predicted=0, tallies={"result": Tally()}, calibration=None, confused={}, errors=())


@pytest.fixture
def rows() -> dict[str, list[str]]:
    """Return the cells of the table by row."""
    lines = compare({"gold-of-a-long-name": GOOD, "b": EMPTY}).splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines}


def test_each_comparison_has_its_columns(rows: dict[str, list[str]]) -> None:
    """Precision, recall and F1; a single figure where a measure has but one; a dash where nothing was judged."""
    assert rows["papers"] == ["2", "of", "3", "0", "of", "0"]
    assert rows["entity"] == ["0.500", "0.200", "0.286", "–", "–", "–"]
    assert rows["exact"] == ["0.500", "–"]
    assert rows["ECE"] == ["0.150", "–"]
    assert rows["AUROC"] == ["–", "–"]


def test_columns_stand_below_each_other() -> None:
    """Whatever the length of the labels."""
    lines = compare({"gold-of-a-long-name-that-is-wide": GOOD, "b": EMPTY}).splitlines()

    assert len({len(line) for line in lines}) == 1


def test_errors_are_listed_by_comparison() -> None:
    """So many of each kind, under the label; a comparison without any is left out."""
    lines = compare({"one": GOOD, "two": EMPTY}, errors=1).splitlines()

    assert lines[-3:] == ["", "one", "missed\t2502.13923\tModel\tLens"]


def test_nothing_judged_is_no_zero() -> None:
    """An F1 of 0 says that all was wrong; where nothing was asked there is no figure."""
    figures = headline(EMPTY)

    assert set(figures.values()) == {None}
    assert headline(GOOD)["exact"] == 0.5
