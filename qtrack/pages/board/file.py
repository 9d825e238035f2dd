"""The board as CSV and as a table of Markdown."""

from collections.abc import Sequence

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.records.board import Board, BoardTask
from qtrack.ui.labels import light_word
from qtrack.ui.listing import Column, page_title, rows_csv, rows_markdown, table_markdown
from qtrack.ui.phrases.light_changes import change_columns, change_rows, since_words
from qtrack.ui.task_columns import task_columns


def board_csv(page: Board, translator: Translator) -> str:
    """Return a line a task; with changes, its light before stands beside that of now."""
    return rows_csv(_columns(page, translator), page.tasks, translator)


def board_markdown(page: Board, translator: Translator) -> str:
    """Return a table with a line a task; with changes, a table of these below it."""
    title = page_title(page, translator)
    tasks = rows_markdown(title, page.notes, _columns(page, translator), page.tasks, translator)
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
