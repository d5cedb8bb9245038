"""When two spellings count as one name, and two printings as one number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.keys import name_key, value_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tiny Lens", "tinylens"),
        ("Tiny-Lens", "TINY_LENS"),
        ("ＴｉｎｙＬｅｎｓ", "TinyLens"),
        ("“TinyLens”", "TinyLens"),
        ("world model", "World Models"),
        ("확산 모델", "확산모델"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Case, width, spaces, hyphens, quotes and a plural s make no difference."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HumanEval", "HumanEval+"),
        ("Lens-7B", "Lens-70B"),
        ("loss", "los"),  # a double s is no plural
        ("GAN", "GANs's"),
        ("DPS", "DP"),  # three letters are too few to tell a plural
        ("K2s", "K2"),
    ],
)
def test_names_of_two_things_keep_apart(one: str, other: str) -> None:
    """Digits and a trailing plus are part of a name."""
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("41.50", "41.5"),
        ("41.0", "41"),
        ("1,200", "1200"),
        ("12 %", "12"),
        ("4~15", "4-15"),
        ("4 – 15", "4-15"),
        ("−0.3", "-0.3"),
    ],
)
def test_printings_of_one_number_share_a_key(one: str, other: str) -> None:
    """Trailing zeros, grouping, percent signs and sorts of dash make no difference, in ranges either."""
    assert value_key(one) == value_key(other)


@pytest.mark.parametrize(("one", "other"), [("100", "1"), ("4-15", "415"), ("0.5", "5"), ("10.05", "10.5")])
def test_different_numbers_keep_apart(one: str, other: str) -> None:
    """Zeros count where they mean something."""
    assert value_key(one) != value_key(other)


@given(st.text("aZs가7 -_'+", max_size=8))
def test_case_and_separators_never_matter(name: str) -> None:
    """Wherever they stand."""
    assert name_key(name.swapcase()) == name_key(f" {name}-") == name_key(name)
