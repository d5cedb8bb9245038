"""What the documents show works: commands and Python run, queries have answers, links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
import pytest
import rdflib

import kg

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(kg.__file__).parent / "sample"
DOCUMENTS = ("README.md", "docs/python.md", "docs/command-line.md")
LINKING = (*DOCUMENTS, "docs/backends.md", "docs/lexicon.md", "docs/sample.md", "annotations/README.md")
LARGEST_IMAGE = 300_000

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[([^\]]+)\]\(([^)\s]+)\)")
_FILES = re.compile(r"# over (.+)")
_STRING = re.compile(r'"""\n(PREFIX .*?)"""', re.DOTALL)


class Block(NamedTuple):
    """A fenced block of a document, and where it stands."""

    document: str
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


def blocks_of(document: str) -> Iterator[Block]:
    """Yield the fenced blocks of a document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield Block(document, text.count("\n", 0, found.start()) + 1, found.group(1), found.group(2))


BLOCKS = [block for document in DOCUMENTS for block in blocks_of(document)]


def written_in(language: str) -> Callable[..., Any]:
    """Run a test for each block of a language."""
    return pytest.mark.parametrize("block", [block for block in BLOCKS if block.language == language], ids=str)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what a reader of the documents has: digests, annotations and the build of the sample."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SAMPLE, folder / "digests", ignore=shutil.ignore_patterns("*.jsonl"))
    shutil.copy(SAMPLE / "gold.jsonl", folder)
    kg.build().write(folder / "exports")
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command where the reader is, with the `kg` of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")


@pytest.mark.slow
@written_in("sh")
def test_every_shown_command_runs(block: Block, desk: Path) -> None:
    """Line by line, as they would be typed; what needs make or pip is tested by making."""
    for line in block.text.splitlines():
        if "kg " in line and not line.startswith(("make ", "pip ")):
            done = run(["sh", "-c", line], desk)

            assert done.returncode == 0, f"{block}: {line}: {done.stderr}"


@written_in("sh")
def test_every_shown_target_is_in_the_makefile(block: Block) -> None:
    """`make demo` and `make test` are what the Makefile calls them."""
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"^make (\w+)", block.text, re.MULTILINE)) <= targets


@written_in("python")
def test_every_shown_program_runs_and_says_something(block: Block, desk: Path) -> None:
    """Each in a process of its own, as it stands."""
    done = run([sys.executable, "-c", block.text], desk)

    assert done.returncode == 0, f"{block}: {done.stderr}"
    assert done.stdout or "print" not in block.text


@written_in("markdown")
def test_the_shown_digest_is_one(block: Block, tmp_path: Path) -> None:
    """A reader who copies it gets a paper with its entities, and no rejection."""
    (tmp_path / "digest.md").write_text(block.text, encoding="utf-8")
    built = kg.build(tmp_path / "digest.md")

    assert len(built.papers) == 1
    assert built.entities
    assert built.rejections == ()


def queries_of(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield the queries of a block with the files each is put to."""
    if block.language == "sparql":
        named = _FILES.match(block.text)
        assert named, f"{block}: the first line of a query says what it is over: # over graph.ttl"
        yield block.text, named.group(1).split(", ")
    for found in _STRING.finditer(block.text) if block.language == "python" else ():
        yield found.group(1), ["graph.ttl"]


QUERIES = [pytest.param(query, files, id=str(block)) for block in BLOCKS for query, files in queries_of(block)]


@pytest.mark.parametrize(("query", "files"), QUERIES)
def test_every_shown_query_has_the_same_answer_in_two_stores(query: str, files: list[str], desk: Path) -> None:
    """By rdflib and by pyoxigraph, from the files that the query names, and it is not empty."""
    graph, store = rdflib.Graph(), pyoxigraph.Store()
    for file in files:
        graph.parse(desk / "exports" / file)
        store.load(path=str(desk / "exports" / file), format=pyoxigraph.RdfFormat.TURTLE)
    rows: Any = graph.query(query)
    solutions: Any = store.query(query)
    one = [[_plain(None if cell is None else str(cell)) for cell in row] for row in rows]
    other = [[_plain(None if cell is None else cell.value) for cell in row] for row in solutions]

    assert one
    assert sorted(one) == sorted(other)


def _plain(text: str | None) -> str:
    """Return a number in its shortest form: stores print 2.50 as 2.5."""
    try:
        return str(Decimal(text or "").normalize())
    except InvalidOperation:
        return text or ""


@pytest.mark.parametrize("document", LINKING)
def test_links_within_the_project_lead_somewhere(document: str) -> None:
    """A file that is renamed takes its links along."""
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = [target for _, _, target in _LINK.findall(text) if "://" not in target]

    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []


def test_images_are_small_and_described() -> None:
    """For readers with a slow line, and for readers who cannot see them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    images = [(alternative, ROOT / target) for mark, alternative, target in _LINK.findall(text) if mark]

    assert images
    assert all(len(alternative) > 40 for alternative, _ in images)
    assert all(path.stat().st_size < LARGEST_IMAGE for _, path in images)


def test_the_accuracy_stands_between_its_marks() -> None:
    """A script fills the table, so it has to find it: a header, and rows of as many cells."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"<!-- accuracy -->\n(.*?)<!-- /accuracy -->", text, re.DOTALL)

    assert len({line.count("|") for line in table.splitlines()}) == 1


def test_the_annotations_are_as_many_as_told() -> None:
    """`annotations/README.md` gives the number of papers in each file."""
    told = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8")

    for file, pattern in (("ko.jsonl", r"annotations of (\d+) papers"), ("en.jsonl", r"of the (\d+) papers")):
        found = re.search(pattern, told)
        lines = (ROOT / "annotations" / file).read_text(encoding="utf-8").splitlines()
        assert found
        assert len(lines) == int(found.group(1))
