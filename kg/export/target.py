"""Whether a folder can be written to, found out before the long work starts and without leaving a trace."""

import os
from pathlib import Path

from kg.errors import ExportError


def check_target(folder: Path) -> None:
    """Refuse a folder that files cannot be written to, or that cannot be made.

    Raises:
        ExportError: naming the path that stands in the way and what to do.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise ExportError(f"{nearest}: a file stands where a folder should be; move it or give another folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ExportError(f"{nearest}: cannot write; give another folder or change its permissions")
