"""Draw the pictures of the README, all from the demonstration, as of one day.

python .ci/pictures.py [NAME…]    draw .github/pictures/NAME.png, without a name all of them

Needs Chromium and the Noto CJK fonts. Look at what it drew before you commit it.
"""

import os
import pty
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright
from pypdfium2 import PdfDocument
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".github" / "pictures"
DAY = "2019-06-28"
COLUMNS, LINES = 80, 24
REMINDER = "4号"

DARK = TerminalTheme(
    (28, 31, 36),
    (230, 230, 230),
    [
        (28, 31, 36),
        (192, 57, 43),
        (110, 200, 110),
        (226, 182, 64),
        (92, 160, 235),
        (190, 120, 200),
        (90, 190, 190),
        (230, 230, 230),
    ],
)

#: A font of which a Chinese sign is as wide as two Latin ones, as on a terminal.
TERMINAL = """\
<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: {background}; color: {foreground}; }}
pre {{ display: inline-block; margin: 0; padding: 20px 22px; font: 16px/24px "Noto Sans Mono CJK SC"; }}
</style><pre>{code}</pre>"""


def qtrack(folder: Path, *arguments: str) -> None:
    """Run a command; raise CalledProcessError where it fails."""
    subprocess.run([sys.executable, "-m", "qtrack", "--lang", "zh", *arguments], cwd=folder, check=True)  # noqa: S603


def on_terminal(folder: Path, *arguments: str) -> str:
    """Return what a command shows on a terminal, colours and all."""
    ours, theirs = pty.openpty()
    environ = os.environ | {
        "COLUMNS": str(COLUMNS),
        "LINES": str(LINES),
        "TERM": "xterm-256color",
        "QTRACK_LANG": "zh",
        "QTRACK_PAGER": "",
    }
    command = [sys.executable, "-m", "qtrack", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environ, stdin=theirs, stdout=theirs):  # noqa: S603
        os.close(theirs)
        shown = b""
        try:
            while read := os.read(ours, 65536):
                shown += read
        except OSError:  # Linux says so where the other end is closed
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def opened(browser: Browser, file: Path, width: int) -> Page:
    """Open a page in a window so wide."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    return page


def from_to(page: Page, first: str | None, last: str, picture: Path, margin: int = 20) -> None:
    """Draw a page from the first place, or its top, through the last, and a margin beyond both."""
    bottom = page.locator(last).evaluate("it => it.getBoundingClientRect().bottom") + margin
    top = page.locator(first).evaluate("it => it.getBoundingClientRect().top") - margin if first else 0
    width = page.evaluate("innerWidth")
    clip: FloatRect = {"x": 0, "y": top, "width": width, "height": bottom - top}
    page.screenshot(path=picture, full_page=True, clip=clip)


def status(browser: Browser, demo: Path, picture: Path) -> None:
    """Draw what a terminal of 24 lines shows first."""
    shown = on_terminal(demo, "status", "--as-of", DAY)
    console = Console(file=StringIO(), width=COLUMNS, record=True, force_terminal=True)
    console.print(Text.from_ansi(shown), end="")
    html = console.export_html(theme=DARK, inline_styles=True, code_format=TERMINAL)
    file = demo / "status.html"
    file.write_text(html, encoding="utf-8")
    opened(browser, file, 1000).locator("pre").screenshot(path=picture)


def weekly(browser: Browser, demo: Path, picture: Path) -> None:
    """Draw the first pages of the weekly summary, to what needs a decision."""
    file = demo / "weekly.html"
    qtrack(demo, "report", "weekly", "--as-of", DAY, "--format", "html", "-o", file.name)
    from_to(opened(browser, file, 1100), None, "section:has(#stuck)", picture)


def monthly(browser: Browser, demo: Path, picture: Path) -> None:
    """Draw the charts of the monthly summary, which its first annex has."""
    file = demo / "monthly.html"
    qtrack(demo, "report", "monthly", "--as-of", DAY, "--format", "html", "-o", file.name)
    from_to(opened(browser, file, 980), "#annex-1", ".burn-up", picture)


def ledger(browser: Browser, demo: Path, picture: Path) -> None:
    """Draw the head of the ledger and its first rows."""
    file = demo / "ledger.html"
    qtrack(demo, "report", "ledger", "--as-of", DAY, "--format", "html", "-o", file.name)
    from_to(
        opened(browser, file, 1400), None, ".ledger tbody:nth-of-type(2) tr:nth-child(3)", picture, margin=0
    )


def reminder(browser: Browser, demo: Path, picture: Path) -> None:
    """Draw a reminder as it comes out of the printer."""
    file = demo / "reminders.html"
    qtrack(demo, "report", "chase", "--as-of", DAY, "--format", "html", "-o", file.name)
    sheets = PdfDocument(opened(browser, file, 794).pdf(format="A4", prefer_css_page_size=True))
    sheet = next(each for each in sheets if REMINDER in each.get_textpage().get_text_bounded())
    bitmap = sheet.render(scale=1.25, rev_byteorder=True)
    picture.write_bytes(png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride))


def png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Return rows of red, green and blue as a PNG."""
    rows = b"".join(b"\0" + pixels[at * stride : at * stride + 3 * width] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in chunks
    )


DRAWN: dict[str, Callable[[Browser, Path, Path], None]] = {
    each.__name__: each for each in (status, weekly, monthly, ledger, reminder)
}


def main(names: list[str]) -> int:
    """Draw the pictures that are named, else all of them."""
    unknown = [each for each in names if each not in DRAWN]
    if unknown:
        sys.stderr.write(f"no such picture: {', '.join(unknown)}; there are {', '.join(DRAWN)}\n")
        return 2
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Path(folder) / "demo"
        qtrack(ROOT, "demo", str(demo))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in names or DRAWN:
            DRAWN[name](browser, demo, PICTURES / f"{name}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
