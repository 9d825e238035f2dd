"""Which entries count at a date, and as known at a date."""

from datetime import date

import pytest

from qtrack.model.plan import Plan
from qtrack.standing.facts import facts, known
from tests.small import Files, day, plan_of, said, task

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建标}
  - {id: T01.2, title: 检定}
""")


def ids(plan: Plan, as_of: date, known_at: date | None = None) -> list[str]:
    """Return the tags of the entries of T01 that count."""
    return [each.id[-1] for each in facts(plan, as_of, known_at).of("T01")]


def noted(on: int, tag: int, more: str = "", *, recorded: int = 0, about: str = "T01") -> Files:
    """Return an entry with a tag of one digit; `recorded` is a day too."""
    return said(on, more, about=about, tag=f"00000{tag}", recorded=f"{day(recorded or on)}T09:00:00+08:00")


def test_an_entry_counts_from_the_day_it_speaks_of() -> None:
    plan = plan_of(noted(10, 1), noted(20, 2))
    assert ids(plan, day(9)) == []
    assert ids(plan, day(10)) == ["1"]
    assert ids(plan, day(19)) == ["1"]
    assert ids(plan, day(20)) == ["1", "2"]


def test_an_entry_is_known_from_the_day_it_was_recorded() -> None:
    plan = plan_of(noted(10, 1, recorded=15))
    assert ids(plan, day(30), known_at=day(14)) == []
    assert ids(plan, day(30), known_at=day(15)) == ["1"]
    assert known(plan, None) == plan.entries


def test_the_day_of_recording_is_that_of_the_plans_timezone() -> None:
    # Half past four in the afternoon of the 15th in London is half past midnight of the 16th in Shanghai.
    plan = plan_of(said(10, recorded="2019-01-15T16:30:00+00:00"))
    assert known(plan, date(2019, 1, 15)) == ()
    assert len(known(plan, date(2019, 1, 16))) == 1


def test_entries_come_in_the_order_of_days_then_of_recording_then_of_ids() -> None:
    plan = plan_of(
        noted(20, 1), noted(10, 4, recorded=12), noted(10, 3, recorded=12), noted(10, 5, recorded=11)
    )
    assert ids(plan, day(30)) == ["5", "3", "4", "1"]


def test_a_corrected_entry_does_not_count() -> None:
    plan = plan_of(noted(10, 1), noted(10, 2, f"corrects: {day(10)}-000001", recorded=20))
    assert ids(plan, day(30)) == ["2"]


def test_a_corrected_entry_counts_as_long_as_its_correction_is_not_known() -> None:
    plan = plan_of(noted(10, 1), noted(10, 2, f"corrects: {day(10)}-000001", recorded=20))
    assert ids(plan, day(30), known_at=day(19)) == ["1"]
    assert ids(plan, day(30), known_at=day(20)) == ["2"]


def test_a_correction_that_moves_an_entry_to_a_later_day_leaves_nothing_before() -> None:
    plan = plan_of(noted(10, 1), noted(25, 2, f"corrects: {day(10)}-000001"))
    assert ids(plan, day(20)) == []
    assert ids(plan, day(25)) == ["2"]


@pytest.mark.parametrize(("known_at", "counts"), [(10, "1"), (20, "2"), (30, "3")])
def test_of_a_chain_of_corrections_the_last_known_link_counts(known_at: int, counts: str) -> None:
    plan = plan_of(
        noted(10, 1),
        noted(10, 2, f"corrects: {day(10)}-000001", recorded=20),
        noted(10, 3, f"corrects: {day(10)}-000002", recorded=30),
    )
    assert ids(plan, day(40), known_at=day(known_at)) == [counts]


def test_a_correction_of_nothing_counts_as_an_entry() -> None:
    assert ids(plan_of(noted(10, 1, "corrects: 2019-01-10-ffffff")), day(30)) == ["1"]


def test_entries_of_parts_belong_to_the_holder_and_to_the_part_alone() -> None:
    plan = plan_of(PARTS, noted(10, 1), noted(11, 2, about="T01.1"), noted(12, 3, about="T01.2"))
    so_far = facts(plan, day(30))
    assert [each.about for each in so_far.of("T01")] == ["T01", "T01.1", "T01.2"]
    assert [each.id[-1] for each in so_far.about("T01")] == ["1"]
    assert [each.id[-1] for each in so_far.about("T01.1")] == ["2"]
    assert so_far.about("T01.9") == ()
    assert so_far.of("T99") == ()
