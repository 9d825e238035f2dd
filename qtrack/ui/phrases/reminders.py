"""What became of a reminder, in words: for the terminal and for papers."""

from qtrack.locale.message import Message, msg, nmsg
from qtrack.records.reminder import Reminder
from qtrack.standing.reported.chasing import ChaseState
from qtrack.ui.labels import CHASE_LEVELS


def outcome(reminder: Reminder) -> Message:
    """Say what became of a reminder."""
    match reminder.state:
        case ChaseState.ANSWERED:
            return msg("answered {day}", day=reminder.answered)
        case ChaseState.UNANSWERED:
            return nmsg(
                "was due {day}, unanswered for {n} day",
                "was due {day}, unanswered for {n} days",
                reminder.days,
                day=reminder.reply_by,
            )
    return msg("due by {day}", day=reminder.reply_by)


def reminder_line(reminder: Reminder) -> Message:
    """Say in a line which reminder it is and what became of it."""
    return msg(
        "{number} ({level}) of {date}, {outcome}",
        number=reminder.number,
        level=CHASE_LEVELS[reminder.level],
        date=reminder.issued,
        outcome=outcome(reminder),
    )
