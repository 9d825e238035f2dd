"""The board on a terminal, one line a task where there is room, else two; and as CSV and Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from qtrack.locale.message import Translator, msg, nmsg
from qtrack.model.entry import Status
from qtrack.records.board import Board, BoardSection
from qtrack.standing.assess import Standing
from qtrack.ui.labels import LIGHTS, day, in_charge, light_word, percent, signed
from qtrack.ui.listing import (
    Column,
    Listing,
    forms,
    light_column,
    listing_markdown,
    page_title,
    row_table,
    table_markdown,
    task_columns,
)
from qtrack.ui.phrases.light_changes import (
    change_columns,
    change_rows,
    change_words,
    changed_only,
    changes_drawn,
    since_words,
)
from qtrack.ui.screen import Screen, clean
from qtrack.ui.text import counts_text, indented, light_text, parted, reasons_line, text, widest

#: From this width on, reasons and last reports have columns of their own.
_WIDE: Final = 110
_TITLE: Final = 34
_NARROWEST: Final = 12
_REASON: Final = 28
_A_DATE: Final = "2020-12-31"


def show_board(page: Board, screen: Screen) -> None:
    """Draw the board; where changes were asked for, these and only the tasks that changed."""
    width = screen.console().width
    parts: list[RenderableType] = [_summary(page, screen.translator, width)]
    parts += [indented(screen.say(note), 0, width) for note in page.notes]
    if page.changes.since:
        parts += [Text(), *changes_drawn(page, screen.translator, width)]
        page = changed_only(page)
    layout = _Layout(page, screen.translator, width)
    for at, section in enumerate(page.groups):
        parts += [Text(), *_section(section, screen.translator, width)]
        parts += layout.rows(section, header=at == layout.first)
    screen.show(*parts)


def _summary(page: Board, translator: Translator, width: int) -> Text:
    line = text(clean(page.plan), "bold")
    line.append("  ")
    line.append(translator.say(msg("as of {date}", date=page.as_of)))
    if page.known_at:
        line.append(translator.say(msg(", as known on {date}", date=page.known_at)))
    counts = Text(translator.say(nmsg("{n} task", "{n} tasks", len(page.tasks))) + "  ")
    counts.append_text(counts_text(page.counts, translator, zeros=True, before=page.changes.counts_before))
    used = counts.cell_len
    for more in _beside(page, translator):
        fits = used + 2 + cell_len(more) <= width
        counts.append(("  " if fits else "\n") + more)
        used = cell_len(more) + (used + 2 if fits else 0)
    return Text.assemble(line, "\n", counts)


def _beside(page: Board, translator: Translator) -> Iterator[str]:
    """Yield what is counted apart from the lights: what was dropped, and what was not reported on."""
    dropped = sum(task.status is Status.DROPPED for task in page.tasks)
    if dropped:
        yield translator.say(msg("dropped {number}", number=dropped))
    if page.unreported:
        silent = translator.say(msg("not reported in time {number}", number=page.unreported))
        if page.changes.since and page.unreported != page.changes.unreported:
            silent += f" ({signed(page.unreported - page.changes.unreported)})"
        yield silent


def _section(section: BoardSection, translator: Translator, width: int) -> list[RenderableType]:
    line = Text()
    line.append_text(light_text(section.light, translator))
    name = f"{section.id} {section.number}、{section.title}" if section.number else section.title
    line.append_text(text(f" {name}", "bold"))
    if section.tasks:
        line.append("  ")
        line.append_text(counts_text(section.counts, translator, zeros=False))
    if not section.own_reasons:
        return [line]
    return [line, indented(reasons_line(section.own_reasons, translator), 3, width)]


class _Layout:
    """The columns of one board, the same in every section."""

    def __init__(self, page: Board, translator: Translator, width: int) -> None:
        self.translator = translator
        self.width = width
        self.wide = width >= _WIDE
        self.changed = change_words(page.changes)
        self.first = next((at for at, section in enumerate(page.groups) if section.tasks), 0)
        self.columns = self._columns()
        self.widths = self._widths(page.tasks)

    def rows(self, section: BoardSection, *, header: bool) -> list[RenderableType]:
        """Draw the tasks of one section; where it is narrow, each reason below its task."""
        parts: list[RenderableType] = []
        for at, task in enumerate(section.tasks):
            first = header and at == 0
            parts.append(row_table(self.columns, self.widths, task, self.translator, header=first))
            if not self.wide:
                parts.append(indented(self._below(task), self.widths[0] + self.widths[1] + 2, self.width))
        return parts

    def _columns(self) -> list[Column[Standing]]:
        say = self.translator.say
        columns: list[Column[Standing]] = [
            Column(msg("id"), lambda task: task.id),
            light_column(lambda task: task.light, self.translator),
            Column(msg("task"), lambda task: task.title, flexible=True),
            Column(msg("share"), lambda task: percent(task.progress), right=True),
            Column(msg("pace"), lambda task: percent(task.pace), right=True),
            Column(msg("lead"), self._lead),
            Column(msg("due"), lambda task: task.due.isoformat() if task.due else say(msg("ongoing"))),
        ]
        if self.wide:
            columns.insert(3, Column(msg("why"), self._why, flexible=True))
            columns.append(Column(msg("last"), lambda task: day(task.last_entry)))
        return columns

    def _widths(self, tasks: Sequence[Standing]) -> list[int]:
        """Give the figures what they need; the title, and the reason where it has a column, get the rest."""
        say = self.translator.say
        figures = {
            "id": [task.id for task in tasks],
            "light": [say(word) for word in LIGHTS.values()],
            "share": ["100.0%"],
            "pace": ["100.0%"],
            "lead": [piece for task in tasks for piece in self._lead(task).split("\n")],
            "due": [say(msg("ongoing")), _A_DATE],
            "last": [_A_DATE],
        }
        found = {column.head.text: widest([say(column.head)]) for column in self.columns}
        found |= {head: max(found[head], widest(texts)) for head, texts in figures.items() if head in found}
        room = self.width - sum(found[head] + 1 for head in figures if head in found)
        title = max(room, _NARROWEST)
        if self.wide:
            titles = widest([task.title for task in tasks])
            reasons = widest([self._why(task) for task in tasks])
            title = titles if titles + reasons < room else min(titles, _TITLE, max(room - _REASON, room // 2))
            found["why"] = max(found["why"], min(reasons, room - title - 1))
        found["task"] = max(found["task"], title)
        return list(found.values())

    def _lead(self, task: Standing) -> str:
        return "\n".join(self.translator.show(piece) for piece in in_charge(task))

    def _why(self, task: Standing) -> str:
        why = clean(reasons_line(task.reasons, self.translator, brief=self.wide))
        changed = self.changed.get(task.id, [])
        return parted([self.translator.together(changed), why], self.translator) if changed else why

    def _below(self, task: Standing) -> str:
        if task.last_entry is None:
            return self._why(task)
        why = msg("{reasons} (last reported {date})", reasons=self._why(task), date=task.last_entry)
        return self.translator.say(why)


def board_markdown(page: Board, translator: Translator) -> str:
    """Return a table with a line a task; with changes, a table of these below it."""
    tasks = listing_markdown(_listing(page, translator), translator)
    if not page.changes.since:
        return tasks
    say, rows = translator.say, change_rows(page.changes)
    columns = change_columns(translator)
    table = table_markdown(columns, rows, translator) if rows else f"{say(msg('Nothing changed.'))}\n"
    return f"{tasks}\n## {say(since_words(page.changes))}\n\n{table}"


def _listing(page: Board, translator: Translator) -> Listing[Standing]:
    """Return the tasks; with changes, the light before stands beside that of now."""
    columns, say = list(task_columns(translator)), translator.say
    if page.changes.since:
        lights = page.changes.lights
        at = next(at for at, column in enumerate(columns) if column.head == msg("light"))
        columns.insert(at, Column(msg("before"), lambda task: say(light_word(lights.get(task.id)))))
    return Listing(page_title(page, translator), page.notes, columns, page.tasks)


BOARD: Final = forms(_listing, table=show_board, markdown=board_markdown)
