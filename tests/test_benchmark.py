"""What the benchmark rests on: recording reads and names no entry of another task, however many there are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.model.problem import Problem
from qtrack.store.tree import FolderTree
from qtrack.store.yaml.nodes import Node, compose
from tests.benchmark import plan_history, plan_with
from tests.cli.conftest import NOW


def test_recording_costs_the_same_however_many_entries_other_tasks_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = plan_with(tmp_path, 62)
    asked: list[str] = []
    read, scan = FolderTree.read, os.scandir

    def watched_read(tree: FolderTree, path: str) -> bytes:
        asked.append(path)
        return read(tree, path)

    def watched_scan(path: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
        asked.append(Path(path).relative_to(root).as_posix())
        return scan(path)

    monkeypatch.setattr(FolderTree, "read", watched_read)
    monkeypatch.setattr(os, "scandir", watched_scan)
    arguments = ["record", "T01", "--unit", "metrology", "--summary", "有进展", "--plan", str(root)]
    assert main(arguments, {"QTRACK_LANG": "en"}, tmp_path, NOW) == 0
    monkeypatch.undo()
    assert capsys.readouterr().out.startswith("plan/progress/T01/")
    assert {each for each in asked if each.startswith("progress")} == {"progress/T01"}
    assert len(list((root / "progress").rglob("*.yaml"))) == 63


def test_nothing_of_a_history_is_parsed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = plan_history(tmp_path, 20, 40)
    parsed: list[tuple[str, bytes]] = []

    def watched(path: str, raw: bytes) -> Node | Problem:
        parsed.append((path, raw))
        return compose(path, raw)

    monkeypatch.setattr("qtrack.store.load.compose", watched)
    assert main(["changes"], {"QTRACK_LANG": "en"}, top, NOW) == 0
    assert len(set(parsed)) == len(parsed) > 40
