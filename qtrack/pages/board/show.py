"""The board on a terminal: one line a task where there is room, two where there is not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Status
from qtrack.records.board import Board, BoardSection, BoardTask
from qtrack.ui.labels import LIGHTS, day, in_charge, percent, signed
from qtrack.ui.phrases.light_changes import change_words, changed_only, changes_drawn
from qtrack.ui.screen import Screen, clean
from qtrack.ui.text import (
    counts_text,
    indented,
    light_text,
    parted,
    plain_table,
    reasons_line,
    text,
    widest,
)
from qtrack.ui.wrap import fold

#: From this width on, reasons and last reports have columns of their own.
_WIDE: Final = 110
_TITLE: Final = 34
_NARROWEST: Final = 12
_REASON: Final = 28


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
    counts.append_text(counts_text(page.counts, translator, zeros=True, before=page.counts_before))
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


class _Column(NamedTuple):
    """A column of the board: its head, its width, what a task puts into it."""

    head: str
    width: int
    cell: Callable[[BoardTask], Text]
    right: bool = False


class _Layout:
    """The columns of one board, the same in every section."""

    def __init__(self, page: Board, translator: Translator, width: int) -> None:
        self.translator = translator
        self.width = width
        self.wide = width >= _WIDE
        self.changed = change_words(page.changes)
        self.first = next((at for at, section in enumerate(page.groups) if section.tasks), 0)
        self.columns = self._columns(page.tasks)

    def rows(self, section: BoardSection, *, header: bool) -> list[RenderableType]:
        """Draw the tasks of one section: one table, or where it is narrow each reason below its task."""
        if self.wide:
            return [self._table(section.tasks, header=header)] if section.tasks else []
        parts: list[RenderableType] = []
        indent = self.columns[0].width + self.columns[1].width + 2
        for at, task in enumerate(section.tasks):
            parts.append(self._table((task,), header=header and at == 0))
            parts.append(indented(self._below(task), indent, self.width))
        return parts

    def _columns(self, tasks: Sequence[BoardTask]) -> list[_Column]:
        """Give the figures what they need; the title, and the reason where it has a column, get the rest."""
        ids, lead = [task.id for task in tasks], [piece for task in tasks for piece in self._lead(task)]
        words = [self.translator.say(word) for word in LIGHTS.values()]
        before = [
            self._column(msg("id"), ids, lambda task: text(task.id)),
            self._column(msg("light"), words, lambda task: light_text(task.light, self.translator)),
        ]
        after = [
            self._column(msg("share"), ["100.0%"], lambda task: text(percent(task.progress)), right=True),
            self._column(msg("pace"), ["100.0%"], lambda task: text(percent(task.pace)), right=True),
            self._column(msg("lead"), lead, lambda task: text("\n".join(self._lead(task)))),
            self._column(msg("due"), [self._due(None), "2020-12-31"], lambda task: text(self._due(task.due))),
        ]
        if self.wide:
            after.append(self._column(msg("last"), ["2020-12-31"], lambda task: text(day(task.last_entry))))
        taken = sum(column.width + 1 for column in (*before, *after))
        return [*before, *self._texts(tasks, self.width - taken), *after]

    def _texts(self, tasks: Sequence[BoardTask], room: int) -> list[_Column]:
        titles = widest([task.title for task in tasks])
        if not self.wide:
            return [self._folded(msg("task"), max(room, _NARROWEST), lambda task: task.title)]
        reasons = widest([self._why(task) for task in tasks])
        title = titles if titles + reasons < room else min(titles, _TITLE, max(room - _REASON, room // 2))
        why = min(reasons, room - title - 1)
        return [
            self._folded(msg("task"), title, lambda task: task.title),
            self._folded(msg("why"), why, self._why),
        ]

    def _column(
        self, label: Message, samples: list[str], cell: Callable[[BoardTask], Text], *, right: bool = False
    ) -> _Column:
        head = self.translator.say(label)
        return _Column(head, widest([head, *samples]), cell, right)

    def _folded(self, label: Message, width: int, words: Callable[[BoardTask], str]) -> _Column:
        head = self.translator.say(label)
        room = max(width, widest([head]))
        return _Column(head, room, lambda task: text("\n".join(fold(words(task), room))))

    def _table(self, tasks: Sequence[BoardTask], *, header: bool) -> Table:
        table = plain_table(
            [column.head for column in self.columns],
            widths=[column.width for column in self.columns],
            right=[at for at, column in enumerate(self.columns) if column.right],
            header=header,
        )
        for task in tasks:
            table.add_row(*(column.cell(task) for column in self.columns))
        return table

    def _lead(self, task: BoardTask) -> list[str]:
        return [self.translator.show(piece) for piece in in_charge(task)]

    def _why(self, task: BoardTask) -> str:
        why = clean(reasons_line(task.reasons, self.translator, brief=self.wide))
        changed = self.changed.get(task.id, [])
        return parted([self.translator.together(changed), why], self.translator) if changed else why

    def _below(self, task: BoardTask) -> str:
        if task.last_entry is None:
            return self._why(task)
        why = msg("{reasons} (last reported {date})", reasons=self._why(task), date=task.last_entry)
        return self.translator.say(why)

    def _due(self, due: date | None) -> str:
        return due.isoformat() if due else self.translator.say(msg("ongoing"))
