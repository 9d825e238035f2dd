"""The browser that prints a page as PDF: Chromium, Chrome or Edge, where the machine has one."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg

#: What names the browser, by its path or its name.
VARIABLE: Final = "QTRACK_BROWSER"

_NAMES: Final = (
    "google-chrome google-chrome-stable chromium chromium-browser microsoft-edge microsoft-edge-stable"
)
#: Where browsers lie that are on no path: below the folders of programs of a Mac, and of Windows.
_ON_A_MAC: Final = ("Google Chrome", "Chromium", "Microsoft Edge")
_ON_WINDOWS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_FOLDERS: Final = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

#: No page of a plan takes so many seconds to print.
_LONGEST: Final = 180
#: It sees no network, keeps nothing, and adds neither date nor address to the sheets.
_OPTIONS: Final = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",  # the same, for browsers of before 2023
    "--proxy-server=http://127.0.0.1:9",
)
#: What a page may not do, whoever wrote its template: it runs and loads nothing.
_LAW: Final = (
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)
_WRITTEN: Final = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


def find_browser(environ: Mapping[str, str]) -> str | None:
    """Return the program that QTRACK_BROWSER names, else the first that is found, None where there is none.

    Raises QtrackError where what is named is not there.
    """
    named = environ.get(VARIABLE)
    if not named:
        return next(_found(environ), None)
    program = shutil.which(named, path=environ.get("PATH"))
    if program is None:
        raise QtrackError(
            msg("{name} is “{text}”, and there is no such program.", name=VARIABLE, text=named),
            msg(
                "Name the program of Chromium, Chrome or Edge with its path, or leave {name} out.",
                name=VARIABLE,
            ),
        )
    return program


def _found(environ: Mapping[str, str]) -> Iterator[str]:
    for name in _NAMES.split():
        if program := shutil.which(name, path=environ.get("PATH")):
            yield program
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path(environ.get("HOME", "/"), "Applications")]
        files = [folder / f"{name}.app/Contents/MacOS/{name}" for name in _ON_A_MAC for folder in folders]
    else:
        folders = [Path(environ[name]) for name in _FOLDERS if environ.get(name)]
        files = [folder / name for name in _ON_WINDOWS for folder in folders]
    yield from (str(file) for file in files if file.is_file())


def print_page(page: str, browser: str, environ: Mapping[str, str], day: date) -> bytes:
    """Return a page of HTML as PDF, dated by a day; raise QtrackError where the browser makes none."""
    with tempfile.TemporaryDirectory(
        prefix="qtrack-", dir=_room(browser, environ), ignore_cleanup_errors=True
    ) as own:
        room = Path(own)
        source, target = room / "paper.html", room / "paper.pdf"
        source.write_text(_LAW + page, encoding="utf-8")
        options = [
            *_OPTIONS,
            f"--user-data-dir={room / 'profile'}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        said = _run([browser, *(["--no-sandbox"] if root else []), *options], room, environ)
        if not target.exists() and "sandbox" in said and not root:  # a container without one
            said = _run([browser, "--no-sandbox", *options], room, environ)
        with contextlib.suppress(OSError):
            printed = target.read_bytes()
            if printed.startswith(b"%PDF"):
                return _WRITTEN.sub(rb"\g<1>" + day.strftime("%Y%m%d000000").encode(), printed)
    raise _failed(browser)


def _failed(browser: str) -> QtrackError:
    return QtrackError(
        msg("{browser} made no PDF of the paper.", browser=browser),
        msg("Name another browser in {name}, or give --format html and print from there.", name=VARIABLE),
    )


def _room(browser: str, environ: Mapping[str, str]) -> str | None:
    """Return where the browser can read and write: one in a snap sees nothing of the folder of others."""
    snap = "/snap/" in browser or (Path("/snap/bin/chromium").exists() and "chromium" in browser)
    return environ.get("HOME") if snap else None


def _run(command: list[str], room: Path, environ: Mapping[str, str]) -> str:
    """Run a browser until it ends, and end whatever it has started; return what it said."""
    own = dict(environ)
    if sys.platform == "linux":  # it would leave files in each of these
        own |= {name: str(room) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR")}
    log = room / "log"
    with log.open("wb") as told:
        try:
            process = subprocess.Popen(  # noqa: S603 - the browser that was found or named
                command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, env=own, start_new_session=True
            )
        except OSError as error:
            raise _failed(command[0]) from error
        try:
            process.wait(_LONGEST)
        except subprocess.TimeoutExpired as error:
            raise QtrackError(
                msg(
                    "{browser} did not print the paper within {seconds} seconds.",
                    browser=command[0],
                    seconds=_LONGEST,
                ),
                msg("Give --format html and print from there."),
            ) from error
        finally:
            _end(process)
    return log.read_text(encoding="utf-8", errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser with all that it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - of the system
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
