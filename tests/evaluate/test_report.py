"""The table that people read."""

import pytest

from kg.evaluate import Calibration, Mistake, Scores, Tally, report
from kg.evaluate.scores import Confusion

NUMBER = "2502.13923"
SCORES = Scores(
    papers=1,
    predicted=1,
    tallies={"entity": Tally(right=1, wrong=1, missed=4), "result-full": Tally()},
    calibration=Calibration(ece=0.15, auroc=1.0),
    confused={Confusion("Model", "Task"): 3, Confusion("Task", "Model"): 1},
    errors=(
        Mistake("type", NUMBER, "Model->Task", "Lens 1"),
        *(Mistake("missed", NUMBER, "Model", f"Lens {number}") for number in (4, 2, 3)),
    ),
)


@pytest.fixture
def table() -> str:
    """Return the report of a comparison with mistakes, two of each kind listed."""
    return report(SCORES, errors=2)


def test_the_table_has_a_row_for_each_measure(table: str) -> None:
    """With ratios and counts under their headings."""
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line.strip()}

    assert rows["P"] == ["R", "F1", "right", "wrong", "missed"]
    assert rows["entity"] == ["0.500", "0.200", "0.286", "1", "1", "4"]
    assert rows["result-full"] == ["0.000", "0.000", "0.000", "0", "0", "0"]


def test_the_table_says_what_holds_for_the_whole(table: str) -> None:
    """How many papers, how well calibrated, which kinds are confused most."""
    assert table.startswith("1 annotated paper, 1 of them extracted\n")
    assert "calibration: expected error 0.150, area under the ROC curve 1.000" in table
    assert "kinds confused: Model->Task 3, Task->Model 1" in table


def test_the_table_lists_the_first_errors_of_each_kind(table: str) -> None:
    """In the order of the annotations, as columns that other tools can cut."""
    assert table.splitlines()[-4:] == [
        "",
        f"missed\t{NUMBER}\tModel\tLens 4",
        f"missed\t{NUMBER}\tModel\tLens 2",
        f"type\t{NUMBER}\tModel->Task\tLens 1",
    ]


def test_errors_are_listed_on_request_only() -> None:
    """The table alone is short."""
    assert "\t" not in report(SCORES)
