"""What stops qtrack: one error with a sentence, a remedy and an exit code.

Wrong data in a plan is no error but a `Problem`, a value that is collected and shown.
"""

from enum import IntEnum

from qtrack.locale.message import Message


class ExitCode(IntEnum):
    """What a command tells the shell."""

    OK = 0
    PROBLEMS = 1  # problems or differences were found
    USAGE = 2  # what was asked cannot be done
    BUG = 3  # a mistake of qtrack's own
    INTERRUPTED = 130  # Ctrl-C


class QtrackError(Exception):
    """What was asked cannot be done: what, where, and in `hint` what to do about it."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint
