"""The files of a draft, in the form that plans have, with a comment wherever a person has to look."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Final

import msgspec

from qtrack.locale.message import Message, Translator, msg, number
from qtrack.model.plan import Section, Task
from qtrack.notice.draft import Draft

#: A text that YAML takes for nothing but a text.
_PLAIN: Final = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`]|[\d.+-]+$)[^\n#]*[^\s:#]")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "~", "y", "n"})
_IN_FLOW: Final = re.compile(r"[\[\]{},]")
_SCHEMA: Final = "# yaml-language-server: $schema={up}.schemas/{kind}.json"


def files(draft: Draft) -> dict[str, str]:
    """Return the text of each file, by its path in the plan's folder."""
    writer = _Writer(draft)
    found = {"plan.yaml": writer.head(), "units.yaml": writer.units()}
    found |= {f"sections/{section.id}.yaml": writer.holder("section", section) for section in draft.sections}
    found |= {f"tasks/{task.id}.yaml": writer.holder("task", task) for task in draft.tasks}
    return found


class _Writer:
    """Writes the files of one draft in the language of the plan."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._say = Translator(draft.head.language).say

    def head(self) -> str:
        """Return plan.yaml."""
        lines = [_SCHEMA.format(up="", kind="plan")]
        for name, value in _said(self._draft.head):
            if name == "document":
                lines.append("document:")
                for key, held in _said(value):
                    lines += self._notes(key, "  ")
                    lines.append(f"  {key}: {scalar(held)}")
            elif name == "deadlines":
                lines.append("deadlines:")
                for deadline in self._draft.head.deadlines:
                    lines += [f"  - wording: {scalar(deadline.wording)}", f"    date: {deadline.date}"]
            else:
                lines += [*self._notes(name, ""), f"{name}: {scalar(value)}"]
        return "\n".join(lines) + "\n"

    def units(self) -> str:
        """Return units.yaml."""
        register = self._draft.register
        lines = [_SCHEMA.format(up="", kind="units")]
        kinds = msg(
            "to check: kinds are guessed from names, ids are numbers; change them before the first entry"
        )
        lines.append(self._comment(kinds, ""))
        for shelf in ("units", "groups"):
            bodies = getattr(register, shelf)
            lines += [f"{shelf}:"] if bodies else ["units: []"] if shelf == "units" else []
            for body in bodies:
                lines += self._notes(body.id, "  ")
                lines.append(f"  - {flow(body)}")
        return "\n".join(lines) + "\n"

    def holder(self, kind: str, own: Section | Task) -> str:
        """Return the file of a section or a task."""
        lines = [_SCHEMA.format(up="../", kind=kind), *self._notes(own.id, "")]
        for name, value in _said(own):
            if name == "responsible":
                lines += ["responsible:", *self._notes(f"{own.id}:responsible", "  ")]
                lines += [f"  {key}: {scalar(held)}" for key, held in _said(value)]
            elif name == "measures":
                lines.append("measures:")
                for measure in value:
                    lines += [*self._notes(measure.id, "  "), f"  - {flow(measure)}"]
            elif name in {"deliverables", "indicators"}:
                if name == "deliverables":
                    lines.append(
                        self._comment(msg("to check: a draft, cut from the sentences of the notice"), "")
                    )
                lines.append(f"{name}:")
                for part in value:
                    lines += self._part(own.id, part)
            else:
                lines.append(f"{name}: {scalar(value)}")
        return "\n".join(lines) + "\n"

    def _part(self, holder: str, part: msgspec.Struct) -> Iterator[str]:
        about = str(getattr(part, "id", ""))
        yield from self._notes(about if about.startswith(holder) else f"{holder}:{about}", "  ")
        mark = "- "
        for name, value in _said(part):
            yield f"  {mark}{name}: {scalar(value)}"
            mark = "  "

    def _notes(self, about: str, indent: str) -> list[str]:
        return [self._comment(message, indent) for message in self._draft.notes.get(about, ())]

    def _comment(self, message: Message, indent: str) -> str:
        return f"{indent}# {self._say(message)}"


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
            plain = _PLAIN.fullmatch(value) and ": " not in value and value.casefold() not in _WORDS
            if not plain or (in_flow and _IN_FLOW.search(value)):
                told = "'" + value.replace("'", "''") + "'"
        case Decimal():
            told = number(value)
        case Sequence():
            told = "[" + ", ".join(scalar(one, in_flow=True) for one in value) + "]"
    return told
