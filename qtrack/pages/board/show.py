"""The board on a terminal, one line a task where there is room, else two; and as CSV and Markdown."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from qtrack.locale.message import Translator, msg, nmsg
from qtrack.model.entry import Status
from qtrack.records.board import Board, BoardSection
from qtrack.standing.assess import Standing
from qtrack.ui.labels import LIGHTS, day, in_charge, light_word, percent, signed
from qtrack.ui.line import BLANK, Line
from qtrack.ui.listing import (
    Listing,
    dates,
    forms,
    listing_markdown,
    notes_drawn,
    page_title,
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
from qtrack.ui.screen import Screen
from qtrack.ui.table import WIDE, Column, Group, Kind, Need, Place, groups_drawn, light_column
from qtrack.ui.text import counted, flowing, light_piece, parted, reasons_beside, reasons_line
from qtrack.ui.wrap import indented

_TITLE: Final = 34
_NARROWEST: Final = 12
_REASON: Final = 28
_TITLE_AT: Final = 2
_A_DATE: Final = "2020-12-31"
_A_SHARE: Final = ("100.0%",)


def show_board(page: Board, screen: Screen) -> None:
    """Draw the board; where changes were asked for, these and only the tasks that changed."""
    screen.show(_lines(page, screen.translator, screen.width))


def _lines(page: Board, translator: Translator, width: int) -> Iterator[Line]:
    yield from head_drawn(page, translator, width)
    yield from notes_drawn(page.notes, translator, width)
    if page.changes.since:
        yield BLANK
        yield from changes_drawn(page, translator, width)
        page = changed_only(page)
    in_one = bool(page.in_one)
    groups: list[Group[Standing]] = []
    above = ""
    for section in page.groups:
        if section.own_reasons or not in_one:
            chapter = section.chapter if section.chapter != above else ""
            groups.append((_section(section, chapter, translator, width), () if in_one else section.tasks))
            above = section.chapter
    groups += [([BLANK], page.in_one)] if in_one else []
    columns, shared = _columns(page, translator, width), partial(_share, wide=width >= WIDE)
    yield from groups_drawn(columns, groups, translator, width, shared=shared, indent=2)


def head_drawn(page: Board, translator: Translator, width: int) -> Iterator[Line]:
    """Yield the plan and the day, and the counts."""
    yield from indented(f"{page.plan}  {dates(page, translator)}", 0, width, "bold")
    yield from flowing(_summary(page, translator), width)


def _summary(page: Board, translator: Translator) -> Iterator[Line]:
    """Yield the counts of all and of each light, then of what was dropped and of what was not reported on."""
    yield (translator.say(nmsg("{n} task", "{n} tasks", len(page.tasks))),)
    yield from counted(page.counts, translator, zeros=True, before=page.changes.counts_before)
    replaced = sum(task.replaced for task in page.tasks)
    dropped = sum(task.status is Status.DROPPED for task in page.tasks) - replaced
    if dropped:
        yield (translator.say(msg("dropped {number}", number=dropped)),)
    if replaced:
        yield (translator.say(msg("replaced by another notice {number}", number=replaced)),)
    if page.unreported:
        silent = translator.say(msg("not reported in time {number}", number=page.unreported))
        if page.changes.since and page.unreported != page.changes.unreported:
            silent += f" ({signed(page.unreported - page.changes.unreported)})"
        yield (silent,)


def _section(section: BoardSection, chapter: str, translator: Translator, width: int) -> Iterator[Line]:
    yield BLANK
    if chapter:
        yield from indented(chapter, 0, width, "bold")
    name = f"{section.id} {section.number}、{section.title}" if section.number else section.title
    head: Line = (light_piece(section.light, translator), (f" {name}", "bold"))
    counts = counted(section.counts, translator, zeros=False) if section.tasks else ()
    yield from flowing((head, *counts), width)
    if section.own_reasons:
        yield from indented(reasons_line(section.own_reasons, translator), 3, width)


def _columns(page: Board, translator: Translator, width: int) -> list[Column[Standing]]:
    """Return the columns of the board; where it is narrow, each reason stands below its task."""
    say, changed, wide = translator.say, change_words(page.changes), width >= WIDE
    light: Column[Standing] = light_column(lambda task: task.light, translator)
    ongoing = say(msg("ongoing"))

    def why(task: Standing) -> str:
        own = reasons_beside(task.reasons, translator, width)
        if task.id in changed:
            own = parted([translator.together(changed[task.id]), own], translator)
        if wide or task.last_entry is None:
            return own
        return say(msg("{reasons} (last reported {date})", reasons=own, date=task.last_entry))

    columns: list[Column[Standing]] = [
        Column(msg("id"), lambda task: task.id),
        light._replace(least=tuple(map(say, LIGHTS.values()))),
        Column(msg("task"), lambda task: task.title, flexible=True),
        Column(msg("why"), why, flexible=True, place=Place.ROOM),
        Column(msg("share"), lambda task: percent(task.progress), right=True, least=_A_SHARE),
        Column(msg("pace"), lambda task: percent(task.pace), right=True, least=_A_SHARE),
        Column(msg("lead"), lambda task: "\n".join(map(translator.show, in_charge(task)))),
        Column(msg("due"), lambda task: day(task.due) if task.due else ongoing, least=(ongoing, _A_DATE)),
    ]
    last = Column[Standing](msg("last"), lambda task: day(task.last_entry), least=(_A_DATE,))
    return [*columns, last] if wide else columns


def _share(needs: Sequence[Need], width: int, *, wide: bool) -> list[int]:
    """Give the figures what they need; the title, and the reason where it has a column, get the rest."""
    widths = [need.width for need in needs]
    room = width - sum(need.width + 1 for need in needs if not need.flexible)
    title = max(room, _NARROWEST)
    if wide:
        titles, reasons = needs[_TITLE_AT].width, needs[_TITLE_AT + 1].width
        title = titles if titles + reasons < room else min(titles, _TITLE, max(room - _REASON, room // 2))
        widths[_TITLE_AT + 1] = max(needs[_TITLE_AT + 1].head, min(reasons, room - title - 1))
    widths[_TITLE_AT] = max(needs[_TITLE_AT].head, title)
    return widths


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
        columns.insert(
            at, Column(msg("before"), lambda task: say(light_word(lights.get(task.id))), kind=Kind.LIGHT)
        )
    return Listing(page_title(page, translator), page.notes, columns, page.tasks)


BOARD: Final = forms(_listing, table=show_board, markdown=board_markdown)
