"""The browser that prints: found where it is, run without a network, ended with all that it started."""

import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store.programs import browser
from qtrack.store.programs.browser import find_browser, print_page

DAY = date(2019, 6, 28)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these browsers are scripts of a shell")


def program(folder: Path, name: str, script: str) -> Path:
    """Write a browser of a few lines; `$pdf` is where it is to print, `$page` what."""
    file = folder / name
    file.write_text(
        "#!/bin/sh\n"
        'for word; do case "$word" in --print-to-pdf=*) pdf="${word#*=}";; '
        'file:*) page="${word#file://}";; esac; done\n'
        f"{script}\n",
        encoding="utf-8",
    )
    file.chmod(0o755)
    return file


def test_the_one_that_is_named_goes_before_those_that_are_found(tmp_path: Path) -> None:
    own = program(tmp_path, "mine", "")
    found = program(tmp_path, "microsoft-edge", "")
    environ = {"PATH": str(tmp_path)}
    assert find_browser(environ) == str(found)
    assert find_browser(environ | {"QTRACK_BROWSER": str(own)}) == str(own)
    assert find_browser(environ | {"QTRACK_BROWSER": "mine"}) == str(own)


def test_none_is_found_where_there_is_none(tmp_path: Path) -> None:
    assert find_browser({"PATH": str(tmp_path)}) is None


def test_those_of_windows_are_found_below_the_folders_of_programs(tmp_path: Path) -> None:
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    if sys.platform != "darwin":
        assert find_browser({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}) == str(edge)


def test_one_that_is_named_and_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QtrackError) as refused:
        find_browser({"PATH": str(tmp_path), "QTRACK_BROWSER": "/nowhere/chrome"})
    assert refused.value.message.text == "{name} is “{text}”, and there is no such program."


def test_a_page_is_printed_without_scripts_and_dated_by_its_day(tmp_path: Path) -> None:
    script = (
        f'cp "$page" "{tmp_path}/seen"; '
        'printf "%%PDF-1.4 /CreationDate (D:20261126021023+00) /ModDate (D:20261126021023)" > "$pdf"'
    )
    own = program(tmp_path, "browser", script)
    printed = print_page("<html><body>周报</body></html>", str(own), dict(os.environ), DAY)
    assert printed == b"%PDF-1.4 /CreationDate (D:20190628000000+00) /ModDate (D:20190628000000)"
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert seen.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in seen
    assert seen.endswith("<html><body>周报</body></html>")


@pytest.mark.parametrize("script", ["exit 1", "exit 0", 'echo hello > "$pdf"', "kill -9 $$"])
def test_one_that_makes_none_is_told(tmp_path: Path, script: str) -> None:
    with pytest.raises(QtrackError) as refused:
        print_page("", str(program(tmp_path, "browser", script)), dict(os.environ), DAY)
    assert refused.value.message.text == "{browser} made no PDF of the paper."


def test_a_sandbox_is_done_without_only_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    script = (
        f'echo "$*" >> "{tmp_path}/asked"; case "$*" in *--no-sandbox*) printf %%PDF > "$pdf";; '
        '*) echo "No usable sandbox!" >&2; exit 1;; esac'
    )
    own = program(tmp_path, "browser", script)
    assert print_page("", str(own), dict(os.environ), DAY) == b"%PDF"
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert ["--no-sandbox" in line for line in asked] == [False, True]


def test_one_that_hangs_is_ended_with_its_children_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_LONGEST", 0.5)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = program(tmp_path, "browser", f'sleep 60 & echo $! > "{tmp_path}/child"; sleep 60')
    with pytest.raises(QtrackError) as refused:
        print_page("", str(own), dict(os.environ), DAY)
    assert refused.value.message.text == "{browser} did not print the paper within {seconds} seconds."
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    for _ in range(100):
        if not _runs(child):
            break
        time.sleep(0.05)
    assert not _runs(child)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["browser", "child"]


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
