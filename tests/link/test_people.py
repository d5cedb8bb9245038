"""Which signatures are one author."""

from pathlib import Path

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.arrange import arrange
from kg.link.people import identify_authors
from kg.model import Extraction
from kg.read import read_documents

TEAM = ("Shunsuke Saito", "Tomas Simon", "Takaaki Shiratori")
OTHERS = ("Noam Brown", "Tuomas Sandholm", "Adam Lerer")


def signed(*papers: tuple[str, ...]) -> list[Extraction]:
    """Return papers signed by these names, a day after the other."""
    return [
        small.says(small.entry(*names, arxiv_id=f"2401.{number:05}", date=f"2024-01-{number:02}"))
        for number, names in enumerate(papers, 1)
    ]


def authors(said: list[Extraction], *names: str) -> list[str]:
    """Return the author of the first of these names on each paper that has one of them."""
    identity = identify_authors(said)
    return [
        identity.final(identity.clusters[each.entry.arxiv_id, name])
        for each in said
        for name in [s.name for s in each.entry.signatures if s.name in names][:1]
    ]


def test_every_signature_is_judged() -> None:
    """By paper and name, however many digests hold the paper."""
    said = [small.says(small.entry("Rafael Rafailov", date=date)) for date in ("2023-05-30", "2023-06-01")]

    assert set(identify_authors(said).clusters) == {("2305.18290", "Rafael Rafailov")}


def test_spellings_of_one_persons_name_are_one_author() -> None:
    """Two people stay two."""
    found = identify_authors([small.says(small.entry("Ying-Cong Chen", "Ying Chen"))]).clusters

    assert len(set(found.values())) == 2
    assert len(set(authors(signed(("Łukasz Kaiser",), ("Lukasz Kaiser".replace("L", "Ł"),)), "Łukasz Kaiser"))) == 1


def test_a_name_that_few_bear_is_one_person() -> None:
    """Whoever the co-authors are."""
    assert (
        len(set(authors(signed(("Shunsuke Saito", *OTHERS), ("Shunsuke Saito", "Tomas Simon")), "Shunsuke Saito"))) == 1
    )


def test_namesakes_under_a_surname_that_many_bear_are_told_apart_by_their_co_authors() -> None:
    """The same team is the same person, another team another."""
    one, two, three = authors(signed(("Yang Liu", *TEAM), ("Yang Liu", *OTHERS), ("Yang Liu", *TEAM)), "Yang Liu")

    assert one == three
    assert one != two


def test_a_name_in_another_order_joins_where_the_co_authors_agree() -> None:
    """A surname first or last."""
    one, two = authors(signed(("Tat-Seng Chua", *TEAM), ("Chua Tat-Seng", *TEAM)), "Tat-Seng Chua", "Chua Tat-Seng")

    assert one == two


def test_nobody_is_on_a_paper_twice() -> None:
    """Two names of one paper are two people, however alike."""
    one = identify_authors(signed(("Wei Li", "Li Wei", *TEAM)))

    assert one.clusters["2401.00001", "Wei Li"] != one.clusters["2401.00001", "Li Wei"]


def test_an_organisation_is_one_however_its_papers_differ() -> None:
    """It has no co-authors that tell it apart."""
    assert len(set(authors(signed(("Kimi Team", *TEAM), ("Kimi Team", *OTHERS)), "Kimi Team"))) == 1


def test_a_paper_that_shows_two_people_to_be_one_joins_them_under_the_older() -> None:
    """The younger one is not lost: it is replaced, and the decision says why."""
    said = signed(
        ("Yang Liu", *TEAM), ("Yang Liu", *OTHERS), ("Yang Liu", *TEAM, *OTHERS), ("Yang Liu", *OTHERS, *TEAM)
    )
    identity = identify_authors(said)

    assert {identity.final(c) for c in identity.clusters.values() if "liu" in c} == {
        identity.clusters["2401.00001", "Yang Liu"]
    }
    assert any(each.joined and "co-authors in common" in each.reason for each in identity.decisions)


NAMES = st.sampled_from(["Yang Liu", "Liu Yang", "Wei Li", "Jing Wang", "Shunsuke Saito", "Kimi Team", *TEAM])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=5, unique=True), min_size=1, max_size=8), st.integers(1, 7))
@settings(deadline=None)
def test_later_papers_only_ever_join(teams: list[list[str]], first: int) -> None:
    """What earlier papers gave one author stays one author, and keeps its cluster or is replaced by an older one."""
    said = signed(*map(tuple, teams))
    before, after = identify_authors(said[:first]), identify_authors(said)

    assert before.clusters.items() <= after.clusters.items()
    assert all(after.final(younger) == after.final(older) for younger, older in before.replaced.items())


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_the_same_days_give_the_same_authors(order: tuple[int, ...]) -> None:
    """In whatever order names stand on a paper."""
    names = ("Yang Liu", "Wei Li", "Shunsuke Saito")
    said = signed(tuple(names[i] for i in order), ("Yang Liu", "Wei Li"))

    assert identify_authors(said).clusters["2401.00002", "Yang Liu"] == "name:yangliu"


@pytest.mark.corpus
def test_the_corpus_until_a_month_is_a_beginning_of_the_whole(shared: Path) -> None:
    """No later month gives a signature to another author, and whoever was replaced stays so."""
    documents = read_documents([str(shared / "corpus")]).documents
    said = arrange(Extraction(entry, (), (), ()) for document in documents for entry in document.entries)
    whole = identify_authors(said)

    for month in ("2024-01", "2024-09", "2025-02"):
        part = identify_authors([each for each in said if each.entry.date[:7] <= month])
        assert part.clusters.items() <= whole.clusters.items()
        assert part.replaced.items() <= whole.replaced.items()
