"""The short version of the fault run: killed and refused at each call that changes the disk."""

from itertools import cycle
from pathlib import Path
from typing import Final

import pytest

from tests.faults import ERRORS, NO_LINKS, Faults, baseline, durable, killed, report, run, strace_works

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not strace_works(), reason="strace is not here or may not trace: no fault was injected"
    ),
]

#: The folders above that of the task are forced to the disk like it.
LIKE_OTHERS: Final = {("fsync", 3), ("fsync", 4)}


def test_nothing_is_lost_whatever_call_is_the_last(tmp_path: Path) -> None:
    calls, without = baseline(tmp_path), baseline(tmp_path, *NO_LINKS)
    assert durable(calls)
    assert durable(without)
    changing = [each for each in calls if each.changes and (each.name, each.nth) not in LIKE_OTHERS]
    first = {each.name: each.nth for each in reversed(changing) if not each.tells}
    claiming = [each for each in without if each.changes and each.name in {"rename", "unlink", "openat"}]
    refusals = [each for each in changing if each.tells or first.get(each.name) == each.nth]
    outcomes = run(tmp_path, Faults(changing, claiming, list(zip(refusals, cycle(ERRORS), strict=False))))
    assert len(outcomes) > 20
    assert any(each.reported and each.code < 0 for each in outcomes)
    assert not any(each.wrong for each in outcomes), report(outcomes)


#: qtrack with a line that breaks it.
BROKEN: Final = "import os; from qtrack.__main__ import run; from qtrack.store import disk; {}; run()"


def test_an_entry_that_is_not_forced_to_the_disk_is_noticed(tmp_path: Path) -> None:
    program = ("-c", BROKEN.format("os.fsync = lambda descriptor: None"))
    assert not durable(baseline(tmp_path, program=program))


def test_an_entry_that_is_written_without_a_draft_is_noticed(tmp_path: Path) -> None:
    in_place = "disk.make_draft = lambda path, text: path.write_text(text) and path"
    program = ("-c", BROKEN.format(f"{in_place}; disk._publish = disk.forget = lambda *paths: None"))
    calls = baseline(tmp_path, program=program)
    assert not durable(calls)
    first = next(call for call in calls if call.of_plan and call.name == "write")
    found = killed(tmp_path / "killed", first, program=program)
    assert "this file is empty" in found.wrong
