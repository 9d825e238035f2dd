"""The board on a terminal: one line a task where there is room, two where there is not."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.render.labels import LIGHTS, NOTHING, percent
from qtrack.render.screen import UNLIMITED, Screen, clean
from qtrack.render.text import counts_text, light_text, plain_table, reasons_line, say_all, text, widest
from qtrack.views.board import Board, BoardSection, BoardTask

#: From this width on, reasons and last reports have columns of their own.
_WIDE: Final = 110
_TITLE: Final = 34
_PERCENT: Final = 6
_DATE: Final = 10


def show_board(page: Board, screen: Screen) -> None:
    """Draw the board."""
    width = screen.console().width
    layout = _Layout(page, screen.translator, width)
    parts: list[RenderableType] = [_summary(page, screen.translator)]
    parts += [text(screen.say(note), "dim") for note in page.notes]
    for at, section in enumerate(page.sections):
        parts += [Text(), *_section(section, screen.translator)]
        parts += layout.rows(section, header=at == layout.first)
    screen.show(*parts)


def _summary(page: Board, translator: Translator) -> Text:
    line = text(clean(page.plan), "bold")
    line.append("  ")
    line.append(translator.say(msg("as of {date}", date=page.as_of)))
    if page.known_at:
        line.append(translator.say(msg(", as known on {date}", date=page.known_at)))
    line.append("\n")
    total = len(page.tasks)
    line.append(translator.say(nmsg("{n} task", "{n} tasks", total)) + "  ")
    line.append_text(counts_text(page.counts, translator, zeros=True))
    if page.unreported:
        line.append("  " + translator.say(msg("not reported in time {number}", number=page.unreported)))
    return line


def _section(section: BoardSection, translator: Translator) -> list[RenderableType]:
    line = Text()
    line.append_text(light_text(section.light, translator))
    line.append_text(text(f" {section.id} {section.number}、{section.title}", "bold"))
    if section.tasks:
        line.append("  ")
        line.append_text(counts_text(section.counts, translator, zeros=False))
    if not section.own_reasons:
        return [line]
    return [line, Padding(text(reasons_line(section.own_reasons, translator), "dim"), (0, 0, 0, 3))]


class _Layout:
    """The columns of one board, the same in every section."""

    def __init__(self, page: Board, translator: Translator, width: int) -> None:
        self.translator = translator
        self.wide = width >= _WIDE
        self.first = next((at for at, section in enumerate(page.sections) if section.tasks), 0)
        labels = (
            msg("id"),
            msg("light"),
            msg("task"),
            msg("why"),
            msg("share"),
            msg("pace"),
            msg("lead"),
            msg("due"),
            msg("last"),
        )
        self.heads = say_all(translator, *labels)
        tasks = page.tasks
        fixed = [
            widest([self.heads[0], *(each.id for each in tasks)]),
            widest([self.heads[1], *(translator.say(each) for each in LIGHTS.values())]),
            0,
            0,
            _PERCENT,
            _PERCENT,
            widest([self.heads[6], *(each.lead_name for each in tasks)]),
            widest([self.heads[7], "2020-12-31", self._due(None)]),
            _DATE,
        ]
        if width == UNLIMITED:
            fixed[2] = widest([each.title for each in tasks])
            fixed[3] = widest([reasons_line(each.reasons, translator) for each in tasks])
        elif self.wide:
            room = width - sum(fixed) - len(fixed)
            fixed[2] = min(_TITLE, widest([each.title for each in tasks]), room // 2)
            fixed[3] = room - fixed[2]
        else:
            fixed[2] = max(12, width - sum(fixed[:-1]) - len(fixed) + 3)
        self.widths = fixed

    def rows(self, section: BoardSection, *, header: bool) -> list[RenderableType]:
        """Draw the tasks of one section: one table, or where it is narrow each reason below its task."""
        if self.wide:
            return [self._table(section.tasks, header=header)] if section.tasks else []
        parts: list[RenderableType] = []
        indent = self.widths[0] + self.widths[1] + 2
        for at, task in enumerate(section.tasks):
            parts.append(self._table((task,), header=header and at == 0))
            parts.append(Padding(text(self._below(task), "dim"), (0, 0, 0, indent)))
        return parts

    def _table(self, tasks: Sequence[BoardTask], *, header: bool) -> Table:
        keep = [at for at in range(len(self.heads)) if self.wide or at not in {3, 8}]
        table = plain_table(
            [self.heads[at] for at in keep],
            widths=[self.widths[at] for at in keep],
            right=[place for place, at in enumerate(keep) if at in {4, 5}],
            header=header,
        )
        for task in tasks:
            cells = self._cells(task)
            table.add_row(*(cells[at] for at in keep))
        return table

    def _below(self, task: BoardTask) -> str:
        reasons = reasons_line(task.reasons, self.translator)
        if task.last_entry is None:
            return reasons
        return self.translator.say(
            msg("{reasons} (last reported {date})", reasons=reasons, date=task.last_entry)
        )

    def _cells(self, task: BoardTask) -> list[Text]:
        return [
            text(task.id),
            light_text(task.light, self.translator),
            text(task.title),
            text(reasons_line(task.reasons, self.translator)),
            text(percent(task.progress)),
            text(percent(task.pace)),
            text(task.lead_name),
            text(self._due(task.due)),
            text(task.last_entry.isoformat() if task.last_entry else NOTHING),
        ]

    def _due(self, due: date | None) -> str:
        return due.isoformat() if due else self.translator.say(msg("ongoing"))
