"""What a paper does with a term can be told from where it stands and what is said there."""

import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.extract.linear import fit
from kg.extract.roles import ROLES, role_features
from kg.model import Kind, Role

SAID = (
    ("T\n우리는 새로운 모델 {}를 제안한다.", Kind.MODEL, Role.INTRODUCES),
    ("T\n본 논문은 {}를 소개한다.", Kind.MODEL, Role.INTRODUCES),
    ("T\n결과는 {}보다 높다.", Kind.MODEL, Role.COMPARES_WITH),
    ("T\n이는 {}보다 빠르다.", Kind.MODEL, Role.COMPARES_WITH),
    ("T\n우리는 {}에서 평가한다.", Kind.BENCHMARK, Role.EVALUATES_ON),
    ("T\n성능은 {}에서 평가된다.", Kind.BENCHMARK, Role.EVALUATES_ON),
)
NAMES = ("LLaVA", "BLIP-2", "Flamingo")


def features(said: str, name: str, kind: Kind) -> list[str]:
    """Return the features of a name set into a sentence."""
    text = said.format(name)
    return role_features(small.scene_of(text), small.roled(text, name, kind).draft)


def test_the_role_of_a_name_never_seen_is_learned_from_the_words_around_it() -> None:
    """Three names teach what a fourth one does."""
    examples = [features(said, name, kind) for said, kind, _ in SAID for name in NAMES]
    model = fit(examples, [role for *_, role in SAID for _ in NAMES], ROLES)
    asked = [features(said, "Squint-9", kind) for said, kind, _ in SAID]

    assert [model.classes[i] for i in model.probabilities(asked).argmax(axis=1)] == [role for *_, role in SAID]


def test_the_same_sentence_says_other_things_of_another_kind() -> None:
    """One evaluates a model, and evaluates on a benchmark."""
    model, benchmark = (set(features("T\n{}를 평가한다.", "Squint", kind)) for kind in (Kind.MODEL, Kind.BENCHMARK))

    assert model != benchmark


def test_features_come_each_once() -> None:
    """Though a name is mentioned again and again."""
    found = features("{0}: T\n" + "{0}를 제안한다. " * 9, "LLaVA", Kind.MODEL)

    assert len(found) == len(set(found))


def test_a_term_that_stands_in_the_title_alone_has_a_role_too() -> None:
    """The title is then all that can be looked at."""
    assert features("{}: Visual Instruction Tuning", "LLaVA", Kind.MODEL)


def test_every_role_can_be_decided() -> None:
    """The classes of the model are the properties of the ontology."""
    assert set(ROLES) == set(Role)
