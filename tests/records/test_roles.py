"""Roles beside lead, shared and by duty: several leads, support, members left out, open lists."""

import pytest

from qtrack.locale.message import Translator
from qtrack.model.entry import ChaseLevel
from qtrack.model.responsibility import Role
from qtrack.pages.form import tasks_of
from qtrack.records.chase import chase, waiting_for
from qtrack.records.mine import Kind, mine
from qtrack.records.selection.filters import Filters, roles
from qtrack.records.units import unit_list, units
from qtrack.standing.assess import PlanStanding, assess
from qtrack.ui.labels import charge_line, first_in_charge, in_charge, units_of
from tests.small import Files, day, head, plan_of, said

EN = Translator("en")
MONTHLY = head("reporting: {every: month, by_day: 25}")
ASKED = "summary: 请报送\nchases: {number: 2019-001, level: remind, unit: bureaus, reply_by: 2019-02-12}\n"


def by(responsible: str, more: str = "") -> Files:
    body = f"id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {{{responsible}}}\n{more}"
    return {"tasks/T01.yaml": body}


def at(responsible: str, *files: Files, on: int = 60, more: str = "") -> PlanStanding:
    return assess(plan_of(MONTHLY, by(responsible, more), *files), day(on))


def test_who_leads_too_is_counted_chased_and_listed_as_a_lead() -> None:
    now = at("lead: metrology, co_leads: [institute], by_duty: [bureaus]", more="due: 2019-02-10\n")
    lines = {line.id: line for line in units(now, Filters()).units}
    assert (lines["institute"].lead, lines["institute"].overdue, lines["institute"].unreported) == (1, 1, 1)
    reminded = chase(now, Filters())
    assert [(line.unit, bool(line.reasons), line.level) for line in reminded.lines] == [
        ("metrology", True, ChaseLevel.REMIND),
        ("institute", True, ChaseLevel.REMIND),
    ]
    assert unit_list(now, "institute", Filters()).tasks[0].role is Role.LEAD


def test_the_first_named_lead_stands_where_one_name_does() -> None:
    (task,) = at("lead: metrology, co_leads: [institute]").tasks
    assert (task.lead, task.first, task.co_leads) == ("metrology", "计量处", ("省计量院",))
    assert [EN.show(name) for name in in_charge(task)] == ["计量处", "省计量院"]
    assert EN.show(first_in_charge(task)) == "计量处 .."
    assert EN.show(charge_line(task)) == "计量处, 省计量院"


def test_who_supports_stands_in_its_lists_and_is_never_asked_late_or_chased() -> None:
    now = at("lead: metrology, support: [institute]", more="due: 2019-02-10\n")
    (line,) = (line for line in units(now, Filters()).units if line.id == "institute")
    assert (line.lead, line.shared, line.support, line.overdue, line.unreported) == (0, 0, 1, 0, 0)
    assert [line.unit for line in chase(now, Filters()).lines] == ["metrology"]
    assert unit_list(now, "institute", Filters()).tasks[0].role is Role.SUPPORT
    assert [role for role, _ in tasks_of(now, "institute", every=False)] == [Role.SUPPORT]
    assert mine(now, "institute", 30).owed == ()


def test_who_supports_is_told_what_falls_due() -> None:
    soon = at("lead: metrology, support: [institute]", more="due: 2019-03-10\n")
    (own,) = mine(soon, "institute", 30).owed
    assert (own.role, [claim.kind for claim in own.claims]) == (Role.SUPPORT, [Kind.DUE])


def test_where_nobody_leads_those_in_support_stand_for_nothing() -> None:
    (task,) = at("by_duty: [bureaus], support: [institute]").tasks
    assert task.responsible == ("各市县局",)


def test_who_is_left_out_of_a_group_has_no_role_and_is_no_member_of_it() -> None:
    now = at("lead: metrology, shared: [bureaus], excluding: [xiamen]")
    (task,) = now.tasks
    assert (roles(task, "fuzhou"), roles(task, "xiamen"), roles(task, "bureaus")) == (
        (Role.SHARED,),
        (),
        (Role.SHARED,),
    )
    assert {line.id for line in units(now, Filters()).units} == {"metrology", "fuzhou"}


@pytest.mark.parametrize(("unit", "waits"), [("fuzhou", 1), ("xiamen", 0), ("bureaus", 1), ("metrology", 0)])
def test_a_reminder_to_a_group_is_not_meant_for_who_is_left_out(unit: str, waits: int) -> None:
    reminder = said(37, ASKED, unit="office", tag="00000c")
    now = at("lead: metrology, shared: [bureaus], excluding: [xiamen]", reminder)
    assert len(waiting_for(now, unit)) == waits
    answer = said(38, "percent: 10\n", unit="xiamen", tag="00000d")
    assert len(waiting_for(at(RESPONSIBLE, reminder, answer), unit)) == waits


RESPONSIBLE = "lead: metrology, shared: [bureaus], excluding: [xiamen]"


def test_names_stand_as_the_document_has_them() -> None:
    plan = plan_of(by("lead: metrology, shared: [institute, bureaus], excluding: [xiamen], open: true"))
    (task,) = plan.tasks
    names = units_of(task.responsible, plan.register, plan.register.short)
    assert [EN.show(name) for name in names[Role.SHARED]] == [
        "省计量院",
        "各市县局 except 厦门局 and others",
    ]
    assert names[Role.LEAD] == ("计量处",)
