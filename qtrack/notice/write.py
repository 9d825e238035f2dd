"""The files of a draft, in the form that plans have, with a comment wherever a person has to look."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import msgspec

from qtrack.locale.message import Translator, msg, number
from qtrack.model.plan import Section
from qtrack.notice.draft import Draft
from qtrack.notice.notebook import Doubt, to_check

#: A text that YAML takes for nothing but a text.
_PLAIN: Final = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`]|[\d.+-]+$)(?!.*:\s)[^\n#]*[^\s:#]")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "~", "y", "n"})
_IN_FLOW: Final = re.compile(r"[\[\]{},]")
_SCHEMA: Final = "# yaml-language-server: $schema={up}.schemas/{kind}.json\n"
#: What stands a line each.
_IN_ONE_LINE: Final = frozenset({"measures", "units", "groups"})


def remaining(draft: Draft, texts: Mapping[str, str]) -> tuple[tuple[Doubt, str, int], ...]:
    """Return the doubts that still stand in files, each with its file and the line of its comment, from 0."""
    say = Translator(draft.head.language).say
    found = []
    for doubt in draft.doubts:
        wanted = f"# {say(to_check(doubt.message))}"
        path = draft.path(doubt.about)
        lines = [line.strip() for line in texts.get(path, "").split("\n")]
        places = [at for at, line in enumerate(lines) if line == wanted and _is_of(lines, at, doubt.about)]
        found += [(doubt, path, at) for at in places[:1]]
    return tuple(found)


def _is_of(lines: Sequence[str], at: int, about: str) -> bool:
    """Tell whether a comment stands on a part of the plan: before it, or first in it."""
    name = about.rpartition(":")[2]
    below = next((line for line in lines[at:] if not line.startswith("#")), "")
    above = next((line for line in reversed(lines[:at]) if not line.startswith("#")), "")
    begins = re.match(rf"(?:- )?\{{?(?:id: )?{re.escape(name)}(?![\w.])", below) is not None
    return not about or begins or above == f"{name}:"


def files(draft: Draft) -> dict[str, str]:
    """Return the text of each file, by its path in the plan's folder."""
    say = Translator(draft.head.language).say
    notes = {about: [f"# {say(one)}" for one in told] for about, told in draft.notes.items()}
    guessed = say(
        msg("to check: kinds are guessed from names, ids are numbers; change them before the first entry")
    )
    drafted = say(msg("to check: a draft, cut from the sentences of the notice"))
    notes |= {"units": [f"# {guessed}"]}
    notes |= {f"{about}:deliverables": [f"# {drafted}"] for about in draft.holders}
    writer = _Writer(notes)
    found = {"plan.yaml": writer.file("plan", draft.head), "units.yaml": writer.file("units", draft.register)}
    for about, holder in draft.holders.items():
        kind = "section" if isinstance(holder, Section) else "task"
        found[f"{kind}s/{about}.yaml"] = writer.file(kind, holder)
    return found


class _Writer:
    """Writes records with the notes on them, which are found by what they are about."""

    def __init__(self, notes: Mapping[str, Sequence[str]]) -> None:
        self._notes = notes

    def file(self, kind: str, own: msgspec.Struct) -> str:
        """Return a file of a kind."""
        about = str(getattr(own, "id", ""))
        lines = (*(self._notes.get(about, ()) if kind != "units" else ()), *self._lines(own, about, ""))
        return _SCHEMA.format(up="../" if about else "", kind=kind) + "".join(f"{one}\n" for one in lines)

    def _lines(self, own: msgspec.Struct, about: str, indent: str) -> Iterator[str]:
        for name, value in _said(own):
            key = f"{about}:{name}" if about else name
            notes = [f"{indent}{note}" for note in self._notes.get(key, ())]
            if isinstance(value, msgspec.Struct):
                yield f"{indent}{name}:"
                yield from (f"  {note}" for note in notes)
                yield from self._lines(value, about, f"{indent}  ")
            elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
                yield from (*notes, f"{indent}{name}:")
                for part in value:
                    yield from self._item(name, part, about, f"{indent}  ")
            else:
                yield from (*notes, f"{indent}{name}: {scalar(value)}")

    def _item(self, name: str, part: msgspec.Struct, about: str, indent: str) -> Iterator[str]:
        own = str(getattr(part, "id", ""))
        key = own if name in _IN_ONE_LINE or own.startswith(f"{about}.") else f"{about}:{own}"
        yield from (f"{indent}{note}" for note in self._notes.get(key, ()))
        if name in _IN_ONE_LINE:
            yield f"{indent}- {flow(part)}"
            return
        for at, line in enumerate(self._lines(part, key, "")):
            yield f"{indent}{'  ' if at else '- '}{line}"


def _said(own: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a file that say more than their default."""
    for field in msgspec.structs.fields(type(own)):
        value = getattr(own, field.name)
        if field.name != "path" and (field.required or value != field.default):
            yield field.name, value


def flow(own: msgspec.Struct) -> str:
    """Return a record in one line."""
    return "{" + ", ".join(f"{name}: {scalar(value, in_flow=True)}" for name, value in _said(own)) + "}"


def scalar(value: object, *, in_flow: bool = False) -> str:
    """Return a value as YAML has it."""
    told = str(value)
    match value:
        case bool():
            told = told.lower()
        case Enum():
            told = str(value.value)
        case str():
            plain = _PLAIN.fullmatch(value) and value.casefold() not in _WORDS
            if not plain or (in_flow and _IN_FLOW.search(value)):
                told = "'" + value.replace("'", "''") + "'"
        case Decimal():
            told = number(value)
        case msgspec.Struct():
            told = flow(value)
        case Sequence():
            told = "[" + ", ".join(scalar(one, in_flow=True) for one in value) + "]"
    return told
