"""The pages as text: whole, inert, the same each time, and honest about what they leave out."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import small_knowledge  # type: ignore[import-not-found] # beside conftest.py, found through pytest's pythonpath

from kg.export.pages import coauthors_page, digest_page, methods_page
from kg.export.pages.digest import MOST_NODES, figure
from kg.export.pages.look import ABOUT, PALETTE, WORDS, about
from kg.model import Claim, Kind, Knowledge, RelationKind, Role

TESTS = Path(__file__).resolve().parents[1]
PAGES = {"index.html": digest_page, "coauthors.html": coauthors_page, "methods.html": methods_page}


@pytest.fixture(scope="module")
def small() -> Knowledge:
    """Return a small knowledge with Korean and hostile names."""
    knowledge: Knowledge = small_knowledge.knowledge()
    return knowledge


@pytest.fixture(scope="module")
def pages(small: Knowledge) -> dict[str, str]:
    """Return the three pages of the small knowledge."""
    return {name: make(small) for name, make in PAGES.items()}


class Elements(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))

    def count(self, tag: str) -> int:
        """Return how many elements of a kind there are."""
        return sum(name == tag for name, _ in self.found)


def content_of(page: str) -> dict[str, Any]:
    """Return the JSON that the script of a page works with, with statements where they are referred to."""
    (text,) = re.findall(r'<script type="application/json" id="content">(.*?)</script>', page, re.DOTALL)
    content: dict[str, Any] = json.loads(text)
    for each in (*content["details"].values(), *content["ties"].values()):
        each["says"] = [content["statements"][number] for number in each["says"]]
    return content


@pytest.mark.parametrize("name", PAGES)
def test_names_make_no_elements(pages: dict[str, str], name: str) -> None:
    """Whatever stands in titles and names, a page has the elements of its template only."""
    elements = Elements(pages[name])

    assert [elements.count(tag) for tag in ("script", "style", "img", "iframe", "link", "base")] == [3, 1, 0, 0, 0, 0]
    assert {attrs["href"] for tag, attrs in elements.found if tag == "a"} == set(PAGES)
    assert not [key for _, attrs in elements.found for key in attrs if key.startswith("on") or key == "style"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_allows_its_own_scripts_and_nothing_else(pages: dict[str, str], name: str) -> None:
    """The policy starts from nothing, lists hashes, and comes before anything it is to govern."""
    (policy,) = [attrs["content"] or "" for tag, attrs in Elements(pages[name]).found if "http-equiv" in attrs]

    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert pages[name].index("http-equiv") < pages[name].index("<style>")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_in_every_process(small: Knowledge, pages: dict[str, str], name: str) -> None:
    """Another hash seed and another locale make no difference."""
    code = (
        "import sys, small_knowledge as small, kg.export.pages as pages;"
        f"sys.stdout.buffer.write(pages.{PAGES[name].__name__}(small.knowledge()).encode())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Seoul", "PYTHONPATH": str(TESTS)}
    other = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, cwd=TESTS.parent
    )

    assert other.stdout.decode() == pages[name] == PAGES[name](small)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_makes_a_page_too(name: str) -> None:
    """Without digests, a page says so."""
    page = PAGES[name](small_knowledge.empty())

    assert content_of(page)["nodes"] == []
    assert "그릴 것이 없습니다" in page


def test_the_first_page_shows_the_latest_digest_only(pages: dict[str, str]) -> None:
    """What only the digest of the day before says does not stand there."""
    content = content_of(pages["index.html"])

    assert {date for node in content["details"].values() for *_, date, _ in node["says"]} == {"2025-02-20"}
    assert Counter(node["group"] for node in content["nodes"]) == {
        "paper": 2, "Method": 2, "Model": 1, "Benchmark": 1, "Dataset": 1, "Task": 1,
    }  # fmt: skip


def test_two_relations_between_two_things_are_two_lines(pages: dict[str, str]) -> None:
    """A paper that introduces and evaluates a model keeps both."""
    edges = content_of(pages["index.html"])["edges"]
    between = [
        edge["predicate"] for edge in edges if (edge["from"], edge["to"]) == ("paper/2502.13923", "entity/tinylens")
    ]

    assert between == ["evaluates", "introduces"]


def test_a_paper_shows_its_figures(pages: dict[str, str]) -> None:
    """A result stands in the panel of its paper, with the sentence."""
    says = content_of(pages["index.html"])["details"]["paper/2502.13923"]["says"]

    assert ["reports", "TinyLens · SquintBench: 41.50%", "41.50%를 얻었다."] in [row[1:4] for row in says]


def test_a_tie_of_methods_quotes_both_papers(pages: dict[str, str]) -> None:
    """Both papers that use both methods are quoted for each method."""
    content = content_of(pages["methods.html"])
    (tie,) = content["ties"].values()

    assert sorted(row[2] for row in tie["says"]) == ["RoPE", "RoPE", "회전 기법", "회전 기법"]
    assert ["향상도 · Lift", "1.00"] in tie["facts"]


def test_a_tie_of_authors_lists_their_papers(pages: dict[str, str]) -> None:
    """The papers that two authors share, the latest first."""
    content = content_of(pages["coauthors.html"])
    (both,) = [tie for tie in content["ties"].values() if len(tie["papers"]) == 2]

    assert ["나눈 몫 · Fractional weight", "1.50"] in both["facts"]


def test_too_many_entities_are_cut_and_counted(small: Knowledge) -> None:
    """The page keeps its limit and says in both languages how many it leaves out."""
    paper = next(paper for paper in small.papers if paper.arxiv_id == "2502.13923")
    template = small.entities[0]
    many = tuple(
        replace(template, iri=f"{small.base}entity/e{number:03}", label=(f"E{number}", "en")) for number in range(300)
    )
    summary = next(summary for summary in paper.summaries if summary.date == "2025-02-20")
    claims = tuple(Claim(f"{each.iri}-c", paper.iri, "mentions", each.iri, 0.5, summary.iri, ()) for each in many)
    page = digest_page(replace(small, papers=(paper,), entities=many, claims=claims, results=()))

    assert len(content_of(page)["nodes"]) == MOST_NODES
    assert "대상 61개" in page
    assert "(61)" in page


def test_no_two_nodes_stand_on_each_other(pages: dict[str, str]) -> None:
    """Positions are whole numbers, and no two are the same."""
    for page in pages.values():
        places = [(node["x"], node["y"]) for node in content_of(page)["nodes"]]
        assert all(isinstance(number, int) for place in places for number in place)
        assert len(set(places)) == len(places)


def test_a_figure_without_context_is_its_value(small: Knowledge) -> None:
    """Units other than % stand apart from the number."""
    bare = replace(small.results[0], subject=None, benchmark=None, unit="점")

    assert figure(bare, {}) == "41.50 점"


# --- the data files -----------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("tone", "ground"), [("light", "#f7f7f4"), ("dark", "#14161b")])
def test_every_shape_can_be_seen(tone: str, ground: str) -> None:
    """At least 3:1 against the ground of the page, as WCAG asks of graphics."""
    assert ground in (Path(__file__).parents[2] / "kg/export/pages/page.css").read_text(encoding="utf-8")
    for look in PALETTE.values():
        brighter, darker = sorted((luminance(look[tone]), luminance(ground)), reverse=True)  # type: ignore[literal-required] # one of two
        assert (brighter + 0.05) / (darker + 0.05) >= 3


@pytest.mark.parametrize("keys", [["paper", *Kind], [f"group{number}" for number in range(1, 8)]])
def test_no_two_looks_of_a_page_share_a_shape_or_colour(keys: list[str]) -> None:
    """Whoever sees no colours tells nodes apart by their shape."""
    for one, other in combinations(keys, 2):
        assert PALETTE[one]["shape"] != PALETTE[other]["shape"]
        assert PALETTE[one]["light"] != PALETTE[other]["light"]


def test_every_predicate_has_words_in_both_languages() -> None:
    """Roles, relations, and what the pages add to them."""
    assert set(WORDS) == {*Role, *RelationKind, "reports", "coAuthorOf", "usedWith"}
    assert all(set(word) == {"ko", "en"} for word in WORDS.values())


@pytest.mark.parametrize("topic", ABOUT)
def test_both_languages_give_the_same_counts(topic: str) -> None:
    """The Korean and the English words of a page name the same figures."""
    korean, english = ({*re.findall(r"\{(\w+)\}", ABOUT[topic][language])} for language in ("ko", "en"))

    assert korean == english
    assert len(about(topic, "ko", dict.fromkeys(korean, 7))) == 3
