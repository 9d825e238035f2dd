"""What falls due next is one list: an annex of each summary is what `due` lists through the same day.

Random plans, as `python -m tests.recompute` makes them, in every kind of paper, of the whole and of parts of
them, at any day and as known by it; and the demonstration.
"""

import csv
import io
import random
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from qtrack.model.period import Period, PeriodKind
from qtrack.papers.engine.office import period_words
from tests.conftest import Demonstration
from tests.recompute.days import DAY
from tests.recompute.draft import Draft
from tests.recompute.qtrack_commands import json_of, text_of
from tests.recompute.random_plan import draft, settle, write
from tests.weeks import annexes, office, table

KINDS: Final = {
    "weekly": PeriodKind.WEEK,
    "monthly": PeriodKind.MONTH,
    "quarterly": PeriodKind.QUARTER,
    "half-year": PeriodKind.HALF_YEAR,
    "annual": PeriodKind.YEAR,
}
PLANS: Final = 8


class Row(NamedTuple):
    """One thing that falls due, as it is printed, with the first of its units: the paper names them all."""

    matter: str
    kind: str
    period: str
    unit: str
    due: str
    days: str


class Next(NamedTuple):
    """What falls due through a day."""

    until: date
    rows: list[Row]


def annex_of_due(folder: Path, kind: str, *asked: str) -> Next:
    """Read chapter seven of a paper."""
    chapter = annexes(text_of(folder, "report", kind, *asked))[10]
    told = re.search(r"至(?:(\d+)年)?(\d+)月(\d+)日(?:到期的有(\d+)项：|无到期事项。)", chapter)
    assert told is not None, chapter
    rows = [Row(*cells) for cells in table(chapter, "事项")]
    rows = [row._replace(unit=row.unit.split("、")[0]) for row in rows]
    assert len(rows) == int(told[4] or 0)
    year = int(told[1] or asked[asked.index("--as-of") + 1][:4])
    return Next(date(year, int(told[2]), int(told[3])), rows)


def due_rows(folder: Path, within: int, *asked: str) -> list[Row]:
    """Read what `due` lists as coming, in its order, a column of the paper each."""
    said = office(int(asked[asked.index("--as-of") + 1][:4]))
    text = text_of(folder, "due", "--lang", "zh", "--within", str(within), "--format", "csv", *asked)
    return [
        Row(
            row["名称"],
            row["类别"],
            said.show(period_words(row["所属期"])),
            row["牵头"].removeprefix("责任：").removesuffix("等").strip().split("、")[0] or "-",
            said.show(date.fromisoformat(row["完成时限"])),
            row["天数"],
        )
        for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        if int(row["天数"]) >= 0
    ]


def random_plan(seed: str, folder: Path) -> Draft:
    """Write a plan in Chinese in which `qtrack validate` finds no error."""
    made = draft(random.Random(seed))  # noqa: S311 - a seed makes the run repeatable
    made.head["language"] = "zh"
    while True:
        for old in folder.rglob("*.yaml"):
            old.unlink()
        write(made, folder)
        problems = json_of(folder, "validate", codes=(0, 1))["problems"]
        errors = [problem for problem in problems if problem["level"] == "error"]
        if not errors:
            return made
        settle(made, errors)


@pytest.mark.slow
def test_annex_of_due_lists_what_due_lists_through_the_same_day(tmp_path: Path) -> None:
    listed = Counter[str]()
    for number in range(PLANS):
        folder = tmp_path / str(number) / "plan"
        made = random_plan(f"due-{number}", folder)
        for kind, of in KINDS.items():
            for day in (made.start, made.day(), made.day(), made.end - DAY * made.dice.randint(0, 20)):
                period = Period.containing(of, day)
                as_of = min(day + DAY * made.dice.choice([0, 3, 400]), period.last_day)
                asked = ["--as-of", str(as_of)]
                asked += made.dice.choice([[], [], ["--known-at", str(as_of)]])
                asked += made.dice.choice([[], [], ["--unit", "unit-1"], ["--section", "S1"]])
                found = annex_of_due(folder, kind, "--of", str(period), *asked)
                assert found.until >= period.next.last_day
                assert found.rows == due_rows(folder, (found.until - as_of).days, *asked), (number, asked)
                listed += Counter(row.kind for row in found.rows)
    assert set(listed) == {
        "任务",
        "事项",
        "每年事项",
        "每季度事项",
        "每月事项",
        "每半年事项",
        "指标",
        "阶段目标",
    }


#: The last days of periods of every length, about the plan's years and its end.
LAST_DAYS: Final = ("2018-12-31", "2020-06-28", "2020-12-20", "2021-01-03")


@pytest.mark.slow
@pytest.mark.parametrize("day", LAST_DAYS)
def test_so_do_the_papers_of_the_demonstration(day: str, demonstration: Demonstration) -> None:
    folder, listed = demonstration.folder / "plan", 0
    for kind, of in KINDS.items():
        period = Period.containing(of, date.fromisoformat(day))
        if period.start > date(2020, 12, 31):
            continue
        found = annex_of_due(folder, kind, "--of", str(period), "--as-of", day)
        within = (found.until - date.fromisoformat(day)).days
        assert found.rows == due_rows(folder, within, "--as-of", day)
        listed += len(found.rows)
    assert bool(listed) is (day < "2021")
