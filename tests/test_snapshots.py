"""No command tells another thing with a snapshot than without one."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pytest

from qtrack.store.reading import cache
from tests.repositories import lay
from tests.small import Files, said, task
from tests.snapshots import SECTION, Walk, walk


@pytest.mark.parametrize("seed", range(3))
def test_edits_at_random(seed: int, tmp_path: Path) -> None:
    assert walk(tmp_path, 25, seed) == []


def test_a_walk_makes_every_kind_of_edit(tmp_path: Path) -> None:
    walked = Walk(tmp_path, 0)
    kinds = {name for name in vars(Walk) if name.startswith("_do_")}
    for _ in range(400):
        walked.edit()
    assert len(kinds) > 20
    assert kinds <= set(walked.told)


FIRST: Final = "progress/T01/2019-01-10-000001.yaml"
#: An entry that counts and that another names, and one of the same id about another task.
TWINS: Final[Files] = {
    **said(20, "status: done", tag="00000b"),
    **said(21, "returns: 2019-01-20-00000b\nstatus: in-progress", unit="office", tag="00000c"),
    **said(20, about="T02", tag="00000b"),
}
TWIN: Final = "progress/T02/2019-01-20-00000b.yaml"

#: What happened between two runs: the files before, those that came or went, and the commands after.
BETWEEN: Final[dict[str, tuple[Files, Files, Sequence[tuple[str, ...]]]]] = {
    "an entry that cannot be read": (
        {},
        said(20, "colour: red", tag="00000a"),
        [("status",), ("show", "T02"), ("validate",)],
    ),
    "all entries of a task gone": ({}, {FIRST: None}, [("show", "T01"), ("history", "T01"), ("status",)]),
    "a section gone": (
        {
            "sections/S2.yaml": SECTION,
            "tasks/T02.yaml": task("", "T02")["tasks/T02.yaml"].replace("M01", "M02"),
        },
        {"sections/S2.yaml": None},
        [("history", "T02"), ("show", "T02"), ("show", "T01")],
    ),
    "a section gone that was not read smoothly": (
        {
            "sections/S2.yaml": b"\xef\xbb\xbf" + SECTION.encode(),
            "tasks/T02.yaml": task("", "T02")["tasks/T02.yaml"].replace("M01", "M02"),
        },
        {"sections/S2.yaml": None},
        [("status",), ("show", "T02")],
    ),
    "an entry gone of which a check was silenced": (
        said(20, "percent: 90   # qtrack: allow entry-date", about="T02"),
        {"progress/T02/2019-01-20-000001.yaml": None},
        [("status",), ("show", "T02"), ("find", "进展")],
    ),
    "an id twice": (TWINS, {}, [("show", "T01"), ("status",), ("show", "T01"), ("history",)]),
    "an id that is twice by now": (
        {path: text for path, text in TWINS.items() if path != TWIN},
        {TWIN: TWINS[TWIN]},
        [("show", "T01"), ("status",), ("show", "T01", "--format", "json"), ("show", "T01")],
    ),
    "an id that was twice": (TWINS, {TWIN: None}, [("show", "T01"), ("status",), ("show", "T01")]),
}


def walked(folder: Path, files: Files) -> Walk:
    """Return a plan with these files, of which all is kept and settled."""
    found = Walk(folder, 0)
    lay(found.root, files)
    (found.root / "progress/T01/2019-01-12-000002.yaml").unlink()
    settled(found, ("status",))
    return found


def settled(walked: Walk, line: tuple[str, ...], kept: str = "") -> object:
    """Run a command long after all edits."""
    time.sleep(0.01)
    with patch("qtrack.store.reading.snapshot.time.time", lambda now=time.time: now() + 10):
        return walked.run(line, kept)


@pytest.mark.parametrize("name", BETWEEN)
def test_what_happened_between_two_runs(name: str, tmp_path: Path) -> None:
    before, after, lines = BETWEEN[name]
    plan = walked(tmp_path, before)
    lay(plan.root, after)
    for line in lines:
        assert settled(plan, line) == settled(plan, line, "off"), line


def test_words_with_a_line_break_are_another_question(tmp_path: Path) -> None:
    plan = walked(tmp_path, {})
    for line in [("find", "进展", "--format", "json"), ("find", "进展\n--format\njson")]:
        settled(plan, line)
        assert settled(plan, line) == settled(plan, line, "off"), line


def test_a_page_is_made_anew_by_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of any part of the package, since all of it makes pages."""
    package = tmp_path / "qtrack"
    for name in ("store/snapshot.py", "pages/board.py", "locale/zh/qtrack.json", "__pycache__/x.pyc"):
        lay(package, {name: ""})
    monkeypatch.setattr(cache, "__file__", str(package / "store" / "reading" / "cache.py"))
    told = []
    for name in ("x", "pages/board.py", "locale/zh/qtrack.json", "store/snapshot.py"):
        os.utime(package / name, (0, 0)) if name != "x" else None
        told.append(cache.version.__wrapped__())
    assert len(set(told)) == len(told)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_pipe_beside_the_snapshot_stops_nobody(ending: str, tmp_path: Path) -> None:
    plan = walked(tmp_path, {})
    (file,) = plan.cache.rglob("*.sqlite")
    os.mkfifo(file.with_name(file.name + ending))
    assert settled(plan, ("units",)) == settled(plan, ("units",), "off")
    assert list(file.parent.iterdir()) == [file]
