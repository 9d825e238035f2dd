"""What holds of any comparison: nothing goes unsaid, nothing is said twice, the way back is the mirror."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.changes.compare import compare, plan_added, plan_removed
from qtrack.changes.kinds import Change, ChangeKind
from qtrack.model.head import Reporting
from qtrack.model.period import PeriodKind
from qtrack.model.plan import Every, Plan
from tests.changes.ground import ground

PLAN: Final = ground()

Step = str | int
Way = tuple[Step, ...]


def leaves(value: object, way: Way = ()) -> Iterator[tuple[Way, object]]:
    """Yield every single value of a plan and the way of fields and positions that leads to it."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from leaves(getattr(value, name), (*way, name))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from leaves(each, (*way, at))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, (*way, name))
    else:
        yield way, value


def replaced(value: Any, way: Way, new: object) -> Any:  # noqa: ANN401 - whatever stands there
    """Return the same value with another leaf at the end of the way."""
    if not way:
        return new
    step, rest = way[0], way[1:]
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{str(step): replaced(getattr(value, str(step)), rest, new)})
    if isinstance(value, tuple):
        return tuple(replaced(each, rest, new) if at == step else each for at, each in enumerate(value))
    return {name: replaced(each, rest, new) if name == step else each for name, each in value.items()}


#: What stands where a field that had no value gets one; a date where nothing else is said.
FILLED: Final = {
    "every": Every.YEAR,
    "first": "2020",
    "baseline": Decimal(1),
    "baseline_year": 2017,
    "most": Decimal(9999),
    "binding": True,
    "lead": "office",
    "reporting": Reporting(PeriodKind.WEEK),
}


def other(value: object, field: Step) -> object:
    """Return another value that the field may have."""
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case None:
            return FILLED.get(str(field), date(2020, 2, 2))
        case str() if type(value) is not str:  # a StrEnum
            return next((each for each in type(value) if each is not value), None)  # type: ignore[attr-defined]
    return f"{value}x"


#: Where a file lies, and the form of the files: no part of what the plan says.
NOT_SAID: Final = {"path", "format"}
LEAVES: Final = [way for way, _ in leaves(PLAN) if way[-1] not in NOT_SAID]


def at(way: Way) -> object:
    value: Any = PLAN
    for step in way:
        value = getattr(value, str(step)) if isinstance(value, msgspec.Struct) else value[step]
    return value


@pytest.mark.parametrize("way", LEAVES, ids=[".".join(map(str, way)) for way in LEAVES])
def test_no_single_value_changes_unsaid(way: Way) -> None:
    edited = replaced(PLAN, way, other(at(way), way[-1]))
    assert compare(PLAN, edited)


def test_a_plan_compared_with_itself_says_nothing() -> None:
    assert compare(PLAN, ground()) == ()


class Edit(msgspec.Struct, frozen=True):
    """One edit of the model, and how it must be told: kind and subject."""

    way: Way
    make: Callable[[Any], object]
    told: str


def days(count: int) -> Callable[[Any], object]:
    return lambda value: value + timedelta(days=count)


def text(value: object) -> object:
    return f"{value}改"


ONE, TWO = ("tasks", 0), ("tasks", 1)
RATE, STANDARDS = ("sections", 0, "indicators", 0), (*ONE, "indicators", 0)

EDITS: Final = (
    Edit(("head", "title"), text, "plan-reworded title"),
    Edit(("head", "short"), text, "plan-reworded short"),
    Edit(("head", "document", "issuer"), text, "document-changed document.issuer"),
    Edit(("head", "start"), days(3), "plan-start-postponed start"),
    Edit(("head", "end"), days(-9), "plan-end-advanced end"),
    Edit(("head", "reporting", "by_day"), lambda day: day - 5, "reporting-tightened reporting"),
    Edit(("head", "lights", "red_gap"), lambda gap: gap + 7, "light-threshold-loosened lights.red_gap"),
    Edit(
        ("head", "lights", "stale_days"), lambda gap: gap - 7, "light-threshold-tightened lights.stale_days"
    ),
    Edit(("register", "units", 0, "name"), text, "unit-renamed metrology"),
    Edit(("register", "groups", 0, "members"), lambda all_: all_[1:], "group-member-dropped bureaus"),
    Edit(("sections", 0, "title"), text, "section-reworded S1"),
    Edit(("sections", 0, "due"), days(-3), "due-advanced S1"),
    Edit(("sections", 0, "measures", 0, "title"), text, "measure-reworded M01"),
    Edit(("sections", 1, "measures", 0, "number"), text, "measure-moved M03"),
    Edit(("sections", 0, "deliverables", 0, "title"), text, "deliverable-reworded S1.1"),
    Edit((*RATE, "target"), lambda target: target - 1, "target-lowered S1.pass-rate"),
    Edit((*RATE, "due"), days(-3), "due-advanced S1.pass-rate"),
    Edit((*RATE, "unit"), text, "indicator-unit-changed S1.pass-rate"),
    Edit((*ONE, "title"), text, "task-reworded T01"),
    Edit((*ONE, "measure"), lambda _: "M03", "task-moved T01"),
    Edit((*ONE, "source"), text, "source-changed T01"),
    Edit((*ONE, "due"), days(31), "due-postponed T01"),
    Edit((*ONE, "responsible", "lead"), lambda _: "fuzhou", "lead-replaced T01"),
    Edit((*ONE, "responsible", "shared"), lambda all_: all_[:1], "unit-dropped T01"),
    Edit((*ONE, "partners"), lambda all_: (*all_, "xiamen"), "unit-added T01"),
    Edit((*ONE, "deliverables", 0, "due"), lambda _: date(2020, 5, 5), "due-added T01.1"),
    Edit((*ONE, "deliverables", 1, "first"), lambda _: "2020", "recurrence-changed T01.2"),
    Edit((*ONE, "deliverables", 1, "covers"), text, "covers-changed T01.2"),
    Edit((*ONE, "deliverables", 2, "title"), text, "deliverable-reworded T01.3"),
    Edit((*ONE, "deliverables", 2, "due"), lambda _: None, "due-removed T01.3"),
    Edit((*STANDARDS, "name"), text, "indicator-reworded T01.standards"),
    Edit((*STANDARDS, "target"), lambda target: target + 1, "target-raised T01.standards"),
    Edit((*STANDARDS, "milestones", 0, "target"), lambda value: value - 1, "milestone-changed T01.standards"),
    Edit((*STANDARDS, "baseline"), lambda _: None, "baseline-changed T01.standards"),
    Edit((*TWO, "title"), text, "task-reworded T02"),
    Edit((*TWO, "due"), lambda _: date(2020, 12, 31), "due-added T02"),
    Edit((*TWO, "responsible", "lead"), lambda _: "metrology", "lead-added T02"),
    Edit((*TWO, "deliverables"), lambda _: (), "deliverable-removed T02.1"),
    Edit(("entries", 0, "percent"), lambda percent: percent + 1, "entry-altered T01.1"),
)


def edited(edits: list[Edit]) -> Plan:
    plan = PLAN
    for each in edits:
        plan = replaced(plan, each.way, each.make(at(each.way)))
    return plan


some_edits = st.lists(st.sampled_from(EDITS), unique_by=lambda each: each.way)


@given(edits=some_edits)
def test_random_edits_are_told_completely_and_once_each(edits: list[Edit]) -> None:
    said = [f"{each.kind} {each.about}" for each in compare(PLAN, edited(edits))]
    assert Counter(said) == Counter(each.told for each in edits)


#: The kinds of an edit and of its undoing; all others are their own mirror.
_WAY_BACK: Final = {
    "added": "removed",
    "postponed": "advanced",
    "loosened": "tightened",
    "raised": "lowered",
    "registered": "deregistered",
}
_PAIRS: Final = {
    "unit-added": "unit-dropped",
    "group-member-added": "group-member-dropped",
    "id-retired": "id-unretired",
    "ended": "ended-no-longer",
    "check-silenced": "check-unsilenced",
    "entry-added": "entry-deleted",
    "entry-corrected": "entry-deleted",
    "entry-withdrawn": "entry-deleted",
}


#: What is judged otherwise afterwards, so that either way may ask for less.
_EITHER_WAY: Final = {
    ChangeKind.INDICATOR_UNIT_CHANGED,
    ChangeKind.INDICATOR_KIND_CHANGED,
    ChangeKind.OFFICE_REPLACED,
}


def mirror(kind: str) -> str:
    for one, two in (*_PAIRS.items(), *((f"{two}", f"{one}") for one, two in _PAIRS.items())):
        if kind == one:
            return two
    head, _, tail = kind.rpartition("-")
    back = {**_WAY_BACK, **{two: one for one, two in _WAY_BACK.items()}}
    return f"{head}-{back[tail]}" if tail in back else kind


@given(edits=some_edits)
def test_the_way_back_is_the_mirror(edits: list[Edit]) -> None:
    plan = edited(edits)
    there, back = compare(PLAN, plan), compare(plan, PLAN)
    assert Counter(map(_told, there)) == Counter(
        (mirror(kind), after, before) for kind, before, after in map(_told, back)
    )
    loosening = {
        (each.kind.value, each.about) for each in there if each.loosens and each.kind not in _EITHER_WAY
    }
    assert not loosening & {(mirror(each.kind), each.about) for each in back if each.loosens}


def _told(change: Change) -> tuple[str, str, str]:
    return change.kind.value, str(change.before), str(change.after)


def test_every_kind_has_a_mirror_that_is_a_kind() -> None:
    kinds = {kind.value for kind in ChangeKind}
    assert {mirror(kind) for kind in ChangeKind} <= kinds


def test_a_whole_plan_comes_or_goes_as_one_change() -> None:
    assert plan_added(PLAN.head.title, 1, 1, 0).kind is ChangeKind.PLAN_ADDED
    gone = plan_removed(PLAN)
    assert gone.kind is ChangeKind.PLAN_REMOVED
    assert gone.tampers


def test_of_what_could_not_be_read_nothing_is_said() -> None:
    without = msgspec.structs.replace(PLAN, tasks=PLAN.tasks[1:], sections=PLAN.sections[1:])
    assert compare(PLAN, without, unread_new=frozenset({"T01", "S1"})) == ()
    assert compare(without, PLAN, unread_old=frozenset({"T01", "S1"})) == ()


def test_an_entry_that_can_no_longer_be_read_was_altered() -> None:
    without = msgspec.structs.replace(PLAN, entries=())
    (change,) = compare(PLAN, without, unread_new=frozenset({PLAN.entries[0].id}))
    assert change.kind is ChangeKind.ENTRY_ALTERED
    (back,) = compare(without, PLAN, unread_old=frozenset({PLAN.entries[0].id}))
    assert back.kind is ChangeKind.ENTRY_MENDED
