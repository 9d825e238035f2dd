"""The edits of a plan over time, on a terminal."""

from collections.abc import Iterator
from typing import Final

from qtrack.locale.message import Message, msg
from qtrack.records.edits import PlanHistory
from qtrack.ui.line import BLANK, Line
from qtrack.ui.phrases.edits import line_style, seen_back_to
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import folded, indented

_INDENT: Final = 4


def show_history(page: PlanHistory, screen: Screen) -> None:
    """Write a head a commit and a sentence a change below it."""
    screen.show(_lines(page, screen))


def _lines(page: PlanHistory, screen: Screen) -> Iterator[Line]:
    say, width = screen.say, screen.width
    if not page.edits:
        yield from indented(say(nothing(page)), 0, width, "")
    for at, edit in enumerate(page.edits):
        if at:
            yield BLANK
        head = f"{edit.date}  {edit.author}  {edit.subject}"
        yield from folded(((head, "bold"), (f"  {edit.commit}", "dim")), width)
        for line in edit.lines:
            yield from indented(say(line.text), _INDENT, width, line_style(line))
        for note in edit.notes:
            yield from indented(say(note), _INDENT, width)
        if edit.partly:
            yield from indented(say(msg("parts of this edit cannot be read")), _INDENT, width)
    if page.cut_off:
        yield BLANK
        yield from indented(say(seen_back_to(page.cut_off)), 0, width, "bold")


def nothing(page: PlanHistory) -> Message:
    """Say that there are no edits to show."""
    if page.about:
        return msg("git knows no edit of {id}.", id=page.about)
    if page.since and not page.cut_off:
        return msg("No edit of the plan since {date}.", date=page.since)
    return msg("git knows no edit of the plan.")
