"""Who does what by when: the plan alone, whatever was reported."""

from qtrack.papers.assignments.view import Assignments, assignments, parts
from qtrack.papers.engine.paper import ReportContext
from tests.small import Files, day, english, plan_of, said, section, task

MORE = task(
    "source: 第1项\npartners: [office]\ndue: 2019-03-31\n"
    "deliverables:\n  - {id: T01.1, title: 甲}\n  - {id: T01.2, title: 乙, every: year}\n"
    "indicators:\n  - {id: n, name: 标准, unit: 项, target: 5, kind: reach, due: 2019-03-31}\n"
)


def of(*files: Files) -> Assignments:
    return assignments(ReportContext(plan_of(*files), day(50)))


def test_a_row_has_what_the_plan_says_of_a_task() -> None:
    (row,) = of(MORE).rows
    assert (row.number, row.task.id, row.task.title) == (1, "T01", "健全量传溯源体系")
    assert row.measure is not None
    assert (row.measure.number, row.measure.title, row.task.source) == ("（一）", "提升计量能力", "第1项")
    assert [english(part) for part in parts(row)] == ["(1) 甲", "(2) 乙 (every year)"]
    assert [english(each) for each in row.targets] == ["target: 标准 5 项"]
    assert list(row.units.values()) == [("计量处",), ("省计量科学研究院",), ("各市县局",), ()]
    assert row.partners == ("办公室",)
    assert [each.parts for each in row.terms] == [(), ("T01.2",)]


def test_reports_change_nothing_and_goals_are_nobodys() -> None:
    goals = section(
        "indicators:\n  - {id: b, name: 名牌, unit: 个, target: 2, kind: reach, due: 2019-04-10}\n"
    )
    silent = of(MORE, goals)
    told = of(MORE, goals, said(40, "status: done\nactuals: {n: 4}\n"))
    assert silent.sections == told.sections
    assert [row.task.id for row in silent.rows] == ["T01"]


def test_only_named_units_stand_there() -> None:
    alone = {
        "tasks/T01.yaml": "id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {by_duty: [bureaus]}\n",
        "tasks/T02.yaml": "id: T02\nmeasure: M01\ntitle: 乙\nresponsible: {lead: office}\n",
    }
    first, second = of(alone).rows
    assert list(first.units.values()) == [(), (), ("各市县局",), ()]
    assert list(second.units.values()) == [("办公室",), (), (), ()]
