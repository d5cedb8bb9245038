"""Every heading of a digest is a paper or a rejection, whatever else the text holds."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Document, Entry, Passage, Rejection, Section
from kg.read import read_digest
from kg.read.digest import parse_digest
from kg.read.limits import LONGEST_LINE, MOST_ENTRIES
from kg.text import clean

DIGEST = """## Daily Papers (2025-02-20)

### [One Model: It Works](https://arxiv.org/abs/2502.00001)

![](https://example.org/2502.00001.png)

Vote: 12

Authors: Ada Lovelace, Alan Turing

- ***What's New***: OneModel은 새로운 모델입니다.
- ***Technical Details***: It has parts:
  - a nested one
1. **Tokenizer**: BPE
plain words
- ***Performance Highlights***: 80.1%

### [Two](https://arxiv.org/abs/2502.00002)

- A plain bullet.
"""

PIECES = st.sampled_from(
    [
        *DIGEST.splitlines(keepends=True),
        "### no link\n",
        "### [t](https://example.org)\n",
        "   ###[t](https://arxiv.org/abs/2502.00003)\r\n",
        "#### Results\n",
        "## Daily Papers (2025-02-30)\n",
        "## Daily Papers (2025-02-21)\r",
        "# Notes\n",
        "- **",
        "Authors: +, [], '\n",
        "Vote: -\n",
        "- e\u0301\u200b x\x08y\n",
        "\ufeff",
        "![](",
        "<div>",
        "```\n",
    ]
)
DIGESTS = st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join)


def entry_of(body: str, heading: str = "### [T](https://arxiv.org/abs/2502.00001)") -> Entry:
    """Return the one entry of a digest with this body."""
    document = read_digest(f"## Daily Papers (2025-02-20)\n\n{heading}\n\n{body}\n", "a.md")
    assert document.rejections == ()
    (entry,) = document.entries
    return entry


def count_headings(raw: str) -> int:
    """Count the level-3 headings of a text, independently of the scanner."""
    return sum(
        re.match(r" {0,3}###(?!#)", line) is not None for line in re.split(r"\r\n|\r|\n", raw.removeprefix("\ufeff"))
    )


def passages_of(document: Document) -> list[Passage]:
    """Return titles and bodies."""
    return [each for entry in document.entries for each in (entry.title, *entry.passages)]


def test_a_digest_becomes_records() -> None:
    """Date, id, link, title, votes, authors and lines come out as printed."""
    document = read_digest(DIGEST, "20.md")
    first, second = document.entries

    assert document.dates == ("2025-02-20",)
    assert (first.arxiv_id, first.url, first.date, first.votes, first.source, first.line) == (
        "2502.00001",
        "https://arxiv.org/abs/2502.00001",
        "2025-02-20",
        12,
        "20.md",
        3,
    )
    assert first.title.text == "One Model: It Works"
    assert first.title.section is Section.TITLE
    assert [each.name for each in first.signatures] == ["Ada Lovelace", "Alan Turing"]
    assert first.authors_complete
    assert (second.votes, second.signatures, second.authors_complete) == (None, (), False)


def test_each_line_of_prose_is_a_passage_of_its_section() -> None:
    """What stands below a labelled bullet belongs to it; the picture is no prose."""
    first, second = read_digest(DIGEST, "20.md").entries

    assert [(each.section, each.label, each.text, each.line) for each in first.passages] == [
        (Section.NEW, "What's New", "OneModel은 새로운 모델입니다.", 11),
        (Section.DETAILS, "Technical Details", "It has parts:", 12),
        (Section.DETAILS, "", "a nested one", 13),
        (Section.DETAILS, "", "**Tokenizer**: BPE", 14),
        (Section.DETAILS, "", "plain words", 15),
        (Section.PERFORMANCE, "Performance Highlights", "80.1%", 16),
    ]
    assert [(each.section, each.text) for each in second.passages] == [(Section.BODY, "A plain bullet.")]


@given(DIGESTS)
def test_every_heading_is_a_paper_or_a_rejection(raw: str) -> None:
    """Nothing is lost and nothing is invented, whatever the text."""
    read = parse_digest(raw, "a.md")

    if isinstance(read, Document):
        places = [entry.line for entry in read.entries] + [rejection.line for rejection in read.rejections]
        assert len(places) == len(set(places)) == count_headings(raw)
        assert all(entry.date in read.dates for entry in read.entries)
    else:
        assert re.match(r"a\.md:\d+: .", str(read))


@given(DIGESTS)
def test_text_is_what_stands_at_its_span(raw: str) -> None:
    """A passage cleans from the raw text that it points at, and a name does too."""
    document = parse_digest(f"## Daily Papers (2025-02-20)\n{raw}", "a.md")

    assert isinstance(document, Document)
    for passage in passages_of(document):
        span = passage.span(0, len(passage.text))
        assert passage.text == passage.text.strip() != ""
        assert clean(document.raw[span.start : span.end]).text.endswith(passage.text[1:])
        assert passage.start == span.start
        if not passage.starts:
            assert document.raw[span.start : span.end] == passage.text
    for entry in document.entries:
        for signature in entry.signatures:
            printed = document.raw[signature.span.start : signature.span.end]
            assert [*re.split(r"\W+", clean(printed).text)] == [*re.split(r"\W+", signature.name)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_change_offsets_only(line_end: str, mark: str) -> None:
    """The same words come out, at the places where they stand in that file."""
    raw = mark + DIGEST.replace("\n", line_end)
    document, plain = read_digest(raw, "a.md"), read_digest(DIGEST, "a.md")

    assert [(each.text, each.line) for each in passages_of(document)] == [
        (each.text, each.line) for each in passages_of(plain)
    ]
    assert all(raw.startswith(each.text, each.start) for each in passages_of(document))


@pytest.mark.parametrize(
    ("url", "arxiv_id"),
    [
        ("https://arxiv.org/abs/2410.09342", "2410.09342"),
        ("http://arxiv.org/abs/2410.09342v2", "2410.09342"),
        ("https://arxiv.org/pdf/2410.09342v12.pdf", "2410.09342"),
        ("https://www.arxiv.org/html/2410.09342v1", "2410.09342"),
        ("https://huggingface.co/papers/2410.09342", "2410.09342"),
        ("https://hf.co/papers/2410.09342#community", "2410.09342"),
        ("https://doi.org/10.48550/arXiv.2410.09342", "2410.09342"),
        ("https://arxiv.org/abs/0704.0001", "0704.0001"),
        ("https://arxiv.org/abs/cs/9901001", "cs/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136v1", "math/0309136"),
    ],
)
def test_a_paper_has_one_id_however_it_is_linked_to(url: str, arxiv_id: str) -> None:
    """The link stays as printed; version, site and subject class are no part of the id."""
    entry = entry_of("- x", f"### [T]({url})")

    assert (entry.arxiv_id, entry.url) == (arxiv_id, url)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("### [GPT-[n] and o-[n] Models](https://arxiv.org/abs/2502.01081)", "GPT-[n] and o-[n] Models"),
        ("### [An [IDK](x) Token](https://arxiv.org/abs/2412.06676)", "An [IDK](x) Token"),
        ("### [$\\nabla^2$DFT (a) \\textsc{B}](https://arxiv.org/abs/2406.14347)", "$\\nabla^2$DFT (a) \\textsc{B}"),
        ("### 3. [T](https://arxiv.org/abs/2406.14347) [code](https://github.com/a/b)", "T"),
        ('### **[T](<https://arxiv.org/abs/2406.14347> "x")** ###', "T"),
        ("###[ T ](https://arxiv.org/abs/2406.14347)", "T"),
    ],
)
def test_a_title_may_hold_brackets_links_and_latex(heading: str, title: str) -> None:
    """The first link to a paper ends it."""
    assert entry_of("", heading).title.text == title


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("### Introduction", "no link"),
        ("### https://arxiv.org/abs/2502.00001", "no link"),
        ("###", "no link"),
        ("### [T](https://example.org/2502.00001)", "no arXiv paper"),
        ("### [T](https://arxiv.org/abs/2513.00001)", "no arXiv paper"),
        ("### [T](https://arxiv.org.evil.example/abs/2502.00001)", "no arXiv paper"),
        ("### [](https://arxiv.org/abs/2502.00001)", "no title"),
        ("### [\u200b](https://arxiv.org/abs/2502.00001)", "no title"),
    ],
)
def test_a_heading_that_names_no_paper_is_rejected_with_its_line(heading: str, reason: str) -> None:
    """The rest of the digest is read, and the lines below the heading belong to nobody."""
    document = read_digest(f"{DIGEST}\n{heading}\n\n- lost\n", "d/20.md")

    assert len(document.entries) == 2
    assert [(each.source, each.line) for each in document.rejections] == [("d/20.md", 22)]
    assert reason in document.rejections[0].reason
    assert "expected '### [title](" in document.rejections[0].reason
    assert all("lost" not in passage.text for passage in passages_of(document))


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("Vote: 7", 7),
        ("Votes: 1,234", 1234),
        ("**Upvotes:** 5", 5),
        ("Vote: -", None),
        ("Vote:", None),
        ("Vote: ½", None),
    ],
)
def test_votes_are_a_number_or_unknown(line: str, votes: int | None) -> None:
    """A dash means that the digest does not know."""
    entry = entry_of(f"{line}\n\n- x")

    assert entry.votes == votes
    assert [each.text for each in entry.passages] == ["x"]


@pytest.mark.parametrize(
    ("line", "section", "label", "text"),
    [
        ("- **What's New**: x", Section.NEW, "What's New", "x"),
        ("- ***What’s New***: x", Section.NEW, "What’s New", "x"),
        ("- **What's New:** x", Section.NEW, "What's New", "x"),
        ("- **What's New - Related Work**: x", Section.NEW, "What's New - Related Work", "x"),
        ("* __Technical Details__ : x", Section.DETAILS, "Technical Details", "x"),
        ("- ***Ablation Study***: x", Section.PERFORMANCE, "Ablation Study", "x"),
        ("- **Ethical Considerations**: x", Section.BODY, "Ethical Considerations", "x"),
        ("- What's New: x", Section.NEW, "What's New", "x"),
        ("- **성능**: x", Section.PERFORMANCE, "성능", "x"),
        ("- **Qwen2.5-VL**: x", Section.BODY, "", "**Qwen2.5-VL**: x"),
        ("- What's New in LLMs", Section.BODY, "", "What's New in LLMs"),
        ("2) x", Section.BODY, "", "x"),
        ("> - x", Section.BODY, "", "x"),
        ("x", Section.BODY, "", "x"),
        ("![](a.png) x", Section.BODY, "", "x"),
        ("- <think> x", Section.BODY, "", "<think> x"),
        ("- (1) x", Section.BODY, "", "(1) x"),
    ],
)
def test_a_label_tells_the_section(line: str, section: Section, label: str, text: str) -> None:
    """Only known labels are taken off the text: other bold words are what the line is about."""
    (passage,) = entry_of(line).passages

    assert (passage.section, passage.label, passage.text) == (section, label, text)


@pytest.mark.parametrize(
    "line",
    [
        "![](https://example.org/a.png)",
        "![a b](a.png) ![](b.png)",
        "[![x](a.png)](https://example.org)",
        "[Watch Video](https://example.org/a_-b.mp4)",
        "[Watch Video]https://example.org/a.mp4",
        '<div><video controls src="https://example.org/a.mp4" muted="false"></video></div>',
        "<video src='https://example.org/a.mp4'></video>",
        "https://example.org/a.mp4",
        "---",
        "<!-- x -->",
        "- ",
        "- **What's New**:",
        "   \t",
    ],
)
def test_pictures_films_and_rules_are_no_prose(line: str) -> None:
    """They leave no passage."""
    assert [each.text for each in entry_of(f"{line}\n- x").passages] == ["x"]


def test_a_label_that_stands_alone_speaks_for_what_follows() -> None:
    """Be it a heading of a lower level or a bold line."""
    entry = entry_of("#### What's New\n- a\n- b\n\n**Performance**\n\n- c\n- **Technical Details**: d\n- e")

    assert "".join(f"{each.text}:{each.section} " for each in entry.passages) == (
        "a:new b:new c:performance d:details e:performance "
    )


def test_an_entry_belongs_to_the_day_above_it() -> None:
    """One file may hold two days; other headings end an entry but not the day."""
    paper = "### [T](https://arxiv.org/abs/2502.0000{})\n\n- x\n\n"
    raw = "## Daily Papers (2025-02-21)\n\n{}## Daily Papers (2025-02-20)\n\n{}## Notes\n\n- lost\n\n{}"
    document = read_digest(raw.format(*(paper.format(number) for number in (1, 2, 3))), "2020/01/01.md")

    assert document.dates == ("2025-02-20", "2025-02-21")
    assert [entry.date for entry in document.entries] == ["2025-02-21", "2025-02-20", "2025-02-20"]
    assert [len(entry.passages) for entry in document.entries] == [1, 1, 1]


@pytest.mark.parametrize("source", ["2025/02/20.md", "a/2025-02-20.md", "kg/2025/02/20.md"])
def test_papers_without_a_day_above_take_it_from_the_path(source: str) -> None:
    """The path is asked only where the text is silent."""
    document = read_digest("### [T](https://arxiv.org/abs/2502.00001)\n", source)

    assert document.dates == ("2025-02-20",)


def test_a_day_without_papers_is_a_digest() -> None:
    """It holds a date and nothing else."""
    document = read_digest("## Daily Papers (2025-02-20)", "a.md")

    assert (document.dates, document.entries, document.rejections) == (("2025-02-20",), (), ())


def test_papers_under_a_day_that_does_not_exist_are_rejected() -> None:
    """The message names the line to correct; the other days are read."""
    document = read_digest(
        DIGEST + "\n## Daily Papers (2025-02-30)\n\n### [T](https://arxiv.org/abs/2502.00003)\n", "a.md"
    )

    assert len(document.entries) == 2
    assert document.rejections == (Rejection("a.md", 24, "line 22 above gives no date of the calendar; correct it"),)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "a.md:1: no digest: neither '## Daily Papers (YYYY-MM-DD)' nor '### [title](link)'"),
        ("# Readme\n\n### Install\n", "a.md:1: no digest: neither"),
        ("\n### [T](https://arxiv.org/abs/2502.00001)\n", "a.md:2: no digest: papers without a date; put"),
        ("\n\n## Daily Papers (2025-02-30)\n", "a.md:3: no digest: this is no date of the calendar"),
        (f"{DIGEST}{'x' * (LONGEST_LINE + 1)}", "a.md:21: a line of 65,537 characters; at most 65,536"),
        ("### a\n" * (MOST_ENTRIES + 1), "a.md:5001: more than 5,000 entries in one digest; split"),
    ],
    ids=["empty", "readme", "no date", "no such date", "long line", "many entries"],
)
def test_what_is_no_digest_is_refused_in_one_line(raw: str, message: str) -> None:
    """What, where, and what to do."""
    with pytest.raises(ReadError) as refused:
        read_digest(raw, "a.md")

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "](",
        "[](",
        "[](https://arxiv.org/abs/",
        "![](",
        "[![",
        "<div",
        "<!--",
        "*",
        "- ",
        "> ",
        " ",
        "\t",
        ",",
        "and ",
        "'",
        ":",
        "_",
        "`",
        "|-",
        "1. ",
        "\u0301",
        "가\u200b",
        "https://",
        "et al",
        "(2025-02-20",
    ],
)
@pytest.mark.parametrize("opening", ["### ", "## Daily Papers ", "Authors: ", "Vote: ", "- **", ""])
def test_no_line_takes_long(opening: str, unit: str) -> None:
    """Patterns are bounded: the longest line that is allowed is read in a moment, whatever it repeats."""
    line = (opening + unit * LONGEST_LINE)[:LONGEST_LINE]
    started = time.process_time()
    read_digest(f"{DIGEST}\n{line}\n", "a.md")

    assert time.process_time() - started < 1
