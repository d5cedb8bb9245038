"""A gloss joins the Korean wording, the English one and the abbreviation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.glosses import find_glosses, initials_fit


def parts(text: str) -> list[list[str]]:
    """Return the surfaces of every gloss of a text."""
    return [[text[a:b] for a, b in gloss.spans] for gloss in find_glosses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("우리는 강화 학습(Reinforcement Learning; RL)을 쓴다", ["강화 학습", "Reinforcement Learning", "RL"]),
        ("여기서 지식 증류(knowledge distillation)는", ["지식 증류", "knowledge distillation"]),
        ("We train with Direct Preference Optimization (DPO) here", ["Direct Preference Optimization", "DPO"]),
        ("학습에는 GRPO(Group Relative Policy Optimization)를", ["GRPO", "Group Relative Policy Optimization"]),
        ("새로운 '기억 압축'(Memory Folding)을", ["기억 압축", "Memory Folding"]),
        ("효율적인 확산 모델(Diffusion Model)은", ["확산 모델", "Diffusion Model"]),
    ],
)
def test_a_gloss_names_one_thing_in_several_ways(text: str, expected: list[str]) -> None:
    """The modifier before the Korean wording does not belong to it."""
    assert parts(text) == [expected]


@pytest.mark.parametrize("text", ["여러 모델(예: GPT-4o, Claude)", "성공률(87.5%)", "표 3(약 20배)", "f(x) = y"])
def test_examples_and_numbers_are_no_glosses(text: str) -> None:
    """A parenthesis that lists or counts joins nothing."""
    assert parts(text) == []


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("SFT", "supervised fine-tuning", True),
        ("MCTS", "Monte Carlo Tree Search", True),
        ("3DGS", "3D Gaussian Splatting", True),
        ("MLLMs", "multimodal large language models", True),
        ("SVD", "Stable Video Diffusion", True),
        ("RL", "Large Model", False),
        ("CLIP", "Vision Transformer", False),
    ],
)
def test_an_abbreviation_is_checked_against_its_long_form(short: str, long: str, *, fits: bool) -> None:
    """Its letters must occur in order, beginning with the first word."""
    assert initials_fit(short, long) is fits


@given(st.text(alphabet="가나은는을 ABCxyz()[];,/'\"-1234\n", max_size=120))
def test_the_spans_of_glosses_lie_in_the_text_and_are_not_empty(text: str) -> None:
    """Whatever the text, every span is a stretch of one line without parentheses."""
    for gloss in find_glosses(text):
        for start, end in gloss.spans:
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
