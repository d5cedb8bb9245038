"""Rooms import from the rooms below them only, and no two modules import each other."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOOR = "kg"
LAYERS = (
    {"errors", "model", "text", "iri"},
    {"read"},
    {"extract"},
    {"link"},
    {"networks"},
    {"graph", "rdf"},
    {"export", "evaluate"},
    {"builder"},
    {"cli"},
    {"__main__"},
)
"""From the ground up; rooms of one layer stand beside each other and do not import each other, but for the ground."""

LEVELS = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}


def module_name(path: Path) -> str:
    """Return the dotted name of a module of ours."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted((ROOT / "kg").rglob("*.py"))}


def imports(module: str) -> Iterator[str]:
    """Yield the modules of ours that a module imports anywhere: lazily, or for type checkers only, as well."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == DOOR)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import; write the whole name"
            yield from _imported_from(node)


def _imported_from(node: ast.ImportFrom) -> Iterator[str]:
    base = node.module or ""
    if base.partition(".")[0] == DOOR:
        below = {f"{base}.{alias.name}" for alias in node.names}
        yield from below & MODULES.keys() or {base}


def room(module: str) -> str:
    """Return the room that a module belongs to."""
    return module.split(".")[1]


def may_import(importer: str, imported: str) -> bool:
    """Tell whether an arrow between two modules stays in its room, points down, or stays on the ground."""
    here, there = LEVELS[room(importer)], LEVELS[room(imported)]
    return room(importer) == room(imported) or there < here or there == here == 0


def inside() -> list[str]:
    """Return the modules behind the door."""
    return [module for module in MODULES if module != DOOR]


def test_every_room_has_its_layer() -> None:
    """A new room is given its place above."""
    assert {room(module) for module in inside()} <= LEVELS.keys()


@pytest.mark.parametrize("module", inside())
def test_imports_point_down(module: str) -> None:
    """Nothing below knows what stands on it."""
    assert [each for each in imports(module) if each != DOOR and not may_import(module, each)] == []


def test_an_import_that_points_up_would_be_seen() -> None:
    """The rule above is one."""
    assert may_import("kg.cli", "kg.model")
    assert may_import("kg.iri", "kg.errors")
    assert not may_import("kg.model", "kg.cli")
    assert not may_import("kg.read.digest", "kg.extract")
    assert not may_import("kg.rdf.triples", "kg.graph")


@pytest.mark.parametrize("module", inside())
def test_the_door_is_asked_for_the_version_only(module: str) -> None:
    """It opens to the outside; inside, things are taken from where they stand."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    taken = [
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == DOOR
        for alias in node.names
        if f"{DOOR}.{alias.name}" not in MODULES
    ]

    assert set(taken) <= {"__version__"}


def test_no_modules_import_each_other() -> None:
    """Neither directly nor the long way round; the door does not count, as it opens lazily."""
    sorter = TopologicalSorter({module: set(imports(module)) - {DOOR, module} for module in inside()})
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
