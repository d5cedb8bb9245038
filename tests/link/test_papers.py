"""One arXiv id is one paper, in however many digests."""

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.link.arrange import arrange
from kg.link.papers import make_papers, month_of
from kg.model import Entry, Paper, Passage, Section


def paper_of(*entries: Entry) -> Paper:
    """Return the paper that these entries are about; each name stands for its own author."""
    said = arrange(small.says(entry) for entry in entries)
    signed = {
        (each.entry.arxiv_id, signature.name): signature.name for each in said for signature in each.entry.signatures
    }
    (paper,) = make_papers(said, signed, small.MINT).values()
    return paper


def test_a_paper_digested_on_two_days_is_one_paper() -> None:
    """It keeps both dates, and a summary for each."""
    paper = paper_of(small.entry(date="2023-06-01"), small.entry(date="2023-05-30"))

    assert paper.iri == small.MINT.paper("2305.18290")
    assert paper.dates == ("2023-05-30", "2023-06-01")
    assert [summary.date for summary in paper.summaries] == ["2023-05-30", "2023-06-01"]


def test_the_earliest_digest_gives_the_title() -> None:
    """A digest may print another one later (2410.09342)."""
    titles = (("2023-06-01", "DPO, Revised"), ("2023-05-30", "DPO"))

    assert paper_of(*(small.entry(date=d, title=Passage(t, 40, Section.TITLE)) for d, t in titles)).title == "DPO"


@pytest.mark.parametrize(("votes", "most"), [((None, None), None), ((3, None), 3), ((3, 40), 40), ((0, None), 0)])
def test_the_most_votes_count(votes: tuple[int | None, int | None], most: int | None) -> None:
    """They only grow; a digest that does not know them takes nothing away."""
    days = zip(("2023-05-30", "2023-06-01"), votes, strict=True)

    assert paper_of(*(small.entry(date=date, votes=count) for date, count in days)).votes == most


def test_authors_of_all_digests_are_signed_once() -> None:
    """In the order of the earliest digest."""
    paper = paper_of(
        small.entry("Rafael Rafailov", "Archit Sharma"), small.entry("Chelsea Finn", "Archit Sharma", date="2023-06-01")
    )

    assert [name for name, _ in paper.signatures] == ["Rafael Rafailov", "Archit Sharma", "Chelsea Finn"]


def test_one_complete_list_of_authors_is_enough() -> None:
    """A list cut off in one digest may be whole in another."""
    cut, whole = small.entry(authors_complete=False), small.entry(date="2023-06-01")

    assert not paper_of(cut).authors_complete
    assert paper_of(cut, whole).authors_complete


def test_two_entries_in_one_file_make_one_summary() -> None:
    """It is Korean if what they say together is."""
    first, second = small.entry(passages=small.body("DPO")), small.entry(line=9, passages=small.body("선호를 배운다."))
    (summary,) = paper_of(first, second).summaries

    assert summary.language == "ko"


def test_two_files_of_one_day_make_two_summaries() -> None:
    """With an IRI each; the first bears the one it would have alone."""
    alone = paper_of(small.entry(source="a.md")).summaries
    both = paper_of(small.entry(source="a.md"), small.entry(source="b.md", line=9)).summaries

    assert both[:1] == alone
    assert [summary.source for summary in both] == ["a.md", "b.md"]
    assert both[0].iri != both[1].iri


def test_the_language_of_an_empty_body_is_that_of_the_title() -> None:
    """There is nothing else to tell it by."""
    korean = Passage("선호 학습", 40, Section.TITLE)

    assert paper_of(small.entry(passages=())).summaries[0].language == "en"
    assert paper_of(small.entry(passages=small.body(" "), title=korean)).summaries[0].language == "ko"


@pytest.mark.parametrize(
    ("arxiv_id", "month"),
    [
        ("2305.18290", "2023-05"),
        ("0704.0001", "2007-04"),
        ("cs/9901001", "1999-01"),
        ("hep-th/9108001", "1991-08"),
        ("math.GT/0309136", "2003-09"),
    ],
)
def test_an_arxiv_id_tells_the_month(arxiv_id: str, month: str) -> None:
    """Ids of the old style go back to 1991."""
    assert month_of(arxiv_id) == month
