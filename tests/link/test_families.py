"""Which model belongs to which family."""

from itertools import pairwise

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.link.families import families, family_names, shorter_names
from kg.link.linking import link
from kg.model import Kind, Knowledge, Passage, Role, Section


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
        ("DINOv2 ViT-L/14", ["DINOv2 ViT-L", "DINOv2 ViT", "DINOv2", "DINO"]),
        ("Mixtral-8x7B-Instruct", ["Mixtral-8x7B", "Mixtral"]),
        ("Gemini 1.5 Pro", ["Gemini 1.5", "Gemini"]),
        ("Phi-3.5-vision", ["Phi-3.5", "Phi"]),
        ("Qwen2.5VL", ["Qwen2.5", "Qwen"]),
        ("o1-preview", ["o1"]),
        ("SDXL", []),
        ("LLaVA", []),
        ("o1", []),
        ("Mistral", []),
        ("", []),
    ],
)
def test_names_are_shortened_step_by_step(name: str, shorter: list[str]) -> None:
    """Sizes, suffixes and versions come off; what is left is never a bare letter."""
    assert list(shorter_names(name)) == shorter


def test_a_distilled_model_belongs_to_both_of_its_parents() -> None:
    """Who asks for any Qwen wants the ones that DeepSeek-R1 taught, too."""
    names = models("DeepSeek-R1-Distill-Qwen-7B", "DeepSeek-R1", "Qwen")

    assert named_families(names) == [
        ("DeepSeek-R1-Distill-Qwen-7B", "DeepSeek-R1"),
        ("DeepSeek-R1-Distill-Qwen-7B", "Qwen"),
    ]


def test_a_vendor_before_a_name_does_not_hide_its_family() -> None:
    """The families of what follows count."""
    assert "Llama-3" in family_names("Meta-Llama-3-8B")
    assert "o1" in family_names("OpenAI o1-preview")


def test_a_family_is_never_named_after_its_namesake_of_later() -> None:
    """Of two models of one name, the older is the family, if it is older than the member."""
    introduces = (small.stated(Role.INTRODUCES, 0.95),)
    said = [
        small.says(
            small.entry(
                arxiv_id=f"2406.0000{number}", date=f"2024-06-0{number}", title=Passage(title, 0, Section.TITLE)
            ),
            small.term("e1", name, kind=Kind.MODEL, roles=introduces),
        )
        for number, title, name in (
            (1, "Zebra: Routing", "Zebra"),
            (2, "Zebra: Equations", "Zebra"),
            (3, "Zebra-7B: Larger", "Zebra-7B"),
        )
    ]
    knowledge = link(said, small.LEXICON)

    ((_, family),) = families(knowledge, small.LEXICON)
    assert family == knowledge.terms["2406.00001", "2024-06-01", "e1"]


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
