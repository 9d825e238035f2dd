"""What of a plan matters now: what is red and yellow, who is silent, what falls due, the rest as counts."""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.records.board import Board, ordered
from qtrack.records.due import DueRow, due_rows
from qtrack.records.page import Page, dated
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.records.units import unreported_rows
from qtrack.standing.assess import PlanStanding, SectionStanding, Standing
from qtrack.standing.rules import Light, Rule

#: How many days it looks ahead.
AHEAD: Final = 14


class SilentUnit(msgspec.Struct, frozen=True):
    """A unit or group by its short name, and on how many tasks it did not answer the last round."""

    name: str
    tasks: int


class SectionRest(msgspec.Struct, frozen=True):
    """A section, and how many of its tasks have which light that is neither red nor yellow."""

    id: str
    number: str
    title: str
    counts: dict[Light, int]


class Overview(Page, frozen=True):
    """The whole page. `pressing` are tasks and sections' own goals that are red or yellow, in `order`.

    `board` has the counts and the notes; `deadline` is that of the last round of reports, in which `silent`
    did not answer; `coming` falls due within `AHEAD` days.
    """

    board: Board
    rule: Rule
    order: TaskOrder
    pressing: tuple[Standing, ...]
    deadline: date | None
    silent: tuple[SilentUnit, ...]
    coming: tuple[DueRow, ...]
    rest: tuple[SectionRest, ...]


def overview(standing: PlanStanding, page: Board, order: TaskOrder) -> Overview:
    """Choose what matters now of a standing whose whole board is given."""
    bad = [held for held in standing.everything if held.light in {Light.RED, Light.YELLOW}]
    last = standing.as_of + timedelta(days=min(AHEAD, (date.max - standing.as_of).days))
    return Overview(
        *dated(standing),
        board=page,
        rule=standing.rule,
        order=order,
        pressing=ordered(bad, order, standing.rule),
        deadline=standing.window.deadline if standing.window else None,
        silent=tuple(SilentUnit(name, len(ids)) for name, _, ids in unreported_rows(standing)),
        coming=due_rows(standing, standing.as_of, last),
        rest=tuple(rest for section in standing.sections if (rest := _rest(section)).counts),
    )


def _rest(section: SectionStanding) -> SectionRest:
    pressing = {Light.RED, Light.YELLOW}
    counts = {light: n for light, n in section.counts.items() if n and light not in pressing}
    return SectionRest(section.section.id, section.section.number, section.section.title, counts)
