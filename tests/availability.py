"""What tests do without a tool or corpus that not every machine has: skip on a user's machine, fail in CI."""

import os
from typing import NoReturn

import pytest


def in_ci() -> bool:
    """Tell whether a missing tool or corpus is a failure rather than a reason to skip."""
    return os.environ.get("CI") == "true"


def unavailable(reason: str) -> NoReturn:
    """Skip on a user's machine, fail in CI."""
    if in_ci():
        pytest.fail(f"CI must have this: {reason}")
    pytest.skip(reason)
