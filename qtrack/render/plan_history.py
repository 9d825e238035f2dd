"""The edits of a plan over time, on a terminal and as JSON."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from qtrack.locale.message import msg
from qtrack.render.edits import change_json, line_style
from qtrack.render.json import FORMAT, encode
from qtrack.render.screen import Screen
from qtrack.render.text import text
from qtrack.views.plan_history import PlanHistory


def show_history(page: PlanHistory, screen: Screen) -> None:
    """Write a head a commit and a sentence a change below it."""
    say = screen.say
    if not page.edits:
        screen.line(
            msg("No edit of the plan since {date}.", date=page.since)
            if page.since
            else msg("No edit of the plan.")
        )
        return
    parts: list[RenderableType] = []
    for edit in page.edits:
        head = text(f"{edit.date}  {edit.author}  {edit.subject}", "bold")
        head.append(f"  {edit.commit}", style="dim")
        parts += [Text(), head] if parts else [head]
        parts += [Padding(text(say(each.text), line_style(each)), (0, 0, 0, 4)) for each in edit.lines]
        parts += [Padding(text(say(each), "dim"), (0, 0, 0, 4)) for each in edit.notes]
        if edit.partly:
            partly = text(say(msg("parts of this edit cannot be read")), "dim")
            parts.append(Padding(partly, (0, 0, 0, 4)))
    screen.show(*parts)


def history_json(page: PlanHistory, screen: Screen) -> None:
    """Write `{format, since, about, edits: [{commit, date, author, subject, partly, notes, changes}]}`."""
    edits = [
        {
            "commit": each.commit,
            "date": each.date,
            "author": each.author,
            "subject": each.subject,
            "partly": each.partly,
            "notes": [screen.say(note) for note in each.notes],
            "changes": [change_json(line, screen.translator) for line in each.lines],
        }
        for each in page.edits
    ]
    screen.write(encode({"format": FORMAT, "since": page.since, "about": page.about, "edits": edits}))
