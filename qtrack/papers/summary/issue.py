"""What the sentences of an issue are made from."""

import msgspec

from qtrack.model.period import PeriodKind
from qtrack.papers.engine.paper import PaperHead
from qtrack.papers.summary.front import Front
from qtrack.papers.summary.span import Span
from qtrack.records.since.light_changes import Changes
from qtrack.standing.lights import Light


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """An issue of a period. `head.as_of` is the day that it speaks for.

    `counts` are of the tasks by light. `changes` are those since the last day of the issue before; where
    there is none, all that is finished or late. `matters` is all that is worth telling, `front` what stands
    of it on the first two pages, or on the one where it is `brief`; `annexes` are the numbers of those that
    follow. `span` is what a month, a quarter or a year achieved, None of a week.
    """

    head: PaperHead
    kind: PeriodKind
    counts: dict[Light, int]
    changes: Changes
    matters: Front
    front: Front
    span: Span | None
    annexes: tuple[int, ...]
    brief: bool = False
