"""The points of each unit at the end of a year (考核评分表): those of a task times the share that is done."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

import msgspec

from qtrack.locale.message import Message, Translator, msg, number
from qtrack.model.units import NamedUnit
from qtrack.papers.engine.office import percent
from qtrack.papers.engine.paper import PaperHead, ReportContext, paper_head
from qtrack.papers.engine.registers import Cells, register_sheet
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.pace import share
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.task_standing import LATE
from qtrack.ui.labels import NOTHING
from qtrack.ui.table import Sheet
from qtrack.ui.values import actual, target, target_name

#: Reasons of a light that stand beside the points: what is late, and what was done late.
_TOLD: Final = LATE | {"part-done-late", "done-late", "dropped", "replaced"}
_HUNDREDTH: Final = Decimal("0.01")

#: The columns, named as the field names them.
HEADS: Final = {
    "number": msg("No."),
    "task": msg("Main task"),
    "weight": msg("Weight"),
    "attained": msg("Share done"),
    "points": msg("Points"),
    "late": msg("Late matters"),
}


class ScoredTask(msgspec.Struct, frozen=True):
    """A task that a unit leads; without `weight` it has no points to be had, and none are told."""

    number: int
    standing: Standing
    weight: Decimal | None
    late: tuple[Message, ...]

    @property
    def points(self) -> Decimal | None:
        """What it is worth so far, to two decimals."""
        return None if self.weight is None else self.worth.quantize(_HUNDREDTH, ROUND_HALF_UP)

    @property
    def worth(self) -> Decimal:
        """Its weight times the share that is done, exactly; of what nobody reported on nothing is."""
        return (self.weight or 0) * (self.standing.progress or Decimal(0)) / 100


class ScoreSheet(msgspec.Struct, frozen=True):
    """One unit: the tasks that it leads, alone or with others, and its shares of targets that are split."""

    unit: NamedUnit
    rows: tuple[ScoredTask, ...]
    shares: tuple[tuple[Standing, IndicatorStanding], ...]

    @property
    def weight(self) -> Decimal:
        """The points to be had."""
        return sum((row.weight for row in self.rows if row.weight is not None), Decimal(0))

    @property
    def points(self) -> Decimal:
        """The points that it has: the sum of what its rows tell."""
        return sum((row.points for row in self.rows if row.points is not None), Decimal(0))

    @property
    def share(self) -> Decimal | None:
        """How much of the points to be had it has, in percent; None where there are none."""
        worth = sum((row.worth for row in self.rows), Decimal(0))
        return share(worth, self.weight) if self.weight else None


class Scorecard(msgspec.Struct, frozen=True):
    """The whole paper: units in the order of the register. Where no task has points each counts one."""

    head: PaperHead
    year: int
    weighed: bool
    sheets: tuple[ScoreSheet, ...]

    @property
    def heads(self) -> dict[str, Message]:
        """The heads of the columns."""
        return HEADS


def scorecard(context: ReportContext) -> Scorecard:
    """Make the sheets of all units that lead anything or have a share of a target, or of the one named."""
    now, unit = context.standing, context.filters.unit
    weighed = any(task.weight is not None for task in context.whole.tasks)
    found = (_sheet(now, body.id, weighed=weighed) for body in now.plan.register if unit in {None, body.id})
    return Scorecard(
        head=paper_head(context, now, titled=True),
        year=context.as_of.year,
        weighed=weighed,
        sheets=tuple(sheet for sheet in found if sheet.rows or sheet.shares),
    )


def _sheet(now: PlanStanding, unit: str, *, weighed: bool) -> ScoreSheet:
    led = (task for task in now.tasks if unit in task.holder.responsible.leads)
    rows = (_row(number, task, weighed=weighed) for number, task in enumerate(led, 1))
    shares = ((task, own) for task in now.everything for own in task.shares_of(unit))
    return ScoreSheet(NamedUnit(unit, now.plan.register.name(unit)), tuple(rows), tuple(shares))


def _row(number: int, task: Standing, *, weighed: bool) -> ScoredTask:
    """Return a row; work that the office agreed to drop has no points to be had."""
    weight = task.weight if weighed else Decimal(1)
    if task.verified and task.status.ended and not task.finished:
        weight = None
    late = tuple(reason.message for reason in task.reasons if reason.code in _TOLD)
    return ScoredTask(number, task, weight, late)


def cells(row: ScoredTask) -> Cells:
    """Return the lines of every cell of a row, by the names of the columns."""
    return {
        "number": (str(row.number),),
        "task": (row.standing.title,),
        "weight": (_points(row.weight),),
        "attained": (percent(row.standing.progress),),
        "points": (_earned(row.points),),
        "late": row.late,
    }


def total(sheet: ScoreSheet) -> Cells:
    """Return the cells of the last row of a unit: the points to be had, those it has, and their share."""
    return {
        "number": ("",),
        "task": (msg("total"),),
        "weight": (_points(sheet.weight),),
        "attained": (percent(sheet.share),),
        "points": (_earned(sheet.points),),
        "late": (),
    }


def _points(value: Decimal | None) -> str:
    return NOTHING if value is None else number(value)


def _earned(value: Decimal | None) -> str:
    """Write points with as many decimals as all of their column."""
    return NOTHING if value is None else f"{value:.2f}"


def shares(sheet: ScoreSheet) -> tuple[Message, ...]:
    """Say what a unit has done of its shares of targets."""
    return tuple(
        msg(
            "{title}: {name} {target}, {value} ({share})",
            title=task.title,
            name=target_name(own),
            target=target(own),
            value=actual(own) if own.actual is not None else msg("no figure yet"),
            share=percent(own.progress),
        )
        for task, own in sheet.shares
    )


def scorecard_sheet(page: Scorecard, translator: Translator) -> Sheet:
    """Return a line a task, and a total a unit."""
    title = msg("Scorecard of {year}: {plan}", year=page.year, plan=page.head.plan)
    return register_sheet(title, page.head, {"unit": msg("Unit"), **HEADS}, _lines(page), translator)


def _lines(page: Scorecard) -> Iterator[Cells]:
    for sheet in page.sheets:
        name = {"unit": (sheet.unit.name,)}
        yield from (name | cells(row) for row in sheet.rows)
        if sheet.rows:
            yield name | total(sheet)


FILTERS: Final = {made.__name__: made for made in (cells, shares, total)}
