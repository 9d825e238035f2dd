"""An edit of the plan as people and machines read it: on a terminal, in a merge request, as JSON."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from rich.text import Text

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.pages.diff.json import edits_json
from qtrack.records.edits import BrokenSide, EditLine, Edits
from qtrack.ui.github import workflow_command
from qtrack.ui.labels import LEVELS
from qtrack.ui.markdown import comment_markdown
from qtrack.ui.phrases.edits import line_style, path_in, summary, turn_sentence, turning, unreadable
from qtrack.ui.screen import Screen
from qtrack.ui.text import indented


class EditForm(StrEnum):
    """How an edit is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"  # for a merge request
    JSON = "json"
    GITHUB = "github"  # workflow commands that GitHub shows beside the lines


#: How far details stand below their sentence.
_INDENT: Final = 4


def edits_text(page: Edits, screen: Screen) -> None:
    """Write a sentence a change, tampering and loosening first, with its place and those affected below."""
    say, width = screen.say, screen.console().width
    parts = [indented(say(summary(page)), 0, width, "bold")]
    for line in page.lines:
        parts.append(indented(say(line.text), 0, width, line_style(line)))
        parts.append(indented(_details(line, screen.translator), _INDENT, width))
    for side in page.broken:
        parts += [Text(), indented(say(unreadable(side)), 0, width, "bold")]
        parts += [indented(each, _INDENT, width, "") for each in _problem_lines(side, screen.translator)]
    if page.effect:
        parts += [Text(), indented(say(turning(page.effect)), 0, width, "bold")]
        parts += [indented(say(turn_sentence(each)), _INDENT, width, "") for each in page.effect.turns or ()]
    screen.show(*parts)


def edits_markdown(page: Edits, screen: Screen) -> None:
    """Write lists under small heads, as a comment on a merge request."""
    say, translator = screen.say, screen.translator
    rows = [f"**{comment_markdown(say(summary(page)))}**"]
    for head, lines in (
        (msg("Tampering"), [each for each in page.lines if each.tampers]),
        (msg("Loosening"), [each for each in page.lines if each.loosens and not each.tampers]),
        (msg("Other changes"), [each for each in page.lines if not each.loosens and not each.tampers]),
    ):
        if lines:
            rows += ["", f"#### {say(head)}", ""]
            rows += [
                f"- {comment_markdown(say(each.text))}  \n  {comment_markdown(_details(each, translator))}"
                for each in lines
            ]
    for side in page.broken:
        rows += ["", f"#### {comment_markdown(say(unreadable(side)))}", ""]
        rows += [f"- {comment_markdown(each)}" for each in _problem_lines(side, translator)]
    if page.effect:
        rows += ["", f"#### {comment_markdown(say(turning(page.effect)))}"]
        rows += ["", *(f"- {comment_markdown(say(turn_sentence(each)))}" for each in page.effect.turns or ())]
    screen.write("\n".join(rows) + "\n")


def edits_github(page: Edits, screen: Screen) -> None:
    """Write one workflow command a change: tampering is an error, loosening a warning."""
    for line in page.lines:
        level = "error" if line.tampers else "warning" if line.loosens else "notice"
        said = screen.say(line.text)
        screen.write(workflow_command(level, said, title=line.kind.value, path=line.path, line=line.line))
    for side in page.broken:
        for each in side.problems:
            path, said = path_in(side, each.place.path), screen.say(each.message)
            place = each.place
            screen.write(
                workflow_command(
                    "error", said, title=each.check, path=path, line=place.line, column=place.column
                )
            )


REPORTERS: Final[dict[EditForm, Callable[[Edits, Screen], None]]] = {
    EditForm.TEXT: edits_text,
    EditForm.MARKDOWN: edits_markdown,
    EditForm.JSON: edits_json,
    EditForm.GITHUB: edits_github,
}


def _details(line: EditLine, translator: Translator) -> str:
    place = f"{line.path}:{line.line}" if line.line else line.path
    affected = translator.say(msg("affects {units}", units=line.units)) if line.units else ""
    title = line.title if not (line.title and line.title in translator.say(line.text)) else ""
    return "  ".join(each for each in (place, title, affected) if each)


def _problem_lines(side: BrokenSide, translator: Translator) -> list[str]:
    return [
        f"{path_in(side, each.place.path)}:{each.place.line}:{each.place.column}: "
        f"{translator.say(LEVELS[each.level])}: {translator.say(each.message)} ({each.check})"
        for each in side.problems
    ]
