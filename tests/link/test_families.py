"""Which model belongs to which family."""

from itertools import pairwise

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.link.families import families, shorter_names
from kg.link.linking import link
from kg.model import Kind, Knowledge


def models(*names: str, kind: Kind = Kind.MODEL) -> Knowledge:
    """Return a graph of these models."""
    terms = [small.term(f"e{number}", name, kind=kind) for number, name in enumerate(names, 1)]
    knowledge: Knowledge = link([small.says(small.entry(), *terms)], small.LEXICON)
    return knowledge


def named_families(knowledge: Knowledge) -> list[tuple[str, str]]:
    """Return the (model, family) pairs by label."""
    label = {entity.iri: entity.label[0] for entity in knowledge.entities}
    return [(label[model], label[family]) for model, family in families(knowledge, small.LEXICON)]


def test_a_model_belongs_to_every_shorter_name_of_its_own() -> None:
    """As far as the graph holds them: the gap at Qwen2.5-VL-7B breaks nothing."""
    found = named_families(models("Qwen2.5-VL-7B-Instruct", "Qwen2.5-VL", "Qwen"))

    assert found == [
        ("Qwen2.5-VL", "Qwen"),
        ("Qwen2.5-VL-7B-Instruct", "Qwen"),
        ("Qwen2.5-VL-7B-Instruct", "Qwen2.5-VL"),
    ]


def test_the_lexicon_knows_families_that_names_do_not_tell() -> None:
    """And a variant of such a model belongs to the family of its family."""
    assert named_families(models("Vicuna-13B", "Vicuna", "LLaMA")) == [
        ("Vicuna", "LLaMA"),
        ("Vicuna-13B", "LLaMA"),
        ("Vicuna-13B", "Vicuna"),
    ]


def test_a_family_that_the_graph_does_not_hold_is_not_invented() -> None:
    """Both ends stand in some digest."""
    assert named_families(models("Vicuna", "GPT-4o")) == []


def test_spelling_does_not_part_a_family() -> None:
    """Names are compared folded."""
    assert named_families(models("Llama 3-8B", "llama-3")) == [("Llama 3-8B", "llama-3")]


def test_only_models_have_families() -> None:
    """GRPO-2 is no model of the family GRPO because it says so."""
    assert named_families(models("GRPO-2", "GRPO", kind=Kind.METHOD)) == []


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("Llama-3.1-8B-Instruct", ["Llama-3.1-8B", "Llama-3.1", "Llama"]),
        ("Claude 3.5 Sonnet", ["Claude 3.5", "Claude"]),
        ("ControlNet++", ["ControlNet"]),
        ("DiT-XL/2", ["DiT-XL", "DiT"]),
        ("o1", []),
        ("Mistral", []),
        ("", []),
    ],
)
def test_names_are_shortened_step_by_step(name: str, shorter: list[str]) -> None:
    """Sizes, suffixes and versions come off; what is left is never a bare letter."""
    assert list(shorter_names(name)) == shorter


@given(st.text(alphabet="Aab12.+-_/: 가", max_size=40))
def test_shortening_ends(name: str) -> None:
    """Each name is a beginning of the one before it, and shorter."""
    names = [name.strip(), *shorter_names(name)]

    for longer, shorter in pairwise(names):
        assert longer.startswith(shorter)
        assert 0 < len(shorter) < len(longer)


def test_a_name_of_great_length_takes_no_great_time() -> None:
    """Only its beginning is looked at."""
    assert all(len(name) <= 200 for name in shorter_names("A-" * 50_000))
