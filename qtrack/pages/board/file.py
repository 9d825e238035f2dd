"""The board as CSV and as a table of Markdown."""

from typing import Final

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.records.board import Board, BoardTask
from qtrack.ui.labels import light_word
from qtrack.ui.listing import Column, Listing, as_csv, as_markdown, page_title, table_markdown
from qtrack.ui.phrases.light_changes import change_columns, change_rows, since_words
from qtrack.ui.task_columns import task_columns


def board_markdown(page: Board, translator: Translator) -> str:
    """Return a table with a line a task; with changes, a table of these below it."""
    tasks = as_markdown(_listing)(page, translator)
    if not page.changes.since:
        return tasks
    say, rows = translator.say, change_rows(page.changes)
    columns = change_columns(translator)
    table = table_markdown(columns, rows, translator) if rows else f"{say(msg('Nothing changed.'))}\n"
    return f"{tasks}\n## {say(since_words(page.changes))}\n\n{table}"


def _listing(page: Board, translator: Translator) -> Listing[BoardTask]:
    """Return the tasks; with changes, the light before stands beside that of now."""
    columns, say = list(task_columns(translator)), translator.say
    if page.changes.since:
        lights = page.changes.lights
        at = next(at for at, column in enumerate(columns) if column.head == msg("light"))
        columns.insert(at, Column(msg("before"), lambda task: say(light_word(lights.get(task.id)))))
    return Listing(page_title(page, translator), page.notes, columns, page.tasks)


board_csv: Final = as_csv(_listing)
