"""Which Korean words stand for which English ones."""

import pytest

from kg.errors import ExtractError
from kg.extract.translation import Translations, glossed_words, learn, sound_alike, words_of

GLOSSES = (
    ("보상 모델", "reward model"),
    ("보상 예측", "reward prediction"),
    ("미래 예측", "future prediction"),
    ("언어 모델", "language model"),
)


def learned() -> Translations:
    """Return what a few glosses teach."""
    return learn(pair for gloss in GLOSSES for pair in glossed_words(gloss))


def test_words_that_glosses_pair_again_and_again_translate_each_other() -> None:
    """However the words beside them change."""
    assert learned().paired("보상", "reward")
    assert learned().paired("예측", "prediction")
    assert not learned().paired("보상", "prediction")


def test_a_phrase_is_covered_where_each_word_has_its_counterpart() -> None:
    """In both directions."""
    assert learned().coverage(words_of("보상 예측"), words_of("Reward Prediction")) == (1.0, 1.0)
    assert learned().coverage(words_of("보상 예측"), words_of("Proximal Reward Prediction"))[1] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("korean", "english"),
    [("프로토타입", "prototype"), ("시네마틱", "cinematic"), ("임베딩", "embedding"), ("어텐션", "attention")],
)
def test_a_word_taken_over_is_recognised_by_its_sound(korean: str, english: str) -> None:
    """By the consonants that a Korean ear hears."""
    assert sound_alike(korean, english)


@pytest.mark.parametrize(
    ("korean", "english"), [("학습", "learning"), ("모델", "token"), ("비디오", "audio"), ("a", "a")]
)
def test_words_that_sound_otherwise_are_none(korean: str, english: str) -> None:
    """One consonant in common is not enough."""
    assert not sound_alike(korean, english)


def test_the_table_comes_back_as_it_was_written() -> None:
    """In hundredths."""
    table = learned()

    assert Translations.loads(table.dumps(), "words.tsv") == table


@pytest.mark.parametrize("text", ["", "korean\tenglish\tpercent\na\tb\n", "other\n"])
def test_another_text_is_refused(text: str) -> None:
    """With the file and what to do."""
    with pytest.raises(ExtractError, match=r"words\.tsv: .*retrain"):
        Translations.loads(text, "words.tsv")
