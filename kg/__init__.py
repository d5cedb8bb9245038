"""Turns daily digests of machine-learning papers into a knowledge graph with checkable evidence.

    import kg

    graph = kg.build(["digests/"]).to_networkx()

The names below are loaded when they are first used, so that `import kg` and `kg --help` answer at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.builder import Build, build
    from kg.iri import DEFAULT_BASE
    from kg.model import (
        Author,
        Claim,
        Entity,
        Evidence,
        Kind,
        Knowledge,
        Paper,
        Rejection,
        RelationKind,
        Result,
        ResultKind,
        Role,
    )

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_BASE",
    "Author",
    "Build",
    "Claim",
    "Entity",
    "Evidence",
    "KgError",
    "Kind",
    "Knowledge",
    "Paper",
    "Rejection",
    "RelationKind",
    "Result",
    "ResultKind",
    "Role",
    "__version__",
    "build",
]

_HOMES = {"DEFAULT_BASE": "kg.iri", "Build": "kg.builder", "build": "kg.builder"}
"""Where the public names live that are not records of `kg.model`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES.get(name, "kg.model")), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
