"""What stands on the page of a task."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.locale.message import Translator
from qtrack.model.entry import Status
from qtrack.model.units import NamedUnit
from qtrack.records.task import TaskPage, matter, task_page
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light
from qtrack.standing.recurrence import OccurrenceState
from qtrack.ui.json import plain
from tests.small import UNITS, Files, day, plan_of, said, section, task

WHOLE = """\
source: 第1项
due: 2019-04-10
partners: [office]
deliverables:
  - {id: T01.1, title: 建成计量中心, due: 2019-03-01}
  - {id: T01.2, title: 发布年度报告, every: year, covers: 2018-2020}
indicators:
  - {id: standards, name: 计量标准, unit: 项, baseline: 100, target: 200, kind: reach, due: 2019-04-10}
  - {id: coverage, name: 覆盖率, unit: '%', target: 95, kind: hold, due: 2019-04-10}
"""


def page_of(*files: Files, on: int = 50, of: str = "T01", known: date | None = None) -> TaskPage:
    standing = assess(plan_of(*files), day(on), known)
    holder = standing.of(of)
    assert holder is not None
    return task_page(standing, holder)


def test_each_unit_stands_under_its_role() -> None:
    roles = {
        "co_leads": ["office"],
        "shared": ["institute"],
        "by_duty": ["bureaus"],
        "support": ["fuzhou"],
        "excluding": ["xiamen"],
    }
    named = ", ".join(f"{role}: [{', '.join(units)}]" for role, units in roles.items())
    page = page_of(
        {"tasks/T01.yaml": f"id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {{lead: metrology, {named}}}\n"}
    )
    assert page.lead is not None
    assert page.lead.id == "metrology"
    assert {role: [unit.id for unit in getattr(page, role)] for role in roles} == roles


def test_the_head_says_where_the_task_belongs_and_who_answers() -> None:
    page = page_of(task(WHOLE), known=day(45))
    assert (page.as_of, page.known_at) == (day(50), day(45))
    assert (page.task.id, page.task.title) == ("T01", "健全量传溯源体系")
    assert (page.document, page.own.source) == ("闽质监〔2018〕251号", "第1项")
    assert (page.section, page.task.section.number) == (NamedUnit("S1", "夯实质量基础"), "一")
    assert (page.measure, page.measure_number) == (NamedUnit("M01", "提升计量能力"), "（一）")
    assert page.lead == NamedUnit("metrology", "计量处")
    assert page.shared == (NamedUnit("institute", "省计量科学研究院"),)
    assert page.by_duty == (NamedUnit("bureaus", "各市县局"),)
    assert page.partners == (NamedUnit("office", "办公室"),)


def test_the_standing_is_that_of_the_board() -> None:
    page = page_of(task("due: 2019-04-10\n"), said(40, "percent: 30\n"))
    own = page.task
    assert (own.status, own.light, own.due) == (Status.IN_PROGRESS, Light.YELLOW, date(2019, 4, 10))
    assert (own.progress, page.task.reported, page.task.computed) == (Decimal(30), Decimal(30), None)
    assert (own.pace, own.gap, own.unreported) == (Decimal(50), Decimal(-20), False)


def test_deliverables_tell_their_own_deadline_only() -> None:
    first, second = page_of(task(WHOLE), said(20, "percent: 40\n", about="T01.1")).task.deliverables
    assert (first.status, first.progress, first.last_entry, first.occurrences) == (
        Status.IN_PROGRESS,
        Decimal(40),
        day(20),
        (),
    )
    assert (first.deliverable.id, first.deliverable.due) == ("T01.1", date(2019, 3, 1))
    assert (second.deliverable.covers, second.status) == ("2018-2020", Status.NOT_STARTED)
    assert plain(second, Translator("en"))["due"] is None
    assert [(each.period, each.state) for each in second.occurrences] == [("2019", OccurrenceState.DUE)]


def test_indicators_tell_the_way_they_have_gone() -> None:
    reach, hold = page_of(task(WHOLE), said(40, "actuals: {standards: 160, coverage: 94}\n")).task.indicators
    assert (reach.actual, reach.actual_date, reach.progress, reach.pace, reach.gap, reach.holds) == (
        Decimal(160),
        day(40),
        Decimal(60),
        Decimal(50),
        Decimal(10),
        None,
    )
    assert (hold.actual, hold.pace, hold.gap, hold.holds) == (Decimal(94), None, None, False)


def test_indicators_without_a_value_are_empty() -> None:
    reach, _ = page_of(task(WHOLE)).task.indicators
    assert (reach.actual, reach.actual_date, reach.progress, reach.gap) == (None, None, None, None)
    shown = plain(reach, Translator("en"))
    assert (shown["baseline"], shown["target"], shown["unit"]) == (Decimal(100), Decimal(200), "项")


def test_entries_come_newest_first_with_the_names_of_units_and_indicators() -> None:
    page = page_of(
        task(WHOLE),
        said(10, "actuals: {standards: 110}\n", tag="00000a"),
        said(30, "by: 张三\n", unit="institute", about="T01.1", tag="00000b"),
        said(30, recorded="2019-02-03T09:00:00+08:00", tag="00000c"),
    )
    assert [each.id[-1] for each in page.entries] == ["c", "b", "a"]
    late, part, first = page.entries
    assert (late.date, late.recorded_on) == (day(30), date(2019, 2, 3))
    assert (part.about, part.unit, part.unit_name, part.by) == ("T01.1", "institute", "省计量院", "张三")
    assert first.figures == (("计量标准", Decimal(110), "项"),)


def test_a_value_of_an_indicator_that_is_gone_keeps_its_id() -> None:
    from qtrack.store.reading.load import load  # noqa: PLC0415
    from tests.small import tree_of  # noqa: PLC0415

    plan = load(tree_of(said(10, "actuals: {gone: 7}\n"))).plan
    assert plan is not None
    standing = assess(plan, day(50))
    holder = standing.of("T01")
    assert holder is not None
    assert task_page(standing, holder).entries[0].figures == (("gone", Decimal(7), ""),)


def test_a_replaced_entry_stays_on_the_page_and_names_what_replaced_it() -> None:
    wrong = said(10, "percent: 90\n", tag="00000a")
    right = said(
        10, "percent: 9\ncorrects: 2019-01-10-00000a\n", tag="00000b", recorded="2019-01-20T09:00:00+08:00"
    )
    page = page_of(wrong, right)
    assert [(each.corrects, each.replaced_by) for each in page.entries] == [
        ("2019-01-10-00000a", ""),
        ("", "2019-01-10-00000b"),
    ]
    assert page.task.progress == Decimal(9)
    before = page_of(wrong, right, known=day(15))
    assert [each.replaced_by for each in before.entries] == [""]
    assert before.task.progress == Decimal(90)


@pytest.mark.parametrize(
    ("on", "known", "seen"), [(50, None, 1), (10, None, 1), (9, None, 0), (50, 11, 0), (50, 12, 1)]
)
def test_only_what_was_so_and_known_by_then_is_shown(on: int, known: int | None, seen: int) -> None:
    told = said(10, recorded="2019-01-12T09:00:00+08:00")
    assert len(page_of(told, on=on, known=day(known) if known else None).entries) == seen


def test_a_section_has_a_page_of_its_own_goals() -> None:
    goals = section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
    page = page_of(goals, said(10, about="S1.1"), of="S1")
    assert (page.task.id, page.task.title, page.own.source) == ("S1", "夯实质量基础", "")
    assert page.section == NamedUnit("S1", "夯实质量基础")
    assert (page.measure, page.measure_number, page.lead, page.shared, page.partners) == (
        None,
        "",
        None,
        (),
        (),
    )
    assert [each.about for each in page.entries] == ["S1.1"]


@pytest.mark.parametrize(("members", "chosen"), [(12, 13), (13, 1)])
def test_the_members_of_a_group_are_chosen_from_unless_they_are_too_many(members: int, chosen: int) -> None:
    units = [f"  - {{id: u{at}, name: 单位{at}, short: 单位{at}, kind: bureau}}\n" for at in range(members)]
    group = f"  - {{id: many, name: 各局, members: [{', '.join(f'u{at}' for at in range(members))}]}}\n"
    files = {"units.yaml": UNITS.replace("groups:\n", "".join(units) + "groups:\n") + group}
    own = {
        "tasks/T01.yaml": "id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {lead: metrology, shared: [many]}\n"
    }
    found = matter(plan_of(files, own), "T01", day(50)).units
    assert (len(found), found[0]) == (chosen, NamedUnit("metrology", "计量处"))
