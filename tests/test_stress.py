"""The short version of the stress run, and that it notices what it is for."""

import os
import shutil
from pathlib import Path
from typing import IO, Any

import pytest

from tests.stress import Job, Work, contend, record, run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="only forked processes start quickly enough for a test"),
]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize(("work", "processes", "entries"), [(contend, 6, 8), (record, 3, 3)])
def test_many_processes_lose_nothing(work: Work, processes: int, entries: int, *, links: bool) -> None:
    found = run(Job("", work, processes, entries, links))
    assert found.sound, found
    assert found.reported == found.present == processes * entries


def test_a_claim_that_several_can_make_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.open

    def shared(path: Path, mode: str = "r", *arguments: Any, **options: Any) -> IO[Any]:  # noqa: ANN401 - as Path.open
        if path.name.endswith(".claim.tmp"):
            mode = mode.replace("x", "w")
        return usual(path, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", shared)
    found = run(Job("", contend, 6, 8, links=False))
    assert found.overwritten, found
    assert found.lost, found


def test_a_name_that_is_given_twice_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", lambda path, draft: shutil.copyfile(draft, path))
    found = run(Job("", contend, 6, 8, links=True))
    assert found.overwritten, found
    assert found.lost, found
