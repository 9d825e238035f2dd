"""measure-known: the measure of a task stands in a section.

The measure tells the section; without it the task would be missing on the board and in every count.

Passes: `measure: M15`
Fails: `measure: M99`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import Message, msg
from qtrack.model.problem import Problem

NAME = "measure-known"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each task whose measure is in no section."""
    measures = context.plan.measures
    if context.sections_unread:
        return
    titles = {measure.title: measure.id for measure in measures.values()}
    for task in context.plan.tasks:
        if task.measure not in measures:
            yield problem(NAME, _unknown(context, task.measure, titles), task.path, "measure")


def _unknown(context: CheckContext, measure: str, titles: dict[str, str]) -> Message:
    named = context.nearest(measure, titles)
    if named:
        return msg("“{name}” is a title; refer to the measure by its id {id}", name=measure, id=titles[named])
    close = context.nearest(measure, titles.values(), cutoff=0)
    if not titles:
        return msg("no section has any measures; the task names {id}", id=measure)
    if close is None:
        return msg("no section has a measure {id}", id=measure)
    return msg("no section has a measure {id}; the nearest is {nearest}", id=measure, nearest=close)
