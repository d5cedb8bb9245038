"""Where the vocabulary, the shapes and the JSON-LD context stand, in an installed package and in a checkout."""

from pathlib import Path

from kg.errors import CheckError

PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (PACKAGE / "ontology", PACKAGE.parent / "ontology")
NAMES = ("daily-papers-kg.ttl", "shapes.ttl", "context.jsonld")


def ontology_text(name: str) -> str:
    """Return the text of one of the files of `ontology/` (`NAMES`).

    Raises:
        CheckError: if no folder has it, naming the folders.
    """
    for folder in FOLDERS:
        path = folder / name
        if name in NAMES and path.is_file():
            return path.read_text(encoding="utf-8")
    raise CheckError(f"{name}: not found in {' or '.join(map(str, FOLDERS))}; install the package again")
