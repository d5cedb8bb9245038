"""All inputs as documents and rejections: a named file must be a digest, a found one may be rejected."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import IO

from kg.errors import ReadError
from kg.model import Document, Rejection
from kg.read.digest import parse_digest
from kg.read.inputs import Source, find_sources
from kg.read.limits import MOST_BYTES


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, sorted by source, and all that was rejected, sorted by place: in documents and besides them."""

    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]


def read_documents(inputs: Sequence[str], *, stdin: IO[bytes] | None = None) -> Reading:
    """Read digests from files, folders (recursive), globs and `-`; from the bundled sample where none is named.

    A file reached twice is read once. The result does not depend on the order of the inputs.

    >>> read_documents([]).documents[0].source
    'kg/sample/2023/11/20.md'

    Args:
        inputs: names as the user gave them, which is how sources are called.
        stdin: where `-` reads from; the standard input unless given.

    Raises:
        ReadError: a named file is missing, unreadable, too large or no digest, or a folder or glob holds no digest.
    """
    found = find_sources(inputs, stdin)
    read = [(source, _read_source(source)) for source in found.sources]
    documents = tuple(each for _, each in read if isinstance(each, Document))
    rejected = [*found.rejections, *(each for _, each in read if isinstance(each, Rejection))]
    for place in found.places:
        _check_place(place, read)
    inside = [rejection for document in documents for rejection in document.rejections]
    return Reading(documents, tuple(sorted({*rejected, *inside}, key=astuple)))


def _read_source(source: Source) -> Document | Rejection:
    raw = _decode_source(source)
    read = parse_digest(raw, source.name) if isinstance(raw, str) else raw
    if isinstance(read, Rejection) and source.named:
        raise ReadError(str(read))
    return read


def _decode_source(source: Source) -> str | Rejection:
    try:
        content = source.read()
        if len(content) > MOST_BYTES:
            return Rejection(source.name, 1, f"larger than {MOST_BYTES // 2**20} MiB; split the digest")
        return content.decode("utf-8")
    except OSError as error:
        return Rejection(source.name, 1, f"cannot be read: {error.strerror}; check the file and its permissions")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Rejection(source.name, line, f"not UTF-8 at byte {error.start}; save the digest as UTF-8")


def _check_place(place: str, read: Iterable[tuple[Source, Document | Rejection]]) -> None:
    """Refuse a folder or glob in which no digest was found."""
    found = [each for source, each in read if place in source.within]
    if not found:
        raise ReadError(f"{place}: no digest there (Markdown files, *.md); check the folder")
    if all(isinstance(each, Rejection) for each in found):
        raise ReadError(f"{place}: no digest among its files; the first of {len(found)} is rejected: {found[0]}")
