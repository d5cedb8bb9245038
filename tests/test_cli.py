"""The command: data on stdout, words on stderr, one line for each failure, and an exit status that tells."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest

import kg
from kg.cli import Exit, main

SAMPLE = Path(kg.__file__).parent / "sample"
DAY = SAMPLE / "2025" / "02" / "20.md"
FILES = {"graph.ttl", "claims.ttl", "networks.ttl", "index.html", "coauthors.html", "methods.html", "manifest.json"}
REJECTED = (
    "## Daily Papers (2025-02-20)\n\n### no link\n\n### [T](https://arxiv.org/abs/2502.13923)\n\n- RoPE를 쓴다.\n"
)


class Said(NamedTuple):
    """How a run ended and what it said."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> "Runner":
    """Return what runs a command in this process."""
    return Runner(capsys)


class Runner:
    """Runs commands and keeps what they say apart."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object) -> Said:
        """Run `kg` with arguments."""
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as stop:  # argparse answers wrong usage and --help so
            status = int(stop.code or 0)
        return Said(status, *self.capsys.readouterr())


def spawn(*arguments: object, **environment: str) -> Said:
    """Run `kg` in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment}, timeout=120)
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of the sample, made by the command."""
    path = tmp_path_factory.mktemp("built") / "out"
    said = spawn("build", "-o", path)
    assert said.status == Exit.GOOD, said.err
    return path


@pytest.fixture
def rejecting(tmp_path: Path) -> Path:
    """Return a digest with a heading that is no paper."""
    path = tmp_path / "digest.md"
    path.write_text(REJECTED, encoding="utf-8")
    return path


# --- help and usage -----------------------------------------------------------------------------


def test_help_answers_at_once() -> None:
    """Nothing heavy is imported for it, whatever the machine."""
    heavy = ("spacy", "networkx", "rdflib", "pyoxigraph", "numpy")
    code = f"import sys; from kg.cli import make_parser; make_parser(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    start = perf_counter()
    said = spawn("--help")

    assert done.stdout.strip() == "[]"
    assert (said.status, said.err) == (Exit.GOOD, "")
    assert perf_counter() - start < 2.0  # 0.1 s here; a machine under load may take its time


def test_help_names_every_command(run: Runner) -> None:
    """With what it does."""
    said = run("--help")

    assert said.status == Exit.GOOD
    assert all(f"    {command}" in said.out for command in ("build", "extract", "evaluate", "check"))


def test_the_version_is_that_of_the_package(run: Runner) -> None:
    """On stdout, where scripts look for it."""
    assert run("--version") == (Exit.GOOD, f"kg {kg.__version__}\n", "")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["biuld"],
        ["build", "--wrong"],
        ["build", "--base", "no base"],
        ["check"],
        ["evaluate", "--errors", "many"],
    ],
)
def test_wrong_usage_is_status_2(arguments: Sequence[str], run: Runner) -> None:
    """The usage and the reason go to stderr."""
    said = run(*arguments)

    assert (said.status, said.out) == (Exit.USAGE, "")
    assert said.err.startswith("usage: kg")


# --- build --------------------------------------------------------------------------------------


def test_build_writes_the_files_of_the_contract_and_nothing_else(folder: Path) -> None:
    """No temporary file is left behind."""
    assert {path.name for path in folder.iterdir()} == FILES


def test_build_ends_with_a_table_and_says_what_to_open(run: Runner, tmp_path: Path) -> None:
    """What is in the graph, by sort, and what was rejected."""
    said = run("build", DAY, "-o", tmp_path / "out")
    rows = {line.split()[0]: line.split()[1] for line in said.out.splitlines() if line.strip()}

    assert (said.status, said.err) == (Exit.GOOD, "")
    assert int(rows["papers"]) == DAY.read_text(encoding="utf-8").count("\n### ")
    assert rows["rejected"] == "0"
    assert f"open {tmp_path / 'out' / 'index.html'} in a browser" in said.out


def test_build_tells_the_same_as_json(run: Runner, tmp_path: Path) -> None:
    """With the hash of each file."""
    said = run("build", DAY, "-o", tmp_path / "out", "--json")
    told = json.loads(said.out)

    assert set(told["files"]) == FILES
    assert told["counts"]["digests"] == 1
    assert told["rejections"] == []


def test_rejections_are_status_3_and_the_rest_is_built(rejecting: Path, run: Runner, tmp_path: Path) -> None:
    """Each is told with its file, line and reason."""
    said = run("build", rejecting, "-o", tmp_path / "out")

    assert said.status == Exit.REJECTIONS
    assert f"  {rejecting}:3: heading has no link" in said.out
    assert "2502.13923" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_hash_seeds_change_no_byte(folder: Path, tmp_path: Path) -> None:
    """Two processes that order their sets otherwise write the same files."""
    again = tmp_path / "again"
    said = spawn("build", "-o", again, PYTHONHASHSEED="4242", LC_ALL="C", TZ="Asia/Seoul")

    assert said.status == Exit.GOOD, said.err
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


# --- failures -----------------------------------------------------------------------------------


@pytest.fixture
def trouble(tmp_path: Path) -> dict[str, Path]:
    """Return inputs and outputs that cannot be used, by what is wrong with them."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.md").write_text("# Notes\n\nNo digest.\n", encoding="utf-8")
    (tmp_path / "latin.md").write_bytes(b"## Daily Papers (2025-02-20)\n\xe9\n")
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "full" / "graph.ttl").mkdir(parents=True)
    return {path.name: path for path in [*tmp_path.iterdir(), tmp_path / "absent.md", tmp_path / "file" / "below"]}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("absent.md", "no such file or folder"),
        ("empty", "no digest there"),
        ("notes.md", "no digest"),
        ("latin.md", "not UTF-8 at byte 29"),
    ],
)
@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_input_that_cannot_be_used_is_status_1(
    command: str, name: str, reason: str, trouble: dict[str, Path], run: Runner, tmp_path: Path
) -> None:
    """One line says what, where and what to do, and nothing is written."""
    output = ["-o", tmp_path / "out"] if command == "build" else []
    said = run(command, trouble[name], DAY, *output)

    assert (said.status, said.out) == (Exit.FAILED, "")
    assert said.err.startswith(f"kg: {trouble[name]}")
    assert reason in said.err
    assert "; " in said.err or "(" in said.err  # what to do
    assert said.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["file", "below"])
def test_an_output_that_is_no_folder_is_refused_before_the_work(
    name: str, trouble: dict[str, Path], run: Runner
) -> None:
    """Even where the inputs are bad as well."""
    said = run("build", "absent.md", "-o", trouble[name])

    assert (said.status, said.out) == (Exit.FAILED, "")
    assert (
        said.err == f"kg: {trouble['file']}: a file stands where a folder should be; move it or give another folder\n"
    )


def test_an_output_without_permission_is_refused(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to do."""
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser, whom tests may run as, can write anywhere
    said = run("build", DAY, "-o", tmp_path / "out")

    assert (said.status, said.out) == (Exit.FAILED, "")
    assert said.err == f"kg: {tmp_path}: cannot write; give another folder or change its permissions\n"


def test_after_a_failure_the_old_files_are_as_they_were(trouble: dict[str, Path], run: Runner) -> None:
    """Here a folder stands where a file has to go."""
    full = trouble["full"]
    (full / "claims.ttl").write_text("old", encoding="utf-8")
    said = run("build", DAY, "-o", full)

    assert (said.status, said.out) == (Exit.FAILED, "")
    assert said.err.startswith(f"kg: {full / 'graph.ttl'}: cannot write")
    assert said.err.count("\n") == 1
    assert {path.name for path in full.iterdir()} == {"graph.ttl", "claims.ttl"}
    assert (full / "claims.ttl").read_text(encoding="utf-8") == "old"


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    """As `kg extract | head` does."""
    command = [sys.executable, "-m", "kg", "extract"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        err = process.stderr.read()

    assert (process.returncode, err) == (Exit.BROKEN_PIPE, b"")


# --- extract ------------------------------------------------------------------------------------


def test_extract_prints_one_json_object_a_line(run: Runner) -> None:
    """Sorted by arXiv id, and nothing else on stdout."""
    said = run("extract")
    records = [json.loads(line) for line in said.out.splitlines()]

    assert (said.status, said.err) == (Exit.GOOD, "")
    assert [record["arxiv"] for record in records] == sorted({record["arxiv"] for record in records})
    assert {record["digest"] for record in records} <= {day for record in records for day in record["digests"]}


def test_extract_tells_rejections_on_stderr(rejecting: Path, run: Runner) -> None:
    """Data and words do not mix."""
    said = run("extract", rejecting)

    assert said.status == Exit.REJECTIONS
    assert [json.loads(line)["arxiv"] for line in said.out.splitlines()] == ["2502.13923"]
    assert said.err.strip().startswith(f"{rejecting}:3: heading has no link")


def test_extract_speaks_utf_8_whatever_the_locale() -> None:
    """Korean comes out as it went in."""
    said = spawn("extract", DAY, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert said.status == Exit.GOOD
    assert any("가" <= character <= "힣" for character in said.out)


def test_extract_reads_the_standard_input() -> None:
    """A digest can come through a pipe."""
    command = [sys.executable, "-m", "kg", "extract", "-"]
    done = subprocess.run(command, input=DAY.read_bytes(), capture_output=True, check=True)

    assert len(done.stdout.splitlines()) == DAY.read_bytes().count(b"\n### ")


@pytest.mark.corpus
def test_the_scorers_of_the_annotations_read_what_extract_prints(shared: Path, run: Runner, tmp_path: Path) -> None:
    """As it is, and the first of them comes to our own figures."""
    records = tmp_path / "records.jsonl"
    records.write_text(run("extract").out, encoding="utf-8")
    gold = SAMPLE / "gold.jsonl"
    theirs = _output(shared / "eval" / "score.py", gold, records, "--json")
    ours = json.loads(run("evaluate", "--json").out)

    assert {name: {key: ours[name][key] for key in figures} for name, figures in json.loads(theirs).items()} == (
        json.loads(theirs)
    )
    assert "links P" in _output(shared / "eval" / "link.py", shared / "eval" / "link" / "dev.jsonl", records)


def _output(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


# --- evaluate -----------------------------------------------------------------------------------


@pytest.fixture
def other_gold(tmp_path: Path) -> Path:
    """Return annotations of a paper that the sample has not."""
    path = tmp_path / "other.jsonl"
    path.write_text('{"arxiv": "2502.99999", "entities": []}\n', encoding="utf-8")
    return path


def test_evaluate_measures_the_sample_unless_told_otherwise(run: Runner) -> None:
    """A table by type, role, relation and result; errors on request."""
    said = run("evaluate", "--errors", 1)

    assert (said.status, said.err) == (Exit.GOOD, "")
    assert all(f"\n{measure} " in said.out for measure in ("entity", "entity:Model", "role", "relation", "result"))
    assert sum(line.startswith("missed\t") for line in said.out.splitlines()) == 1
    assert run("evaluate", SAMPLE / "gold.jsonl").out == run("evaluate").out


def test_evaluate_tells_the_same_as_json(run: Runner) -> None:
    """For programs, with the counts that the ratios rest on."""
    told = json.loads(run("evaluate", "--json").out)

    assert set(told["entity"]) == {"p", "r", "f1", "right", "wrong", "missed"}
    assert told["papers"]["annotated"] == told["papers"]["predicted"] > 0


def test_several_annotations_are_measured_side_by_side(run: Runner, other_gold: Path) -> None:
    """In one table with a group of columns for each, wherever they stand in the command."""
    said = run("evaluate", other_gold, DAY.parent, SAMPLE / "gold.jsonl", "--errors", 1)
    alone = run("evaluate", SAMPLE / "gold.jsonl", DAY.parent).out
    header, papers, columns, entity = said.out.splitlines()[:4]
    f1 = next(line for line in alone.splitlines() if line.startswith("entity ")).split()[3]

    assert header.split() == ["other", "gold"]
    assert papers.split()[1:4] == ["0", "of", "1"]
    assert columns.split() == ["P", "R", "F1"] * 2
    assert entity.split() == ["entity", "–", "–", "–", *entity.split()[4:6], f1]
    assert "\ngold\nmissed\t" in said.out


def test_several_annotations_are_told_as_json_by_name(run: Runner, other_gold: Path) -> None:
    """Each as it would be told alone."""
    told = json.loads(run("evaluate", other_gold, SAMPLE / "gold.jsonl", SAMPLE, "--json").out)

    assert list(told) == ["other", "gold"]
    assert told["gold"] == json.loads(run("evaluate", "--json").out)


def test_annotations_of_other_digests_need_those_digests(run: Runner, other_gold: Path) -> None:
    """Measuring them on the sample would tell nothing: the command says what to add."""
    lacking, other = run("evaluate", other_gold), run("evaluate", other_gold, DAY)

    assert (lacking.status, lacking.out) == (Exit.USAGE, "")
    assert f"kg evaluate {other_gold} INPUT" in lacking.err
    assert other.status == Exit.GOOD
    assert "other: 1 of 1 annotated papers are not in these digests" in other.err


def test_digests_alone_cannot_be_measured(run: Runner) -> None:
    """Annotations are told by their ending; without any the command says how to name them."""
    said = run("evaluate", DAY)

    assert (said.status, said.out) == (Exit.USAGE, "")
    assert "kg evaluate GOLD.jsonl INPUT" in said.err


def test_annotations_that_cannot_be_read_are_status_1(run: Runner, tmp_path: Path) -> None:
    """Digests under their name as well; the line says where."""
    disguised = tmp_path / "digest.jsonl"
    disguised.write_bytes(DAY.read_bytes())
    absent = run("evaluate", tmp_path / "absent.jsonl", DAY)
    digest = run("evaluate", disguised, DAY)

    assert (absent.status, digest.status) == (Exit.FAILED, Exit.FAILED)
    assert absent.err.startswith(f"kg: {tmp_path / 'absent.jsonl'}: No such file")
    assert digest.err.startswith(f"kg: {disguised}:1: no JSON")


# --- check --------------------------------------------------------------------------------------


def test_check_passes_a_build_and_its_quotations(folder: Path, run: Runner) -> None:
    """By the shapes, by another parser, and by the digests that are quoted."""
    said = run("check", folder)

    assert (said.status, said.out) == (Exit.GOOD, "")
    assert said.err.endswith("no problems\n")


def test_check_tells_what_is_wrong(folder: Path, run: Runner, tmp_path: Path) -> None:
    """A triple that is cut off is status 1."""
    broken = tmp_path / "graph.ttl"
    broken.write_bytes((folder / "graph.ttl").read_bytes()[:-20])
    said = run("check", broken)

    assert said.status == Exit.FAILED
    assert str(broken) in said.out


def test_check_needs_files(run: Runner, tmp_path: Path) -> None:
    """A folder without Turtle and a missing file are one line each."""
    for path in (tmp_path, tmp_path / "absent.ttl"):
        said = run("check", path)

        assert (said.status, said.out) == (Exit.FAILED, "")
        assert said.err.startswith(f"kg: {path}: ")
        assert said.err.count("\n") == 1
