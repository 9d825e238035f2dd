"""What holds of every plan: laws that no light may break."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.locale.message import Message
from qtrack.model.entry import Entry, Status
from qtrack.model.head import LightPreset, Pace
from qtrack.model.plan import Plan
from qtrack.standing.assess import Standing, assess
from qtrack.standing.lights import Light
from qtrack.standing.reported.facts import replaced
from qtrack.standing.rules import rule_of
from tests.standing.one_task import standing_of
from tests.standing.plans import days, later_days, plans


def everywhere(plan: Plan) -> Iterator[Plan]:
    """Yield the plan under the rule of every place, with pace by days and by months."""
    for place, pace in product(LightPreset, Pace):
        rule = msgspec.structs.replace(plan.head.lights, rule=place)
        yield msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, lights=rule, pace=pace))


@given(plans(), days)
def test_a_light_is_never_without_a_reason_and_the_first_reason_is_the_worst(plan: Plan, as_of: date) -> None:
    found = standing_of(plan, as_of)
    order = rule_of(plan.head.lights).worst_first
    severities = [order.index(each.light) for each in found.reasons]
    assert severities
    assert severities == sorted(severities)
    assert found.light is found.reasons[0].light


def bad(light: Light, plan: Plan) -> int:
    """Tell how bad a light is: blue is, where it warns of a deadline.

    Green and none are alike: one says the work is on pace, the other that nobody can tell, and no waiting
    turns one into the other.
    """
    warns = plan.head.lights.rule in {LightPreset.SUQIAN, LightPreset.SANMING}
    return {Light.RED: 3, Light.YELLOW: 2, Light.BLUE: 1 if warns else 0}.get(light, 0)


def held_to_its_end(then: Standing, as_of: date) -> bool:
    """Tell whether a target was held to its end since a day, by which it is reached without a word."""
    return any(part.holds and as_of < part.indicator.due == part.reached for part in then.indicators)


@settings(max_examples=30)  # each under ten rules, at two dates
@given(plans(), days, st.integers(0, 60))
def test_no_light_gets_better_by_waiting(plan: Plan, as_of: date, wait: int) -> None:
    said = tuple(each for each in plan.entries if each.date <= as_of)
    for silent in everywhere(msgspec.structs.replace(plan, entries=said)):
        now, then = standing_of(silent, as_of), standing_of(silent, as_of + timedelta(days=wait))
        if held_to_its_end(then, as_of):
            continue
        assert (then.status, then.ended) == (now.status, now.ended)
        assert then.light is now.light or bad(then.light, silent) > bad(now.light, silent)
        if then.progress != now.progress or (now.status.ended and then.light is not now.light):
            assert (now.status, then.light) == (
                Status.DONE,
                Light.RED,
            )  # a part has become late


@given(plans(returning=True), later_days, st.integers(0, 400))
def test_no_light_gets_better_by_waiting_where_duties_return(plan: Plan, as_of: date, wait: int) -> None:
    said = tuple(each for each in plan.entries if each.date <= as_of)
    for silent in everywhere(msgspec.structs.replace(plan, entries=said)):
        now, then = standing_of(silent, as_of), standing_of(silent, as_of + timedelta(days=wait))
        if held_to_its_end(then, as_of):
            continue
        assert then.light is now.light or bad(then.light, silent) > bad(now.light, silent)


@given(plans(returning=True), later_days, st.data())
def test_the_order_of_entries_never_matters(plan: Plan, as_of: date, data: st.DataObject) -> None:
    mixed = msgspec.structs.replace(plan, entries=tuple(data.draw(st.permutations(plan.entries))))
    assert standing_of(mixed, as_of) == standing_of(plan, as_of)


@given(plans(), days, st.data())
def test_a_correction_equals_having_recorded_it_right(plan: Plan, as_of: date, data: st.DataObject) -> None:
    gone = replaced(plan.entries)
    withdrawn = {each for each, by in gone.items() if by.withdraws}  # its correction undone, the wrong holds
    said = [each for each in plan.entries if not each.withdraws and each.id not in withdrawn]
    if not said:
        return
    right = data.draw(st.sampled_from(said))
    plain = _with(plan, right, msgspec.structs.replace(right, corrects=""))
    wrong = msgspec.structs.replace(
        data.draw(st.sampled_from(said)),
        id="2019-01-01-ffffff",
        about=right.about,
        corrects="",
        date=data.draw(days),
    )
    corrected = _with(plan, right, msgspec.structs.replace(right, corrects=wrong.id), wrong)
    assert _but_entries(standing_of(corrected, as_of)) == _but_entries(standing_of(plain, as_of))


def _with(plan: Plan, old: Entry, *new: Entry) -> Plan:
    entries = [each for each in plan.entries if each.id != old.id]
    entries = sorted([*entries, *new], key=lambda each: (each.date, each.recorded, each.id))
    return msgspec.structs.replace(plan, entries=tuple(entries))


def _but_entries(found: Standing) -> Standing:
    """Blank out the entries themselves: that one corrects another is written in them."""
    return msgspec.structs.replace(
        found,
        entries=(),
        deliverables=tuple(msgspec.structs.replace(each, last=None) for each in found.deliverables),
    )


@given(plans(), days, st.integers(-400, 4000))
def test_shifting_all_dates_shifts_all_results(plan: Plan, as_of: date, shift: int) -> None:
    if plan.head.pace is Pace.MONTHS:  # the calendar is the same again after four years
        shift = shift // 400 * (4 * 365 + 1)
    by = timedelta(days=shift)
    before, after = standing_of(plan, as_of), standing_of(_shifted(plan, by), as_of + by)
    assert after.light is before.light
    assert (after.status, after.progress, after.pace, after.gap) == (
        before.status, before.progress, before.pace, before.gap,
    )  # fmt: skip
    assert after.ended == (before.ended and before.ended + by)
    assert [(each.code, each.message) for each in after.reasons] == [
        (each.code, _message_later(each.message, by)) for each in before.reasons
    ]


def _shifted(plan: Plan, by: timedelta) -> Plan:
    task = plan.tasks[0]
    task = msgspec.structs.replace(
        task,
        due=task.due and task.due + by,
        deliverables=tuple(
            msgspec.structs.replace(each, due=each.due and each.due + by) for each in task.deliverables
        ),
        indicators=tuple(
            msgspec.structs.replace(
                each,
                due=each.due + by,
                milestones=tuple(msgspec.structs.replace(one, date=one.date + by) for one in each.milestones),
            )
            for each in task.indicators
        ),
    )
    head = msgspec.structs.replace(plan.head, start=plan.head.start + by, end=plan.head.end + by)
    entries = tuple(
        msgspec.structs.replace(each, date=each.date + by, recorded=each.recorded + by)
        for each in plan.entries
    )
    return msgspec.structs.replace(plan, head=head, tasks=(task,), entries=entries)


def _message_later(message: Message, by: timedelta) -> Message:
    values = tuple((name, _value_later(value, by)) for name, value in message.values)
    return msgspec.structs.replace(message, values=values)


def _value_later(value: object, by: timedelta) -> object:
    match value:
        case date():
            return value + by
        case Message():
            return _message_later(value, by)
        case _:
            return value


@given(plans(returning=True), later_days)
def test_a_day_in_the_past_is_as_if_nothing_had_been_said_after_it(plan: Plan, as_of: date) -> None:
    """But what corrects or withdraws an earlier word does so from the moment it is known."""
    then = tuple(each for each in plan.entries if each.date <= as_of or each.replaces)
    assert standing_of(plan, as_of) == standing_of(msgspec.structs.replace(plan, entries=then), as_of)


@given(plans(returning=True), later_days)
def test_a_day_in_the_past_can_be_replayed(plan: Plan, as_of: date) -> None:
    then = tuple(each for each in plan.entries if each.recorded.date() <= as_of)
    assert standing_of(plan, as_of, as_of) == standing_of(msgspec.structs.replace(plan, entries=then), as_of)


@given(plans(returning=True), later_days)
def test_to_know_everything_is_the_same_as_not_to_ask_when_it_was_known(plan: Plan, as_of: date) -> None:
    last = max((each.recorded.date() for each in plan.entries), default=as_of)
    for known_at in (last, last + timedelta(days=1)):
        assert standing_of(plan, as_of, known_at) == standing_of(plan, as_of)


@given(plans(), days, days)
def test_what_was_not_known_is_as_if_it_had_never_been_said(plan: Plan, as_of: date, known_at: date) -> None:
    noon_after = datetime.combine(known_at + timedelta(days=1), datetime.min.time(), UTC)
    then = tuple(each for each in plan.entries if each.recorded < noon_after)
    assert standing_of(plan, as_of, known_at) == standing_of(
        msgspec.structs.replace(plan, entries=then), as_of
    )


@given(plans(), days)
def test_the_whole_is_no_better_than_its_task(plan: Plan, as_of: date) -> None:
    found = assess(plan, as_of)
    assert found.sections[0].light is standing_of(plan, as_of).light
    assert sum(found.counts.values()) == 1
    assert found.counts[standing_of(plan, as_of).light] == 1
