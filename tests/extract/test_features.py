"""What can be seen of a candidate: its letters, what is known of it, what stands around it."""

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.features import Scene, Surroundings, candidate_features, shape_features, surroundings, told_kind_beside
from kg.extract.naming import surface_key
from kg.model import Kind


def around(sentence: str, name: str) -> Surroundings:
    """Return what stands around the first mention of a name in a sentence of a body."""
    text = f"T\n{sentence}"
    return surroundings(small.scene_of(text), *small.spans_of(text, name)[0])


def seen(text: str, name: str) -> set[str]:
    """Return the features of a candidate of a text."""
    scene: Scene = small.scene_of(text)
    return set(candidate_features(scene, scene.candidates[surface_key(name)]))


@pytest.mark.parametrize(
    ("sentence", "name", "particle", "next_word"),
    [
        ("우리는 DPO를 제안한다.", "DPO", "를", "제안한다"),
        ("우리는 DPO 기법을 제안한다.", "DPO", "", "기법을"),
        ("새로운 'DPO'를 제안한다.", "DPO", "를", "제안한다"),
        ("DPO(Direct Preference Optimization)를 제안한다.", "DPO", "를", "제안한다"),
        ("직접 선호 최적화(DPO)는 빠르다.", "DPO", "는", "빠르다"),
        ("우리는 강화학습을 쓴다.", "강화학습", "을", "쓴다"),
        ("We propose DPO for alignment.", "DPO", "", "for"),
        ("끝은 DPO", "DPO", "", "$"),
    ],
)
def test_the_particle_and_the_word_after_a_mention_are_seen(
    sentence: str, name: str, particle: str, next_word: str
) -> None:
    """Past quotation marks, past a gloss, and past the parenthesis that the mention stands in."""
    found = around(sentence, name)

    assert (found.particle, found.right[0]) == (particle, next_word)


def test_a_gloss_and_the_inside_of_one_are_told_apart() -> None:
    """The first has a parenthesis after it, the second stands in it."""
    sentence = "DPO(Direct Preference Optimization)를 제안한다."
    outer, inner = around(sentence, "DPO"), around(sentence, "Direct Preference Optimization")

    assert (outer.glossed, outer.inside) == (True, False)
    assert (inner.glossed, inner.inside) == (False, True)


def test_the_words_before_a_mention_come_nearest_first() -> None:
    """The beginning of the text is marked."""
    assert around("최신 기법 DPO를 쓴다.", "DPO").left == ("기법", "최신")
    text = "DPO 논문"
    assert surroundings(small.scene_of(text), 0, 3).left == ("^", "^")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("새 모델 Squint를 보인다.", Kind.MODEL),
        ("Squint 데이터셋을 만든다.", Kind.DATASET),
        ("Squint 벤치마크에서 잰다.", Kind.BENCHMARK),
        ("We release the Squint dataset here.", Kind.DATASET),
    ],
)
def test_a_noun_beside_a_name_tells_its_kind(sentence: str, kind: Kind) -> None:
    """Before or after it."""
    text = f"T\n{sentence}"
    (span,) = small.spans_of(text, "Squint")

    assert ("near", kind) in set(told_kind_beside(small.scene_of(text), *span))


def test_a_known_name_listed_with_another_tells_its_kind() -> None:
    """Squint is likely what GPT-4o is."""
    text = "T\n우리는 Squint와 GPT-4o를 비교한다."
    (span,) = small.spans_of(text, "Squint")

    assert ("beside", Kind.MODEL) in set(told_kind_beside(small.scene_of(text), *span))


@pytest.mark.parametrize(
    ("one", "other"),
    [("GPT-4o", "model"), ("DPO", "dpo"), ("강화 학습", "reinforcement learning"), ("HumanEval+", "HumanEval")],
)
def test_surfaces_that_look_different_are_told_apart(one: str, other: str) -> None:
    """By their letters alone."""
    assert set(shape_features(one)) != set(shape_features(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("T\n우리는 Squint를 제안한다.", "T\nSquint에서 평가한다."),
        ("T\n새로운 Squint 벤치마크", "T\n새로운 Squint 모델"),
        ("T\nSquint를 쓴다.", "Squint: T\nSquint를 쓴다."),
        ("T\nSquint를 쓴다.", "T\nSquint(스퀸트)를 쓴다."),
        ("T\nSquint를 쓴다.", "T\nSquint를 쓴다. Squint를 쓴다."),
    ],
)
def test_the_same_name_in_other_surroundings_is_seen_otherwise(one: str, other: str) -> None:
    """What is done with it, what it is called, where it stands and how often all count."""
    assert seen(one, "Squint") != seen(other, "Squint")


def test_what_the_lexicon_knows_is_seen() -> None:
    """A name as plain as another may be known."""
    known = seen("T\nMMLU를 쓴다.", "MMLU") - seen("T\nQQLU를 쓴다.", "QQLU")

    assert any(Kind.BENCHMARK in feature for feature in known)


def test_another_entry_of_the_same_words_gives_the_same_features() -> None:
    """There is nothing hidden that they could depend on."""
    text = "DPO: T\n우리는 DPO(Direct Preference Optimization)를 GPT-4o와 비교한다."

    assert seen(text, "DPO") == seen(text, "DPO")
    assert seen(text, "DPO") != seen(text, "GPT-4o")


@given(st.text(alphabet="DPO GPT-4o를(),'\n.가모델:", max_size=60))
@settings(deadline=None)
def test_features_of_any_candidate_come_each_once(text: str) -> None:
    """Whatever the text; a feature counted twice would weigh twice."""
    scene: Scene = small.scene_of(text)
    for candidate in scene.candidates.values():
        features = candidate_features(scene, candidate)
        assert features
        assert len(features) == len(set(features))
