"""What stops qtrack: one error with a sentence, a remedy and an exit code.

Wrong data in a plan is no error but a `Problem`, a value that is collected and shown.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from typing import Final

from qtrack.locale.message import Message, msg

#: So many names are offered where one was not clear.
_OFFERED: Final = 10


class ExitCode(IntEnum):
    """What a command tells the shell."""

    OK = 0
    PROBLEMS = 1  # problems or differences were found
    USAGE = 2  # what was asked cannot be done
    BUG = 3  # a mistake of qtrack's own
    INTERRUPTED = 130  # Ctrl-C


class QtrackError(Exception):
    """What was asked cannot be done: what, where, and in `hint` what to type or to do next."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: Message, hint: Message) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint


class CancelledError(Exception):
    """A person at the terminal did not go on, which was told to them; nothing was written."""


@contextmanager
def office_package(name: str) -> Iterator[None]:
    """Raise QtrackError where what is imported within, of the extra `office`, is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise QtrackError(
            msg("Files of Excel and Word need the package {name}, which is not installed.", name=name),
            msg("“pip install 'qtrack[office]'” brings it."),
        ) from error


def offered(names: Sequence[str]) -> tuple[str, ...]:
    """Return as many names as a sentence can list."""
    return (*names[:_OFFERED], *(["…"] if len(names) > _OFFERED else []))


#: The option or argument whose value is refused, as sentences name it; empty where a person was asked for it.
Place = Message | str


def ambiguous(typed: str, names: Sequence[str], place: Place) -> QtrackError:
    """Return the refusal of a part of a name that several have."""
    return QtrackError(
        msg("{place} is “{typed}”, which fits {number} names.", place=place, typed=typed, number=len(names))
        if place
        else msg("“{typed}” fits {number} names.", typed=typed, number=len(names)),
        msg("Write more of it: {names}.", names=offered(names)),
    )
