"""Parsers that share no code with ours read the Turtle of a build, and count the same triples."""

import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest
from availability import unavailable  # type: ignore[import-not-found]  # pytest puts tests/ on the path

import kg

COMMANDS = {
    "rapper": ("raptor2-utils", ["rapper", "--quiet", "--input", "turtle", "--output", "ntriples"]),
    "serdi": ("serdi", ["serdi", "-i", "turtle", "-o", "ntriples"]),
}


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the Turtle files of the sample."""
    folder = tmp_path_factory.mktemp("turtle")
    for name, pieces in kg.build().turtle().items():
        (folder / name).write_text("".join(pieces), encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.mark.parametrize("program", COMMANDS)
def test_another_parser_reads_the_same_triples(program: str, turtle: list[Path]) -> None:
    """Raptor and Serd accept every file without a warning, and give as many triples as pyoxigraph."""
    package, command = COMMANDS[program]
    if not shutil.which(program):
        unavailable(f"{program} is missing; on Debian: apt-get install {package}")

    for path in turtle:
        read = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
        expected = len(set(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)))

        assert read.stderr == ""
        assert len(set(read.stdout.splitlines())) == expected > 0
