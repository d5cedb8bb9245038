"""`import kg` is the only door: what it promises is there, and nothing else."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg

HEAVY = ("spacy", "networkx", "rdflib", "pyoxigraph", "numpy", "pyvis")


def imported_names() -> set[str]:
    """Return the names that the door takes from our rooms, for type checkers too."""
    tree = ast.parse(Path(kg.__file__).read_text(encoding="utf-8"))
    taken = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg")
    ]
    return {alias.asname or alias.name for node in taken for alias in node.names}


def test_the_list_of_public_names_is_sorted_and_has_each_once() -> None:
    """Capitals first, as ruff sorts it."""
    assert set(kg.__all__) == imported_names() | {"__version__"}
    assert len(kg.__all__) == len(set(kg.__all__))


@pytest.mark.parametrize("name", kg.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """It is found, listed, and says what it is."""
    found = getattr(kg, name)

    assert name in dir(kg)
    assert isinstance(found, str) or (found.__doc__ and found.__module__.startswith("kg."))


def test_other_names_are_not_there() -> None:
    """The message is Python's own."""
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'biuld'"):
        _ = kg.biuld


def test_a_star_import_takes_the_public_names() -> None:
    """And no others."""
    taken: dict[str, object] = {}
    exec("from kg import *", taken)  # noqa: S102 - what a user may write
    taken.pop("__builtins__")

    assert set(taken) == set(kg.__all__)


def test_import_kg_is_light() -> None:
    """What takes long to load is loaded when it is used."""
    code = f"import sys, kg, kg.cli; kg.cli.make_parser(); print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "[]"
