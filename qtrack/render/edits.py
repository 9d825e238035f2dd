"""An edit of the plan as people and machines read it: on a terminal, in a merge request, as JSON."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from rich.text import Text

from qtrack.locale.message import Message, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.render.github import workflow_command
from qtrack.render.json import FORMAT, encode, plain
from qtrack.render.labels import LEVELS, LIGHTS
from qtrack.render.markdown import escape_markdown
from qtrack.render.screen import Screen
from qtrack.render.text import indented
from qtrack.views.edits import BrokenSide, Cause, EditLine, Edits, Effect, LightTurn


class EditForm(StrEnum):
    """How an edit is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"  # for a merge request
    JSON = "json"
    GITHUB = "github"  # workflow commands that GitHub shows beside the lines


#: How far details stand below their sentence.
_INDENT: Final = 4

CAUSES: Final[dict[Cause, Message]] = {
    Cause.PLAN: msg("because the plan was edited"),
    Cause.ENTRIES: msg("because of the entries"),
}


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
        parts += [indented(say(_turn(each)), _INDENT, width, "") for each in page.effect.turns or ()]
    screen.show(*parts)


def edits_markdown(page: Edits, screen: Screen) -> None:
    """Write lists under small heads, as a comment on a merge request."""
    say, translator = screen.say, screen.translator
    rows = [f"**{escape_markdown(say(summary(page)))}**"]
    for head, lines in (
        (msg("Tampering"), [each for each in page.lines if each.tampers]),
        (msg("Loosening"), [each for each in page.lines if each.loosens and not each.tampers]),
        (msg("Other changes"), [each for each in page.lines if not each.loosens and not each.tampers]),
    ):
        if lines:
            rows += ["", f"#### {say(head)}", ""]
            rows += [
                f"- {escape_markdown(say(each.text))}  \n  {escape_markdown(_details(each, translator))}"
                for each in lines
            ]
    for side in page.broken:
        rows += ["", f"#### {escape_markdown(say(unreadable(side)))}", ""]
        rows += [f"- {escape_markdown(each)}" for each in _problem_lines(side, translator)]
    if page.effect:
        rows += ["", f"#### {escape_markdown(say(turning(page.effect)))}"]
        rows += ["", *(f"- {escape_markdown(say(_turn(each)))}" for each in page.effect.turns or ())]
    screen.write("\n".join(rows) + "\n")


def edits_json(page: Edits, screen: Screen) -> None:
    """Write `{format, changes: [{kind, about, from, to, loosens, tampers, units, path, line, text}]}`.

    `problems` stand there where a side could not be read, `effect` where it was asked for.
    """
    translator = screen.translator
    shown: dict[str, Any] = {
        "format": FORMAT,
        "changes": [change_json(each, translator) for each in page.lines],
    }
    if page.broken:
        shown["problems"] = [
            {
                "side": translator.show(side.name),
                "path": _path(side, each.place.path),
                "line": each.place.line,
                "column": each.place.column,
                "level": each.level.value,
                "check": each.check,
                "message": translator.say(each.message),
            }
            for side in page.broken
            for each in side.problems
        ]
    if page.effect:
        shown["effect"] = {
            "as_of": page.effect.as_of,
            "turns": page.effect.turns and [_turned(each, translator) for each in page.effect.turns],
        }
    screen.write(encode(shown))


def change_json(line: EditLine, translator: Translator) -> dict[str, Any]:
    """Return one change as JSON has it."""
    return {
        "kind": line.kind.value,
        "about": line.about,
        "from": plain(line.before, translator),
        "to": plain(line.after, translator),
        "loosens": line.loosens,
        "tampers": line.tampers,
        "units": list(line.units),
        "path": line.path,
        "line": line.line,
        "text": translator.say(line.text),
    }


def _turned(turn: LightTurn, translator: Translator) -> dict[str, Any]:
    return {
        "id": turn.id,
        "from": turn.before.value,
        "to": turn.after.value,
        "because": turn.cause.value,
        "text": translator.say(_turn(turn)),
    }


def edits_github(page: Edits, screen: Screen) -> None:
    """Write one workflow command a change: tampering is an error, loosening a warning."""
    for line in page.lines:
        level = "error" if line.tampers else "warning" if line.loosens else "notice"
        said = screen.say(line.text)
        screen.line(workflow_command(level, said, title=line.kind.value, path=line.path, line=line.line))
    for side in page.broken:
        for each in side.problems:
            path, said = _path(side, each.place.path), screen.say(each.message)
            place = each.place
            screen.line(
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


def summary(page: Edits) -> Message:
    """Say in one sentence what is compared and how much changed."""
    if not page.lines and page.broken:
        return msg(
            "From {old} to {new}: no change in meaning in what can be read.", old=page.old, new=page.new
        )
    if not page.lines:
        return msg("From {old} to {new}: no change in meaning.", old=page.old, new=page.new)
    changes = nmsg("{n} change", "{n} changes", len(page.lines))
    parts = []
    if page.tampering:
        parts.append(nmsg("{n} tampering", "{n} tampering", page.tampering))
    if page.loosening:
        parts.append(nmsg("{n} loosening", "{n} loosening", page.loosening))
    if parts:
        changes = msg("{changes}, of them {parts}", changes=changes, parts=tuple(parts))
    return msg("From {old} to {new}: {changes}.", old=page.old, new=page.new, changes=changes)


def unreadable(side: BrokenSide) -> Message:
    """Say that a side is not whole."""
    return nmsg(
        "{n} problem keeps parts of {side} from being compared:",
        "{n} problems keep parts of {side} from being compared:",
        len(side.problems),
        side=side.name,
    )


def turning(effect: Effect) -> Message:
    """Say how many lights turn."""
    if effect.turns is None:
        return msg("The lights cannot be told: a side cannot be read whole.")
    if not effect.turns:
        return msg("As of {date}, no light turns.", date=effect.as_of)
    return nmsg(
        "As of {date}, {n} light turns:",
        "As of {date}, {n} lights turn:",
        len(effect.turns),
        date=effect.as_of,
    )


def _turn(turn: LightTurn) -> Message:
    return msg(
        "{id} {title}: {before} → {after}, {cause}: {reason}",
        id=turn.id,
        title=turn.title,
        before=LIGHTS[turn.before],
        after=LIGHTS[turn.after],
        cause=CAUSES[turn.cause],
        reason=turn.reason,
    )


def _details(line: EditLine, translator: Translator) -> str:
    place = f"{line.path}:{line.line}" if line.line else line.path
    affected = translator.say(msg("affects {units}", units=line.units)) if line.units else ""
    title = line.title if not (line.title and line.title in translator.say(line.text)) else ""
    return "  ".join(each for each in (place, title, affected) if each)


def _problem_lines(side: BrokenSide, translator: Translator) -> list[str]:
    return [
        f"{_path(side, each.place.path)}:{each.place.line}:{each.place.column}: "
        f"{translator.say(LEVELS[each.level])}: {translator.say(each.message)} ({each.check})"
        for each in side.problems
    ]


def _path(side: BrokenSide, path: str) -> str:
    return f"{side.folder}/{path}" if side.folder else path


def line_style(line: EditLine) -> str:
    """Return the colour of a change."""
    return "red" if line.tampers else "yellow" if line.loosens else ""
