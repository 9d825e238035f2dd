"""What papers are made from: a part of the plan stands as it does in the whole."""

from datetime import date

from qtrack.papers.engine.paper import ReportContext, paper_head
from qtrack.records.selection.filters import Filters
from qtrack.standing.lights import Light
from tests.small import day, head, plan_of, said, section, task

OTHER = {
    "sections/S2.yaml": (
        "id: S2\nnumber: 二\ntitle: 培育品牌\nmeasures:\n  - {id: M02, number: （二）, title: 品牌}\n"
    ),
    "tasks/T02.yaml": "id: T02\nmeasure: M02\ntitle: 培育品牌\nresponsible: {lead: institute}\n",
}
GOALS = section(
    "indicators:\n  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}\n"
)


def basis(filters: Filters, known_at: date | None = None) -> ReportContext:
    plan = plan_of(head("office: office\nshort: 小方案\n"), GOALS, OTHER, said(10, "percent: 5\n"))
    return ReportContext(plan, day(50), known_at, None, filters, ("0123456789ab", True))


def test_the_whole_is_the_whole() -> None:
    standing = basis(Filters()).standing
    assert [each.section.id for each in standing.sections] == ["S1", "S2"]
    assert sum(standing.counts.values()) == 2


def test_a_part_has_its_own_counts_and_keeps_its_lights() -> None:
    whole, part = basis(Filters()).standing, basis(Filters(section="S1")).standing
    assert [each.section.id for each in part.sections] == ["S1"]
    assert part.tasks[0] == whole.tasks[0]
    assert part.counts[Light.RED] == 1
    assert sum(part.counts.values()) == 1


def test_a_units_part_leaves_out_sections_without_its_tasks() -> None:
    part = basis(Filters(unit="institute")).standing
    assert [each.holder.id for each in part.everything] == ["T01", "T02"]
    assert [each.holder.id for each in basis(Filters(unit="metrology")).standing.everything] == ["T01"]


def test_what_was_not_known_does_not_count() -> None:
    assert basis(Filters(), known_at=day(9)).standing.tasks[0].entries == ()


def test_the_head_names_what_the_paper_is_of() -> None:
    made = basis(Filters(section="S2", unit="metrology"))
    page = paper_head(made, made.standing)
    assert (page.unit, page.section, page.office, page.plan) == ("计量处", "培育品牌", "办公室", "小方案")
    assert page.revision == ("0123456789ab", True)
    whole = basis(Filters())
    assert (paper_head(whole, whole.standing).unit, paper_head(whole, whole.standing).section) == ("", "")


def test_tasks_of_one_section_only_are_narrowed() -> None:
    plan = plan_of(task("", "T03"))
    assert len(ReportContext(plan, day(50), filters=Filters(unit="fuzhou")).standing.tasks) == 2
