"""A task in a file: the columns that the board and the lists of units share."""

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.records.board import BoardTask
from qtrack.ui.labels import LIGHTS, STATUSES, charge_line, day, percent, signed
from qtrack.ui.listing import Column
from qtrack.ui.text import reasons_line


def task_columns(translator: Translator) -> tuple[Column[BoardTask], ...]:
    """Return the columns of a task in a file."""
    say, show = translator.say, translator.show
    return (
        Column(msg("id"), lambda task: task.id),
        Column(msg("section"), lambda task: task.section),
        Column(msg("measure"), lambda task: task.measure),
        Column(msg("task"), lambda task: task.title),
        Column(msg("lead"), lambda task: show(charge_line(task))),
        Column(msg("light"), lambda task: say(LIGHTS[task.light])),
        Column(msg("why"), lambda task: reasons_line(task.reasons, translator)),
        Column(msg("status"), lambda task: say(STATUSES[task.status])),
        Column(msg("share"), lambda task: percent(task.progress)),
        Column(msg("pace"), lambda task: percent(task.pace)),
        Column(msg("gap"), lambda task: signed(task.gap)),
        Column(msg("due"), lambda task: day(task.due) if task.due else say(msg("ongoing"))),
        Column(msg("last"), lambda task: day(task.last_entry)),
        Column(msg("unreported"), lambda task: say(msg("yes")) if task.unreported else ""),
        Column(msg("missing reports of"), lambda task: show([unit.name for unit in task.missing])),
    )
