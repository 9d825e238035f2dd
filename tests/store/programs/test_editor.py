"""The user's editor: how its name is read on each system, and that it is started so."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from qtrack.store.programs.editor import editor_words, open_editor

WINDOWS = (
    (
        r'"C:\Program Files\Notepad++\notepad++.exe" -multiInst -nosession',
        [r"C:\Program Files\Notepad++\notepad++.exe", "-multiInst", "-nosession"],
    ),
    (r"C:\Windows\notepad.exe", [r"C:\Windows\notepad.exe"]),
    (r"code --wait", ["code", "--wait"]),
    (r'"D:\编辑器\ed.exe" --title="一 二"', [r"D:\编辑器\ed.exe", "--title=一 二"]),
    (r"C:\Users\O'Brien\ed.exe -w", [r"C:\Users\O'Brien\ed.exe", "-w"]),
    (r'"C:\never closed', [r'"C:\never closed']),
    (r"\\server\share\ed.exe #1", [r"\\server\share\ed.exe", "#1"]),
)
ELSEWHERE = (
    ("vim -f", ["vim", "-f"]),
    ("'/opt/my editor/ed' -w", ["/opt/my editor/ed", "-w"]),
    (r"/opt/my\ editor/ed -w", ["/opt/my editor/ed", "-w"]),
    ('emacsclient -a "" -c', ["emacsclient", "-a", "", "-c"]),
    ("ed #1", ["ed", "#1"]),
    ("'never closed", ["'never closed"]),
)


@pytest.fixture(autouse=True)
def _no_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)


@pytest.mark.parametrize(("named", "words"), WINDOWS)
def test_on_windows_a_path_is_quoted_and_keeps_its_backslashes(named: str, words: list[str]) -> None:
    assert editor_words(named, windows=True) == words


@pytest.mark.parametrize(("named", "words"), ELSEWHERE)
def test_elsewhere_words_are_those_of_a_shell(named: str, words: list[str]) -> None:
    assert editor_words(named, windows=False) == words


def test_a_program_is_found_as_the_system_finds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"code": r"C:\VS Code\code.CMD", r"C:\My Editor\ed.exe": r"C:\My Editor\ed.exe"}
    monkeypatch.setattr("shutil.which", known.get)
    assert editor_words("code --wait", windows=True) == [r"C:\VS Code\code.CMD", "--wait"]
    assert editor_words(r"C:\My Editor\ed.exe", windows=True) == [r"C:\My Editor\ed.exe"]


@pytest.mark.parametrize(
    ("system", "environ", "started"),
    [
        ("nt", {"EDITOR": r'"C:\Program Files\ed.exe" -w'}, [r"C:\Program Files\ed.exe", "-w"]),
        ("nt", {"VISUAL": " ", "EDITOR": ""}, ["notepad"]),
        ("posix", {"VISUAL": "vim -f", "EDITOR": "ed"}, ["vim", "-f"]),
        ("posix", {"EDITOR": "  "}, ["vi"]),
    ],
)
def test_the_editor_is_started_as_the_system_reads_its_name(
    system: str, environ: dict[str, str], started: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "draft.yaml"
    calls: list[list[str]] = []

    def run(words: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as it is called
        calls.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(os, "name", system)
    try:
        open_editor(environ, draft)
    finally:
        monkeypatch.undo()
    assert calls == [[*started, str(draft)]]
