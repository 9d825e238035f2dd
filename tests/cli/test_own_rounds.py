"""What pages say of a task that is reported on by rounds of its own."""

import json
from pathlib import Path

from tests.cli.conftest import CHINESE, Runner
from tests.repositories import lay
from tests.small import head, said, task


def plan(folder: Path) -> None:
    """Let T01 be reported on every week by Thursday, and the plan every month; 2019-02-19 is a Tuesday."""
    lay(folder / "plan", head("reporting: {every: month, by_day: 25}"))
    lay(folder / "plan", task("reporting: {every: week, by_day: 4}") | task("", "T02"))
    lay(folder / "plan", said(36, unit="metrology", recorded="2019-02-18T09:00:00+08:00"))


def test_show_tells_by_when_its_units_report(folder: Path, run: Runner) -> None:
    plan(folder)
    assert "\nreports              every week by Thursday\n" in run("show", "T01").out
    assert "每周四前\n" in run("show", "T01", environ=CHINESE).out
    assert "\nreports " not in run("show", "T02").out
    found = [json.loads(run("show", id_, "--format", "json").out)["reporting"] for id_ in ("T01", "T02")]
    assert found == [{"every": "week", "by_day": 4}, None]


def test_mine_names_the_deadline_of_its_own_round(folder: Path, run: Runner) -> None:
    plan(folder)
    owed = json.loads(run("mine", "metrology", "--format", "json").out)["owed"]
    claims = {one["id"]: claim for one in owed for claim in one["claims"] if claim["kind"] == "to-report"}
    assert {name: claim["by"] for name, claim in claims.items()} == {"T01": "2019-02-14", "T02": "2019-01-25"}


def test_what_was_recorded_after_its_round_is_told_as_late(folder: Path, run: Runner) -> None:
    """It is of 5 February, recorded on the 18th: its round ended on the 7th, the plan's ends on the 25th."""
    plan(folder)
    assert "补报" in run("history", "T01", environ=CHINESE).out
    assert "补报" in run("report", "ledger", "--format", "csv").out


def test_the_list_of_a_unit_names_the_next_deadline(folder: Path, run: Runner) -> None:
    plan(folder)
    assert "2月21日" in run("report", "unit", "--unit", "计量处").out
