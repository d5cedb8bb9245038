"""Digests are linked by date, whatever order they were read in."""

import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.arrange import arrange
from kg.model import Extraction

PAPER = {"arxiv_id": "2305.18290", "date": "2023-05-30"}
PARTS: tuple[Extraction, ...] = (
    small.says(
        small.entry(**PAPER, line=3, passages=small.body("가. 첫 부분")),
        small.term("e1", "DPO"),
        small.term("e2", "PPO"),
        relations=(small.relation("e1", "e2"),),
    ),
    small.says(
        small.entry(**PAPER, line=30, passages=small.body("나. 둘째 부분")),
        small.term("e1", "Pythia"),
        small.term("e2", "win rate"),
        relations=(small.relation("e2", "e1"),),
        figures=(small.figure("61", subject="e1", metric="e2"),),
    ),
)


def names_by_id(extraction: Extraction) -> dict[str, str]:
    """Return the names of the terms of an entry."""
    return {term.id: term.name for term in extraction.terms}


def test_the_earliest_digest_comes_first() -> None:
    """And of one day the lower arXiv id."""
    wanted = [("2023-05-30", "2305.00001"), ("2023-05-30", "2305.18290"), ("2023-06-01", "2304.12345")]
    read = [small.says(small.entry(date=date, arxiv_id=arxiv_id)) for date, arxiv_id in reversed(wanted)]

    assert [(each.entry.date, each.entry.arxiv_id) for each in arrange(read)] == wanted


def test_what_is_said_twice_stands_once() -> None:
    """The same file given twice adds nothing."""
    assert arrange([*PARTS, *PARTS]) == arrange(PARTS)
    assert len(arrange(PARTS)) == 2


def test_ids_stay_where_a_paper_has_one_entry_a_day() -> None:
    """Even where the same paper comes again on another day."""
    days = [small.says(small.entry(date=date), small.term("e1", "DPO")) for date in ("2023-05-30", "2023-06-01")]

    assert arrange(days) == tuple(days)


def test_two_entries_of_one_paper_and_day_share_no_id() -> None:
    """The second goes on counting where the first ends."""
    first, second = arrange(PARTS)

    assert names_by_id(first) == {"e1": "DPO", "e2": "PPO"}
    assert names_by_id(second) == {"e3": "Pythia", "e4": "win rate"}


def test_relations_and_figures_follow_the_terms_they_are_about() -> None:
    """A new id is new everywhere in the entry; an empty slot stays empty."""
    _, second = arrange(PARTS)
    (relation,), (figure,) = second.relations, second.figures

    assert (relation.head, relation.tail) == ("e4", "e3")
    assert (figure.subject, figure.metric, figure.benchmark) == ("e3", "e4", None)


@given(small.extractions())
@settings(deadline=None)
def test_arranging_twice_changes_nothing(said: list[Extraction]) -> None:
    """So that a build may arrange before it links."""
    assert arrange(arrange(said)) == arrange(said)


@given(st.data())
@settings(deadline=None)
def test_the_order_of_reading_is_forgotten(data: st.DataObject) -> None:
    """What is arranged depends on the set alone."""
    said = data.draw(small.extractions())

    assert arrange(data.draw(st.permutations(said))) == arrange(said)
