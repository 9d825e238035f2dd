"""The annexes of a summary: which there are, in what order, and which of them a paper is to have."""

from collections.abc import Collection
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.model.period import PeriodKind
from qtrack.papers.summary.issue import Issue

#: What each annex is, by the name of its block in the templates; their numbers count from 1 and stay.
ANNEXES: Final = {
    "tasks": msg("How every task stands"),
    "paces": msg("Progress against pace"),
    "late": msg("Behind, overdue and stuck"),
    "turns": msg("Lights that turned"),
    "indicators": msg("Progress of the indicators"),
    "duties": msg("Duties of every period"),
    "progress": msg("What was reported"),
    "finished": msg("Finished and dropped"),
    "problems": msg("Problems told and next steps"),
    "due": msg("What falls due next"),
    "unreported": msg("Not reported in time"),
    "reminders": msg("Reminders"),
    "edits": msg("Edits of the plan"),
}

_NUMBERS: Final = {name: number for number, name in enumerate(ANNEXES, 1)}
#: The number of that which has the line of lights.
TASKS: Final = _NUMBERS["tasks"]

_OF_SUMMARY: Final = {
    PeriodKind.WEEK: msg("see annex {number} of the weekly summary"),
    PeriodKind.MONTH: msg("see annex {number} of the monthly summary"),
    PeriodKind.QUARTER: msg("see annex {number} of the quarterly summary"),
    PeriodKind.HALF_YEAR: msg("see annex {number} of the half-year summary"),
    PeriodKind.YEAR: msg("see annex {number} of the annual summary"),
}


def chosen_annexes(numbers: Collection[int] | None) -> tuple[int, ...]:
    """Return the numbers of the annexes that are asked for, in their order; None asks for all."""
    return tuple(number for number in _NUMBERS.values() if numbers is None or number in numbers)


def annex_titles(page: Issue) -> dict[str, tuple[int, Message]]:
    """Return the annexes of a paper by their names, each with its number and its title."""
    return {
        name: (_NUMBERS[name], title) for name, title in ANNEXES.items() if _NUMBERS[name] in page.annexes
    }


def see(name: str, page: Issue) -> Message | None:
    """Say in which annex the whole stands, if the paper has it, or its summary does."""
    number = _NUMBERS[name]
    if page.brief:
        return msg(_OF_SUMMARY[page.kind].text, number=number)
    return msg("see annex {number}", number=number) if number in page.annexes else None
