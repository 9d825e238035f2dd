"""The board as CSV and as a table of Markdown."""

from collections.abc import Sequence

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.records.board import Board, BoardTask
from qtrack.records.names import NamedUnit
from qtrack.ui.labels import LIGHTS, STATUSES, charge_line, day, light_word, percent, signed
from qtrack.ui.listing import Column, page_title, rows_csv, rows_markdown, table_markdown
from qtrack.ui.phrases.light_changes import change_columns, change_rows, since_words
from qtrack.ui.text import reasons_line


def board_csv(page: Board, translator: Translator) -> str:
    """Return a line a task; with changes, its light before stands beside that of now."""
    return rows_csv(_columns(page, translator), page.tasks, translator)


def board_markdown(page: Board, translator: Translator) -> str:
    """Return a table with a line a task; with changes, a table of these below it."""
    title = page_title(page, translator)
    tasks = rows_markdown(title, page, _columns(page, translator), page.tasks, translator)
    if not page.changes.since:
        return tasks
    say = translator.say
    head = f"{tasks}\n## {say(since_words(page.changes))}\n"
    rows = change_rows(page.changes)
    columns = change_columns(translator)
    table = table_markdown(columns, rows, translator) if rows else f"{say(msg('Nothing changed.'))}\n"
    return f"{head}\n{table}"


def _columns(page: Board, translator: Translator) -> Sequence[Column[BoardTask]]:
    columns = task_columns(translator)
    if not page.changes.since:
        return columns
    lights = page.changes.lights
    before = Column[BoardTask](msg("before"), lambda task: translator.say(light_word(lights.get(task.id))))
    at = next(at for at, each in enumerate(columns) if each.head == msg("light"))
    return (*columns[:at], before, *columns[at:])


def task_columns(translator: Translator) -> tuple[Column[BoardTask], ...]:
    """Return the columns of a task in a file."""
    say = translator.say
    return (
        Column(msg("id"), lambda task: task.id),
        Column(msg("section"), lambda task: task.section),
        Column(msg("measure"), lambda task: task.measure),
        Column(msg("task"), lambda task: task.title),
        Column(msg("lead"), lambda task: translator.show(charge_line(task))),
        Column(msg("light"), lambda task: say(LIGHTS[task.light])),
        Column(msg("why"), lambda task: reasons_line(task.reasons, translator)),
        Column(msg("status"), lambda task: say(STATUSES[task.status])),
        Column(msg("share"), lambda task: percent(task.progress)),
        Column(msg("pace"), lambda task: percent(task.pace)),
        Column(msg("gap"), lambda task: signed(task.gap)),
        Column(msg("due"), lambda task: day(task.due) if task.due else say(msg("ongoing"))),
        Column(msg("last"), lambda task: day(task.last_entry)),
        Column(msg("unreported"), lambda task: say(msg("yes")) if task.unreported else ""),
        Column(msg("missing reports of"), lambda task: translator.show(_names(task.missing))),
    )


def _names(units: tuple[NamedUnit, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in units)
