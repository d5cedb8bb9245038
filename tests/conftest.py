"""What tests share: where the digests of `../shared` stand."""

from pathlib import Path

import pytest
from availability import unavailable  # type: ignore[import-not-found]  # pytest puts tests/ on the path

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of digests and gold annotations, or skip."""
    if not (SHARED / "corpus").is_dir():
        unavailable(f"{SHARED} is absent: this test reads the digests there")
    return SHARED
