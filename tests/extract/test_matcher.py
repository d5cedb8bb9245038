"""Many names are found at once: the longest, with exact boundaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.lexicon.matcher import Matcher

MATCHER = Matcher(
    {
        "CLIP": True,
        "Qwen2.5": False,
        "Qwen2.5-VL": False,
        "Diffusion Model": False,
        "self-attention": False,
        "HumanEval": False,
        "HumanEval+": False,
        "강화 학습": False,
        "추론": False,
        "Game of 24": False,
    }
)


def found(text: str, matcher: Matcher = MATCHER) -> list[str]:
    """Return the stretches of a text that are found."""
    return [text[each.start : each.end] for each in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Qwen2.5-VL은 Qwen2.5에서", ["Qwen2.5-VL", "Qwen2.5"]),
        ("HumanEval+와 HumanEval", ["HumanEval+", "HumanEval"]),
        ("qwen 2.5", []),
        ("Self Attention, self-attention", ["Self Attention", "self-attention"]),
        ("diffusion-model과 DIFFUSION MODEL", ["diffusion-model", "DIFFUSION MODEL"]),
        ("Diffusion Models", ["Diffusion Model"]),
        ("Game of 24를", ["Game of 24"]),
        ("(CLIP)", ["CLIP"]),
    ],
)
def test_the_longest_name_wins(text: str, names: list[str]) -> None:
    """In any case, with spaces or hyphens between its words."""
    assert found(text) == names


@pytest.mark.parametrize("text", ["clip", "Clip the video", "클립"])
def test_a_name_that_is_a_word_needs_its_case(text: str) -> None:
    """CLIP is a model, a clip is none."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["CLIPScore", "OpenCLIP", "CLIP-Score", "EVA-CLIP", "CLIP2", "Qwen2.51", "HumanEval-X"]
)
def test_a_name_inside_a_longer_one_is_not_found(text: str) -> None:
    """It names something else there."""
    assert found(text) == []


@pytest.mark.parametrize("particle", ["을", "은", "에서", "으로", "의", "과", "이"])
def test_a_korean_particle_may_follow(particle: str) -> None:
    """Glued to a Korean or a Latin name."""
    assert found(f"강화 학습{particle} 쓴다") == ["강화 학습"]
    assert found(f"CLIP{particle} 쓴다") == ["CLIP"]


def test_a_name_at_the_head_of_a_longer_korean_word_is_not_found() -> None:
    """추론기 is no 추론."""
    assert found("추론기 하나, 추론법 둘") == []


def test_a_match_tells_which_surface_it_spells() -> None:
    """As the lexicon writes it."""
    assert [each.surface for each in MATCHER.find("diffusion-models")] == ["Diffusion Model"]


def test_a_letter_that_grows_when_lowered_moves_nothing() -> None:
    """İ has two code points in lower case."""
    text = "İİ Diffusion Model"

    assert found(text) == ["Diffusion Model"]


def test_a_matcher_without_names_finds_nothing() -> None:
    """An empty lexicon is allowed."""
    assert found("CLIP", Matcher({})) == []


@given(st.lists(st.sampled_from(["CLIP", "Qwen2.5-VL", "HumanEval", "강화 학습", "추론"]), min_size=1, max_size=6))
def test_names_in_a_list_are_all_found(names: list[str]) -> None:
    """However many."""
    assert found(", ".join(names)) == names


@given(st.text(alphabet="CLIPclip강화 학습추론을+-2.5Qwen(),\nİ", max_size=80))
def test_matches_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    """And spell the surface they claim, spaces and hyphens aside."""
    reach = 0
    for each in MATCHER.find(text):
        assert reach <= each.start < each.end <= len(text)
        plain = (
            part.replace("-", "").replace(" ", "").casefold() for part in (text[each.start : each.end], each.surface)
        )
        assert len(set(plain)) == 1
        reach = each.end
