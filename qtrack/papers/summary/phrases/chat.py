"""The brief page as a few lines for a chat or a mail: whole sentences that can be read aloud, no marks."""

from collections.abc import Sequence
from typing import Final

from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.engine.office import cut, light_count, short_title
from qtrack.papers.summary.front import Matter, Stuck
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.phrases.chapter import not_reported
from qtrack.papers.summary.phrases.matter import Text, due_title, joined, titled

#: So many lines in all; the template has one with the title and one with who sends them.
MOST_LINES: Final = 12
_OF_TEMPLATE: Final = 2

#: So many matters that wait for a decision or fall due, so many units, so much of a title, and of a text.
_MATTERS: Final = 2
_UNITS: Final = 3
_TITLE: Final = 24
_LONGEST: Final = 36

_ORDER: Final = (
    msg("First, {matter}."),
    msg("Second, {matter}."),
    msg("Third, {matter}."),
    msg("Fourth, {matter}."),
    msg("Fifth, {matter}."),
)


def light_counts(page: Issue) -> tuple[Message, ...]:
    """Count the tasks by light, each with how many more or fewer there are than in the issue before."""
    found = []
    for light, number in page.counts.items():
        moved = number - page.changes.counts[light] if page.changes.since else 0
        if not (number or moved):
            continue
        counted = light_count(light, number)
        if moved > 0:
            counted = msg("{count} ({by} more)", count=counted, by=moved)
        elif moved:
            counted = msg("{count} ({by} fewer)", count=counted, by=-moved)
        found.append(counted)
    return tuple(found)


def chat_lines(page: Issue, opening: Sequence[Message]) -> tuple[Message, ...]:
    """Return the lines between the title and who sends them; `opening` are those that are told first."""
    own = page.matters
    last = [*_due(page), *_silent(page)]
    stuck = _listed(
        nmsg(
            "{n} matter needs a decision or coordination:",
            "{n} matters need a decision or coordination:",
            len(own.stuck),
        ),
        [_stuck(row) for row in own.stuck[:_MATTERS]],
    )
    room = MOST_LINES - _OF_TEMPLATE - len(opening) - len(last) - len(stuck) - 1
    shown = own.red[: min(room, len(_ORDER))]
    head = msg("Red are:") if len(shown) == len(own.red) else msg("Red are above all:")
    return (*opening, *_listed(head, [_red(matter, page) for matter in shown]), *stuck, *last)


def _listed(head: Message, matters: Sequence[Message]) -> list[Message]:
    """Return a line that begins a list, and one a matter; nothing where there is none."""
    if not matters:
        return []
    told = (msg(own.text, matter=matter) for own, matter in zip(_ORDER, matters, strict=False))
    return [head, *told]


def _red(matter: Matter, page: Issue) -> Message:
    goals = page.head.numbers.get(matter.id)
    whose = goals if isinstance(goals, Message) else cut(matter.held.first, _TITLE)
    return _told(matter.title, whose, matter.reasons[0].message)


def _stuck(stuck: Stuck) -> Message:
    if stuck.told is None:
        return _told(stuck.title, cut(stuck.held.first, _TITLE), stuck.reasons[0].message)
    entry = stuck.told.entry
    said = [cut(text, _LONGEST).rstrip("。.；; ") for text in (entry.problems, entry.next) if text.strip()]
    return _told(stuck.title, cut(entry.unit_name, _TITLE), joined(said))


def _told(title: str, whose: Text, why: Text) -> Message:
    return msg("{matter}: {why}", matter=titled(cut(short_title(title), _TITLE), whose), why=why)


def _due(page: Issue) -> list[Message]:
    rows = page.matters.due[:_MATTERS]
    if not rows:
        return []
    names = tuple(titled(due_title(row, cut(short_title(row.title), _TITLE)), row.due) for row in rows)
    total = len(page.matters.due)
    more = msg(" and others") if total > len(rows) else ""
    return [
        nmsg(
            "{n} matter falls due soon: {names}{more}.",
            "{n} matters fall due soon: {names}{more}.",
            total,
            names=names,
            more=more,
        )
    ]


def _silent(page: Issue) -> list[Message]:
    units = page.matters.units
    names = tuple(cut(unit, _TITLE) for unit, _, _ in units[:_UNITS])
    return [not_reported(names, len(units))] if units else []
