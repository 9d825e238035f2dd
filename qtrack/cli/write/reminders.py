"""`qtrack chase --issue`: a numbered entry for each who is to be reminded, or none."""

from datetime import timedelta
from typing import Final

from qtrack.cli.options import ReminderOptions
from qtrack.cli.write.recording import Session, office_of, user
from qtrack.cli.write.writing import commit, refuse_unseen, tell_recorded, tell_texts, write_all
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Translator, long_date, msg, nmsg
from qtrack.model.entry import Chase, ChaseLevel, Entry
from qtrack.records.answer import Issued
from qtrack.records.chase import Chase as ChasePage
from qtrack.records.chase import ChaseLine
from qtrack.standing.reported.chasing import next_number
from qtrack.store.entries import alone
from qtrack.ui.labels import CHASE_LEVELS

#: Days to reply in, where no day is named.
_TO_REPLY: Final = 7


def issue_reminders(session: Session, page: ChasePage, reminder: ReminderOptions) -> int:
    """Record a reminder for every line of the page that none waits on, and tell what was issued."""
    if not page.open:
        raise _nothing(page)
    if reminder.phone and len(page.open) > 1:
        raise QtrackError(
            msg("A call reaches one unit, and {number} are to be reminded.", number=len(page.open)),
            msg("Name the task, and with --unit whom you called."),
        )
    entries = _entries(session, page.open, reminder)
    session.check(*entries)
    if session.options.dry_run:
        tell_texts(session, *entries)
        return ExitCode.OK
    with alone(session.folder):
        refuse_unseen(session)  # else a number might be given twice
        written = write_all(session, entries, lambda told: _tell(session, told))
    if session.options.commit:
        commit(session, written)
    return ExitCode.OK


def _nothing(page: ChasePage) -> QtrackError:
    if not page.lines:
        return QtrackError(
            msg("There is nobody to remind."), msg("“qtrack chase --behind” looks at yellow tasks, too.")
        )
    waiting = page.lines[0].last
    return QtrackError(
        msg(
            "{unit} was reminded of {id} and has until {date} to reply ({number}).",
            unit=page.lines[0].unit_name,
            id=page.lines[0].task.id,
            date=waiting.chase.reply_by if waiting else "",
            number=waiting.chase.number if waiting else "",
        ),
        msg(
            "Wait for the reply, or withdraw that reminder; “qtrack history {id}” has it.",
            id=page.lines[0].task.id,
        ),
    )


def _entries(session: Session, lines: tuple[ChaseLine, ...], reminder: ReminderOptions) -> tuple[Entry, ...]:
    today = session.now.date()
    reply_by = reminder.reply_by or today + timedelta(days=_TO_REPLY)
    request = Translator(session.plan.head.language).say(
        msg(
            "report by {date} how the work stands, what is in its way and what comes next",
            date=long_date(reply_by),
        )
    )
    office = office_of(session, reminder.issuer, "--issuer")
    by = user(session, reminder.by)
    first = next_number(session.plan, today.year)
    return tuple(
        Entry(
            about=line.task.id,
            unit=office,
            date=today,
            recorded=session.now + timedelta(seconds=at),
            summary=(reminder.text or request).strip(),
            by=by,
            chases=Chase(
                f"{today.year}-{first + at:03d}",
                reminder.level or line.level or ChaseLevel.REMIND,
                line.unit,
                reply_by,
                reminder.phone.strip(),
                reminder.answer.strip(),
            ),
        )
        for at, line in enumerate(lines)
    )


def _tell(session: Session, written: tuple[Entry, ...]) -> None:
    issued = [(entry, session.shown(entry.path), entry.chases) for entry in written if entry.chases]
    if session.options.form == "json":
        found = (Issued(entry.id, path, chase.number, chase.unit) for entry, path, chase in issued)
        tell_recorded(session, written, tuple(found))
        return
    lines = (
        msg(
            "{number}  {about}  {unit}  {level}  reply by {date}  {path}",
            number=chase.number,
            about=entry.about,
            unit=session.plan.register.short(chase.unit),
            level=CHASE_LEVELS[chase.level],
            date=chase.reply_by,
            path=path,
        )
        for entry, path, chase in issued
    )
    tell_recorded(session, written, "\n".join(map(session.context.screen.say, lines)))
    session.context.screen.talk(nmsg("{n} reminder issued.", "{n} reminders issued.", len(written)))
