"""The board as CSV and as a table of Markdown."""

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.render.labels import LIGHTS, STATUSES, day, percent, signed
from qtrack.render.listing import Column, page_title, rows_csv, rows_markdown
from qtrack.render.text import reasons_line
from qtrack.views.board import Board, BoardTask


def board_csv(page: Board, translator: Translator) -> str:
    """Return a line a task."""
    return rows_csv(task_columns(translator), page.tasks, translator)


def board_markdown(page: Board, translator: Translator) -> str:
    """Return a table with a line a task."""
    title = page_title(page, translator)
    return rows_markdown(title, page, task_columns(translator), page.tasks, translator)


def task_columns(translator: Translator) -> tuple[Column[BoardTask], ...]:
    """Return the columns of a task in a file."""
    say = translator.say
    return (
        Column(msg("id"), lambda task: task.id),
        Column(msg("section"), lambda task: task.section),
        Column(msg("measure"), lambda task: task.measure),
        Column(msg("task"), lambda task: task.title),
        Column(msg("lead"), lambda task: task.lead_name),
        Column(msg("light"), lambda task: say(LIGHTS[task.light])),
        Column(msg("why"), lambda task: reasons_line(task.reasons, translator)),
        Column(msg("status"), lambda task: say(STATUSES[task.status])),
        Column(msg("share"), lambda task: percent(task.progress)),
        Column(msg("pace"), lambda task: percent(task.pace)),
        Column(msg("gap"), lambda task: signed(task.gap)),
        Column(msg("due"), lambda task: day(task.due) if task.due else say(msg("ongoing"))),
        Column(msg("last"), lambda task: day(task.last_entry)),
        Column(msg("unreported"), lambda task: say(msg("yes")) if task.unreported else ""),
    )
