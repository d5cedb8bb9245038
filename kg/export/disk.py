"""The one door to the disk: all files of a build appear whole, or none of them changes."""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import ExportError

Content = Iterable[str] | str | bytes

_ADVICE = {
    errno.EACCES: "give another folder or change its permissions",
    errno.EPERM: "give another folder or change its permissions",
    errno.EROFS: "the disk is read-only; give another folder",
    errno.ENOSPC: "the disk is full; free some space and build again",
    errno.EDQUOT: "your quota is used up; free some space and build again",
    errno.ENOTDIR: "a file stands where a folder should be; move it or give another folder",
    errno.EEXIST: "a file stands where the folder should be; move it or give another folder",
    errno.EISDIR: "a folder stands where the file should be; move it or give another folder",
    errno.ENAMETOOLONG: "the name is too long; give a shorter one",
}
_KEPT_OF_NAME = 40
_USUAL_ADVICE = "see that the folder exists, can be written to and has space"


def write_files(folder: Path, files: Mapping[str, Content]) -> dict[str, str]:
    """Write the files of one build into a folder, made where it is missing, and return each one's SHA-256.

    Everything is staged beside its destination first (written, flushed, synced), and moved only when all of it
    stands on the disk; a reader never sees half a file, and after a failure the old files are as they were.

    Raises:
        ExportError: naming the path, what happened and what to do.
    """
    for name in files:
        _check_name(name)
    staged: dict[str, Path] = {}
    try:
        _make_folder(folder)
        hashes = {name: _stage(folder, name, content, staged) for name, content in files.items()}
        _move(folder, staged)
    except OSError as error:
        raise _explained(folder, error) from error
    finally:
        for path in staged.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return hashes


def _check_name(name: str) -> None:
    if name in {"", ".", ".."} or Path(name).name != name:
        raise ExportError(f"{name!r}: expected the name of a file inside the folder, without a path")


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _stage(folder: Path, name: str, content: Content, staged: dict[str, Path]) -> str:
    """Write one file under a temporary name, note that name in `staged`, and return the SHA-256 of its bytes."""
    if (folder / name).is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    path = folder / f".{name[:_KEPT_OF_NAME]}.{secrets.token_hex(4)}.part"
    digest = hashlib.sha256()
    with path.open("xb") as stream:
        staged[name] = path
        for piece in _pieces(name, content):
            stream.write(piece)
            digest.update(piece)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _pieces(name: str, content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    for piece in (content,) if isinstance(content, str) else content:
        try:
            yield piece.encode("utf-8")
        except UnicodeEncodeError as error:
            character = piece[error.start]
            raise ExportError(f"{name}: U+{ord(character):04X} cannot be written as UTF-8; mend the input") from error


def _move(folder: Path, staged: Mapping[str, Path]) -> None:
    """Put every staged file in its place; where one cannot be, put the old ones back."""
    kept: dict[str, Path | None] = {}
    try:
        for name, path in staged.items():
            kept[name] = _keep(folder / name, path.with_suffix(".old"))
            path.replace(folder / name)
    except OSError:
        for name, old in kept.items():
            _restore(folder / name, old)
        raise
    finally:
        for old in kept.values():
            if old is not None:
                old.unlink(missing_ok=True)
    _sync_folder(folder)


def _keep(path: Path, old: Path) -> Path | None:
    """Give a file a second name, so that it can be put back; None where there is no file yet."""
    if not path.exists():
        return None
    try:
        old.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, old)
    return old


def _restore(path: Path, old: Path | None) -> None:
    with suppress(OSError):
        if old is None:
            path.unlink(missing_ok=True)
        else:
            old.replace(path)


def _sync_folder(folder: Path) -> None:
    """Make the new names last through a power failure, where the system can (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explained(folder: Path, error: OSError) -> ExportError:
    path = error.filename if isinstance(error.filename, str) else str(folder)
    advice = _ADVICE.get(error.errno or 0, _USUAL_ADVICE)
    return ExportError(f"{path}: cannot write ({error.strerror or error}); {advice}")
