"""Which candidates are names, of what kind, and which of them are one term."""

from collections.abc import Mapping

import pytest
import small_entries as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.decide import CLASSES, KINDS, Draft, choose_name, decide, is_umbrella, overlaps
from kg.extract.lexicon import LexiconRecord
from kg.extract.naming import Candidate
from kg.model import Kind

FLOOR = 0.5
TEXT = "우리는 직접 선호 최적화(Direct Preference Optimization; DPO)를 쓴다. DPO는 Preference 학습이다."
KOREAN, ENGLISH, SHORT, PART = "직접 선호 최적화", "Direct Preference Optimization", "DPO", "Preference"
LLM = LexiconRecord("umbrella-llm", "LLM", None)


def candidates(*names: str, text: str = TEXT) -> dict[str, Candidate]:
    """Return the candidates that these names are in a text, by key."""
    return {each.key: each for each in (small.candidate(text, name) for name in names)}


def glossed(*names: str) -> dict[str, Candidate]:
    """Return candidates that a gloss calls one thing."""
    found = candidates(*names)
    for key, each in found.items():
        each.partners = [other for other in found if other != key]
    return found


def drafts(found: Mapping[str, Candidate], *kinds: Kind | None, sure: float = 0.9) -> list[Draft]:
    """Return what is decided where the candidates are surely of these kinds, or (None) no names."""
    rows = {key: small.row(kind, sure) for key, kind in zip(found, kinds, strict=True)}
    return decide(found, rows, floor=FLOOR)


def surfaces(draft: Draft) -> list[str]:
    """Return the surfaces of a term."""
    return [member.surface for member in draft.members]


def test_a_likely_name_becomes_a_term_of_its_kind() -> None:
    """With the places where it stands, and how sure that is."""
    (draft,) = drafts(candidates(SHORT, PART), Kind.METHOD, None)

    assert (surfaces(draft), draft.kind) == ([SHORT], Kind.METHOD)
    assert draft.confidence == pytest.approx(0.9)
    assert draft.spans == small.spans_of(TEXT, SHORT)


def test_what_is_likelier_no_name_is_dropped() -> None:
    """Below the floor nothing is a term."""
    assert drafts(candidates(SHORT, PART), None, None) == []


def test_a_gloss_joins_its_sides_into_one_term() -> None:
    """Also a side that alone would hardly be one."""
    (draft,) = drafts(glossed(KOREAN, ENGLISH, SHORT), Kind.METHOD, Kind.METHOD, None)

    assert surfaces(draft) == [KOREAN, ENGLISH, SHORT]
    assert len(draft.spans) == 4


def test_a_gloss_between_words_that_are_no_names_makes_none() -> None:
    """Joining is no evidence of being a name."""
    assert drafts(glossed(KOREAN, ENGLISH), None, None, sure=0.99) == []


def test_a_gloss_does_not_join_two_things_that_the_lexicon_knows() -> None:
    """Writers are loose with parentheses."""
    text = "강화 학습(DPO)을 쓴다."
    found = candidates("강화 학습", SHORT, text=text)
    for key, each in found.items():
        each.partners = [other for other in found if other != key]
        each.record = LexiconRecord(key, each.surface, Kind.METHOD)

    assert [surfaces(draft) for draft in drafts(found, Kind.METHOD, Kind.METHOD)] == [["강화 학습"], [SHORT]]


def test_wordings_of_one_lexicon_record_are_one_term() -> None:
    """Without any gloss between them."""
    found = candidates(ENGLISH, SHORT)
    for each in found.values():
        each.record = LexiconRecord("direct-preference-optimization", ENGLISH, Kind.METHOD)
    (draft,) = drafts(found, Kind.METHOD, Kind.METHOD)

    assert surfaces(draft) == [ENGLISH, SHORT]
    assert draft.record is not None
    assert draft.record.key == "direct-preference-optimization"


def test_an_umbrella_term_is_never_a_term() -> None:
    """However sure the model is; it does not take what it is glossed with down with it."""
    text = "LLM(Large Thing)을 쓴다. 또 MMLU를 쓴다."
    found = candidates("LLM", "MMLU", text=text)
    found["llm"].record = LLM

    assert is_umbrella(found["llm"])
    assert [surfaces(draft) for draft in drafts(found, Kind.MODEL, Kind.BENCHMARK)] == [["MMLU"]]


def test_a_stretch_of_text_belongs_to_the_surest_term() -> None:
    """The other keeps the places that are left to it."""
    found = candidates(ENGLISH, PART)
    rows = {
        small.surface_key(ENGLISH): small.row(Kind.METHOD, 0.95),
        small.surface_key(PART): small.row(Kind.TASK, 0.6),
    }
    whole, part = decide(found, rows, floor=FLOOR)

    assert (surfaces(whole), surfaces(part)) == ([ENGLISH], [PART])
    assert whole.spans == small.spans_of(TEXT, ENGLISH)
    assert part.spans == small.spans_of(TEXT, PART)[1:]


def test_a_name_wholly_inside_a_surer_one_is_no_term() -> None:
    """There is no place left for it."""
    text = "Direct Preference Optimization을 쓴다."
    found = candidates(ENGLISH, PART, text=text)
    rows = {
        small.surface_key(ENGLISH): small.row(Kind.METHOD, 0.95),
        small.surface_key(PART): small.row(Kind.TASK, 0.6),
    }

    assert [surfaces(draft) for draft in decide(found, rows, floor=FLOOR)] == [[ENGLISH]]


def test_terms_come_in_order_of_first_mention() -> None:
    """Not in order of confidence."""
    text = "PPO와 DPO와 KTO"
    found = candidates("KTO", "PPO", "DPO", text=text)

    assert [surfaces(draft) for draft in drafts(found, *[Kind.METHOD] * 3)] == [["PPO"], ["DPO"], ["KTO"]]


@pytest.mark.parametrize(
    ("names", "kind", "chosen"),
    [
        ((KOREAN, ENGLISH, SHORT), Kind.METHOD, ENGLISH),
        ((KOREAN, SHORT), Kind.METHOD, SHORT),
        ((KOREAN,), Kind.METHOD, KOREAN),
        ((ENGLISH, SHORT), Kind.MODEL, SHORT),
    ],
)
def test_a_term_bears_its_fullest_english_name(names: tuple[str, ...], kind: Kind, chosen: str) -> None:
    """A model, benchmark or data set its proper name; Korean stands only where there is nothing else."""
    assert choose_name([small.candidate(TEXT, name) for name in names], kind) == chosen


def test_spans_overlap_where_they_share_a_character() -> None:
    """Ends are exclusive."""
    assert overlaps((3, 5), [(0, 1), (4, 9)])
    assert not overlaps((3, 5), [(0, 3), (5, 9)])
    assert not overlaps((3, 5), [])


ROWS = st.lists(st.lists(st.integers(0, 100), min_size=len(CLASSES), max_size=len(CLASSES)), min_size=4, max_size=4)


@given(ROWS, st.sampled_from([0.0, 0.3, 0.7]))
def test_no_character_belongs_to_two_terms(rows: list[list[int]], floor: float) -> None:
    """Whatever the model thinks of the candidates."""
    found = glossed(KOREAN, SHORT) | candidates(ENGLISH, PART)
    shares = {key: [(n + 1) / (sum(row) + len(row)) for n in row] for key, row in zip(found, rows, strict=True)}
    decided = decide(found, shares, floor=floor)
    held = [at for draft in decided for start, end in draft.spans for at in range(start, end)]

    assert len(held) == len(set(held))
    assert all(draft.kind in KINDS and 0 < draft.confidence <= 1 and draft.spans for draft in decided)
    assert [draft.spans[0] for draft in decided] == sorted(draft.spans[0] for draft in decided)
