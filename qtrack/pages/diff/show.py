"""An edit of the plan as people and machines read it: on a terminal, in a merge request, as JSON."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import escape
from itertools import accumulate, groupby
from typing import Final, Literal
from urllib.parse import quote

from qtrack.locale.message import Translator, msg, nmsg
from qtrack.records.edits import EditLine, Edits, SideProblem
from qtrack.ui.json import show_json
from qtrack.ui.labels import problem_command, problem_line, workflow_command
from qtrack.ui.line import BLANK, Line
from qtrack.ui.markdown import comment_markdown
from qtrack.ui.phrases.edits import line_style, summary, turning, unreadable
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import indented

#: How an edit is printed: also for a merge request, and as commands for GitHub to show it beside the lines.
EditForm = Literal["text", "markdown", "json", "github"]


#: What it takes to say that something was left out.
_ROOM_TO_SAY_SO: Final = 200

#: So many points of a list are seen without unfolding it, and what folds the others.
_SEEN: Final = 20
_FOLD: Final = "<details>"
_UNFOLD: Final = "</details>"

#: Signs that stand otherwise around a title within quotes.
_QUOTES: Final = re.compile("[“”‘’]")

#: How far details stand below their sentence.
_INDENT: Final = 4


def edits_text(page: Edits, screen: Screen) -> None:
    """Write the lights that turn, then a sentence a change with its place and those affected below."""
    screen.show(edit_lines(page, screen))


def edit_lines(page: Edits, screen: Screen) -> Iterator[Line]:
    """Yield the lines of an edit."""
    say, width = screen.say, screen.width
    yield from indented(say(summary(page)), 0, width, "bold")
    if page.effect:
        yield from indented(say(turning(page.effect)), 0, width, "bold")
        for turn in page.effect.turns or ():
            yield from indented(say(turn.text), _INDENT, width, "")
        if page.lines:
            yield BLANK
    for line in page.lines:
        yield from indented(say(line.text), 0, width, line_style(line))
        yield from indented("  ".join(_parts(line, screen.translator)), _INDENT, width)
    for problems in _by_side(page):
        yield BLANK
        yield from indented(say(unreadable(problems)), 0, width, "bold")
        for problem in problems:
            yield from indented(problem_line(problem, screen.translator), _INDENT, width, "")


def edits_markdown(page: Edits, screen: Screen) -> None:
    """Write lists under small heads."""
    screen.write(markdown(page, screen.translator))


def markdown(page: Edits, translator: Translator, room: int | None = None) -> str:
    """Return lists under small heads, for a merge request; of what has no `room`, only how much it is.

    The effect comes first, then what tampers and what loosens; the rest, and long lists, are folded.
    """
    say = translator.say
    rows = [f"**{comment_markdown(say(summary(page)))}**"]
    if page.effect:
        head = f"#### {comment_markdown(say(turning(page.effect)))}"
        turns = [f"- {comment_markdown(say(turn.text))}" for turn in page.effect.turns or ()]
        rows += ["", head, *_folded(turns, translator)]
    for kind, lines in (
        (msg("Tampering"), [line for line in page.lines if line.tampers]),
        (msg("Loosening"), [line for line in page.lines if line.loosens and not line.tampers]),
    ):
        if lines:
            points = [_point(line, page, translator) for line in lines]
            rows += ["", f"#### {say(kind)}", *_folded(points, translator)]
    for problems in _by_side(page):
        points = [f"- {comment_markdown(problem_line(problem, translator))}" for problem in problems]
        head = f"#### {comment_markdown(say(unreadable(problems)))}"
        rows += ["", head, *_folded(points, translator)]
    others = [line for line in page.lines if not line.loosens and not line.tampers]
    if others:
        head = say(nmsg("{n} other change", "{n} other changes", len(others)))
        rows += _details_of(head, [_point(line, page, translator) for line in others])
    return _bounded(rows, translator, room)


def _folded(points: list[str], translator: Translator) -> list[str]:
    """Return a list of which no more is seen at first than anybody reads."""
    rest = points[_SEEN:]
    head = translator.say(nmsg("{n} more", "{n} more", len(rest)))
    return ["", *points[:_SEEN], *(_details_of(head, rest) if rest else ())]


def _details_of(head: str, points: list[str]) -> list[str]:
    return ["", f"{_FOLD}<summary>{escape(head)}</summary>", "", *points, "", _UNFOLD]


def _point(line: EditLine, page: Edits, translator: Translator) -> str:
    """Return a change with its details in a second line, its place as a link where the host is known."""
    sentence = comment_markdown(translator.say(line.text))
    place, *details = (comment_markdown(part) for part in _parts(line, translator))
    if page.address and line.line:
        place = f"[{place}]({page.address}{quote(line.place.path)}#L{line.line})"
    return f"- {sentence}  \n  {'  '.join((place, *details))}"


def _bounded(rows: list[str], translator: Translator, room: int | None) -> str:
    """Join rows as far as there is room, and say how many points of the lists there was none for."""
    text = "\n".join(rows) + "\n"
    if room is None or len(text) <= room:
        return text
    ends = list(accumulate(len(row) + 1 for row in rows))
    kept = bisect_right(ends, room - _ROOM_TO_SAY_SO)
    left_out = sum(row.startswith("- ") for row in rows[kept:])
    words = nmsg(
        "{n} more point has no room here; “qtrack diff” tells it.",
        "{n} more points have no room here; “qtrack diff” tells them all.",
        left_out,
    )
    folded = sum(row.startswith(_FOLD) for row in rows[:kept]) > rows[:kept].count(_UNFOLD)
    end = ["", _UNFOLD] if folded else []
    return "\n".join((*rows[:kept], *end, "", comment_markdown(translator.say(words)))) + "\n"


def edits_github(page: Edits, screen: Screen) -> None:
    """Write one workflow command a change: tampering is an error, loosening a warning."""
    for line in page.lines:
        level = "error" if line.tampers else "warning" if line.loosens else "notice"
        said, place = screen.say(line.text), line.place
        screen.write(workflow_command(level, said, title=line.kind, path=place.path, line=line.line))
    for problem in page.problems:
        screen.write(problem_command(problem, screen))


REPORTERS: Final[dict[EditForm, Callable[[Edits, Screen], None]]] = {
    "text": edits_text,
    "markdown": edits_markdown,
    "json": show_json,
    "github": edits_github,
}


def _parts(line: EditLine, translator: Translator) -> tuple[str, ...]:
    """Return the place of a change, then the title of what it is about and those affected, where told."""
    place = f"{line.place.path}:{line.line}" if line.line else line.place.path
    affected = translator.say(msg("affects {units}", units=line.units)) if line.units else ""
    told = _QUOTES.sub("", line.title) in _QUOTES.sub("", translator.say(line.text))
    title = "" if told else line.title
    return (place, *filter(None, (title, affected)))


def _by_side(page: Edits) -> list[list[SideProblem]]:
    return [list(problems) for _, problems in groupby(page.problems, key=lambda problem: problem.side)]
