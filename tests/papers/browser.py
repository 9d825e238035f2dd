"""A real browser for tests of the papers: Chromium, driven by Playwright, and pages that are watched.

Where there is no Chromium these tests are skipped, unless QTRACK_TESTS_BROWSER is `required`: then they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

_PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome")

#: A container or a build machine has no user whom the sandbox could confine.
_OPTIONS: Final = ("--no-sandbox",)


def lacking(what: str) -> None:
    """Skip the test for want of something, or fail it where QTRACK_TESTS_BROWSER says `required`."""
    said = f"{what}: NOTHING LOOKS AT THE PAPERS AS A READER DOES"
    if os.environ.get("QTRACK_TESTS_BROWSER") == "required":
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Start the browser of this machine and end it after use; None where there is none."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A paper opened as a file, without a network, and all that it did beyond being shown.

    `lawless` lifts its content security policy: what is then still not done, the escaping alone prevents.
    """

    def __init__(self, browser: Browser, file: Path, *, lawless: bool = False, width: int = 1280) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.address = file.as_uri()
        self._context = browser.new_context(
            offline=True, bypass_csp=lawless, viewport={"width": width, "height": 900}
        )
        self.page: Page = self._context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("dialog", self._answer)
        self.page.on("request", self._see)
        self._context.on("page", lambda page: self.said.append(f"window: {page.url}"))

    def __enter__(self) -> Self:
        """Open the paper."""
        self.page.goto(self.address)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, where: TracebackType | None
    ) -> None:
        """Close it."""
        self._context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def _answer(self, dialog: Dialog) -> None:
        self.said.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def _see(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        found: int = self.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        return found
