"""How names are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.spelling import (
    alike,
    content_words,
    is_acronym,
    is_distinctive,
    is_long,
    is_proper,
    nearly_alike,
    spelled_out,
    spelling,
    strict_initials,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diffusion Models", "diffusion-model"),
        ("GANs", "GAN"),
        ("Hypernetworks", "HyperNetwork"),
        ("언어 모델들", "언어모델"),
        ("AlpacaEval 2.0", "AlpacaEval-2"),
        ("LLaVA-v1.5", "LLaVA 1.5"),
        ("MATH-500", "MATH500"),
    ],
)
def test_spellings_and_inflections_share_a_key(one: str, other: str) -> None:
    """In both languages."""
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Titans", "Titan"),
        ("MBPP+", "MBPP"),
        ("Llama-3.1", "Llama-3"),
        ("DINOv2", "DINO"),
        ("GPT-4V", "GPT-4"),
        ("Qwen2.5-7B", "Qwen2.5-72B"),
        ("TTS", "TT"),
        ("Gemini 1.5", "Gemini 15"),
    ],
)
def test_versions_sizes_and_short_names_keep_theirs(one: str, other: str) -> None:
    """An s may belong to a name."""
    assert spelling(one) != spelling(other)


@given(st.text(min_size=1, max_size=30).map(str.strip).filter(bool))
def test_every_name_has_a_key_of_no_spaces(name: str) -> None:
    """So that a space can set a cluster apart from all keys; what is nothing but separators keeps itself."""
    key = spelling(name)

    assert key
    assert " " not in key or not key.strip(" -_'\"`*")


@pytest.mark.parametrize("name", ["SVD", "ToT", "MoA", "LLMs", "RL"])
def test_an_acronym_is_mostly_capitals(name: str) -> None:
    """And of six letters at most."""
    assert is_acronym(name)
    assert not is_long(name)


@pytest.mark.parametrize("name", ["Genie", "svd", "GPT-4", "SVD 기법", "A very long name", ""])
def test_a_word_is_no_acronym(name: str) -> None:
    """Nor is a name with a number."""
    assert not is_acronym(name)


def test_proper_names_are_single_words_with_a_capital() -> None:
    """Distinctive ones are put together or numbered."""
    assert [name for name in ("Apollo", "VideoAgent", "apollo", "Reward Model", "아폴로") if is_proper(name)] == [
        "Apollo",
        "VideoAgent",
    ]
    assert [name for name in ("Apollo", "MARS", "VideoAgent", "Llama3", "MBPP+") if is_distinctive(name)] == [
        "VideoAgent",
        "Llama3",
        "MBPP+",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rotary Position Embedding", "rotary positional encodings"),
        ("Sparse Auto-Encoders", "Spare Autoencoder"),
        ("process reward model", "Process Reward Modeling"),
        ("Reinforced Fine-Tuning", "reinforcement finetuning"),
    ],
)
def test_long_forms_are_alike_but_for_inflection_and_slips(one: str, other: str) -> None:
    """And for a generic word at the end."""
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mixture of Agents", "Mixture of Attention"),
        ("thought preference optimization", "task preference optimization"),
        ("layer control module", "latent consistency model"),
        ("general reward model", "generative reward model"),
        ("mean absolute error", "masked autoencoder"),
    ],
)
def test_long_forms_of_one_acronym_are_not_alike_for_that(one: str, other: str) -> None:
    """Each content word counts."""
    assert not alike(one, other)
    assert not alike(one, other, loosely=True)


def test_one_long_form_may_say_more_where_that_is_allowed() -> None:
    """Only then."""
    assert alike("Zero-Shot Text-to-Speech", "text to speech", loosely=True)
    assert not alike("Zero-Shot Text-to-Speech", "text to speech")


def test_a_slip_of_one_word_is_nearly_alike() -> None:
    """Not of the first, which carries the name."""
    assert nearly_alike("group relative policy optimization", "group relative preference optimization")
    assert not nearly_alike("thought preference optimization", "task preference optimization")


def test_generic_words_at_the_end_carry_no_sense() -> None:
    """Unless little else is there."""
    assert content_words("The Latent Diffusion Models") == ("latent", "diffusion")
    assert content_words("reward model") == ("reward", "model")


def test_a_title_spells_an_acronym_out() -> None:
    """With words in a row, on one side of the colon."""
    assert spelled_out("TPO", "Temporal Preference Optimization for Long Videos") == "Temporal Preference Optimization"
    assert not spelled_out("TPO", "Towards Better: Policy Optimization")
    assert not spelled_out("X", "Xylophones")
    assert strict_initials("3DGS", "3D Gaussian Splatting")
    assert strict_initials("ToT", "Test of Time")
