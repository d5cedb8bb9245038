"""Which terms are one entity."""

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.link.identity import lexicon_cluster
from kg.link.things import identify_entities
from kg.model import Term

DPO = lexicon_cluster("direct-preference-optimization")


def clusters(*terms: Term) -> list[str]:
    """Return the cluster key of each term of one entry, in their order."""
    numbered = [small.term(f"e{number}", each.name, lexicon_key=each.lexicon_key) for number, each in enumerate(terms)]
    found = identify_entities([small.says(small.entry(), *numbered)], small.LEXICON).clusters
    return [found["2305.18290", "2023-05-30", each.id] for each in numbered]


def named(*names: str) -> list[str]:
    """Return the cluster key of a term of each name."""
    return clusters(*(small.term("", name) for name in names))


def test_spellings_of_one_name_are_one_entity() -> None:
    """Case, spaces and hyphens do not tell things apart."""
    assert len(set(named("Qwen 2.5-VL", "qwen2.5VL", "Qwen-2.5-VL"))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("HumanEval", "HumanEval+"), ("Llama-2", "Llama-3"), ("확산 모델", "보상 모델"), ("+", "++")]
)
def test_a_digit_or_a_plus_tells_things_apart(one: str, other: str) -> None:
    """They name other versions."""
    first, second = named(one, other)

    assert first != second


def test_the_aliases_of_a_lexicon_record_are_one_entity() -> None:
    """In English and Korean."""
    assert set(named("DPO", "Direct Preference Optimization", "직접 선호 최적화")) == {DPO}


def test_a_term_that_was_recognised_keeps_its_record() -> None:
    """Even where the name alone would not say so: a text may mean the record by a wording of its own."""
    assert clusters(small.term("", "우리 선호 손실", lexicon_key="direct-preference-optimization")) == [DPO]


def test_an_umbrella_term_is_no_record_to_link_to() -> None:
    """What a paper names so is its own thing."""
    assert named("LLM") != [lexicon_cluster("umbrella-llm")]


def test_a_name_cannot_pass_for_a_lexicon_key() -> None:
    """A digest that writes our key does not thereby reach the record."""
    assert named(DPO) != [DPO]


def test_every_term_is_judged() -> None:
    """By paper, date and id."""
    said = [small.says(small.entry(date=date), small.term("e1", "DPO")) for date in ("2023-05-30", "2023-06-01")]

    assert set(identify_entities(said, small.LEXICON).clusters) == {
        ("2305.18290", "2023-05-30", "e1"),
        ("2305.18290", "2023-06-01", "e1"),
    }
