"""What changed since a date, as words, as lines above the board and as rows of a file."""

from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec
from rich.cells import cell_len
from rich.text import Text

from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.model.ids import holder_of
from qtrack.records.board import Board, BoardSection
from qtrack.records.light_changes import Changes, Turn
from qtrack.records.newly import Finished, LateKind, NewlyLate
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


_LATE_GROUPS: Final = tuple(dict.fromkeys(NEWLY_LATE.values()))


class ChangeRow(msgspec.Struct, frozen=True):
    """One change as a row: what happened, to what, why or when; `group` is what it is told under above."""

    of: Turn | Finished | NewlyLate
    change: Message
    group: Message
    why: Message | str
    causes: tuple[Message, ...] = ()
    style: str = ""

    @property
    def period(self) -> str:
        """The period of a duty or of a yearly target."""
        return "" if isinstance(self.of, Turn) else self.of.period

    @property
    def holder(self) -> str:
        """The task or section that it happened to, or to a part of."""
        return self.of.holder if isinstance(self.of, NewlyLate) else holder_of(self.of.id)


def change_rows(changes: Changes) -> list[ChangeRow]:
    """Return every change as a row: turns, the worst light first, what ended, what is late."""
    order = (*changes.counts, None)
    rows = [
        ChangeRow(
            of=turn,
            change=msg(
                "turned from {before} to {now}", before=light_word(turn.before), now=light_word(turn.now)
            ),
            group=msg("turned {light}", light=LIGHTS[turn.now]) if turn.now else msg("taken out"),
            why=turn.reason,
            causes=causes(turn),
            style=LIGHT_STYLES[turn.now] if turn.now else "",
        )
        for turn in sorted(changes.turned, key=lambda turn: order.index(turn.now))
    ]
    for words, ended in ((msg("newly done"), changes.finished), (msg("newly dropped"), changes.dropped)):
        rows += [ChangeRow(done, words, words, day(done.ended)) for done in ended]
    return rows + [
        ChangeRow(late, NEWLY_LATE[late.kind], NEWLY_LATE[late.kind], late.reason)
        for late in changes.newly_late
    ]


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
    groups: dict[Message, list[ChangeRow]] = {}
    for row in sorted(change_rows(changes), key=_told_last):
        groups.setdefault(row.group, []).append(row)
    if not groups:
        return [*lines, indented(translator.say(msg("Nothing changed.")), 0, width)]
    room = max(cell_len(translator.say(label)) for label in groups)
    figures = max(len(str(len(rows))) for rows in groups.values())
    for label, rows in groups.items():
        word, indent = translator.say(label), room + figures + 3
        told = fold(clean(translator.show([named(row.of) for row in rows])), width - indent)
        number = " " * (room - cell_len(word) + 1) + f"{len(rows):>{figures}}  "
        lines.append(Text.assemble((word, rows[0].style), number, ("\n" + " " * indent).join(told)))
    left = sum(task.id not in changes.holders for task in page.tasks)
    if left:
        same = nmsg("{n} task as before.", "The other {n} tasks as before.", left)
        lines.append(indented(translator.say(same), 0, width))
    return lines


def since_words(changes: Changes) -> Message:
    """Say what it is compared with."""
    if changes.unknown:
        return msg("Since {date}, as it was known on that day, by the plan of now", date=changes.since)
    return msg("Since {date}, as it was on that day", date=changes.since)


def _told_last(row: ChangeRow) -> int:
    """Order what is late by what is said of it, after all else."""
    return _LATE_GROUPS.index(row.group) if row.group in _LATE_GROUPS else -1


def late_groups(rows: Sequence[NewlyLate]) -> list[tuple[Message, list[NewlyLate]]]:
    """Part what is newly late by what is said of it."""
    return [
        (label, found)
        for label in _LATE_GROUPS
        if (found := [row for row in rows if NEWLY_LATE[row.kind] == label])
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
    for row in change_rows(changes):
        words = row.change
        if isinstance(row.of, Turn):
            words = msg("{turned} ({causes})", turned=words, causes=row.causes)
        elif row.of.id != row.holder:
            words = msg("{id} {words}", id=named(row.of), words=words)
        elif isinstance(row.of, Finished):
            continue
        found.setdefault(row.holder, []).append(words)
    return found


def change_columns(translator: Translator) -> Sequence[Column[ChangeRow]]:
    """Return the columns of a change in a file."""
    return (
        Column(msg("change"), lambda row: translator.say(row.change)),
        Column(msg("id"), lambda row: row.of.id),
        Column(msg("title"), lambda row: row.of.title),
        Column(msg("year"), lambda row: row.period),
        Column(msg("unit"), lambda row: row.of.unit),
        Column(msg("why"), lambda row: translator.show(row.why)),
        Column(msg("cause"), lambda row: translator.show(row.causes) if row.causes else NOTHING),
    )
