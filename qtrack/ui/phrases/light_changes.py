"""What changed since a date, as words, as lines above the board and as rows of a file."""

from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec
from rich.cells import cell_len
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.model.ids import holder_of
from qtrack.records.board import Board, BoardSection
from qtrack.records.finished import Finished
from qtrack.records.late import LateKind, NewlyLate
from qtrack.records.light_changes import Changes, Turn
from qtrack.ui.labels import LIGHTS, NOTHING, day, light_word, of_period
from qtrack.ui.listing import Column
from qtrack.ui.screen import clean
from qtrack.ui.text import LIGHT_STYLES, indented, text
from qtrack.ui.values import causes
from qtrack.ui.wrap import fold

GroupT = TypeVar("GroupT", bound=BoardSection)

#: What came to be late, in the order in which it is told.
NEWLY_LATE: Final = {
    LateKind.OVERDUE: msg("newly overdue"),
    LateKind.MISSED: msg("newly overdue"),
    LateKind.BEHIND: msg("newly behind"),
    LateKind.NOT_HELD: msg("newly behind"),
    LateKind.STUCK: msg("newly stuck"),
}


class ChangeRow(msgspec.Struct, frozen=True):
    """One change as a row: what happened, to what, whose it is, why or when."""

    change: Message
    id: str
    title: str
    period: str
    unit: str
    why: Message | str
    causes: tuple[Message, ...] = ()


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

    return msgspec.structs.replace(page, sections=changed(page.sections), units=changed(page.units))


def changes_drawn(page: Board, translator: Translator, width: int) -> list[Text]:
    """Draw a line each for what turned to which light, what is newly done, newly overdue, newly behind."""
    changes = page.changes
    lines = [text(translator.say(since_words(changes)), "bold")]
    groups = _groups(changes)
    if not groups:
        return [*lines, indented(translator.say(msg("Nothing changed.")), 0, width)]
    labels = [translator.say(label) for label, _, _ in groups]
    room = max(map(cell_len, labels))
    figures = max(len(str(len(ids))) for _, _, ids in groups)
    for label, (_, style, ids) in zip(labels, groups, strict=True):
        indent = room + figures + 3
        told = fold(clean(translator.show(tuple(named(each) for each in ids))), width - indent)
        number = " " * (room - cell_len(label) + 1) + f"{len(ids):>{figures}}  "
        lines.append(Text.assemble((label, style), number, ("\n" + " " * indent).join(told)))
    left = sum(each.id not in changes.holders for each in page.tasks)
    if left:
        same = nmsg("{n} task as before.", "The other {n} tasks as before.", left)
        lines.append(indented(translator.say(same), 0, width))
    return lines


def since_words(changes: Changes) -> Message:
    """Say what it is compared with."""
    if changes.unknown:
        return msg("Since {date}, as it was known on that day, by the plan of now", date=changes.since)
    return msg("Since {date}, as it was on that day", date=changes.since)


def _groups(changes: Changes) -> list[tuple[Message, str, list[Turn | Finished | NewlyLate]]]:
    """Return each kind of change that there is: its label, its style, its rows; the worst light first."""
    found: list[tuple[Message, str, list[Turn | Finished | NewlyLate]]] = [
        (
            msg("turned {light}", light=LIGHTS[light]),
            LIGHT_STYLES[light],
            [each for each in changes.turned if each.now is light],
        )
        for light in changes.counts
    ]
    found.append((msg("taken out"), "", [each for each in changes.turned if each.now is None]))
    found += [
        (msg("newly done"), "", list(changes.finished)),
        (msg("newly dropped"), "", list(changes.dropped)),
    ]
    found += [(label, "", list(rows)) for label, rows in late_groups(changes.newly_late)]
    return [each for each in found if each[2]]


def late_groups(rows: Sequence[NewlyLate]) -> list[tuple[Message, list[NewlyLate]]]:
    """Part what is newly late by what is said of it."""
    return [
        (label, found)
        for label in dict.fromkeys(NEWLY_LATE.values())
        if (found := [each for each in rows if NEWLY_LATE[each.kind] == label])
    ]


def named(row: Turn | Finished | NewlyLate) -> Message | str:
    """Name what a change is of by its id, with the period; a target by its own name."""
    if isinstance(row, NewlyLate) and holder_of(row.id) != row.holder:
        own: Message | str = msg("{id} {title}", id=row.holder, title=row.title)
    else:
        own = row.id
    return own if isinstance(row, Turn) else of_period(own, row.period)


def change_words(changes: Changes) -> dict[str, list[Message]]:
    """Return what happened to each task, to stand before its reasons; what they say already is left out."""
    found: dict[str, list[Message]] = {}
    for turn in changes.turned:
        words = msg("{turned} ({causes})", turned=_turned(turn), causes=causes(turn))
        found.setdefault(turn.id, []).append(words)
    ended = [(each, msg("newly done")) for each in changes.finished]
    for done, words in (*ended, *((each, msg("newly dropped")) for each in changes.dropped)):
        holder = done.id.partition(".")[0]
        if done.id != holder:
            found.setdefault(holder, []).append(msg("{id} {words}", id=named(done), words=words))
    for late in changes.newly_late:
        words = NEWLY_LATE[late.kind]
        if late.id != late.holder:
            words = msg("{id} {words}", id=named(late), words=words)
        found.setdefault(late.holder, []).append(words)
    return found


def _turned(turn: Turn) -> Message:
    return msg("turned from {before} to {now}", before=light_word(turn.before), now=light_word(turn.now))


def change_rows(changes: Changes) -> list[ChangeRow]:
    """Return every change as a row: turns, the worst light first, what ended, what is late."""
    order = (*changes.counts, None)
    turned = sorted(changes.turned, key=lambda each: order.index(each.now))
    rows = [
        ChangeRow(_turned(each), each.id, each.title, "", each.unit, each.reason, causes(each))
        for each in turned
    ]
    ended = [(each, msg("newly done")) for each in changes.finished]
    rows += [
        ChangeRow(words, each.id, each.title, each.period, each.unit, day(each.ended))
        for each, words in (*ended, *((each, msg("newly dropped")) for each in changes.dropped))
    ]
    rows += [
        ChangeRow(
            NEWLY_LATE[each.kind],
            each.id,
            each.title,
            each.period,
            each.unit,
            each.reason,
        )
        for each in changes.newly_late
    ]
    return rows


def change_columns(translator: Translator) -> Sequence[Column[ChangeRow]]:
    """Return the columns of a change in a file."""
    return (
        Column(msg("change"), lambda row: translator.say(row.change)),
        Column(msg("id"), lambda row: row.id),
        Column(msg("title"), lambda row: row.title),
        Column(msg("year"), lambda row: row.period),
        Column(msg("unit"), lambda row: row.unit),
        Column(msg("why"), lambda row: translator.show(row.why)),
        Column(msg("cause"), lambda row: translator.show(row.causes) if row.causes else NOTHING),
    )
