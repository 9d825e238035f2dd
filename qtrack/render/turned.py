"""What changed since a date, as words, as lines above the board and as rows of a file."""

from collections.abc import Sequence
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.render.fold import fold
from qtrack.render.labels import LIGHTS, day
from qtrack.render.listing import Column
from qtrack.render.screen import clean
from qtrack.render.text import LIGHT_STYLES, indented, text
from qtrack.views.board import Board
from qtrack.views.turned import Changes, Finished, LateKind, NewlyLate, Turn

#: What is late by a deadline, and what is late before one.
_PASSED: Final = frozenset({LateKind.OVERDUE, LateKind.MISSED})


class ChangeRow(msgspec.Struct, frozen=True):
    """One change as a row: what happened, to what, whose it is, why or when."""

    change: Message
    id: str
    title: str
    period: str
    unit: str
    why: Message | str


def changed_only(page: Board, changes: Changes) -> Board:
    """Return the board of what changed, sections of which nothing did left out."""
    holders = changes.holders
    sections = [
        msgspec.structs.replace(
            section,
            own_reasons=section.own_reasons if section.id in holders else (),
            tasks=tuple(task for task in section.tasks if task.id in holders),
        )
        for section in page.sections
    ]
    return msgspec.structs.replace(
        page, sections=tuple(each for each in sections if each.tasks or each.own_reasons)
    )


def changes_drawn(page: Board, changes: Changes, translator: Translator, width: int) -> list[Text]:
    """Draw a line each for what turned to which light, what is newly done, newly overdue, newly behind."""
    head = text(translator.say(msg("Since {date}", date=changes.since)), "bold")
    groups = _groups(changes)
    if not groups:
        return [head, indented(translator.say(msg("Nothing changed.")), 0, width)]
    labels = [translator.say(label) for label, _, _ in groups]
    room = max(map(cell_len, labels))
    figures = max(len(str(len(ids))) for _, _, ids in groups)
    lines = [head]
    for label, (_, style, ids) in zip(labels, groups, strict=True):
        indent = room + figures + 3
        told = fold(clean(translator.show(tuple(_told(each, translator) for each in ids))), width - indent)
        number = " " * (room - cell_len(label) + 1) + f"{len(ids):>{figures}}  "
        lines.append(Text.assemble((label, style), number, ("\n" + " " * indent).join(told)))
    left = sum(each.id not in changes.holders for each in page.tasks)
    if left:
        same = nmsg("{n} task as before.", "The other {n} tasks as before.", left)
        lines.append(indented(translator.say(same), 0, width))
    return lines


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
    late = changes.newly_late
    found += [
        (msg("newly done"), "", list(changes.finished)),
        (msg("newly overdue"), "", [each for each in late if each.kind in _PASSED]),
        (msg("newly behind"), "", [each for each in late if each.kind not in _PASSED]),
    ]
    return [each for each in found if each[2]]


def _told(row: Turn | Finished | NewlyLate, translator: Translator) -> str:
    period = "" if isinstance(row, Turn) else row.period
    return translator.say(msg("{id} of {period}", id=row.id, period=period)) if period else row.id


def change_words(changes: Changes) -> dict[str, list[Message]]:
    """Return what happened to each task, to stand before its reasons; what they say already is left out."""
    found: dict[str, list[Message]] = {}
    for turn in changes.turned:
        words = msg("turned from {before} to {now}", before=LIGHTS[turn.before], now=LIGHTS[turn.now])
        found.setdefault(turn.id, []).append(words)
    for done in changes.finished:
        holder = done.id.partition(".")[0]
        if done.id != holder:
            found.setdefault(holder, []).append(_of_part(done, msg("newly done")))
    for late in changes.newly_late:
        words = msg("newly overdue") if late.kind in _PASSED else msg("newly behind")
        if late.id != late.holder:
            words = _of_part(late, words)
        found.setdefault(late.holder, []).append(words)
    return found


def _of_part(row: Finished | NewlyLate, words: Message) -> Message:
    if row.period:
        return msg("{id} of {period} {words}", id=row.id, period=row.period, words=words)
    return msg("{id} {words}", id=row.id, words=words)


def change_rows(changes: Changes) -> list[ChangeRow]:
    """Return every change as a row: turns, the worst light first, what is done, what is late."""
    order = tuple(changes.counts)
    turned = sorted(changes.turned, key=lambda each: order.index(each.now))
    rows = [
        ChangeRow(
            msg("turned from {before} to {now}", before=LIGHTS[each.before], now=LIGHTS[each.now]),
            each.id,
            each.title,
            "",
            each.unit,
            each.reason,
        )
        for each in turned
    ]
    rows += [
        ChangeRow(msg("newly done"), each.id, each.title, each.period, each.unit, day(each.ended))
        for each in changes.finished
    ]
    rows += [
        ChangeRow(
            msg("newly overdue") if each.kind in _PASSED else msg("newly behind"),
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
    )
