"""All files of a build appear whole, or none of them changes."""

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.export.disk import Content, write_files

OLD = {"graph.ttl": "old graph\n", "index.html": "old page\n"}
NEW: dict[str, Content] = {"graph.ttl": ["new ", "graph\n"], "index.html": "new page\n", "manifest.json": b"{}\n"}


def standing(folder: Path) -> dict[str, str]:
    """Return everything in a folder, hidden files too."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an older build."""
    write_files(tmp_path / "out", OLD)
    return tmp_path / "out"


def full_disk(*_: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_text_pieces_and_bytes_are_written_and_hashed(tmp_path: Path) -> None:
    """The answer maps each name to the SHA-256 of what stands on the disk."""
    hashes = write_files(tmp_path / "a" / "b", NEW)

    for name in NEW:
        assert hashes[name] == hashlib.sha256((tmp_path / "a" / "b" / name).read_bytes()).hexdigest()
    assert standing(tmp_path / "a" / "b") == {
        "graph.ttl": "new graph\n",
        "index.html": "new page\n",
        "manifest.json": "{}\n",
    }


def test_line_ends_and_korean_are_kept(tmp_path: Path) -> None:
    """Bytes do not depend on the system or its locale."""
    write_files(tmp_path, {"x": "가\r\n나\n"})

    assert (tmp_path / "x").read_bytes() == "가\r\n나\n".encode()


def test_a_new_build_takes_the_place_of_the_old(folder: Path) -> None:
    """Files of other names stay."""
    write_files(folder, {"graph.ttl": "new\n"})

    assert standing(folder) == {"graph.ttl": "new\n", "index.html": "old page\n"}


def test_files_can_be_read_like_any_other(tmp_path: Path) -> None:
    """Permissions follow the user's mask, as with a plain open."""
    (tmp_path / "plain").touch()
    write_files(tmp_path, {"ours": "x"})

    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_full_disk_leaves_the_old_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the folder and what to do; no temporary file stays."""
    monkeypatch.setattr(os, "fsync", full_disk)

    with pytest.raises(ExportError, match=r"out: cannot write .*the disk is full; free some space"):
        write_files(folder, NEW)
    monkeypatch.undo()
    assert standing(folder) == OLD


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_failure_between_two_moves_is_undone(folder: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    """Whichever file cannot be moved, the others go back to what they were."""
    moves = 0
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        nonlocal moves
        if self.suffix == ".part":
            moves += 1
            if moves == nth:
                raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExportError, match="cannot write"):
        write_files(folder, NEW)
    assert standing(folder) == OLD


def test_a_file_system_without_hard_links_is_no_obstacle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old files are copied instead."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_files(folder, NEW)

    assert standing(folder)["graph.ttl"] == "new graph\n"


def test_a_writer_that_fails_leaves_the_old_files(folder: Path) -> None:
    """The failure is the writer's own; nothing half-written stays."""

    def pieces() -> Iterator[str]:
        yield "half"
        raise ValueError("the writer's own")

    with pytest.raises(ValueError, match="the writer's own"):
        write_files(folder, {"index.html": "new\n", "graph.ttl": pieces()})
    assert standing(folder) == OLD


def test_text_that_utf8_cannot_hold_is_an_export_error(folder: Path) -> None:
    """A lone surrogate is told by file and code."""
    with pytest.raises(ExportError, match=r"graph\.ttl: U\+D800 cannot be written as UTF-8"):
        write_files(folder, {"graph.ttl": "\ud800"})
    assert standing(folder) == OLD


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    """Also where it stands higher up in the path."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    for path in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(ExportError, match=r"out.*: cannot write .*a file stands where .* folder should be"):
            write_files(path, NEW)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_folder_where_a_file_should_be_is_told_before_anything_moves(folder: Path) -> None:
    """The other files are as they were."""
    (folder / "manifest.json").mkdir()

    with pytest.raises(ExportError, match=r"manifest\.json: cannot write .*a folder stands where the file should be"):
        write_files(folder, NEW)
    assert (folder / "graph.ttl").read_text(encoding="utf-8") == "old graph\n"
    assert len(list(folder.iterdir())) == 3


def test_a_folder_without_permission_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run as root, so the refusal is planted."""

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ExportError, match=r"cannot write .*Permission denied.*give another folder"):
        write_files(folder, NEW)
    monkeypatch.undo()
    assert standing(folder) == OLD


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "/etc/passwd"])
def test_a_name_with_a_path_is_refused(tmp_path: Path, name: str) -> None:
    """Everything a build writes stands in its folder."""
    with pytest.raises(ExportError, match="name of a file inside the folder"):
        write_files(tmp_path / "out", {name: "x"})
    assert not (tmp_path / "out").exists()
