"""Pages as JSON: documented, with a `format` number, texts in the language of the terminal."""

from enum import Enum
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message
from qtrack.locale.translator import Translator
from qtrack.render.screen import escape
from qtrack.standing.lights import LightReason
from qtrack.views.board import Board
from qtrack.views.task_page import TaskPage

FORMAT: Final = 1


def encode(fields: dict[str, Any]) -> str:
    """Return fields as indented JSON with a line end; Chinese stays readable."""
    return _indented(fields)


def encode_list(rows: list[dict[str, Any]]) -> str:
    """Return rows as indented JSON with a line end, where a form wants no `format` number."""
    return _indented(rows)


def _indented(value: object) -> str:
    raw = msgspec.json.Encoder(decimal_format="number").encode(value)
    return escape(msgspec.json.format(raw, indent=2).decode()) + "\n"


def board_json(page: Board, translator: Translator) -> str:
    """Return the board: format, as_of, counts, sections, tasks."""
    shown: dict[str, Any] = {"format": FORMAT, "as_of": page.as_of, "known_at": page.known_at}
    shown["counts"] = {light.value: number for light, number in page.counts.items()}
    shown["notes"] = [translator.say(note) for note in page.notes]
    shown["sections"] = [
        {
            "id": section.id,
            "number": section.number,
            "title": section.title,
            "light": section.light.value,
            "counts": {light.value: number for light, number in section.counts.items()},
            "reasons": plain(section.own_reasons, translator),
        }
        for section in page.sections
    ]
    shown["tasks"] = [plain(task, translator) for task in page.tasks]
    return encode(shown)


def task_json(page: TaskPage, translator: Translator) -> str:
    """Return one task whole."""
    return encode({"format": FORMAT, **plain(page, translator)})


def page_json(page: msgspec.Struct, translator: Translator) -> str:
    """Return any other page, its fields by name."""
    return encode({"format": FORMAT, **plain(page, translator)})


def plain(value: object, translator: Translator) -> Any:  # noqa: ANN401, PLR0911 - JSON is made of anything
    """Turn records into what JSON knows; messages become text, a reason its code and its text."""
    match value:
        case LightReason():
            return {"code": value.code, "light": value.light.value, "text": translator.say(value.message)}
        case Message():
            return translator.say(value)
        case msgspec.Struct():
            return {name: plain(getattr(value, name), translator) for name in value.__struct_fields__}
        case Enum():
            return value.value
        case dict():
            return {str(plain(key, translator)): plain(each, translator) for key, each in value.items()}
        case tuple() | list():
            return [plain(each, translator) for each in value]
        case _:
            return value
