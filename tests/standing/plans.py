"""Random small plans of one task, as values."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.model.head import Document, LightPreset, LightRule, Pace, PlanHead
from qtrack.model.indicator import Indicator, IndicatorKind, Milestone
from qtrack.model.plan import Deliverable, Every, Measure, Plan, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Register
from tests.small import START

#: Round numbers and their neighbours, so that edges are met often.
_EDGES = st.sampled_from([0, 1, 5, 9, 10, 11, 29, 30, 31, 59, 60, 61])
_OFFSETS = st.integers(0, 120) | _EDGES
_PERIODS = ["", "", "", "", "2019", "2020", "2021", "2019H1", "2019Q3", "2019-01", "2019-02", "2020-01"]


def _on(offset: int) -> date:
    return START + timedelta(days=offset)


@st.composite
def _heads(draw: st.DrawFn, longest: int) -> PlanHead:
    yellow = draw(st.sampled_from([0, 5, 10]))
    rule = LightRule(
        rule=draw(st.sampled_from(LightPreset)),
        yellow_gap=draw(st.none() | st.just(Decimal(yellow))),
        red_gap=draw(st.none() | st.just(Decimal(yellow + draw(st.sampled_from([0, 20]))))),
        due_soon_days=draw(st.sampled_from([None, 0, 5, 30])),
        stale_days=draw(st.sampled_from([None, 0, 10, 60])),
    )
    document = Document("1号", "省局", START)
    end, pace = _on(draw(st.integers(0, longest))), draw(st.sampled_from(Pace))
    office = draw(st.sampled_from(["", "office"]))
    return PlanHead(1, "方案", document, START, end, office=office, pace=pace, lights=rule)


@st.composite
def _deliverables(draw: st.DrawFn, number: int, *, returning: bool) -> Deliverable:
    identifier = f"T01.{number}"
    every = draw(st.none() | st.sampled_from(Every)) if returning else None
    if every is None:
        return Deliverable(identifier, "事项", due=draw(st.none() | _OFFSETS.map(_on)))
    firsts = {
        Every.YEAR: ["", "2018", "2019", "2020", "2031"],
        Every.HALF_YEAR: ["", "2019", "2019H1", "2019H2", "2020H1"],
        Every.QUARTER: ["", "2019", "2019Q1", "2019Q3", "2020Q1"],
        Every.MONTH: ["", "2019", "2019Q2", "2019-01", "2019-11", "2020-02"],
    }
    days = {
        Every.YEAR: ["", "", "03-15", "12-31", "01-01", "next 03-31", "next 12-31"],
        Every.HALF_YEAR: ["", "", "1", "30", "next 1", "next 15"],
        Every.QUARTER: ["", "", "1", "30", "next 1", "next 15"],
        Every.MONTH: ["", "", "1", "28", "next 1", "next 10"],
    }
    first, by = draw(st.sampled_from(firsts[every])), draw(st.sampled_from(days[every]))
    return Deliverable(identifier, "事项", every=every, first=first, by=by)


@st.composite
def _indicators(draw: st.DrawFn, number: int, *, returning: bool) -> Indicator:
    target = Decimal(draw(st.sampled_from([3, 100, 2000])))
    whole_years = list(IndicatorKind) if returning else [IndicatorKind.REACH, IndicatorKind.HOLD]
    kind = draw(st.sampled_from(whole_years))
    days = _OFFSETS | st.integers(200, 1000) if returning else _OFFSETS
    own = Indicator(f"n{number}", "指标", "项", target, kind, _on(draw(days)))
    if returning and kind is IndicatorKind.REACH and draw(st.booleans()):
        return msgspec.structs.replace(own, every="year")
    baseline = draw(st.sampled_from([None, Decimal(0), Decimal(2)]))
    between = (own.due - START).days - 1
    milestones: list[Milestone] = []
    if kind is IndicatorKind.REACH and between > 0:
        dates = sorted(draw(st.sets(st.integers(1, between), max_size=3)))
        steps = sorted(draw(st.sets(st.integers(1, 100), min_size=len(dates), max_size=len(dates))))
        least = baseline or Decimal(0)
        milestones = [
            Milestone(_on(when), least + (target - least) * step / 100)
            for when, step in zip(dates, steps, strict=True)
        ]
    return msgspec.structs.replace(own, baseline=baseline, milestones=tuple(milestones))


@st.composite
def _tasks(draw: st.DrawFn, *, returning: bool) -> Task:
    dues = st.none() | _OFFSETS.map(_on)
    count = draw(st.integers(0, 3))
    deliverables = [draw(_deliverables(number, returning=returning)) for number in range(1, count + 1)]
    count = draw(st.integers(0, 2))
    indicators = [draw(_indicators(number, returning=returning)) for number in range(count)]
    return Task(
        id="T01",
        measure="M01",
        title="任务",
        responsible=Responsibility("metrology"),
        due=draw(dues),
        deliverables=tuple(deliverables),
        indicators=tuple(indicators),
    )


@st.composite
def _entries(draw: st.DrawFn, task: Task, *, returning: bool) -> tuple[Entry, ...]:
    offsets = st.integers(0, 1000) if returning else _OFFSETS
    abouts = st.sampled_from(["T01", *(each.id for each in task.deliverables)])
    found: list[Entry] = []
    for number in range(draw(st.integers(0, 12 if returning else 7))):
        when = _on(draw(offsets))
        recorded = datetime.combine(when + timedelta(days=draw(st.sampled_from([0, 0, 1, 3]))), time(9), UTC)
        earlier = [each.id for each in found]
        answered = draw(st.sampled_from(["", "", "", "", *earlier[-2:]]))
        withdraws = answered if answered and draw(st.sampled_from([False, False, True])) else ""
        own = {each.id for each in found if each.withdraws}
        returns = "" if answered else draw(st.sampled_from(["", "", "", *earlier[-2:]]))
        found.append(
            Entry(
                draw(abouts),
                draw(st.sampled_from(["metrology", "metrology", "office"])),
                when,
                recorded,
                "有进展",
                status=Status.IN_PROGRESS if returns else draw(st.none() | st.sampled_from(Status)),
                percent=draw(st.none() | st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)),
                actuals={each.id: draw(_actuals(each)) for each in task.indicators if draw(st.booleans())},
                period=draw(st.sampled_from(_PERIODS)) if returning else "",
                corrects="" if withdraws or answered in own else answered,
                withdraws=withdraws,
                returns=returns,
                id=f"{when}-{number:06x}",
            )
        )
    return tuple(found)


def _actuals(indicator: Indicator) -> st.SearchStrategy[Decimal]:
    target = indicator.target
    edges = [each.target for each in indicator.milestones]
    edges += [each - Decimal("0.01") for each in edges]
    return st.sampled_from(
        [Decimal(0), target - 1, target, target + 1, target / 2, target - Decimal("0.01"), *edges]
    )


@st.composite
def plans(draw: st.DrawFn, *, returning: bool = False) -> Plan:
    """Draw a plan with one section, one task and some entries, in the order of the loader.

    With `returning` some deliverables return and some targets are of every year, and the plan may run for
    three years.
    """
    head = draw(_heads(1000 if returning else 120))
    task = draw(_tasks(returning=returning))
    section = Section("S1", "一", "部分", measures=(Measure("M01", "（一）", "措施"),))
    entries = draw(_entries(task, returning=returning))
    ordered = sorted(entries, key=lambda each: (each.date, each.recorded, each.id))
    return Plan(head, Register(()), (section,), (task,), tuple(ordered))


#: Days to ask about, also before the start and after the end.
days = st.integers(-3, 150).map(_on)
later_days = st.integers(-3, 1100).map(_on)
