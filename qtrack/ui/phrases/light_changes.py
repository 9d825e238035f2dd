"""What changed since a date, as words, as lines above the board and as rows of a file."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import msgspec

from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.model.ids import holder_of
from qtrack.records.board import Board, BoardSection
from qtrack.records.since.light_changes import Changes, Turn, TurnCause
from qtrack.records.since.newly import Finished, LateKind, NewlyLate
from qtrack.ui.labels import LIGHTS, NOTHING, day, light_word, of_period
from qtrack.ui.line import Line, width_of
from qtrack.ui.table import Column
from qtrack.ui.text import LIGHT_STYLES
from qtrack.ui.wrap import folded, indented

GroupT = TypeVar("GroupT", bound=BoardSection)

#: What came to be late, in the order in which it is told.
NEWLY_LATE: Final = {
    LateKind.OVERDUE: msg("newly overdue"),
    LateKind.MISSED: msg("newly overdue"),
    LateKind.BEHIND: msg("newly behind"),
    LateKind.NOT_HELD: msg("newly behind"),
    LateKind.STUCK: msg("newly stuck"),
}


_CAUSES: Final[dict[TurnCause, Message]] = {
    TurnCause.RECORDS: msg("late reports and corrections"),
    TurnCause.PLAN: msg("edit of the plan"),
    TurnCause.TIME: msg("passing of time"),
    TurnCause.REPORTS: msg("new reports"),
}

_LATE_GROUPS: Final = tuple(dict.fromkeys(NEWLY_LATE.values()))


#: What a change may be of.
ChangeOf = Turn | Finished | NewlyLate

#: One change: what it is of, and what happened to that.
ChangeRow = tuple[ChangeOf, Message]


def change_rows(changes: Changes) -> list[ChangeRow]:
    """Return every change as a row: turns, the worst light first, what ended, what is late."""
    order = (*changes.counts, None)
    rows: list[ChangeRow] = [
        (turn, msg("turned from {before} to {now}", before=light_word(turn.before), now=light_word(turn.now)))
        for turn in sorted(changes.turned, key=lambda turn: order.index(turn.now))
    ]
    rows += [(done, msg("newly done")) for done in changes.finished]
    dropped, replaced = msg("newly dropped"), msg("newly replaced")
    rows += [(one, replaced if one.replaced else dropped) for one in changes.dropped]
    return rows + [(late, NEWLY_LATE[late.kind]) for late in changes.newly_late]


def causes(turn: Turn) -> tuple[Message, ...]:
    """Return why a light turned: by new reports, by late ones, by an edit of the plan, by time."""
    return tuple(_CAUSES[cause] for cause in turn.causes)


def _group(row: ChangeRow) -> Message:
    """Return what a change is told under above the board: the light it turned to, or what happened."""
    of, words = row
    if not isinstance(of, Turn):
        return words
    return msg("turned {light}", light=LIGHTS[of.now]) if of.now else msg("taken out")


def _holder(of: ChangeOf) -> str:
    """Return the task or section that it happened to, or to a part of."""
    return of.holder if isinstance(of, NewlyLate) else holder_of(of.id)


def changed_only(page: Board) -> Board:
    """Return the board of what changed, sections of which nothing did left out."""
    holders = page.changes.holders

    def changed(groups: tuple[GroupT, ...]) -> tuple[GroupT, ...]:
        left = (
            msgspec.structs.replace(
                group,
                own_reasons=group.own_reasons if group.id in holders else (),
                tasks=tuple(task for task in group.tasks if task.id in holders),
            )
            for group in groups
        )
        return tuple(group for group in left if group.tasks or group.own_reasons)

    return msgspec.structs.replace(
        page,
        sections=changed(page.sections),
        units=changed(page.units),
        in_one=tuple(task for task in page.in_one if task.id in holders),
    )


def changes_drawn(page: Board, translator: Translator, width: int) -> Iterator[Line]:
    """Yield a line each for what turned to which light, what is newly done, newly overdue, newly behind."""
    changes = page.changes
    yield from indented(translator.say(since_words(changes)), 0, width, "bold")
    groups: dict[Message, list[ChangeOf]] = {}
    for row in sorted(change_rows(changes), key=_told_last):
        groups.setdefault(_group(row), []).append(row[0])
    if not groups:
        yield from indented(translator.say(msg("Nothing changed.")), 0, width)
        return
    room = max(width_of(translator.say(label)) for label in groups)
    figures = max(len(str(len(changed))) for changed in groups.values())
    for label, changed in groups.items():
        word, told = translator.say(label), translator.show([named(of) for of in changed])
        number = " " * (room - width_of(word) + 1) + f"{len(changed):>{figures}}  "
        light = changed[0].now if isinstance(changed[0], Turn) else None
        first = ((word, LIGHT_STYLES[light] if light else ""), number)
        yield from folded((told,), width, room + figures + 3, first)
    left = sum(task.id not in changes.holders for task in page.tasks)
    if left:
        same = nmsg("{n} task as before.", "The other {n} tasks as before.", left)
        yield from indented(translator.say(same), 0, width)


def since_words(changes: Changes) -> Message:
    """Say what it is compared with."""
    if changes.unknown:
        return msg("Since {date}, as it was known on that day, by the plan of now", date=changes.since)
    return msg("Since {date}, as it was on that day", date=changes.since)


def _told_last(row: ChangeRow) -> int:
    """Order what is late by what is said of it, after all else."""
    group = _group(row)
    return _LATE_GROUPS.index(group) if group in _LATE_GROUPS else -1


def named(of: ChangeOf) -> Message | str:
    """Name what a change is of by its id, with the period; a target by its own name."""
    if isinstance(of, NewlyLate) and holder_of(of.id) != of.holder:
        own: Message | str = msg("{id} {title}", id=of.holder, title=of.title)
    else:
        own = of.id
    return own if isinstance(of, Turn) else of_period(own, of.period)


def change_words(changes: Changes) -> dict[str, list[Message]]:
    """Return what happened to each task, to stand before its reasons; what they say already is left out."""
    found: dict[str, list[Message]] = {}
    for of, words in change_rows(changes):
        told = words
        if isinstance(of, Turn):
            told = msg("{turned} ({causes})", turned=words, causes=causes(of))
        elif of.id != _holder(of):
            told = msg("{id} {words}", id=named(of), words=words)
        elif isinstance(of, Finished):
            continue
        found.setdefault(_holder(of), []).append(told)
    return found


def change_columns(translator: Translator) -> Sequence[Column[ChangeRow]]:
    """Return the columns of a change in a file."""
    return (
        Column(msg("change"), lambda row: translator.say(row[1])),
        Column(msg("id"), lambda row: row[0].id),
        Column(msg("title"), lambda row: row[0].title),
        Column(msg("year"), lambda row: "" if isinstance(row[0], Turn) else row[0].period),
        Column(msg("unit"), lambda row: row[0].unit),
        Column(msg("why"), lambda row: _why(row[0], translator)),
        Column(msg("cause"), lambda row: _cause(row[0], translator)),
    )


def _why(of: ChangeOf, translator: Translator) -> str:
    return day(of.ended) if isinstance(of, Finished) else translator.say(of.reason)


def _cause(of: ChangeOf, translator: Translator) -> str:
    steps = causes(of) if isinstance(of, Turn) else ()
    return translator.show(steps) if steps else NOTHING
