"""Files of plain lines to values without a parser: what qtrack itself writes, and most of what people do.

Nearly every entry is a row of lines `key: words`. What YAML makes of such a file stands in it as it is, and
is read off; parsing takes eight times as long. The forms are so narrow that the parsers and the careful
reader could give nothing else: no comments, quotes or signs of YAML, each value in the one form of its type.
Every other file is theirs, and every one with anything wrong, since only they have places and sentences.
"""

import re
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final

import msgspec

from qtrack.model.annotations import StructT, bare_type
from qtrack.model.entry import Entry
from qtrack.store.tree import LARGEST_FILE

#: Words that are no more than words to YAML, and stand for no missing value.
WORDS: Final = r"(?!null\n)[^-?:,\[\]{}#&*!|>'\"%@`~\n ][^\n:#]*+(?::[^\n:# ][^\n:#]*+)*+(?<! )"
IN_BRACKETS: Final = r"[^-?:,\[\]{}#&*!|>'\"%@`~\n ][^\n:#,\[\]{}?]*+(?<! )"

_BLOCK: Final = r"\|-?(?:\n  [^\n ][^\n]*+)++"
NUMBER: Final = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_NAME: Final = "[a-z0-9][a-z0-9-]*"
_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
#: What may stand behind the colon of a key, by the type of its field.
_FORMS: Final[dict[Any, str]] = {
    str: f" (?:{WORDS}|{_BLOCK})",
    date: f" {_DATE}",
    datetime: f" {_DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}[+-][0-9]{{2}}:[0-9]{{2}}",
    Decimal: f" {NUMBER}",
    tuple: rf" \[{IN_BRACKETS}(?:, {IN_BRACKETS})*+\]|(?:\n- {WORDS})++",
    dict: rf"(?:\n  {_NAME}: {NUMBER})++| \{{{_NAME}: {NUMBER}(?:, {_NAME}: {NUMBER})*+\}}",
}
#: One field of a file of such a form, with the lines that belong to it.
_FIELD: Final = re.compile(r"([a-z]+): ?(.*(?:\n[ -].*)*+)")


def read_entry(path: str, raw: bytes) -> Entry | None:
    """Read the file of an entry of plain lines in its own folder; None where it is anything else."""
    _, folder, name = path.split("/")
    entry = read_plain(raw, Entry, id=name.removesuffix(".yaml"), path=path)
    return entry if entry is not None and entry.holder == folder else None


def read_plain(raw: bytes, kind: type[StructT], **known: object) -> StructT | None:
    """Read a file of plain lines as one value of `kind`; None where it is anything else, or may be wrong.

    `known` are fields that the file does not hold.
    """
    text = plain_text(raw)
    if text is None or not _form(kind).fullmatch(text):
        return None
    fields = _FIELD.findall(text)
    values = {**dict(fields), **known}
    if len(values) < len(fields) + len(known):
        return None
    values |= {name: _value(value) for name, value in fields if value[0] in "[{|\n"}
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError:
        return None


def plain_text(raw: bytes) -> str | None:
    """Return the text of a file; None where it is none, too large, or has signs that are not seen."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    return text if len(raw) <= LARGEST_FILE and text.replace("\n", "").isprintable() else None


@cache
def _form(kind: type[msgspec.Struct]) -> re.Pattern[str]:
    names: dict[str, list[str]] = {}
    for field in msgspec.structs.fields(kind):
        if form := _form_of(bare_type(field.type)):
            names.setdefault(form, []).append(field.encode_name)
    either = "|".join(f"(?:{'|'.join(alike)}):(?:{form})" for form, alike in names.items())
    return re.compile(rf"(?:(?:{either})\n)++")


def _form_of(kind: Any) -> str:  # noqa: ANN401 - a type annotation is any object
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return " (?:" + "|".join(kind) + ")"
    return _FORMS.get(typing.get_origin(kind) or kind, "")


def _value(text: str) -> str | list[str] | dict[str, str] | None:
    """Return what words do not say alone: a list, a block of lines, or keys with values."""
    if text[0] == "[":
        return text[1:-1].split(", ")
    if text[0] == "|":
        return text.partition("\n  ")[2].replace("\n  ", "\n").rstrip()
    if text[1] == "-":
        return text[3:].split("\n- ")
    lines = text[1:-1].split(", ") if text[0] == "{" else text[3:].split("\n  ")
    pairs = [line.split(": ") for line in lines]
    found = dict(pairs)
    return found if len(found) == len(pairs) else None
