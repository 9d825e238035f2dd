"""What stands on the board."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from qtrack.model.entry import Status
from qtrack.model.units import NamedUnit
from qtrack.records.board import Board, board
from qtrack.records.selection.filters import Filters
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.conftest import ROOT, Demonstration
from tests.small import Files, day, english, head, plan_of, said, section, task

TWO_SECTIONS: dict[str, str] = {
    "sections/S2.yaml": "id: S2\nnumber: 二\ntitle: 品牌\nmeasures: [{id: M02, number: 二, title: 名牌}]\n",
    "tasks/T02.yaml": "id: T02\nmeasure: M02\ntitle: 培育品牌\nresponsible: {by_duty: [bureaus]}\n",
    "sections/S3.yaml": "id: S3\nnumber: 三\ntitle: 组织领导\n",
}


def board_of(*files: Files, on: int = 50, known: date | None = None, filters: Filters | None = None) -> Board:
    return board(assess(plan_of(*files), day(on), known), filters or Filters())


def test_a_task_on_the_board_has_what_was_assessed() -> None:
    (row,) = board_of(task("due: 2019-04-10\n"), said(40, "percent: 30\nstatus: in-progress\n")).tasks
    assert (row.id, row.section.id, row.measure, row.title) == ("T01", "S1", "M01", "健全量传溯源体系")
    assert (row.lead, row.lead_name) == ("metrology", "计量处")
    assert (row.status, row.light) == (Status.IN_PROGRESS, Light.YELLOW)
    assert [each.code for each in row.reasons] == ["behind"]
    assert (row.progress, row.pace, row.gap) == (Decimal(30), Decimal(50), Decimal(-20))
    assert (row.due, row.last_entry, row.unreported) == (date(2019, 4, 10), day(40), False)


def test_nobody_who_does_not_lead_is_called_a_lead() -> None:
    rows = board_of(TWO_SECTIONS).tasks
    assert [(each.lead, each.lead_name, each.responsible) for each in rows] == [
        ("metrology", "计量处", ()),
        (None, "", ("各市县局",)),
    ]


def test_every_section_stands_on_the_board_even_one_without_tasks() -> None:
    page = board_of(TWO_SECTIONS)
    assert [(each.id, each.number, [task_.id for task_ in each.tasks]) for each in page.sections] == [
        ("S1", "一", ["T01"]),
        ("S2", "二", ["T02"]),
        ("S3", "三", []),
    ]


@pytest.mark.parametrize(
    ("filters", "sections"),
    [
        (Filters(section="S2"), {"S2": ["T02"]}),
        (Filters(section="S3"), {}),
        (Filters(unit="metrology"), {"S1": ["T01"]}),
        (Filters(unit="xiamen"), {"S1": ["T01"], "S2": ["T02"]}),
        (Filters(unit="office"), {}),
        (Filters(lights=frozenset({Light.YELLOW})), {"S1": ["T01"]}),
        (Filters(lights=frozenset({Light.YELLOW, Light.NONE})), {"S1": ["T01"], "S2": ["T02"]}),
        (Filters(section="S1", lights=frozenset({Light.NONE})), {}),
    ],
)
def test_a_filter_leaves_out_sections_of_which_nothing_is_left(
    filters: Filters, sections: dict[str, list[str]]
) -> None:
    page = board_of(TWO_SECTIONS, said(40, "percent: 20\n"), filters=filters)
    assert {each.id: [task_.id for task_ in each.tasks] for each in page.sections} == sections


def test_counts_are_of_the_tasks_shown_and_lights_of_sections_are_not() -> None:
    told = said(40, "percent: 20\n")
    whole, part = board_of(TWO_SECTIONS, told), board_of(TWO_SECTIONS, told, filters=Filters(unit="office"))
    assert (whole.counts[Light.YELLOW], whole.counts[Light.NONE]) == (1, 1)
    assert set(part.counts.values()) == {0}
    one = board_of(TWO_SECTIONS, told, filters=Filters(lights=frozenset({Light.NONE})))
    assert one.sections[0].counts == {light: int(light is Light.NONE) for light in Light}


def test_the_goals_of_a_section_count_for_its_light_and_tell_why() -> None:
    goals = section("due: 2019-02-01\ndeliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    (row,) = board_of(goals).sections
    assert row.light is Light.RED
    assert [each.code for each in row.own_reasons] == ["overdue"]
    assert row.counts[Light.RED] == 0


@pytest.mark.parametrize(
    ("filters", "reasons"),
    [
        (Filters(), ["overdue"]),
        (Filters(section="S1"), ["overdue"]),
        (Filters(lights=frozenset({Light.RED})), ["overdue"]),
        (Filters(lights=frozenset({Light.NONE})), []),
        (Filters(unit="metrology"), []),
    ],
)
def test_the_goals_of_a_section_pass_filters_as_tasks_do_but_nobody_leads_them(
    filters: Filters, reasons: list[str]
) -> None:
    goals = section("due: 2019-02-01\ndeliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    (row,) = board_of(goals, filters=filters).sections
    assert [each.code for each in row.own_reasons] == reasons


def test_the_short_title_heads_the_board_where_there_is_one() -> None:
    assert board_of().plan == "质量提升工作方案"
    assert board_of(head("short: 小方案\n")).plan == "小方案"


def notes(
    *files: Files, on: int = 50, known: date | None = None, filters: Filters | None = None
) -> list[str]:
    return [english(each) for each in board_of(*files, on=on, known=known, filters=filters).notes]


def test_notes_explain_an_empty_or_an_odd_page() -> None:
    none = "No progress has been recorded yet; “qtrack record” makes the first entry."
    assert notes() == [none]
    assert notes(said(40)) == []
    assert notes(said(60)) == ["Nothing had been recorded by 2019-02-19."]
    assert notes(said(40), known=day(39)) == ["Nothing had been recorded by 2019-02-08."]
    assert notes(said(40), on=0) == [
        "Nothing had been recorded by 2018-12-31.",
        "The plan starts on 2019-01-01 only.",
    ]
    assert notes(said(40), on=1, known=day(60)) == ["Nothing had been recorded by 2019-01-01."]
    assert notes(said(40), on=100) == []
    assert notes(said(40), on=101) == ["The plan ended on 2019-04-10; lights are computed all the same."]
    assert notes(filters=Filters(unit="office")) == [
        none,
        "No task passes the filters; none is left after --unit 办公室.",
    ]


def test_silent_units_are_counted() -> None:
    asked = head("reporting: {every: month, by_day: 15}\n")
    assert board_of(asked, said(1), on=80).unreported == 1
    half = board_of(asked, said(60), on=80)
    assert half.unreported == 1
    assert half.tasks[0].missing_units == (NamedUnit("institute", "省计量科学研究院"),)
    assert board_of(asked, said(60), said(61, unit="institute"), on=80).unreported == 0


def test_the_shipped_plan_has_its_tasks_each_once_under_its_section() -> None:
    plan = load(FolderTree(ROOT / "plan")).plan
    assert plan is not None
    page = board(assess(plan, date(2019, 6, 28)), Filters())
    assert [each.id for each in page.sections] == [f"S{number}" for number in range(1, 8)]
    assert [each.id for each in page.tasks] == [f"T{number:02}" for number in range(1, 33)]
    assert len({each.measure for each in page.tasks}) == 25
    assert sum(page.counts.values()) == 32


def test_counts_of_a_filtered_board_add_up_over_units_and_lights(demonstration: Demonstration) -> None:
    plan = load(FolderTree(demonstration.folder / "plan")).plan
    assert plan is not None
    standing = assess(plan, date(2019, 6, 28))
    whole = board(standing, Filters())
    by_light = Counter(
        each.id for light in Light for each in board(standing, Filters(lights=frozenset({light}))).tasks
    )
    by_section = Counter(
        each.id for part in plan.sections for each in board(standing, Filters(section=part.id)).tasks
    )
    assert by_light == by_section == Counter(each.id for each in whole.tasks)


def test_reminders_past_their_time_are_told_where_their_task_is_shown() -> None:
    chase = f"{{number: 2019-001, level: remind, unit: metrology, reply_by: {day(15)}}}"
    reminder = said(10, f"summary: 请报送\nchases: {chase}\n", unit="office")
    plan = plan_of(task("", "T02"), reminder)
    told = "1 reminder is past its time without an answer; “qtrack chase” tells which."
    assert told in [english(each) for each in board(assess(plan, day(20)), Filters()).notes]
    assert told not in [english(each) for each in board(assess(plan, day(15)), Filters()).notes]
    answered = plan_of(task("", "T02"), reminder, said(12, tag="000002"))
    assert board(assess(answered, day(20)), Filters()).notes == ()
    green = Filters(lights=frozenset({Light.GREEN}))
    assert told not in [english(each) for each in board(assess(plan, day(20)), green).notes]
