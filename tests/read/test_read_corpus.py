"""The digests of the source come out whole: what is asserted here was counted and looked up in the files by hand."""

import time
from pathlib import Path

import pytest

from kg.model import Document, Entry, Section
from kg.read import Reading, read_documents
from kg.text import clean

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    """Return all Korean digests."""
    return read_documents([str(shared / "corpus")])


@pytest.fixture(scope="module")
def entries(reading: Reading) -> list[Entry]:
    """Return their entries."""
    return [entry for document in reading.documents for entry in document.entries]


def find(entries: list[Entry], arxiv_id: str) -> Entry:
    """Return the first entry of a paper."""
    return next(entry for entry in entries if entry.arxiv_id == arxiv_id)


def names(entry: Entry) -> list[str]:
    """Return the printed names of an entry."""
    return [each.name for each in entry.signatures]


def test_every_heading_is_a_paper(reading: Reading, entries: list[Entry]) -> None:
    """None is rejected."""
    assert reading.rejections == ()
    assert len(reading.documents) == 325
    assert len(entries) == sum(document.raw.count("\n### ") for document in reading.documents) == 4951
    assert len({entry.arxiv_id for entry in entries}) == 4950


def test_the_path_of_each_digest_is_its_date(reading: Reading) -> None:
    """Three files hold the heading of their day twice."""
    for document in reading.documents:
        assert [date.replace("-", "/") + ".md" for date in document.dates] == [document.source[-13:]]
    twice = [each.source[-13:] for each in reading.documents if each.raw.count("## Daily Papers (") == 2]
    assert twice == ["2024/10/18.md", "2024/10/21.md", "2024/10/28.md"]


def test_english_digests_read_the_same_way(shared: Path) -> None:
    """Each is a paper with prose."""
    reading = read_documents([str(shared / "corpus-en")])
    entries = [entry for document in reading.documents for entry in document.entries]

    assert reading.rejections == ()
    assert len(entries) == sum(document.raw.count("### [") for document in reading.documents)
    assert all(entry.passages for entry in entries)


def test_one_paper_stands_in_two_digests(entries: list[Entry]) -> None:
    """With another title each time."""
    twice = [entry for entry in entries if entry.arxiv_id == "2410.09342"]

    assert [entry.date for entry in twice] == ["2024-10-16", "2024-10-18"]
    assert len({entry.title.text for entry in twice}) == 2
    assert sorted(names(twice[0])) == sorted(names(twice[1]))


def test_votes_are_known_or_a_dash(entries: list[Entry]) -> None:
    """Of the early days, and of papers that nobody had voted for."""
    assert find(entries, "2502.13923").votes == 87
    assert sum(entry.votes is None for entry in entries) == 96


def test_lists_of_authors_come_out_right(entries: list[Entry]) -> None:
    """Python lists, cuts, copies, halves, suffixes and crowds."""
    assert sum("+" in names(entry) for entry in entries) == 0
    assert sum(bool(entry.signatures) and not entry.authors_complete for entry in entries) == 100
    assert [each for entry in entries for each in names(entry) if set(each) & set('[]"`')] == ['Sercan "O. Arik']
    assert max(len(entry.signatures) for entry in entries) == 418
    whole = [name for entry in entries for name in names(entry)]
    assert {"Ronald McClelland Jr.", "Hal Daumé III", "Marc'Aurelio Ranzato", "Lei Bai", "Yingyan Lin"} <= set(whole)
    assert {"Geunseob Oh", "Xingyu Yang", "DeepSeek-AI", "NVIDIA", "01. AI"} <= set(whole)


def test_each_section_is_found_where_the_layout_has_it(entries: list[Entry]) -> None:
    """Plain bullets until June 2024, then labels; no label is left in the text."""
    early = [passage for entry in entries if entry.date < "2024-06-01" for passage in entry.passages]
    late = [entry for entry in entries if entry.date > "2024-07-01"]
    kinds = {Section.NEW, Section.DETAILS, Section.PERFORMANCE}

    assert {passage.section for passage in early} == {Section.BODY}
    assert sum(kinds <= {passage.section for passage in entry.passages} for entry in late) / len(late) > 0.99
    assert not [each for entry in entries for each in entry.passages if each.text.lstrip("*").startswith("What")]


def test_no_picture_film_or_field_is_prose(entries: list[Entry]) -> None:
    """And no entry is without prose."""
    marks = ("![", "[Watch", "<div", "<video", "Vote:", "Authors:", "- ", "###")

    assert [each for entry in entries for each in entry.passages if each.text.startswith(marks)] == []
    assert [entry.arxiv_id for entry in entries if not entry.passages] == []


def test_every_passage_and_name_stands_where_it_says(reading: Reading) -> None:
    """Character by character, with the few lines that had to be cleaned."""
    cleaned = 0
    for document in reading.documents:
        cleaned += sum(check_entry(entry, document) for entry in document.entries)
    assert cleaned == 12


def check_entry(entry: Entry, document: Document) -> int:
    """Compare texts with what stands at their spans; return how many are not verbatim."""
    for each in entry.signatures:
        assert document.raw[each.span.start : each.span.end].replace(",", "") == each.name
    passages = (entry.title, *entry.passages)
    for passage in passages:
        span = passage.span(0, len(passage.text))
        printed = document.raw[span.start : span.end]
        assert "\n" not in printed
        assert passage.text in (printed, clean(document.raw[span.start - 1 : span.end]).text[1:])
        assert document.raw.count("\n", 0, span.start) == passage.line - 1
    return sum(bool(passage.starts) for passage in passages)


def test_letters_that_an_escape_ate_are_restored(entries: list[Entry]) -> None:
    """The package of 2407.13696 has its name back."""
    assert "benchbench" in " ".join(passage.text for passage in find(entries, "2407.13696").passages)


def test_all_digests_are_read_in_a_moment(shared: Path) -> None:
    """About 0.6 s on a slow machine; ten times that is a mistake somewhere."""
    started = time.process_time()
    read_documents([str(shared / "corpus")])

    assert time.process_time() - started < 6
