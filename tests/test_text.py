"""Clean text says what the raw text says and knows where it stands; keys and languages follow from it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import clean, fold, language

UNSEEN = "\x00\x08\x0c\x1b\x7f\x85\xad\u061c\u200b\u200d\u200e\u202e\u2062\u2066\ufeff\uffff\U000e0041"
MARKED = st.text(
    st.sampled_from("aeu가각ㄱ\u1100\u1161\u11a8\u0301\u0323\u0338 \t\xa0\u200b\x08" + UNSEEN), max_size=40
)


@given(st.text(max_size=60) | MARKED)
def test_clean_text_is_composed_and_carries_no_unseen_character(raw: str) -> None:
    """What comes out is NFC, and every output format can carry it."""
    text = clean(raw).text

    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set(UNSEEN)
    assert not [char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]


@given(st.text(max_size=60) | MARKED, st.integers(0, 1000))
def test_every_clean_character_knows_where_it_stands(raw: str, offset: int) -> None:
    """Spans follow each other through the raw text, and what they cover cleans to the same characters."""
    text, starts, ends = clean(raw, offset)

    if not starts:
        assert text == (raw if text else "")
        return
    assert len(starts) == len(ends) == len(text)
    assert list(starts) == sorted(starts)
    assert list(ends) == sorted(ends)
    assert all(offset <= start < end <= offset + len(raw) for start, end in zip(starts, ends, strict=True))
    assert clean(raw[starts[0] - offset : ends[-1] - offset]).text.endswith(text[1:])


@given(st.text(max_size=60) | MARKED)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    """Clean text is clean."""
    once = clean(raw).text

    assert clean(once) == (once, (), ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("π₀ and ℬ⁴ and ﬁ", "π₀ and ℬ⁴ and ﬁ"),
        ("e\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("a\u200bb\u2062c", "abc"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("the package \x08enchbench", "the package benchbench"),
        ("the \x0cramework", "the framework"),
        ("a\x08c", "ac"),
        ("page\x0c### [", "page### ["),
        ("\u202eevil\u202c", "evil"),
    ],
)
def test_characters_nobody_sees_go_and_letters_that_escapes_ate_come_back(raw: str, text: str) -> None:
    """Compatibility forms stay: NFKC would take π₀ for π0."""
    assert clean(raw).text == text


def test_a_heap_of_marks_on_one_letter_takes_no_time() -> None:
    """Sorting marks is quadratic in the standard library, so what no language writes is dropped."""
    started = time.process_time()
    text = clean("a" + "\u0301\u0323" * 50_000).text

    assert time.process_time() - started < 2
    assert len(text) < 40


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Qwen 2.5-VL", "qwen2.5VL", True),
        ("What’s New", "Whats new", True),
        ("3D\u2011Gaussian", "3D Gaussian", True),
        ("HumanEval+", "HumanEval", False),
        ("GPT-4", "GPT-4o", False),
        ("C++", "C", False),
    ],
)
def test_two_spellings_of_a_name_share_a_key(first: str, second: str, same: bool) -> None:  # noqa: FBT001 - a table
    """Case, spaces and hyphens do not tell names apart; digits and a trailing plus do."""
    assert (fold(first) == fold(second)) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DPO를 사용한다", "ko"),
        ("We train with DPO.", "en"),
        ("", "en"),
        ("GPT-4o, Claude 3.5 Sonnet과 같은 모델", "ko"),
    ],
)
def test_a_text_is_korean_even_if_its_terms_are_english(text: str, expected: str) -> None:
    """Particles and verbs tell."""
    assert language(text) == expected
