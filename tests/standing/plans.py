"""Random small plans of one task, as values."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.model.plan import (
    Deliverable,
    Document,
    Every,
    Indicator,
    IndicatorKind,
    LightRule,
    Measure,
    Plan,
    PlanHead,
    Responsibility,
    Section,
    Task,
)
from qtrack.model.units import Register
from tests.small import START

#: Round numbers and their neighbours, so that edges are met often.
_EDGES = st.sampled_from([0, 1, 5, 9, 10, 11, 29, 30, 31, 59, 60, 61])
_OFFSETS = st.integers(0, 120) | _EDGES


def _on(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def _heads(draw: st.DrawFn, longest: int) -> PlanHead:
    yellow = draw(st.sampled_from([0, 5, 10]))
    rule = LightRule(
        yellow_gap=Decimal(yellow),
        red_gap=Decimal(yellow + draw(st.sampled_from([0, 20]))),
        due_soon_days=draw(st.sampled_from([0, 5, 30])),
        stale_days=draw(st.sampled_from([0, 10, 60])),
    )
    document = Document("1号", "省局", START)
    return PlanHead(1, "方案", document, START, _on(draw(st.integers(0, longest))), lights=rule)


@st.composite
def _tasks(draw: st.DrawFn, every: st.SearchStrategy[Every | None]) -> Task:
    dues = st.none() | _OFFSETS.map(_on)
    deliverables = [
        Deliverable(f"T01.{number}", "事项", due=draw(dues), every=draw(every))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    indicators = [
        Indicator(
            f"n{number}",
            "指标",
            "项",
            Decimal(draw(st.sampled_from([3, 100, 2000]))),
            draw(st.sampled_from(IndicatorKind)),
            _on(draw(_OFFSETS)),
            draw(st.sampled_from([None, Decimal(0), Decimal(2)])),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    return Task(
        "T01",
        "M01",
        "任务",
        Responsibility("metrology"),
        due=draw(dues),
        deliverables=tuple(deliverables),
        indicators=tuple(indicators),
    )


@st.composite
def _entries(draw: st.DrawFn, task: Task, offsets: st.SearchStrategy[int]) -> tuple[Entry, ...]:
    abouts = st.sampled_from(["T01", *(each.id for each in task.deliverables)])
    found: list[Entry] = []
    for number in range(draw(st.integers(0, 7))):
        when = _on(draw(offsets))
        recorded = datetime.combine(when + timedelta(days=draw(st.integers(0, 3))), time(9), UTC)
        earlier = [each.id for each in found]
        answered = draw(st.sampled_from(["", "", "", "", *earlier[-2:]]))
        withdraws = answered if answered and draw(st.sampled_from([False, False, True])) else ""
        own = {each.id for each in found if each.withdraws}
        found.append(
            Entry(
                draw(abouts),
                "metrology",
                when,
                recorded,
                "有进展",
                status=draw(st.none() | st.sampled_from(Status)),
                percent=draw(st.none() | st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)),
                actuals={each.id: draw(_actuals(each)) for each in task.indicators if draw(st.booleans())},
                corrects="" if withdraws or answered in own else answered,
                withdraws=withdraws,
                id=f"{when}-{number:06x}",
            )
        )
    return tuple(found)


def _actuals(indicator: Indicator) -> st.SearchStrategy[Decimal]:
    target = indicator.target
    return st.sampled_from([Decimal(0), target - 1, target, target + 1, target / 2, target - Decimal("0.01")])


@st.composite
def plans(draw: st.DrawFn, *, returning: bool = False) -> Plan:
    """Draw a plan with one section, one task and up to seven entries, in the order of the loader.

    With `returning` some deliverables return every year, and the plan may run for three.
    """
    head = draw(_heads(1000 if returning else 120))
    task = draw(_tasks(st.sampled_from([None, Every.YEAR]) if returning else st.none()))
    section = Section("S1", "一", "部分", measures=(Measure("M01", "（一）", "措施"),))
    entries = draw(_entries(task, st.integers(0, 1000) if returning else _OFFSETS))
    ordered = sorted(entries, key=lambda each: (each.date, each.recorded, each.id))
    return Plan(head, Register(()), (section,), (task,), tuple(ordered))


#: Days to ask about, also before the start and after the end.
days = st.integers(-3, 150).map(_on)
later_days = st.integers(-3, 1100).map(_on)
