"""`docs/command-line.md` says what `kg COMMAND --help` says, no more and no less."""

import re
from pathlib import Path

import pytest

from kg.cli import Exit, main

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
WIDE = "240"  # so that argparse breaks no line

_HELP_LINE = re.compile(r"^ {2,4}(\S.*?) {2,}(\S.*)$", re.MULTILINE)
_SECTION = re.compile(r"^## kg (\w+)\n\n(.+)\n", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)
_STATUS = re.compile(r"^\| (\d+) \|", re.MULTILINE)

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def document() -> str:
    """Return the document."""
    return DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture
def helped(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> pytest.CaptureFixture[str]:
    """Make help wide and plain."""
    monkeypatch.setenv("COLUMNS", WIDE)
    monkeypatch.setenv("NO_COLOR", "1")
    return capsys


def help_of(helped: pytest.CaptureFixture[str], *command: str) -> Pairs:
    """Return what `kg COMMAND --help` lists: names as documented, and their help."""
    with pytest.raises(SystemExit):
        main([*command, "--help"])
    listed = _HELP_LINE.findall(helped.readouterr().out)
    return [(documented(names), words) for names, words in listed if names != "-h, --help"]


def documented(names: str) -> str:
    """Return names with the placeholder once, as Python 3.13 prints them.

    >>> documented("-o DIR, --output DIR"), documented("-o, --output DIR"), documented("INPUT")
    ('-o, --output DIR', '-o, --output DIR', 'INPUT')
    """
    *shorter, last = names.split(", ")
    return ", ".join([*(name.split(" ")[0] for name in shorter), last])


def section_of(document: str, command: str) -> str:
    """Return the part of the document about a command."""
    return re.split(r"^## ", document.split(f"## kg {command}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def arguments_of(section: str) -> Pairs:
    """Return the first table of a section: names and help."""
    table = section.split("\n\n| argument | help |\n", 1)[1].split("\n\n", 1)[0]
    return [(names.replace("\\|", "|"), words) for names, words in _ROW.findall(table)]


def test_every_command_has_its_section(document: str, helped: pytest.CaptureFixture[str]) -> None:
    """In the order of `kg --help`, and each begins with the same words."""
    commands = [each for each in help_of(helped) if not each[0].startswith("-")]

    assert _SECTION.findall(document) == commands


def test_every_argument_is_told_as_help_tells_it(document: str, helped: pytest.CaptureFixture[str]) -> None:
    """The same names, the same words, none left out and none invented."""
    for command, _ in _SECTION.findall(document):
        assert arguments_of(section_of(document, command)) == help_of(helped, command), command


def test_every_exit_status_is_told(document: str) -> None:
    """And none that the program never returns."""
    assert [int(status) for status in _STATUS.findall(document)] == [each.value for each in Exit]
