"""Surfaces that name one thing in an entry are one candidate, or partners."""

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.naming import Candidate, best_spelling, surface_key


def candidates_of(text: str) -> dict[str, Candidate]:
    """Return the candidates of a text."""
    found: dict[str, Candidate] = small.scratch_of(text).candidates
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [("Diffusion Models", "diffusion-model"), ("GPT 4o", "gpt-4o"), ("VLMs", "VLM"), ("강화 학습", "강화학습")],
)
def test_spellings_and_plurals_share_a_key(one: str, other: str) -> None:
    """Within one entry they are hardly ever two things."""
    assert surface_key(one) == surface_key(other)


@pytest.mark.parametrize(("one", "other"), [("loss", "los"), ("HumanEval+", "HumanEval"), ("o1s", "o1"), ("GAS", "GA")])
def test_an_s_that_is_no_plural_and_a_plus_count(one: str, other: str) -> None:
    """Short names and a double s keep theirs."""
    assert surface_key(one) != surface_key(other)


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_case_never_tells_two_surfaces_of_an_entry_apart(surface: str) -> None:
    """A plural S in capitals is one as well."""
    assert surface_key(surface.upper()) == surface_key(surface.lower())


def test_every_spelling_of_a_name_is_one_candidate() -> None:
    """With all the places where it stands, in reading order."""
    text = "T\nSelf-RAG를 제안한다. 우리는 Self RAG를 쓴다. Self-RAG는 빠르다."
    candidate = candidates_of(text)[surface_key("Self-RAG")]

    assert candidate.surface == "Self-RAG"
    assert [text[a:b] for a, b in candidate.spans] == ["Self-RAG", "Self RAG", "Self-RAG"]


def test_a_gloss_makes_partners() -> None:
    """The Korean wording, the English one and the abbreviation know each other."""
    found = candidates_of("T\n우리는 직접 선호 최적화(Direct Preference Optimization; DPO)를 쓴다.")
    keys = {surface_key(each) for each in ("직접 선호 최적화", "Direct Preference Optimization", "DPO")}

    for key in keys:
        assert set(found[key].partners) == keys - {key}
    assert found["dpo"].is_abbreviation
    assert not found[surface_key("직접 선호 최적화")].is_abbreviation


def test_a_known_name_brings_its_lexicon_record() -> None:
    """By any of its wordings, in the plural too; umbrella terms among them."""
    found = candidates_of("T\nGPT-4o를 강화 학습으로 배운다. LLMs를 쓴다. SquintNet도 쓴다.")
    known = {key: record.key for key in found if (record := found[key].record)}

    assert known["gpt4o"] == "gpt-4o"
    assert known["강화학습"] == "reinforcement-learning"
    assert known["llm"] == "umbrella-llm"
    assert "squintnet" in found
    assert "squintnet" not in known


def test_a_single_letter_is_no_candidate() -> None:
    """Too little to tell it from a variable."""
    assert all(len(key) > 1 for key in candidates_of("T\nX를 Y로 바꾸는 A(B)와 'C'"))


def test_the_commonest_spelling_is_the_surface() -> None:
    """The earliest where two are equally common."""
    assert best_spelling(["Self RAG", "Self-RAG", "Self-RAG"]) == "Self-RAG"
    assert best_spelling(["Self RAG", "Self-RAG"]) == "Self RAG"
