"""Files of plain lines with parts in parts to values without a parser: heads, units, sections and tasks.

Beside what entries are made of, see `qtrack.store.plain.lines`, their lines may lie deeper below a key or a
dash, or stand in braces, and end in a remark. Parsing takes three times as long, and PyYAML takes as long to
load as a small plan to read. What is read off is what parser and careful reader give; all else is theirs.
"""

import re
import typing
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Final

import msgspec

from qtrack.model.annotations import StructT, bare_type
from qtrack.store.plain.lines import IN_BRACKETS, NUMBER, WORDS, plain_text

#: What the bytes of a file with a suppression hold; no other remark says anything to qtrack.
MARKER: Final = b"qtrack: allow"


def _row(member: str, end: str) -> str:
    """Return the pattern of members with commas between, up to a bracket; it holds that of a member once."""
    return rf"(?:{member}(?:, (?!{end})|(?={end})))++{end}"


_QUOTED: Final = r'"[^"\\\n ](?:[^"\\\n]*[^"\\\n ])?"'
_LIST: Final = rf"\[{_row(IN_BRACKETS, ']')}"
_KEY: Final = "[a-z_]+"
_PAIR: Final = rf"{_KEY}: (?:(?!null[,}}]){IN_BRACKETS}|{_QUOTED}|{_LIST})"
_VALUE: Final = rf"(?:{WORDS}|{_QUOTED}|{_LIST}|\{{{_row(_PAIR, '}')})"
_BLOCKS: Final = re.compile(rf"(?: *+(?:- )?(?:{_KEY}:(?: |$))?{_VALUE}?\n)++", re.MULTILINE)
#: How deep a line lies, its dash, its key, and what stands behind them.
_LINE: Final = re.compile(rf"^( *)(- )?(?:({_KEY}):(?: |$))?(.+)?\n", re.MULTILINE)
_IN_BRACES: Final = re.compile(rf"({_KEY}): ({_QUOTED}|{_LIST}|[^,]+)")
#: A remark behind words; what stands in quotes may look like one.
_REMARK: Final = re.compile(r"^((?:[^#'\"\n]*[^#'\"\n ])?)(?:^| +)#.*$", re.MULTILINE)

_Line = tuple[str, str, str, str]


class _NotPlainError(Exception):
    """A file is not so plain as it looked, or something may be wrong with it."""


def read_blocks(raw: bytes, kind: type[StructT], **known: object) -> StructT | None:
    """Read a file of plain lines as one value of `kind`; None where it is anything else, or may be wrong.

    `known` are fields that the file does not hold.
    """
    text = None if MARKER in raw else plain_text(raw)
    if text is not None and "#" in text:
        text = _REMARK.sub(r"\1", text)
    if text is None or not _BLOCKS.fullmatch(text):
        return None
    lines = [line for line in reversed(_LINE.findall(text)) if any(line[1:])]
    try:
        values = _typed(_keys(lines, ""), kind)
        return None if lines or known.keys() & values else msgspec.convert({**values, **known}, kind)
    except (_NotPlainError, msgspec.ValidationError, RecursionError):
        return None


def _keys(lines: list[_Line], indent: str) -> dict[str, Any]:
    """Take the lines from the end of a list that are keys with values and lie so deep."""
    found: dict[str, Any] = {}
    while lines and lines[-1][0] == indent and not lines[-1][1]:
        _, _, key, text = lines.pop()
        if not key or key in found:
            raise _NotPlainError
        found[key] = _value(text) if text else _below(lines, indent)
    return found


def _below(lines: list[_Line], indent: str) -> Any:  # noqa: ANN401 - a list, or keys with values
    """Take what belongs to a key that lies so deep."""
    deeper, dash, *_ = lines[-1] if lines else ("", "")
    if dash and deeper >= indent:
        return _members(lines, deeper)
    if deeper > indent:
        return _keys(lines, deeper)
    raise _NotPlainError


def _members(lines: list[_Line], indent: str) -> list[Any]:
    found: list[Any] = []
    while lines and lines[-1][0] == indent and lines[-1][1]:
        _, _, key, text = lines.pop()
        if key:
            inner = f"{indent}  "
            lines.append((inner, "", key, text))
            found.append(_keys(lines, inner))
        else:
            found.append(_value(text))
    return found


def _value(text: str) -> str | list[str] | dict[str, Any]:
    match text[:1]:
        case "":
            raise _NotPlainError
        case '"':
            return text[1:-1]
        case "[":
            return text[1:-1].split(", ")
        case "{":
            pairs = _IN_BRACES.findall(text[1:-1])
            if len(found := dict(pairs)) < len(pairs):
                raise _NotPlainError
            return {key: _value(value) for key, value in found.items()}
    return text


def _typed(values: object, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Return values with those in the place of numbers and truths that words stand for."""
    if not isinstance(values, dict):
        raise _NotPlainError
    makers = _makers(kind)
    return {key: makers[key](value) if key in makers else value for key, value in values.items()}


@cache
def _makers(kind: type[msgspec.Struct]) -> dict[str, Callable[[Any], Any]]:
    made = {field.encode_name: _maker(bare_type(field.type)) for field in msgspec.structs.fields(kind)}
    return {key: maker for key, maker in made.items() if maker}


def _maker(kind: Any) -> Callable[[Any], Any] | None:  # noqa: ANN401 - a type annotation is any object
    if typing.get_origin(kind) is tuple:
        member = _maker(bare_type(typing.get_args(kind)[0]))
        return (lambda values: list(map(member, _listed(values)))) if member else None
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return lambda values: _typed(values, kind)
    return {Decimal: _number, int: _whole, bool: _truth}.get(kind)


def _listed(values: object) -> list[Any]:
    if not isinstance(values, list):
        raise _NotPlainError
    return values


_NUMBER: Final = re.compile(NUMBER)


def _number(value: object) -> str:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise _NotPlainError
    return value


def _whole(value: object) -> int:
    number = _number(value)
    if "." in number:
        raise _NotPlainError
    return int(number)


def _truth(value: object) -> bool:
    if not isinstance(value, str) or value not in {"true", "false"}:
        raise _NotPlainError
    return value == "true"
