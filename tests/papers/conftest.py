"""What the tests of rendering share: one browser."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def _chromium() -> "Iterator[Browser | None]":
    from tests.papers.browser import chromium  # noqa: PLC0415 - only who asks for it pays for it

    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(_chromium: "Browser | None") -> "Browser":
    """Return the browser of this machine, or skip the test."""
    from tests.papers.browser import lacking  # noqa: PLC0415 - only who asks for it pays for it

    if _chromium is None:
        lacking("NO CHROMIUM HERE")
    assert _chromium is not None
    return _chromium
