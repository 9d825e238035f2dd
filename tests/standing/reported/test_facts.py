"""Which entries count at a date, and as known at a date."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.standing.assess import assess
from qtrack.standing.reported.facts import (
    counting,
    facts,
    facts_about,
    known,
    lifted,
    replaced,
    rivals,
    threads,
)
from tests.small import START, Files, day, plan_of, said, task
from tests.standing.one_task import standing_of
from tests.standing.plans import days, plans

PARTS = task("""
deliverables:
  - {id: T01.1, title: 建标}
  - {id: T01.2, title: 检定}
""")


def ids(plan: Plan, as_of: date, known_at: date | None = None) -> list[str]:
    """Return the tags of the entries of T01 that count."""
    return [each.id[-1] for each in facts(plan, as_of, known_at).get("T01", ())]


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
    assert {holder: [entry.about for entry in own] for holder, own in facts(plan, day(30)).items()} == {
        "T01": ["T01", "T01.1", "T01.2"]
    }
    assert [entry.id[-1] for entry in facts_about(plan, "T01", day(30))] == ["1"]
    assert [entry.id[-1] for entry in facts_about(plan, "T01.1", day(30))] == ["2"]
    assert facts_about(plan, "T01.9", day(30)) == facts_about(plan, "T99", day(30)) == ()


def out(on: int, tag: int, of: int, *, recorded: int = 0) -> Files:
    """Return a withdrawal of the entry of day 10 with the tag `of`; withdrawals have tags from 7 on."""
    day_of = on if of > 6 else 10
    return noted(on, tag, f"withdraws: {day(day_of)}-00000{of}", recorded=recorded)


def right(tag: int, of: int, recorded: int) -> Files:
    """Return a correction of an entry of day 10."""
    return noted(10, tag, f"corrects: {day(10)}-00000{of}", recorded=recorded)


def test_a_withdrawn_entry_does_not_count_from_when_its_withdrawal_is_known() -> None:
    plan = plan_of(noted(10, 1), noted(11, 2), out(20, 7, 1))
    assert ids(plan, day(30)) == ["2"]
    assert ids(plan, day(10)) == []
    assert ids(plan, day(30), known_at=day(19)) == ["1", "2"]


def test_a_withdrawal_is_no_report() -> None:
    plan = plan_of(noted(10, 1, "percent: 40"), out(20, 7, 1))
    standing = standing_of(plan, 30)
    assert (standing.last, standing.progress, standing.status.value) == (None, None, "not-started")


def test_what_a_withdrawal_took_out_counts_again_when_that_is_withdrawn() -> None:
    plan = plan_of(noted(10, 1), out(20, 7, 1), out(20, 8, 7, recorded=25))
    assert ids(plan, day(30), known_at=day(24)) == []
    assert ids(plan, day(30)) == ["1"]


def test_withdrawing_a_correction_leaves_what_it_corrected() -> None:
    plan = plan_of(noted(10, 1), right(2, 1, 15), out(20, 7, 2))
    assert ids(plan, day(30), known_at=day(19)) == ["2"]
    assert ids(plan, day(30)) == ["1"]
    last = plan_of(noted(10, 1), right(2, 1, 15), right(3, 2, 16), out(20, 7, 3))
    assert ids(last, day(30)) == ["2"]


@pytest.mark.parametrize(("first", "second", "counts"), [(15, 16, "3"), (16, 15, "2"), (15, 15, "3")])
def test_of_two_corrections_the_one_recorded_last_counts_then_the_greater_id(
    first: int, second: int, counts: str
) -> None:
    plan = plan_of(noted(10, 1), right(2, 1, first), right(3, 1, second))
    assert ids(plan, day(30)) == [counts]


def test_a_correction_that_lost_stays_out_with_whatever_corrects_it() -> None:
    plan = plan_of(noted(10, 1), right(2, 1, 15), right(3, 1, 16), right(4, 2, 17))
    assert ids(plan, day(30)) == ["3"]


@pytest.mark.parametrize(("correction", "withdrawal", "counts"), [(15, 20, []), (25, 20, ["2"])])
def test_of_a_correction_and_a_withdrawal_the_one_recorded_last_holds(
    correction: int, withdrawal: int, counts: list[str]
) -> None:
    plan = plan_of(noted(10, 1), right(2, 1, correction), out(20, 7, 1, recorded=withdrawal))
    assert ids(plan, day(30)) == counts


def test_a_rival_that_is_withdrawn_leaves_the_other() -> None:
    plan = plan_of(noted(10, 1), right(2, 1, 15), right(3, 1, 16), out(20, 7, 3))
    assert ids(plan, day(30)) == ["2"]
    assert rivals(plan.entries) == {}


def test_a_withdrawal_of_nothing_counts_for_nothing() -> None:
    assert ids(plan_of(out(20, 7, 1)), day(30)) == []


def test_what_corrects_a_withdrawal_counts_for_nothing() -> None:
    plan = plan_of(noted(10, 1), out(20, 7, 1), noted(20, 5, f"corrects: {day(20)}-000007", recorded=21))
    assert ids(plan, day(30)) == []


def test_entries_in_a_circle_replace_one_another() -> None:
    plan = plan_of(noted(10, 1, f"corrects: {day(10)}-000002"), right(2, 1, 15), noted(10, 3))
    assert ids(plan, day(30)) == ["3"]
    assert lifted(plan.entries) == frozenset()  # somebody has to see that


def test_what_is_corrected_withdrawn_or_beaten_is_settled() -> None:
    plan = plan_of(
        noted(10, 1), right(2, 1, 15), right(3, 1, 16), right(4, 3, 17), noted(10, 5), out(20, 7, 5)
    )
    assert {each[-1] for each in lifted(plan.entries)} == {"1", "2", "3", "5"}


def test_what_would_correct_a_withdrawal_is_not_settled() -> None:
    plan = plan_of(noted(10, 1), out(20, 7, 1), noted(20, 5, f"corrects: {day(20)}-000007", recorded=21))
    assert {each[-1] for each in lifted(plan.entries)} == {"1", "7"}


def test_a_correction_holds_though_it_was_recorded_before_what_it_names() -> None:
    plan = plan_of(noted(10, 1, recorded=30), right(2, 1, 15), right(3, 2, 12))
    assert ids(plan, day(30)) == ["3"]
    assert ids(plan, day(30), known_at=day(16)) == ["3"]


def test_a_thread_is_an_entry_with_whatever_answers_it_newest_first() -> None:
    plan = plan_of(noted(10, 1), right(2, 1, 15), noted(12, 3), out(20, 7, 2))
    found = [[each.id[-1] for each in thread] for thread in threads(plan.entries)]
    assert found == [["7", "2", "1"], ["3"]]


def test_a_long_chain_is_followed_to_its_end() -> None:
    first = plan_of(noted(10, 1)).entries[0]
    chain = [first]
    for number in range(5000):
        chain.append(msgspec.structs.replace(first, id=f"{day(10)}-{number:08x}", corrects=chain[-1].id))
    assert counting(chain) == (chain[-1],)


def recorded_last(plan: Plan, entry: Entry, number: int) -> Entry:
    """Return an entry as if it were recorded after everything else."""
    latest = max(each.recorded for each in plan.entries)
    return msgspec.structs.replace(entry, recorded=latest, id=f"{entry.date}-ffff{number:02x}")


@given(plans(returning=True), days, st.data())
def test_a_withdrawal_is_as_good_as_never_having_recorded_it(
    plan: Plan, as_of: date, data: st.DataObject
) -> None:
    counts = counting(plan.entries)
    if not counts:
        return
    old = data.draw(st.sampled_from(counts))
    taken = recorded_last(plan, Entry("T01", "metrology", START, old.recorded, "误报", withdraws=old.id), 0)
    withdrawn = msgspec.structs.replace(plan, entries=(*plan.entries, taken))
    never = msgspec.structs.replace(plan, entries=tuple(each for each in plan.entries if each is not old))
    assert assess(withdrawn, as_of).sections == assess(never, as_of).sections
    undone = msgspec.structs.replace(
        taken, withdraws=taken.id, id=f"{taken.date}-fffff1", recorded=taken.recorded
    )
    again = msgspec.structs.replace(plan, entries=(*withdrawn.entries, undone))
    assert assess(again, as_of).sections == assess(plan, as_of).sections


@given(plans(), st.permutations(range(7)))
def test_the_order_in_which_clones_are_merged_changes_nothing(plan: Plan, order: list[int]) -> None:
    shuffled = [plan.entries[at] for at in order if at < len(plan.entries)]
    assert set(replaced(shuffled)) == set(replaced(plan.entries))
    assert {each.id for each in counting(shuffled)} == {each.id for each in counting(plan.entries)}
