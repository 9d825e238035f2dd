"""The edits of a plan over time, on a terminal."""

from typing import Final

from rich.text import Text

from qtrack.locale.message import Message, msg
from qtrack.records.edits import PlanHistory
from qtrack.ui.phrases.edits import line_style, seen_back_to
from qtrack.ui.screen import Screen
from qtrack.ui.text import indented, text

_INDENT: Final = 4


def show_history(page: PlanHistory, screen: Screen) -> None:
    """Write a head a commit and a sentence a change below it."""
    say = screen.say
    width = screen.console().width
    parts = [] if page.edits else [indented(say(nothing(page)), 0, width, "")]
    for edit in page.edits:
        head = text(f"{edit.date}  {edit.author}  {edit.subject}", "bold")
        head.append(f"  {edit.commit}", style="dim")
        parts += [Text(), head] if parts else [head]
        parts += [indented(say(line.text), _INDENT, width, line_style(line)) for line in edit.lines]
        parts += [indented(say(note), _INDENT, width) for note in edit.notes]
        if edit.partly:
            parts.append(indented(say(msg("parts of this edit cannot be read")), _INDENT, width))
    if page.cut_off:
        parts += [Text(), indented(say(seen_back_to(page.cut_off)), 0, width, "bold")]
    screen.show(*parts)


def nothing(page: PlanHistory) -> Message:
    """Say that there are no edits to show."""
    if page.about:
        return msg("git knows no edit of {id}.", id=page.about)
    if page.since and not page.cut_off:
        return msg("No edit of the plan since {date}.", date=page.since)
    return msg("git knows no edit of the plan.")
