"""What became of a reminder, in words: for the terminal and for papers."""

from qtrack.locale.message import Message, msg, nmsg
from qtrack.render.labels import CHASE_LEVELS
from qtrack.standing.chasing import ChaseState
from qtrack.views.reminder import Reminder


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
