"""Inputs are files, folders, globs and the standard input; a named file must be a digest, a found one may be rejected."""

import io
import os
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import Reading, read_documents
from kg.read.limits import MOST_BYTES


def digest(date: str = "2025-02-20", number: int = 1) -> str:
    """Return a digest of one paper."""
    return f"## Daily Papers ({date})\n\n### [T](https://arxiv.org/abs/2502.{number:05})\n\n- x\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two digests of two years and a file that is none."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "days/2024/12/31.md": digest("2024-12-31"),
        "days/2025/02/20.md": digest(),
        "days/README.md": "# Read me\n",
        "days/notes.txt": "not looked at",
        "days/.git/x.md": "not looked at",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def sources(reading: Reading) -> list[str]:
    """Return the names of what was read."""
    return [document.source for document in reading.documents]


def refusal(*inputs: str, stdin: bytes = b"") -> str:
    """Return the one line by which inputs are refused."""
    with pytest.raises(ReadError) as refused:
        read_documents(inputs, stdin=io.BytesIO(stdin))
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_no_input_means_the_sample() -> None:
    """Its sources are names that do not depend on where the package is installed."""
    reading = read_documents([])

    assert "kg/sample/2025/02/20.md" in sources(reading)
    assert all(source.startswith("kg/sample/") for source in sources(reading))


def test_a_folder_is_read_to_the_bottom_and_what_is_no_digest_is_rejected() -> None:
    """Sources are the folder as given and the path below it."""
    reading = read_documents(["./days/"])

    assert sources(reading) == ["./days/2024/12/31.md", "./days/2025/02/20.md"]
    assert [(each.source, each.line) for each in reading.rejections] == [("./days/README.md", 1)]


@pytest.mark.parametrize("pattern", ["days/*/*/*.md", "days/**/[23]*.md", "days/202?"])
def test_a_glob_that_the_shell_left_alone_is_expanded(pattern: str) -> None:
    """Folders that it matches are read as folders."""
    assert sources(read_documents([pattern])) == ["days/2024/12/31.md", "days/2025/02/20.md"]


def test_the_standard_input_is_read_where_it_is_named() -> None:
    """It is called <stdin>, and twice is once."""
    reading = read_documents(["-", "-"], stdin=io.BytesIO(digest().encode()))

    assert sources(reading) == ["<stdin>"]


def test_a_file_reached_twice_is_read_once_whatever_the_order(folder: Path) -> None:
    """The name that sorts first is its source."""
    (folder / "alias.md").symlink_to("days/2025/02/20.md")
    inputs = ["days", "days/2025/02/20.md", "./days/2025", "alias.md", str(folder / "days" / "2024")]

    readings = {read_documents(order) for order in permutations(inputs)}

    assert len(readings) == 1
    (reading,) = readings
    assert len(reading.documents) == 2


def test_a_file_may_be_called_like_a_glob(folder: Path) -> None:
    """What exists is meant literally."""
    (folder / "[a].md").write_text(digest(), encoding="utf-8")

    assert sources(read_documents(["[a].md"])) == ["[a].md"]


def test_rejected_headings_and_files_are_reported_together(folder: Path) -> None:
    """All of them, sorted by place."""
    (folder / "days" / "a.md").write_text(digest() + "\n### b\n\n### a\n", encoding="utf-8")

    assert [(each.source, each.line) for each in read_documents(["days"]).rejections] == [
        ("days/README.md", 1),
        ("days/a.md", 7),
        ("days/a.md", 9),
    ]


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no digest": (lambda path: path.write_text("# Read me\n"), "1: no digest: neither"),
    "empty": (lambda path: path.write_text(""), "1: no digest: neither"),
    "not UTF-8": (
        lambda path: path.write_bytes(b"## Daily\n\xff\n"),
        "2: not UTF-8 at byte 9; save the digest as UTF-8",
    ),
    "UTF-16": (lambda path: path.write_text(digest(), encoding="utf-16"), "1: not UTF-8 at byte 0; save"),
    "too large": (lambda path: path.write_bytes(b"x" * (MOST_BYTES + 1)), "1: larger than 16 MiB; split the digest"),
    "a link to nowhere": (
        lambda path: path.symlink_to("nowhere"),
        "1: cannot be read: No such file or directory; check",
    ),
    "a link to itself": (lambda path: path.symlink_to(path), "1: cannot be read: Too many levels of symbolic links; "),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_named_file_that_is_no_digest_is_an_error_and_a_found_one_a_rejection(case: str, folder: Path) -> None:
    """The same line says so."""
    make, message = BROKEN[case]
    make(folder / "days" / "bad.md")

    assert refusal("days/bad.md", "days").startswith(f"days/bad.md:{message}")
    for found in ("days", "days/**/*.md"):
        (rejection,) = (each for each in read_documents([found]).rejections if each.source == "days/bad.md")
        assert str(rejection).startswith(f"days/bad.md:{message}")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_what_may_not_be_read_is_said_so(folder: Path) -> None:
    """Be it a file or a folder."""
    (folder / "days" / "2024" / "12" / "31.md").chmod(0)
    (folder / "days" / "2025" / "02").chmod(0)
    try:
        assert "Permission denied" in refusal("days/2024/12/31.md")
        assert "Permission denied" in refusal("days/2025")
    finally:
        (folder / "days" / "2025" / "02").chmod(0o700)


def test_what_does_not_exist_is_said_so() -> None:
    """With what was meant."""
    assert refusal("nowhere.md") == "nowhere.md: no such file or folder; check the name"
    assert refusal("nowhere/*.md") == "nowhere/*.md: no file matches this pattern; check it"
    assert refusal("") == "(empty name): no such file or folder; check the name"
    assert refusal("a\n\x00b.md") == "a\\n\\x00b.md: a name with unprintable characters; rename the file"
    assert refusal("a" * 5000) == "a" * 5000 + ": no such file or folder; check the name"


def test_a_place_without_any_digest_is_an_error(folder: Path) -> None:
    """Even if other inputs are digests."""
    (folder / "empty").mkdir()

    assert refusal("days", "empty") == "empty: no digest there (Markdown files, *.md); check the folder"
    assert refusal("days/R*").startswith(
        "days/R*: no digest among its files; the first of 1 is rejected: days/README.md:1"
    )
    assert refusal("-", stdin=b"hello").startswith("<stdin>:1: no digest: neither")


def test_a_stream_without_end_is_refused(folder: Path) -> None:
    """No more of it is read than the largest digest may have."""
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no /dev/zero")

    assert refusal("/dev/zero") == "/dev/zero:1: larger than 16 MiB; split the digest"
    os.mkfifo(folder / "days" / "pipe.md")
    assert "neither file nor folder" in str(read_documents(["days"]).rejections)


def test_the_date_may_stand_in_the_path(folder: Path) -> None:
    """Only where the digest gives none."""
    (folder / "days" / "2025" / "02" / "21.md").write_text(digest().partition("\n")[2], encoding="utf-8")

    assert [document.dates for document in read_documents(["days"]).documents] == [
        ("2024-12-31",),
        ("2025-02-20",),
        ("2025-02-21",),
    ]
