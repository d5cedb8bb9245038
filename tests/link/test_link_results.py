"""Printed numbers become decimals, and one figure one result."""

from decimal import Decimal

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.link.results import make_result, read_value
from kg.model import Figure, Result, ResultKind

PAPER = small.MINT.paper("2305.18290")
NUMBERS = st.decimals(-10_000, 10_000, places=2)


def result_of(figure: Figure) -> Result | None:
    """Return the result of a figure whose terms are named as they are."""
    return make_result(figure, PAPER, small.MINT.entity, small.MINT)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("39.27", ("39.27", None)),
        ("1,234.50", ("1234.50", None)),
        ("12,345,678", ("12345678", None)),
        ("+2.1", ("2.1", None)),
        ("−0.3", ("-0.3", None)),
        ("4-15", ("4", "15")),
        ("15 ~ 4", ("4", "15")),
        ("1.5–2.0", ("1.5", "2.0")),
        (" 7 ", ("7", None)),
    ],
)
def test_a_printed_number_is_read_as_a_decimal(printed: str, value: tuple[str, str | None]) -> None:
    """With its last zeros, without thousands marks; a range has its lower end first."""
    assert read_value(printed) == value


@pytest.mark.parametrize("printed", ["", "many", "1,23", "1.2.3", "61%", "1e5", "٣", "1-2-3", "9" * 31, "$5"])
def test_anything_else_is_no_number(printed: str) -> None:
    """Rather nothing than a wrong value."""
    assert read_value(printed) is None


@given(NUMBERS)
def test_reading_a_number_keeps_its_value(number: Decimal) -> None:
    """However it is printed."""
    for printed in (str(number), f"{number:,}", str(number).replace("-", "−")):
        found = read_value(printed)
        assert found is not None
        assert (Decimal(found[0]), found[1]) == (number, None)


@given(st.tuples(NUMBERS.map(abs), NUMBERS.map(abs)), st.sampled_from("-–—~∼〜"))
def test_the_ends_of_a_range_are_in_order(ends: tuple[Decimal, Decimal], dash: str) -> None:
    """Whichever the text names first."""
    found = read_value(f"{ends[0]} {dash} {ends[1]}")

    assert found is not None
    assert [Decimal(end or 0) for end in found] == sorted(ends)


def test_a_result_keeps_the_number_as_printed() -> None:
    """Beside the decimal, which a query can sort by."""
    result = result_of(small.figure("1,234.50", unit="ms", subject="dpo", metric="latency", baseline_value="2,000"))

    assert result is not None
    assert (result.value, result.value_text, result.unit, result.baseline_value) == (
        "1234.50",
        "1,234.50",
        "ms",
        "2,000",
    )
    assert (result.paper, result.subject, result.metric, result.benchmark) == (
        PAPER,
        small.MINT.entity("dpo"),
        small.MINT.entity("latency"),
        None,
    )


def test_a_figure_that_is_no_number_gives_no_result() -> None:
    """The terms are not even looked at."""
    assert result_of(small.figure("many", subject="dpo")) is None


def test_a_range_has_two_ends() -> None:
    """The upper one apart, so that both can be queried."""
    result = result_of(small.figure("4-15"))

    assert result is not None
    assert (result.value, result.value_max) == ("4", "15")


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "%p"},
        {"kind": ResultKind.IMPROVEMENT},
        {"subject": "ppo"},
        {"benchmark": "tl-dr"},
        {"metric": "dpo"},
        {"baseline": "ppo"},
    ],
)
def test_figures_that_say_different_things_are_different_results(change: dict[str, object]) -> None:
    """Who is measured, on what, by what and against whom all count."""
    first, second = small.figure("61", subject="dpo"), small.figure("61", **{"subject": "dpo", **change})
    results = result_of(first), result_of(second)

    assert results[0] is not None
    assert results[1] is not None
    assert results[0].iri != results[1].iri


def test_the_same_figure_in_another_sentence_is_the_same_result() -> None:
    """Where it stands is evidence, not identity."""
    once, again = small.figure("61"), small.figure("61", evidence=small.quote("다시 61%다.", 900), confidence=0.2)

    assert result_of(once) == result_of(again)
