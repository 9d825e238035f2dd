"""The short version of the stress run."""

import os

import pytest

from tests.stress import Job, Work, contend, record, run

pytestmark = pytest.mark.slow


@pytest.mark.skipif(os.name != "posix", reason="only forked processes start quickly enough for a test")
@pytest.mark.parametrize("links", [True, False], ids=["links", "no-links"])
@pytest.mark.parametrize(("work", "processes", "entries"), [(contend, 16, 12), (record, 3, 3)])
def test_many_processes_lose_nothing(work: Work, processes: int, entries: int, *, links: bool) -> None:
    found = run(Job("", work, processes, entries, links))
    assert found.sound, found
    assert found.reported == found.present == processes * entries
