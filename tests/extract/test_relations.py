"""Which terms of a paper can be related, and how a pair is judged."""

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.linear import fit
from kg.extract.relations import (
    NONE,
    RELATION_CLASSES,
    RoledDraft,
    candidate_pairs,
    main_term,
    name_relation,
    pair_features,
    resolve,
)
from kg.model import Kind, RelationKind, Role

TEXT = (
    "QLoRA: Efficient Finetuning\nQLoRA는 LoRA를 바탕으로 한다. NF4는 QLoRA의 일부다. QLoRA를 MMLU에서 정확도로 잰다."
)


def term(name: str, kind: Kind = Kind.METHOD, role: Role = Role.USES, *, titled: bool = False) -> RoledDraft:
    """Return a name of the text as a term."""
    roled: RoledDraft = small.roled(TEXT, name, kind, role, titled=titled)
    return roled


QLORA, LORA, NF4 = term("QLoRA", role=Role.INTRODUCES, titled=True), term("LoRA"), term("NF4", role=Role.INTRODUCES)


def names(pairs: object) -> set[tuple[str, str]]:
    """Return the names of pairs of terms."""
    return {(head.name, tail.name) for head, tail in pairs}  # type: ignore[attr-defined]


def test_a_paper_is_about_the_introduced_term_of_its_title() -> None:
    """Not about what it introduces in passing."""
    assert main_term([LORA, NF4, QLORA]) is QLORA


def test_without_a_title_name_the_term_named_most_is_meant() -> None:
    """Then the one named first."""
    often = term("QLoRA", role=Role.INTRODUCES)

    assert main_term([NF4, often]) is often


def test_a_paper_that_introduces_nothing_is_about_none_of_its_terms() -> None:
    """Nor about a task or a metric, which cannot be built from parts."""
    assert main_term([LORA, term("정확도", Kind.METRIC, Role.INTRODUCES)]) is None
    assert main_term([]) is None


def test_pairs_are_ordered_and_of_two() -> None:
    """Each of two terms can be the head."""
    assert names(candidate_pairs([QLORA, LORA])) == {("QLoRA", "LoRA"), ("LoRA", "QLoRA")}


def test_metrics_are_related_to_nothing_and_tasks_are_no_tail() -> None:
    """No relation of the ontology leads there."""
    task, metric = term("Finetuning", Kind.TASK), term("정확도", Kind.METRIC)

    assert names(candidate_pairs([QLORA, task, metric])) == {("Finetuning", "QLoRA")}


@pytest.mark.parametrize(
    ("head", "tail", "told"),
    [
        ("Qwen2.5-VL-72B", "Qwen2.5-VL", "extends"),
        ("Qwen2.5-VL", "Qwen2.5-VL-72B", "extended-by"),
        ("QLoRA", "LoRA", "ends-with"),
        ("LoRA", "QLoRA", "ended-by"),
        ("LoRA", "Lo-RA", "same"),
        ("DPO", "PPO", "none"),
        ("ResNet", "et", "none"),
    ],
)
def test_names_tell_how_things_relate(head: str, tail: str, told: str) -> None:
    """By their beginnings and ends; two letters end too many names."""
    assert name_relation(head, tail) == told


def test_the_two_directions_of_a_pair_look_different() -> None:
    """Else a variant and its base could not be told apart."""
    scene = small.scene_of(TEXT)

    assert set(pair_features(scene, QLORA, LORA, QLORA)) != set(pair_features(scene, LORA, QLORA, QLORA))


def test_features_come_each_once() -> None:
    """A feature counted twice would weigh twice."""
    found = pair_features(small.scene_of(TEXT), QLORA, NF4, QLORA)

    assert len(found) == len(set(found))


SAID = (
    ("T\n{0}는 {1}를 기반으로 한다.", RelationKind.BASED_ON),
    ("T\n{0}는 {1}보다 우수하다.", RelationKind.OUTPERFORMS),
    ("T\n{0}와 {1}를 함께 쓴다.", NONE),
)
PAIRS = (("Squint", "LLaVA"), ("Flamingo", "BLIP"), ("Kosmos", "CoCa"))


def examples(head: str, tail: str) -> list[list[str]]:
    """Return the features of a pair set into each of the sentences."""
    texts = [said.format(head, tail) for said, _ in SAID]
    return [
        pair_features(small.scene_of(text), small.roled(text, head), small.roled(text, tail), None) for text in texts
    ]


def test_the_relation_of_names_never_seen_is_learned_from_the_sentence() -> None:
    """Three pairs teach what a fourth one is."""
    taught = [example for pair in PAIRS for example in examples(*pair)]
    model = fit(taught, [label for _ in PAIRS for _, label in SAID], RELATION_CLASSES)
    asked = model.probabilities(examples("Emu", "DINO"))

    assert [model.classes[i] for i in asked.argmax(axis=1)] == [label for _, label in SAID]


SCORED = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(RelationKind), st.integers(0, 3), st.integers(0, 3)).filter(
        lambda scored: scored[2] != scored[3]
    ),
    max_size=12,
)


@given(SCORED)
def test_two_terms_have_one_relation_the_surest(scored: list[tuple[float, RelationKind, int, int]]) -> None:
    """In one direction; what is kept comes in the order of the terms."""
    kept = resolve(scored)
    best = {
        frozenset(pair): max(s for s, _, *p in scored if set(p) == set(pair))
        for *_, a, b in scored
        for pair in [(a, b)]
    }

    assert {frozenset((head, tail)): confidence for confidence, _, head, tail in kept} == best
    assert len(kept) == len(best)
    assert [each[2:] for each in kept] == sorted(each[2:] for each in kept)
