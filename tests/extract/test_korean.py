"""Korean grammar tells where a name ends."""

import pytest

from kg.extract.korean import breaks_phrase, is_particle, strip_particle


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("강화학습을", "강화학습"),
        ("벤치마크에서는", "벤치마크"),
        ("정확도로", "정확도"),
        ("모델과", "모델"),
        ("데이터셋의", "데이터셋"),
        ("평가", "평가"),
        ("이미지", "이미지"),
        ("정확도", "정확도"),
        ("전문가", "전문가"),
    ],
)
def test_a_particle_is_cut_and_a_noun_is_not(word: str, noun: str) -> None:
    """Nouns that end in a syllable that could be a particle stay whole."""
    assert strip_particle(word)[0] == noun


@pytest.mark.parametrize("word", ["복잡한", "제안하는", "효과적인", "개선된", "통해", "또한", "이러한"])
def test_modifiers_and_verbs_end_a_nominal_phrase(word: str) -> None:
    """They never belong to a name."""
    assert breaks_phrase(word)


@pytest.mark.parametrize("word", ["분할", "수학적", "디자인", "역할", "메모리"])
def test_nouns_do_not_end_a_nominal_phrase(word: str) -> None:
    """Even those that end like a modifier."""
    assert not breaks_phrase(word)


def test_what_follows_a_latin_name_is_a_particle_or_part_of_the_phrase() -> None:
    """`GPT-4에서` has a particle, `LLM기반` has none."""
    assert is_particle("에서")
    assert not is_particle("기반")
