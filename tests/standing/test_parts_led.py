"""A deliverable with a lead and a start of its own."""

from decimal import Decimal

from qtrack.locale.message import Translator
from qtrack.model.plan import Plan
from qtrack.records.mine import Kind, mine
from qtrack.standing.assess import assess
from qtrack.standing.reported.reporting import asked
from tests.small import Files, day, head, plan_of

MONTHLY = head("reporting: {every: month, by_day: 25}")


def plan(responsible: str, part: str) -> Plan:
    body = f"id: T01\nmeasure: M01\ntitle: 甲\nresponsible: {{{responsible}}}\n"
    files: Files = {"tasks/T01.yaml": body + f"deliverables:\n  - {{id: T01.1, title: 乙, {part}}}\n"}
    return plan_of(MONTHLY, files)


def whom(responsible: str, part: str = "lead: fuzhou") -> list[str]:
    made = plan(responsible, part)
    return list(asked(made.tasks[0], made.register))


def test_who_leads_a_part_is_asked_beside_those_who_are_asked_anyway() -> None:
    assert whom("lead: metrology, by_duty: [bureaus]") == ["metrology", "fuzhou"]
    assert whom("by_duty: [bureaus]") == ["bureaus", "fuzhou"]
    assert whom("lead: metrology, shared: [fuzhou]") == ["metrology", "fuzhou"]
    assert whom("lead: metrology, by_duty: [bureaus], each: true") == ["metrology", "fuzhou", "xiamen"]


def test_the_pace_of_a_part_is_counted_from_its_own_start() -> None:
    own = plan("lead: metrology", "start: 2019-02-20, due: 2019-03-11")  # days 51 to 70
    paces = [one.pace for on in (50, 60, 70) if (one := assess(own, day(on)).of("T01"))]
    assert paces == [Decimal("0.0"), Decimal("50.0"), Decimal("100.0")]


def test_what_falls_due_of_a_part_is_told_to_who_leads_it() -> None:
    own = plan("lead: metrology, by_duty: [bureaus]", "lead: fuzhou, due: 2019-03-11")
    (row,) = mine(assess(own, day(50)), "fuzhou", 30).owed
    assert [claim.kind for claim in row.claims] == [Kind.TO_REPORT, Kind.DUE]
    assert [claim.about for claim in row.claims] == ["T01", "T01.1"]
    late = mine(assess(own, day(80)), "fuzhou", 30).owed[0]
    assert Kind.BEHIND in {claim.kind for claim in late.claims}
    xiamen = mine(assess(own, day(80)), "xiamen", 30).owed
    assert xiamen == ()
    assert Translator("zh").show(late.task.first) == "计量处"
