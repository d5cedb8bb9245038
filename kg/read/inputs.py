"""Which files the inputs mean: files, folders, globs, the standard input, or the bundled sample."""

# ruff: noqa: PTH110, PTH112, PTH113, PTH118, PTH207 - names are kept as given ("./a.md", which pathlib shortens), and
# os.path answers False where pathlib raises (no permission to look, a name too long)

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from kg.errors import ReadError
from kg.model import Rejection
from kg.read.limits import MOST_BYTES

SAMPLE = "kg/sample"
STDIN = "-"

_SUFFIX = ".md"
_MAGIC = re.compile(r"[*?\[]")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its name in evidence and messages, and how to read the first bytes of it.

    `identity` is the same however the file is reached. `within` are the folders and globs it was found by; a file that
    was `named` itself must be a digest.
    """

    name: str
    identity: str
    read: Callable[[], bytes]
    named: bool = True
    within: frozenset[str] = frozenset()

    def merged(self, other: "Source") -> "Source":
        """Return the file as reached both ways: under the name that sorts first, which no order of inputs changes."""
        first = min(self, other, key=lambda each: each.name)
        return replace(first, named=self.named or other.named, within=self.within | other.within)


class Found(NamedTuple):
    """What the inputs mean: files (once each, sorted by name), what is no file to read, and the folders and globs."""

    sources: tuple[Source, ...]
    rejections: tuple[Rejection, ...]
    places: tuple[str, ...]


def find_sources(inputs: Iterable[str], stdin: IO[bytes] | None = None) -> Found:
    """Find every file that the inputs mean; no inputs mean the bundled sample.

    Hidden files and folders inside a folder are passed over, links to folders are not followed.

    Raises:
        ReadError: a named file does not exist, or a glob matches nothing.
    """
    meant = {given: list(_sources(given, stdin)) for given in inputs} or {SAMPLE: list(_sample())}
    unique: dict[str, Source] = {}
    rejections: list[Rejection] = []
    for each in chain.from_iterable(meant.values()):
        if isinstance(each, Rejection):
            rejections.append(each)
        else:
            known = unique.get(each.identity)
            unique[each.identity] = known.merged(each) if known else each
    places = (
        given for given, found in meant.items() if not any(isinstance(each, Source) and each.named for each in found)
    )
    return Found(tuple(sorted(unique.values(), key=lambda each: each.name)), tuple(rejections), tuple(places))


def _sample() -> Iterator[Source]:
    return _in_package(resources.files("kg").joinpath("sample"), SAMPLE)


def _sources(given: str, stdin: IO[bytes] | None) -> Iterator[Source | Rejection]:
    if given == STDIN:
        yield Source("<stdin>", STDIN, partial(_read_stdin, stdin))
    elif _UNPRINTABLE.search(given):
        raise ReadError(f"{_printable(given)}: a name with unprintable characters; rename the file")
    elif os.path.isdir(given):
        yield from _in_folder(given, given)
    elif os.path.lexists(given):
        yield Source(given, os.path.realpath(given), partial(_read_path, given))
    elif _MAGIC.search(given):
        yield from _in_glob(given)
    else:
        raise ReadError(f"{given or '(empty name)'}: no such file or folder; check the name")


def _in_glob(pattern: str) -> Iterator[Source | Rejection]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        raise ReadError(f"{pattern}: no file matches this pattern; check it")
    for path in matches:
        yield from _in_folder(path, pattern) if os.path.isdir(path) else [_found(path, pattern)]


def _in_folder(folder: str, given: str) -> Iterator[Source | Rejection]:
    failed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(_SUFFIX) and not name.startswith("."):
                yield _found(os.path.join(parent, name), given)
    for error in failed:
        yield Rejection(
            _printable(str(error.filename)), 1, f"folder cannot be read: {error.strerror}; check permissions"
        )


def _found(path: str, given: str) -> Source | Rejection:
    name = path.replace(os.sep, "/")
    if _UNPRINTABLE.search(name):
        return Rejection(_printable(name), 1, "a name with unprintable characters; rename the file")
    if os.path.exists(path) and not os.path.isfile(path):
        return Rejection(name, 1, "neither file nor folder (a pipe or device); name it to have it read")
    return Source(name, os.path.realpath(path), partial(_read_path, path), named=False, within=frozenset({given}))


def _in_package(folder: Traversable, name: str) -> Iterator[Source]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        below = f"{name}/{each.name}"
        if each.is_dir():
            yield from _in_package(each, below)
        elif each.name.endswith(_SUFFIX):
            yield Source(below, below, partial(_read_packed, each))


# One byte more than is allowed tells that there is too much.
def _read_path(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _read_packed(file: Traversable) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _read_stdin(stdin: IO[bytes] | None) -> bytes:
    stream = stdin or getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("<stdin>: there is no standard input; name a file instead of '-'")
    return bytes(stream.read(MOST_BYTES + 1))


def _printable(name: str) -> str:
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)
