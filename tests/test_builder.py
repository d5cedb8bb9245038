"""Digests in, a graph out: the same for the same set of digests."""

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.builder import Build, build, check_quotations, distinct
from kg.errors import ExtractError, KgError, ReadError
from kg.model import Document, Evidence, Span

SAMPLE = Path(kg.__file__).parent / "sample"
DAYS = tuple(str(path) for path in sorted(SAMPLE.rglob("*.md")))
FILES = {"graph.ttl", "claims.ttl", "networks.ttl", "index.html", "coauthors.html", "methods.html", "manifest.json"}


@pytest.fixture(scope="module")
def sample() -> Build:
    """Return the build of the bundled sample."""
    return build()


def text_of(built: Build) -> dict[str, str]:
    """Return the Turtle files of a build."""
    return {name: "".join(pieces) for name, pieces in built.turtle().items()}


# --- what goes in -------------------------------------------------------------------------------


def test_a_folder_a_path_and_a_list_are_all_inputs(tmp_path: Path) -> None:
    """One input needs no list."""
    file = tmp_path / "2025-02-20.md"
    file.write_bytes((SAMPLE / "2025/02/20.md").read_bytes())
    papers = [paper.arxiv_id for paper in build(file).papers]

    assert papers
    for inputs in (str(file), tmp_path, [tmp_path, file]):
        assert [paper.arxiv_id for paper in build(inputs).papers] == papers


def test_a_dash_reads_the_given_stream() -> None:
    """So that digests need not be files."""
    stream = io.BytesIO((SAMPLE / "2025/02/20.md").read_bytes())
    built = build("-", stdin=stream)

    assert [document.source for document in built.documents] == ["<stdin>"]
    assert built.papers


def test_no_inputs_mean_the_sample(sample: Build) -> None:
    """Of which nothing is rejected."""
    assert len(sample.documents) == len(DAYS)
    assert sample.rejections == ()


def test_an_input_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """Who names a file expects it to be used."""
    with pytest.raises(ReadError, match="absent"):
        build(tmp_path / "absent.md")


def test_a_base_that_is_no_iri_is_refused() -> None:
    """Before anything is read."""
    with pytest.raises(KgError, match="IRI"):
        build("absent.md", base="no base")


def test_progress_is_told_digest_by_digest() -> None:
    """Until all are done."""
    told: list[tuple[int, int]] = []
    build(DAYS[:2], progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 2), (2, 2)]


def document(source: str, raw: str = "", date: str = "2025-02-20") -> Document:
    """Return a digest without entries."""
    return Document(source, raw, (date,), (), ())


def test_copies_of_a_digest_count_once() -> None:
    """Under the first of their names; another day or another text is no copy."""
    one, copy, other_day, other_text = (
        document("b.md"),
        document("a.md"),
        document("c.md", date="2025-02-21"),
        document("d.md", "x"),
    )

    assert distinct([one, copy, other_day, other_text]) == (copy, other_day, other_text)


def test_a_quotation_that_does_not_stand_at_its_offsets_stops_the_build(sample: Build) -> None:
    """No graph is better than one with evidence that cannot be checked."""
    extraction = next(each for each in sample.extractions if each.terms)
    term = extraction.terms[0]
    moved = replace(term, mentions=(Evidence(extraction.entry.source, Span(0, 3), "elsewhere"),))

    check_quotations(sample.documents, sample.extractions)
    with pytest.raises(ExtractError, match="'elsewhere' does not stand at characters 0-3"):
        check_quotations(sample.documents, [replace(extraction, terms=(moved, *extraction.terms[1:]))])


# --- the same each time -------------------------------------------------------------------------


@given(st.permutations(DAYS[-3:]))
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_inputs_changes_no_byte(inputs: list[str]) -> None:
    """Nor does naming one twice."""
    straight, shuffled = build(DAYS[-3:]), build([*inputs, inputs[0]])

    assert text_of(shuffled) == text_of(straight)
    assert shuffled.records() == straight.records()
    assert shuffled.description() == straight.description()


def test_parts_say_what_the_whole_says() -> None:
    """A digest adds its papers and takes none away; later days change no IRI of earlier ones."""
    early, whole = build(DAYS[:-1]), build(DAYS)

    for name in ("papers", "authors", "entities"):
        assert {each.iri for each in getattr(early, name)} <= {each.iri for each in getattr(whole, name)}
    assert {each.iri for each in early.claims} <= {each.iri for each in whole.claims}


def test_the_base_is_the_only_thing_that_a_base_changes(sample: Build) -> None:
    """All nodes stand below it, the ontology does not."""
    other = build(base="https://example.org/kg/")
    parts = ("papers", "authors", "entities", "claims", "results")
    iris = [each.iri for part in parts for each in getattr(other, part)]

    assert all(iri.startswith("https://example.org/kg/") for iri in iris)
    assert other.counts == sample.counts


# --- what comes out -----------------------------------------------------------------------------


def test_the_graph_of_networkx_and_that_of_rdflib_hold_the_same_papers(sample: Build) -> None:
    """Both are the knowledge in another shape."""
    nodes = sample.to_networkx()
    triples = sample.to_rdflib()
    subjects = {str(subject) for subject in triples.subjects()}

    assert {paper.iri for paper in sample.papers} <= set(nodes)
    assert {paper.iri for paper in sample.papers} <= subjects
    assert {entity.iri for entity in sample.entities} <= subjects


def test_a_build_is_written_whole(sample: Build, tmp_path: Path) -> None:
    """All files, with the hashes that are returned and that the manifest tells."""
    hashes = sample.write(tmp_path / "new" / "folder")
    written = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    manifest = json.loads(written["manifest.json"])

    assert set(written) == set(hashes) == FILES
    assert {name: hashlib.sha256(content).hexdigest() for name, content in written.items()} == hashes
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: digest for name, digest in hashes.items() if name != "manifest.json"
    }
    assert manifest["counts"]["papers"] == len(sample.papers)


def test_writing_again_changes_no_byte(sample: Build, tmp_path: Path) -> None:
    """There is no clock and no chance in the files."""
    first = sample.write(tmp_path)

    assert sample.write(tmp_path) == first
