"""`qtrack matrix`: tasks by the members of a group."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.small import head, said, small_plan

PLAN = (
    head("reporting: {every: month, by_day: 10}\n"),
    {"tasks/T01.yaml": "{id: T01, measure: M01, title: 甲, responsible: {by_duty: [bureaus], each: true}}"},
    said(40, unit="fuzhou"),
)


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, *PLAN)


def test_the_bureaus_are_the_columns_unless_told_another_group(run: Runner) -> None:
    drawn = run("matrix", environ=CHINESE)
    assert drawn.code == 0
    assert drawn.out.splitlines()[-3:] == [
        "T01  甲   +02-09 x    1 1",
        "     已报 1      0    1 1",
        "     未报 0      1    1 1",
    ]
    assert run("matrix", "--group", "各市县局", environ=CHINESE) == drawn


def test_its_json(run: Runner) -> None:
    page = json.loads(run("matrix", "--format", "json").out)
    assert page["tasks"][0]["cells"] == [
        {"unit": "fuzhou", "state": "reported", "last": "2019-02-09", "missing": False},
        {"unit": "xiamen", "state": "never", "last": None, "missing": True},
    ]
    assert (page["reported"], page["missing"]) == (1, 1)


def test_what_is_no_group_is_refused_with_those_there_are(run: Runner) -> None:
    refused = run("matrix", "--group", "计量处")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "qtrack: --group is “计量处”, and no group is called so. The groups are 各市县局.\n"
