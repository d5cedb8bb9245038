"""What tests share: where the digests of `../shared` stand, and what to do without them."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def in_ci() -> bool:
    """Tell whether a missing tool or corpus is a failure rather than a reason to skip."""
    return os.environ.get("CI") == "true"


def unavailable(reason: str) -> NoReturn:
    """Skip on a user's machine, fail in CI."""
    if in_ci():
        pytest.fail(f"CI must have this: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of digests and gold annotations, or skip."""
    if not (SHARED / "corpus").is_dir():
        unavailable(f"{SHARED} is absent: this test reads the digests there")
    return SHARED
