"""Pages as JSON: documented, with a `format` number, texts in the language of the terminal."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message
from qtrack.locale.translator import Translator
from qtrack.records.board import Board, BoardGroup, BoardTask
from qtrack.records.finished import Finished
from qtrack.records.late import NewlyLate
from qtrack.records.light_changes import Turn
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.screen import clean, escape

FORMAT: Final = 1


def encode(fields: dict[str, Any]) -> str:
    """Return fields as indented JSON with a line end; Chinese stays readable."""
    return _indented(fields)


def encode_list(rows: list[dict[str, Any]]) -> str:
    """Return rows as indented JSON with a line end, where a form wants no `format` number."""
    return _indented(rows)


def _indented(value: object) -> str:
    encoder = msgspec.json.Encoder(decimal_format="number")
    try:
        raw = encoder.encode(value)
    except UnicodeEncodeError:  # a file's name, or what was typed, holds bytes that are no text
        raw = encoder.encode(_as_text(value))
    return escape(msgspec.json.format(raw, indent=2).decode()) + "\n"


def _as_text(value: Any) -> Any:  # noqa: ANN401 - JSON is made of anything
    match value:
        case str():
            return clean(value)
        case dict():
            return {_as_text(key): _as_text(each) for key, each in value.items()}
        case list():
            return [_as_text(each) for each in value]
        case _:
            return value


class ShownReason(msgspec.Struct, frozen=True):
    """A reason for a light: a code for machines, a text for people."""

    code: str
    light: Light
    text: Message


class ShownSection(msgspec.Struct, frozen=True):
    """A section of the board; `reasons` are of its own goals."""

    id: str
    number: str
    title: str
    light: Light
    counts: dict[Light, int]
    reasons: tuple[LightReason, ...]


class ShownUnit(msgspec.Struct, frozen=True):
    """A unit or group on a board by units, with the lights of the tasks it leads."""

    id: str
    name: str
    light: Light
    counts: dict[Light, int]


class ShownBoard(msgspec.Struct, frozen=True):
    """The board: groups and tasks apart. What changed is empty, and `since` null, unless asked for.

    By units there are `units`, and of the sections those with goals of their own.
    """

    as_of: date
    known_at: date | None
    counts: dict[Light, int]
    notes: tuple[Message, ...]
    group: BoardGroup
    sections: tuple[ShownSection, ...]
    units: tuple[ShownUnit, ...]
    tasks: tuple[BoardTask, ...]
    since: date | None
    counts_before: dict[Light, int] | None
    turned: tuple[Turn, ...]
    finished: tuple[Finished, ...]
    dropped: tuple[Finished, ...]
    newly_late: tuple[NewlyLate, ...]


def shown_board(page: Board) -> ShownBoard:
    """Return the board as JSON has it."""
    found = page.changes
    return ShownBoard(
        as_of=page.as_of,
        known_at=page.known_at,
        counts=page.counts,
        notes=page.notes,
        group=page.group,
        sections=tuple(
            ShownSection(each.id, each.number, each.title, each.light, each.counts, each.own_reasons)
            for each in page.sections
            if each.number
        ),
        units=tuple(
            ShownUnit(each.id, each.title, each.light, each.counts)
            for each in page.sections
            if not each.number
        ),
        tasks=page.tasks,
        since=found.since if found else None,
        counts_before=found.counts if found else None,
        turned=found.turned if found else (),
        finished=found.finished if found else (),
        dropped=found.dropped if found else (),
        newly_late=found.newly_late if found else (),
    )


def board_json(page: Board, translator: Translator) -> str:
    """Return the board."""
    return page_json(shown_board(page), translator)


def page_json(page: msgspec.Struct, translator: Translator) -> str:
    """Return a page, its fields by name."""
    return encode({"format": FORMAT, **plain(page, translator)})


def plain(value: object, translator: Translator) -> Any:  # noqa: ANN401, PLR0911 - JSON is made of anything
    """Turn records into what JSON knows; messages become text, a reason its code and its text.

    `qtrack.cli.admin.json_schema` walks the types of records the same way; the two go together.
    """
    match value:
        case LightReason():
            return plain(ShownReason(value.code, value.light, value.message), translator)
        case Message():
            return translator.say(value)
        case msgspec.Struct():
            names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
            return {shown: plain(getattr(value, name), translator) for shown, name in names}
        case Enum():
            return value.value
        case Decimal():
            return value + 0  # -0 is 0
        case dict():
            return {str(plain(key, translator)): plain(each, translator) for key, each in value.items()}
        case tuple() | list():
            return [plain(each, translator) for each in value]
        case _:
            return value
