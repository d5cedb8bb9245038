"""The line of authors gives each printed name once, and tells whether the list is whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import read_digest
from kg.read.authors import read_authors


@pytest.mark.parametrize(
    ("text", "names", "complete"),
    [
        ("Ada Lovelace, Alan Turing", ["Ada Lovelace", "Alan Turing"], True),
        ("Ada Lovelace,Alan Turing,", ["Ada Lovelace", "Alan Turing"], True),
        ("Ada Lovelace, Alan Turing, Ada Lovelace", ["Ada Lovelace", "Alan Turing"], True),
        ("['Ada Lovelace', 'Alan Turing']", ["Ada Lovelace", "Alan Turing"], True),
        ("[\"Noel E. O'Connor\", 'Alan Turing']", ["Noel E. O'Connor", "Alan Turing"], True),
        ("Marc'Aurelio Ranzato, Shin'ichi Satoh", ["Marc'Aurelio Ranzato", "Shin'ichi Satoh"], True),
        ("Ada Lovelace and Alan Turing", ["Ada Lovelace", "Alan Turing"], True),
        ("'Ada Lovelace', 'and Lei Bai']", ["Ada Lovelace", "Lei Bai"], True),
        ("Research and Innovation, Alan Turing", ["Research and Innovation", "Alan Turing"], True),
        ("Ada Lovelace, +, Alan Turing", ["Ada Lovelace", "Alan Turing"], False),
        ("Ada Lovelace, + 12 more", ["Ada Lovelace"], False),
        ("Ada Lovelace, ...", ["Ada Lovelace"], False),
        ("Ada Lovelace et al.", ["Ada Lovelace"], False),
        ("Ada Lovelace 외 3명", ["Ada Lovelace"], False),
        ("+", [], False),
        ("", [], False),
        ("-", [], False),
        ("[]", [], False),
        ("Ronald McClelland, Jr., Hal Daumé III", ["Ronald McClelland Jr.", "Hal Daumé III"], True),
        ("NVIDIA, 01. AI, Team GLM", ["NVIDIA", "01. AI", "Team GLM"], True),
        ("Jose\u0301 Garci\u0301a\u200b, X Y", ["José García", "X Y"], True),
    ],
)
def test_names_come_out_as_printed(text: str, names: list[str], complete: bool) -> None:  # noqa: FBT001 - a table
    """Marks of lists and of cuts are no part of a name."""
    authors = read_authors(text)

    assert [each.name for each in authors.signatures] == names
    assert authors.complete is complete


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peter Vajda, Lin, Yingyan", ["Peter Vajda", "Lin Yingyan"]),
        ("Lin, Yingyan", ["Lin", "Yingyan"]),
        ("Lin, Peter Vajda, Yingyan", ["Lin", "Peter Vajda", "Yingyan"]),
        ("Lin, +, Yingyan, Peter Vajda", ["Lin", "Yingyan", "Peter Vajda"]),
        ("Peter Vajda, OpenAI, Yingyan", ["Peter Vajda", "OpenAI", "Yingyan"]),
        ("Peter Vajda, Google, Meta", ["Peter Vajda", "Google", "Meta"]),
        ("Ada, Grace, Alan, Edsger", ["Ada", "Grace", "Alan", "Edsger"]),
        ("['Peter Vajda', 'Lin', 'Yingyan']", ["Peter Vajda", "Lin", "Yingyan"]),
    ],
)
def test_halves_are_joined_only_where_that_can_be_told(text: str, names: list[str]) -> None:
    """Two half names side by side among whole ones were one name; anything else is left alone."""
    assert [each.name for each in read_authors(text).signatures] == names


def test_a_signature_covers_the_printed_name() -> None:
    """Its span counts from the start of the file."""
    raw = "## Daily Papers (2025-02-20)\n### [T](https://arxiv.org/abs/2502.00001)\nAuthors: ['A B', 'Lin']\n"
    (entry,) = read_digest(raw, "a.md").entries

    assert [raw[each.span.start : each.span.end] for each in entry.signatures] == ["A B", "Lin"]


@given(st.text(st.sampled_from("AbÉ 가,;'\"[]+.&\t\u200b\u0301") | st.characters(), max_size=60))
def test_any_text_gives_distinct_clean_names(text: str) -> None:
    """Spans stay inside the text, in order."""
    authors = read_authors(text, 7)
    names = [each.name for each in authors.signatures]

    assert len(set(names)) == len(names)
    assert all(name and name == name.strip() for name in names)
    assert all(7 <= each.span.start < each.span.end <= 7 + len(text) for each in authors.signatures)
    assert not (authors.complete and not names)
