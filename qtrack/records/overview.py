"""What of a plan matters now: what is red and yellow, who is silent, what falls due, the rest as counts."""

from datetime import date
from typing import Final

from qtrack.model.plan import Section
from qtrack.records.board import Board, ordered
from qtrack.records.due import DueRow, due_rows, last_day
from qtrack.records.page import Page, dated
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.records.units import unreported_rows
from qtrack.standing.assess import PlanStanding, Standing
from qtrack.standing.rules import Light, Rule

#: How many days it looks ahead.
AHEAD: Final = 14


class Overview(Page, frozen=True):
    """The whole page. `pressing` are tasks and sections' own goals that are red or yellow, in `order`.

    `board` has the counts and the notes; `deadline` is that of the last round of reports, in which `silent`
    did not answer, each by its short name with how many tasks; `coming` falls due within `AHEAD` days.
    `rest` are the sections, each with how many of its tasks have which light that is neither red nor yellow.
    """

    board: Board
    rule: Rule
    order: TaskOrder
    pressing: tuple[Standing, ...]
    deadline: date | None
    silent: tuple[tuple[str, int], ...]
    coming: tuple[DueRow, ...]
    rest: tuple[tuple[Section, dict[Light, int]], ...]


def overview(standing: PlanStanding, page: Board, order: TaskOrder) -> Overview:
    """Choose what matters now of a standing whose whole board is given."""
    bad = {Light.RED, Light.YELLOW}
    pressing = [held for held in standing.everything if held.light in bad]
    rest = (
        (part.section, {light: n for light, n in part.counts.items() if n and light not in bad})
        for part in standing.sections
    )
    return Overview(
        *dated(standing),
        board=page,
        rule=standing.rule,
        order=order,
        pressing=ordered(pressing, order, standing.rule),
        deadline=standing.window.deadline if standing.window else None,
        silent=tuple((name, len(ids)) for name, _, ids in unreported_rows(standing)),
        coming=due_rows(standing, standing.as_of, last_day(standing, AHEAD)),
        rest=tuple((section, counts) for section, counts in rest if counts),
    )
