"""measures-in-order: measures are named M01, M02 … and stand in that order through the sections.

The document numbers its measures in one row; a gap means that one was lost in copying.

Passes: S2 holds M01 to M06, S3 begins with M07
Fails: a measure M05 after M06, or an id such as X1
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.ids import MEASURE_ID
from qtrack.model.problem import Problem

NAME = "measures-in-order"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each measure whose id is not the next one."""
    if context.sections_unread:
        return
    expected = 1
    for section in context.plan.sections:
        for at, measure in enumerate(section.measures):
            keys = ("measures", at, "id")
            if not MEASURE_ID.fullmatch(measure.id):
                message = msg(
                    "“{id}” is not an id of a measure; write M and two digits, such as M05", id=measure.id
                )
                yield problem(NAME, message, section.path, *keys)
            elif int(measure.id[1:]) != expected:
                message = msg(
                    "{id} stands here; the next measure is M{number}", id=measure.id, number=f"{expected:02d}"
                )
                yield problem(NAME, message, section.path, *keys)
                expected = int(measure.id[1:])
            expected += 1
