"""Issuing reminders: one numbered entry a matter and unit, all checked before the first is written."""

from datetime import date, timedelta
from typing import Final

import msgspec

from qtrack.cli.context import Here
from qtrack.cli.options import parse_choice, parse_date
from qtrack.cli.write.recording import (
    Desk,
    How,
    PathForm,
    commit,
    office_of,
    refuse_unseen,
    tell_recorded,
    tell_text,
    user,
)
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Chase, ChaseLevel, Entry
from qtrack.model.plan import Plan
from qtrack.pages.record.written import Issued, IssuedAll
from qtrack.records.chase import Chase as ChasePage
from qtrack.records.chase import ChaseLine
from qtrack.standing.reported.chasing import next_number
from qtrack.store.entries import entry_text, write_entry
from qtrack.store.lock import alone
from qtrack.ui.labels import CHASE_LEVELS
from qtrack.ui.text import sentences

#: Days to reply in, where no day is named.
_TO_REPLY: Final = 7


class Wish(msgspec.Struct, frozen=True):
    """What was typed of the reminders to issue; None or empty is what was not."""

    reply_by: str | None = None
    level: str | None = None
    text: str | None = None
    phone: str = ""
    answer: str = ""
    issuer: str | None = None
    by: str | None = None


def issue_all(here: Here, named: str | None, plan: Plan, page: ChasePage, wish: Wish, how: How) -> int:
    """Record a reminder for every line of the page that none waits on, and tell what was issued."""
    desk = Desk(here, here.folder(named), plan, here.moment(plan))
    if not page.open:
        raise QtrackError(*_nothing(page))
    if wish.phone and len(page.open) > 1:
        raise QtrackError(
            msg("A call reaches one unit, and {number} are to be reminded.", number=len(page.open)),
            msg("Name the task, and with --unit whom you called."),
        )
    entries = _entries(desk, page.open, wish)
    errors, warnings = desk.errors_and_warnings(*entries)
    if errors:
        raise QtrackError(
            msg(
                "The entry does not fit: {reasons}.",
                reasons=sentences(list(dict.fromkeys(errors)), here.screen.translator),
            ),
            msg("Nothing was written."),
        )
    for each in warnings:
        here.screen.talk(msg("warning: {text}", text=each))
    if how.dry_run:
        tell_text(desk, "---\n".join(map(entry_text, entries)), how)
        return ExitCode.FINE
    _write(desk, entries, how)
    return ExitCode.FINE


def _nothing(page: ChasePage) -> tuple[Message, Message]:
    if not page.lines:
        return (msg("There is nobody to remind."), msg("“qtrack chase --behind” looks at yellow tasks, too."))
    waiting = page.lines[0].last
    return (
        msg(
            "{unit} was reminded of {id} and has until {date} to reply ({number}).",
            unit=page.lines[0].unit_name,
            id=page.lines[0].id,
            date=waiting.reply_by if waiting else "",
            number=waiting.number if waiting else "",
        ),
        msg("Wait for the reply, or withdraw that reminder."),
    )


def _entries(desk: Desk, lines: tuple[ChaseLine, ...], wish: Wish) -> tuple[Entry, ...]:
    translator = Translator(desk.plan.head.language)
    today = desk.now.date()
    reply_by = parse_date("--reply-by", wish.reply_by) if wish.reply_by else today + timedelta(days=_TO_REPLY)
    words = {desk.here.screen.say(word): each for each, word in CHASE_LEVELS.items()}
    level = parse_choice("--level", wish.level, ChaseLevel, words) if wish.level else None
    office = office_of(desk.plan, wish.issuer, "--issuer")
    first = next_number(desk.plan, today.year)
    return tuple(
        Entry(
            about=line.id,
            unit=office,
            date=today,
            recorded=desk.now + timedelta(seconds=at),
            summary=(wish.text or translator.say(_request(reply_by))).strip(),
            by=(user() if wish.by is None else wish.by).strip(),
            chases=Chase(
                f"{today.year}-{first + at:03d}",
                level or line.level or ChaseLevel.REMIND,
                line.unit,
                reply_by,
                wish.phone.strip(),
                wish.answer.strip(),
            ),
        )
        for at, line in enumerate(lines)
    )


def _request(reply_by: date) -> Message:
    return msg("report by {date} how the work stands, what is in its way and what comes next", date=reply_by)


def _write(desk: Desk, entries: tuple[Entry, ...], how: How) -> None:
    """Write the entries and tell each; where the disk refuses one, those before it stand and are told."""
    written: list[Entry] = []
    with alone(desk.folder):
        refuse_unseen(desk)  # else a number might be given twice
        try:
            for entry in entries:
                written.append(write_entry(desk.folder, entry))  # noqa: PERF401 - a failure keeps them
        finally:
            _tell(desk, written, how)
    if how.commit:
        commit(desk, tuple(written))


def _tell(desk: Desk, written: list[Entry], how: How) -> None:
    shown = desk.here.shown
    if how.form is PathForm.JSON:
        found = tuple(
            Issued(each.id, shown(desk.folder / each.path), each.chases.number, each.chases.unit)
            for each in written
            if each.chases
        )
        tell_recorded(desk, tuple(written), IssuedAll(found))
        return
    tell_recorded(
        desk, tuple(written), "\n".join(_line(desk, each, each.chases) for each in written if each.chases)
    )
    desk.here.screen.talk(nmsg("{n} reminder issued.", "{n} reminders issued.", len(written)))


def _line(desk: Desk, entry: Entry, chase: Chase) -> str:
    return desk.here.screen.say(
        msg(
            "{number}  {about}  {unit}  {level}  reply by {date}  {path}",
            number=chase.number,
            about=entry.about,
            unit=desk.plan.register.short(chase.unit),
            level=CHASE_LEVELS[chase.level],
            date=chase.reply_by,
            path=desk.here.shown(desk.folder / entry.path),
        )
    )
