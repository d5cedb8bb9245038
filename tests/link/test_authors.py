"""The people and organisations behind the signatures."""

import pytest
import small_extractions as small  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.link.authors import is_organization
from kg.link.linking import link
from kg.model import Author, Extraction


def authors_of(*signed: tuple[str, ...]) -> tuple[Author, ...]:
    """Return the authors of papers signed by these names, the first paper the earliest."""
    said: list[Extraction] = [
        small.says(small.entry(*names, arxiv_id=f"2305.{number:05}")) for number, names in enumerate(signed, 1)
    ]
    return link(said, small.LEXICON).authors


def test_an_author_is_called_as_printed_most_often() -> None:
    """Other printed forms are aliases."""
    (author,) = authors_of(("Ying-Cong Zheqi",), ("Yingcong Zheqi",), ("Yingcong Zheqi",))

    assert (author.name, author.aliases) == ("Yingcong Zheqi", ("Ying-Cong Zheqi",))


def test_on_a_tie_the_earliest_form_is_the_name() -> None:
    """Later digests need a majority to rename an author."""
    (author,) = authors_of(("Ying-Cong Zheqi",), ("Yingcong Zheqi",))

    assert (author.name, author.aliases) == ("Ying-Cong Zheqi", ("Yingcong Zheqi",))


def test_a_new_name_keeps_the_iri_of_the_first_form() -> None:
    """The earliest evidence names a node, for good."""
    (early,) = authors_of(("Ying-Cong Zheqi",))
    (late,) = authors_of(("Ying-Cong Zheqi",), ("Yingcong Zheqi",), ("Yingcong Zheqi",))

    assert early.iri == late.iri == small.MINT.author("ying-cong-zheqi")


def test_authors_are_sorted_by_iri() -> None:
    """Whatever order the papers give them in."""
    authors = authors_of(("Shuai Bai", "NVIDIA", "김민지"), ("An Yang",))

    assert len(authors) == 4
    assert [author.iri for author in authors] == sorted(author.iri for author in authors)


def test_a_company_among_people_is_an_organization() -> None:
    """Told by its name."""
    organizations = {author.name for author in authors_of(("Shuai Bai", "NVIDIA", "Qwen Team")) if author.organization}

    assert organizations == {"NVIDIA", "Qwen Team"}


@pytest.mark.parametrize(
    "name", ["NVIDIA", "Kimi Team", "Team GLM", "LG AI Research", "Meta AI", "BigCode Community", "01. AI", "OpenAI"]
)
def test_organizations_are_known_by_their_names(name: str) -> None:
    """By a word, by an ending, or by the whole of it."""
    assert is_organization(name)


@pytest.mark.parametrize("name", ["Shuai Bai", "Xin Ai", "Zheqi DAI", "Meta Smith", "김민지", "Y. K. Li", ""])
def test_people_are_no_organizations(name: str) -> None:
    """Not even where a name is short or holds the letters of a company."""
    assert not is_organization(name)
