"""Nouns beside a name tell what kind of thing it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.kindwords import kind_of_word, kind_words
from kg.model import Kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("벤치마크", Kind.BENCHMARK),
        ("벤치마크에서는", Kind.BENCHMARK),
        ("데이터셋으로", Kind.DATASET),
        ("모델은", Kind.MODEL),
        ("프레임워크인", Kind.METHOD),
        ("과제를", Kind.TASK),
        ("지표로", Kind.METRIC),
        ("benchmark", Kind.BENCHMARK),
        ("Datasets", Kind.DATASET),
        ("ALGORITHM", Kind.METHOD),
    ],
)
def test_a_noun_tells_a_kind_whatever_is_glued_to_it(word: str, kind: Kind) -> None:
    """In Korean with a particle, in English in any case and number."""
    assert kind_of_word(word) is kind


@pytest.mark.parametrize("word", ["", "저자", "논문을", "GPT-4o", "remodel", "taskmaster", "$"])
def test_other_words_tell_none(word: str) -> None:
    """A word that only holds such a noun is another word."""
    assert kind_of_word(word) is None


def test_the_nouns_of_a_stretch_come_in_reading_order() -> None:
    """With their places; what stands outside the stretch does not count."""
    text = "모델. MMLU 벤치마크와 ImageNet dataset 위에서 평가한다. Task"
    start, end = text.index("MMLU"), text.index("평가")

    assert [(text[at : at + 3], kind) for at, kind in kind_words(text, start, end)] == [
        ("벤치마", Kind.BENCHMARK),
        ("dat", Kind.DATASET),
    ]


def test_an_english_noun_counts_only_as_a_whole_word() -> None:
    """Remodelling is no model."""
    assert list(kind_words("remodelling multitasking", 0, 24)) == []


@given(st.text(alphabet="모델작업벤치마크 taskmodel", max_size=60))
def test_places_lie_in_the_stretch_and_ascend(text: str) -> None:
    """Whatever the text."""
    places = [at for at, _ in kind_words(text, 0, len(text))]

    assert places == sorted(set(places))
    assert all(0 <= at < len(text) for at in places)
