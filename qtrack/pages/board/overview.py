"""The first screen of a terminal: what matters now, as much of it as the screen has lines for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from qtrack.locale.message import Message, Translator, days, msg, nmsg
from qtrack.pages.board.show import head_drawn
from qtrack.records.board import weightiest
from qtrack.records.due import DueRow
from qtrack.records.overview import AHEAD, Overview
from qtrack.records.selection.arrangement import TaskOrder
from qtrack.standing.assess import Standing
from qtrack.standing.rules import Light, Measured, Rule
from qtrack.ui.labels import first_in_charge
from qtrack.ui.line import BLANK, Line, plain, width_of
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, Need, Place, groups_drawn, light_column
from qtrack.ui.text import counts_line, flowing, light_piece, reasons_line
from qtrack.ui.wrap import cut, fold, folded, indented

#: Lines of the screen that are left to the command that was typed and to the next.
_LEFT: Final = 2
#: Where there are more, at least so many of the worst are shown.
_FEWEST: Final = 3
#: From this width on a reason stands beside its task, else below it.
_BESIDE: Final = 60
#: A list of names or deadlines has a line for so many lines of the screen.
_SCREEN_LINES: Final = 16
_TITLE_AT: Final = 2


def show_overview(page: Overview, screen: Screen) -> None:
    """Draw what matters now, in as many lines as the screen has."""
    screen.show(_lines(page, screen.translator, screen.width, screen.height - _LEFT))


def _lines(page: Overview, translator: Translator, width: int, height: int) -> Iterator[Line]:
    """Yield the blocks of the page, parted by a blank line where there is room for that."""
    head = [[*head_drawn(page.board, translator, width), *_notes(page, translator, width)]]
    each = max(height // _SCREEN_LINES, 1)
    tail = [
        list(block)
        for block in (
            _silent(page, translator, width, each if width >= _BESIDE else 2 * each),
            _coming(page, translator, width, each + 2),
            _rest(page, translator, width),
            flowing(_legend(page, translator), width),
        )
    ]
    room = height - sum(map(len, chain(head, tail)))
    blocks = [block for block in (*head, _pressing(page, translator, width, room), *tail) if block]
    parted = sum(map(len, blocks)) + len(blocks) - 1 <= height
    for at, block in enumerate(blocks):
        if parted and at:
            yield BLANK
        yield from block


def _notes(page: Overview, translator: Translator, width: int) -> Iterable[Line]:
    """Return what explains the page, and that nothing falls due soon, together where there is room."""
    nothing = () if page.coming else (msg("Nothing falls due within {days}.", days=days(AHEAD)),)
    return flowing((((translator.say(note), "dim"),) for note in (*page.board.notes, *nothing)), width)


def _pressing(page: Overview, translator: Translator, width: int, room: int) -> list[Line]:
    """Return what is red and yellow, the first of it where there is no room for all, and how many more."""
    columns = _columns(translator, width)
    shown = min(len(page.pressing), max(room, _FEWEST))
    while True:
        groups = [((), page.pressing[:shown])]
        drawn = list(groups_drawn(columns, groups, translator, width, header=False, shared=_share, indent=2))
        drawn += _more(page, page.pressing[shown:], translator, width)
        if len(drawn) <= room or shown <= _FEWEST:
            return drawn
        shown -= 1


def _columns(translator: Translator, width: int) -> tuple[Column[Standing], ...]:
    """Return the columns of what presses; where it is narrow, reason and unit stand below the title."""
    place = Place.ALWAYS if width >= _BESIDE else Place.ROOM
    return (
        Column(msg("id"), lambda held: held.id),
        light_column(lambda held: held.light, translator),
        Column(msg("task"), lambda held: held.title, flexible=True, cut=True),
        Column(
            msg("why"),
            lambda held: reasons_line([weightiest(held)], translator, brief=True),
            flexible=True,
            place=place,
        ),
        Column(msg("lead"), lambda held: translator.show(first_in_charge(held)), place=place),
    )


def _share(needs: Sequence[Need], width: int) -> list[int]:
    """Give the title what the reason leaves, and two fifths of their room at least."""
    widths = [need.width for need in needs]
    room = width - len(needs) + 1 - sum(need.width for need in needs if not need.flexible)
    why = needs[_TITLE_AT + 1].width if len(needs) > _TITLE_AT + 1 else -1
    widths[_TITLE_AT] = min(widths[_TITLE_AT], max(room - why, room * 2 // 5))
    if why >= 0:
        widths[_TITLE_AT + 1] = min(why, room - widths[_TITLE_AT])
    return widths


def _more(page: Overview, left: Sequence[Standing], translator: Translator, width: int) -> Iterable[Line]:
    """Say how many more are red and yellow, and what lists them; without any rest, what tells more."""
    if not left:
        all_ = msg("“qtrack status --all” has their figures, too.")
        return () if page.rest else indented(translator.say(all_), 0, width)
    counts = page.rule.count([held.light for held in left])
    order = "" if page.order is TaskOrder.PLAN else f" --order {page.order}"
    told = msg("more, listed by “qtrack status --all{order}”", order=order)
    return folded((*counts_line(counts, translator, zeros=False), f"  {translator.say(told)}"), width)


def _silent(page: Overview, translator: Translator, width: int, lines: int) -> Iterator[Line]:
    """Yield who did not answer the last round, each with on how many tasks."""
    if not page.silent or page.deadline is None:
        return
    names = [f"{name} {tasks}" for name, tasks in page.silent]
    deadline = page.deadline

    def told(shown: int) -> str:
        left = len(names) - shown
        more = nmsg("{n} more in “qtrack chase”", "{n} more in “qtrack chase”", left)
        told = [*names[:shown], more] if left else names
        return translator.say(msg("No report by {date}: {names}", date=deadline, names=told))

    fitting = (told(shown) for shown in range(len(names), 0, -1))
    said = next((line for line in fitting if len(fold(line, width)) <= lines), told(0))
    yield from indented(said, 0, width, "")


def _coming(page: Overview, translator: Translator, width: int, lines: int) -> Iterator[Line]:
    """Yield what falls due soon, by date."""
    number = len(page.coming)
    if not number:
        return
    head = msg("Due within {days}: {number}", days=days(AHEAD), number=number)
    more = msg("; “qtrack due --within {days}d” lists all", days=AHEAD) if number >= lines else ""
    yield from indented(translator.say(head) + translator.say(more), 0, width, "")
    place = Place.ALWAYS if width >= _BESIDE else Place.FILE
    columns: Sequence[Column[DueRow]] = (
        Column(msg("due"), lambda row: f"{row.due:%m-%d}"),
        Column(msg("id"), lambda row: row.about),
        Column(msg("title"), lambda row: row.title, flexible=True, cut=True),
        Column(msg("lead"), lambda row: translator.show(first_in_charge(row.held)), place=place),
    )
    yield from groups_drawn(columns, [((), page.coming[: lines - 1])], translator, width, header=False)


def _rest(page: Overview, translator: Translator, width: int) -> Iterator[Line]:
    """Yield a line a section: how many of its tasks are neither red nor yellow."""
    number = sum(sum(counts.values()) for _, counts in page.rest)
    if number:
        rest = nmsg(
            "{n} other task, listed by “qtrack status --all”:",
            "{n} other tasks, listed by “qtrack status --all”:",
            number,
        )
        yield from indented(translator.say(rest), 0, width, "")
    for section, counts in page.rest:
        told = counts_line(counts, translator, zeros=False)
        name = f"{section.id} {section.number}、{section.title}"
        room = width - width_of(plain(told)) - 2
        yield (cut(name, room), "  ", *told)


def _legend(page: Overview, translator: Translator) -> Iterator[Line]:
    """Yield in short what the lights of the page mean by the rule of the plan."""
    for light, words in _meanings(page.rule).items():
        if words and (page.board.counts[light] or any(held.light is light for held in page.pressing)):
            yield (light_piece(light, translator), f" {translator.together(words, '/')}")


def _meanings(rule: Rule) -> dict[Light, list[Message]]:
    """Return why a light is as it is, but for those without one."""
    points = rule.measured is Measured.POINTS
    found: dict[Light, list[Message]] = {light: [] for light in rule.worst_first}
    found[Light.RED].append(msg("overdue"))
    if (gap := rule.red_gap) is not None:
        found[Light.RED].append(msg(">{gap} behind", gap=gap) if points else msg(">{gap}% behind", gap=gap))
    if gap := rule.yellow_gap:
        found[Light.YELLOW].append(msg("{gap} behind", gap=gap) if points else msg("{gap}% behind", gap=gap))
    elif gap is not None:
        found[Light.YELLOW].append(msg("behind pace"))
    if rule.due_soon_days is not None:
        found[rule.due_soon].append(msg("due soon"))
    found[Light.YELLOW].append(msg("stuck"))
    found[Light.GREEN].append(msg("fine"))
    found[rule.done].append(msg("done"))
    return found
