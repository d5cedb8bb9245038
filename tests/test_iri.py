"""What IRIs look like, and what they are a function of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.iri import DEFAULT_BASE, LONGEST_SLUG, Minter, digest_of, slug

MINT = Minter(DEFAULT_BASE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shuai Bai", "shuai-bai"),
        ("Direct Preference Optimization", "direct-preference-optimization"),
        ("Qwen2.5-VL", "qwen2.5-vl"),
        ("v1.", "v1"),
        ("01. AI", "01-ai"),
        ("HumanEval+", "humaneval-plus"),
        ("ControlNet++", "controlnet-plus-plus"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("A*", "a-star"),
        ("pass@1", "pass-at-1"),
        ("π₀", "pi-0"),
        ("τ²-Bench", "tau-2-bench"),
        ("Łukasz Müller-Þórsson", "lukasz-muller-thorsson"),
        ("Straße", "strasse"),
        ("CLIP", "clip"),
        ("확산 모델", "hwagsan-model"),
        ("값이", "gabs-i"),
        ("深度", "u6df1-u5ea6"),
        ("...", "u2e-u2e-u2e"),
        ("", "empty"),
        ("\ud800", "ud800"),
        ("a\x00b", "a-b"),
    ],
)
def test_a_slug_reads_like_the_name(text: str, expected: str) -> None:
    """Letters are folded to ASCII, signs that tell names apart are spelled out."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HumanEval", "HumanEval+"),
        ("ControlNet", "ControlNet++"),
        ("C", "C++"),
        ("C#", "C++"),
        ("A", "A*"),
        ("값이", "가비시"),
    ],
)
def test_names_that_differ_in_a_sign_have_different_slugs(one: str, other: str) -> None:
    """A plus, a star or a sharp makes another name; so does another Korean spelling that sounds alike."""
    assert slug(one) != slug(other)


def test_composed_and_decomposed_letters_make_one_slug() -> None:
    """Unicode writes é and 가 in two ways; a name has one identity."""
    assert slug("e\u0301") == slug("\u00e9")
    assert slug("\u1100\u1161") == slug("\uac00") == "ga"


@given(st.text(st.characters(), max_size=200))
def test_a_slug_is_safe_short_and_makes_an_iri(text: str) -> None:
    """Whatever the name, the slug is a path segment that `Minter` takes."""
    got = slug(text)

    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", got)
    assert len(got) <= LONGEST_SLUG
    assert MINT.entity(got) == f"{DEFAULT_BASE}entity/{got}"


def test_long_names_with_one_beginning_stay_apart() -> None:
    """A slug that is cut ends with a hash of the whole."""
    assert slug("a" * 500) != slug("a" * 501)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_parts_have_different_hashes(one: list[str], other: list[str]) -> None:
    """Where one part ends and the next begins is part of what is hashed."""
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


def test_every_room_has_its_iris() -> None:
    """The paths are those of the contract."""
    assert MINT.paper("2502.13923") == "https://w3id.org/daily-papers-kg/id/paper/2502.13923"
    assert MINT.paper("cs/0112017").endswith("/paper/cs/0112017")
    assert MINT.digest("2025-02-20").endswith("/digest/2025-02-20")
    assert MINT.author("shuai-bai").endswith("/author/shuai-bai")
    assert MINT.graph("main").endswith("/graph/main")
    assert re.fullmatch(r".*/claim/[0-9a-f]{16}", MINT.hashed("claim", "a", "b"))


@pytest.mark.parametrize("base", ["http://localhost:8000/kg/", "https://example.org/kg#", "urn:kg:", "https://예.kr/"])
def test_a_good_base_is_taken(base: str) -> None:
    """Web addresses and URNs are absolute IRIs."""
    assert Minter(base).graph("main") == f"{base}graph/main"


@pytest.mark.parametrize(
    "base",
    [
        *("", "kg/", "/kg/", "ftp://example.org/", "https:///", "https://example.org", "https://example.org/kg"),
        *("https://example.org/a b/", "https://example.org/<x>/", 'https://example.org/"/', "https://e.org/%zz/"),
        *("https://example.org/\n/", "https://example.org/\ud800/", "https://example.org/{id}/", "urn:x"),
    ],
)
def test_a_bad_base_is_refused(base: str) -> None:
    """A base that would give relative or broken IRIs never gets into a build."""
    with pytest.raises(KgError, match="base IRI"):
        Minter(base)


@pytest.mark.parametrize("arxiv_id", ["", "2502", "2502.1> <x", "2502.13923v2", "../x"])
def test_what_is_no_arxiv_id_makes_no_iri(arxiv_id: str) -> None:
    """A paper's IRI is an arXiv id and nothing else."""
    with pytest.raises(KgError, match="arXiv id"):
        MINT.paper(arxiv_id)
