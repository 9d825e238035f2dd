"""The edits of a plan over time, on a terminal and as JSON."""

from datetime import date
from typing import Final

import msgspec
from rich.text import Text

from qtrack.locale.message import Message, msg
from qtrack.pages.diff.json import ShownChange, shown_change
from qtrack.records.plan_history import Edge, PlanHistory
from qtrack.ui.json import page_json
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
        parts += [indented(say(each.text), _INDENT, width, line_style(each)) for each in edit.lines]
        parts += [indented(say(each), _INDENT, width) for each in edit.notes]
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


class ShownEdit(msgspec.Struct, frozen=True):
    """A commit that edited the plan, as JSON has it."""

    commit: str
    date: date
    author: str
    subject: str
    partly: bool
    notes: tuple[Message, ...]
    changes: tuple[ShownChange, ...]


class ShownEdits(msgspec.Struct, frozen=True):
    """The edits of a plan over time, as JSON has them."""

    since: date | None
    about: str
    edits: tuple[ShownEdit, ...]
    cut_off: tuple[Edge, ...]


def history_json(page: PlanHistory, screen: Screen) -> None:
    """Write `{format, since, about, edits: [{commit, date, author, subject, partly, notes, changes}], …}`.

    `cut_off` is where a shallow clone ends: `[{commit, date}]`.
    """
    edits = tuple(
        ShownEdit(
            each.commit,
            each.date,
            each.author,
            each.subject,
            each.partly,
            each.notes,
            tuple(map(shown_change, each.lines)),
        )
        for each in page.edits
    )
    screen.write(page_json(ShownEdits(page.since, page.about, edits, page.cut_off), screen.translator))
