"""Ratios and calibration."""

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Calibration, Tally
from kg.evaluate.scores import Rating, calibrate

COUNTS = st.integers(0, 1000)


def test_nothing_said_and_nothing_annotated_is_no_division_by_zero() -> None:
    """It is 0, as nothing was shown."""
    assert Tally().as_dict() == {"p": 0.0, "r": 0.0, "f1": 0.0, "right": 0, "wrong": 0, "missed": 0}


@given(COUNTS, COUNTS, COUNTS)
def test_f1_lies_between_precision_and_recall(right: int, wrong: int, missed: int) -> None:
    """As a mean does."""
    tally = Tally(right, wrong, missed)
    low, high = sorted((tally.precision, tally.recall))

    assert low - 1e-9 <= tally.f1 <= high + 1e-9


def test_calibration_is_taken_over_ten_bins_of_equal_mass() -> None:
    """Twenty ratings make ten bins of two; within a bin, over and under cancel out."""
    ratings = [Rating(0.5, number % 2 == 0) for number in range(20)]
    told_apart = calibrate(ratings)

    assert told_apart is not None
    assert told_apart.ece == 0.5  # sorted, wrong ones come first: every bin is all wrong or all right
    assert calibrate([Rating(0.4 + number / 1000, number % 2 == 0) for number in range(20)]) == Calibration(
        0.0905, 0.45
    )


def test_the_area_counts_pairs_in_the_right_order_and_ties_by_half() -> None:
    """All right ones above all wrong ones is 1, the other way round 0."""
    high, low, tied = Rating(0.9, right=True), Rating(0.1, right=False), Rating(0.9, right=False)

    assert _area(high, low) == 1.0
    assert _area(Rating(0.1, right=True), tied) == 0.0
    assert _area(high, tied) == 0.5
    assert _area(high, low, tied) == 0.75


def test_where_all_is_right_there_is_no_area() -> None:
    """There is no pair to order."""
    assert _area(Rating(0.9, right=True)) is None


def _area(*ratings: Rating) -> float | None:
    calibration = calibrate(ratings)
    assert calibration is not None
    return calibration.auroc
