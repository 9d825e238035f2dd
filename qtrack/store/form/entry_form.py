"""The form of one entry that a person fills in an editor: YAML, read more kindly than a file of the plan."""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.locale.words import STATUSES, meant
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import FIELD, FIELDS, Kind, fields
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.store.form.cells import CellError, Say, cell_date
from qtrack.store.tree import reason
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose, find, place_of
from qtrack.store.yaml.reader import FileReader
from qtrack.store.yaml.typo_hints import damaged_utf8, decode_gbk

#: What the form asks for, in its order.
ASKED: Final = fields("about", "unit", "date", "by", "status", "percent", "period")
KEYS: Final = tuple(field.name for field in ASKED)
_LONG: Final = {field.name for field in FIELDS if field.kind is Kind.TEXT}
_LISTS: Final = {field.name for field in FIELDS if field.kind is Kind.LIST}
#: Fields of an entry that nobody types.
_NO_KEYS: Final = tuple(name for name in Entry.__struct_fields__ if name not in {*KEYS, "path"})
_KEY: Final = re.compile(rf"({'|'.join(KEYS)})\s*:")
#: A line of a list that is not in quotes yet.
_PAPER: Final = re.compile(r"\s*-\s+([^'\"\s].*?)\s*")


def decode_form(raw: bytes) -> str:
    """Return the text of a form, in UTF-8 or in GBK; bytes that are neither are kept as they are."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        gbk = None if damaged_utf8(raw) else decode_gbk(raw)
        text = raw.decode("utf-8", "surrogateescape") if gbk is None else gbk
    return text.replace("\r\n", "\n")


def read_form(
    text: str, plan: Plan, empty: Entry, check: Callable[[Entry], Iterable[Problem]], *, say: Say
) -> tuple[Entry | None, list[Problem]]:
    """Read a filled form: the entry and what `check` warns of, or None and all that is wrong, with lines.

    Units may be said by any name, statuses by any word for them, dates as in a cell: what was understood is
    told to `say`, and so are the choices where that can be several days.
    """
    root = compose("", indented(text).encode("utf-8", "surrogateescape"))
    if isinstance(root, Problem):
        return None, [root]
    if isinstance(root, MapNode):
        _take_out_empty(root)
        _say_plainly(root, plan, empty.recorded.date(), say)
    sheet = FileReader("")
    unsaid: dict[str, object] = {name: getattr(empty, name) for name in _NO_KEYS}
    entry = sheet.read(root, Entry, unsaid)
    rest, unsure = entry, frozenset[str]()
    if entry is None and isinstance(root, MapNode):
        rest, unsure = _rest(root, sheet.problems, empty, unsaid)
    found = list(check(rest)) if rest else []
    errors = [problem for problem in found if problem.level is Level.ERROR]
    wrong = [problem for problem in errors if problem.place.keys[0] not in unsure]
    if entry is not None and not wrong:
        return entry, found
    located = [
        msgspec.structs.replace(
            problem, place=place_of("", find(root, problem.place.keys, on_key=problem.place.on_key))
        )
        for problem in wrong
    ]
    return None, [*sheet.problems, *located]


def _rest(
    root: MapNode, problems: list[Problem], empty: Entry, unsaid: dict[str, object]
) -> tuple[Entry | None, frozenset[str]]:
    """Return what is right in a form that is wrong somewhere, so that it can be checked in the same round.

    The fields that are unsure, named with it, are as they were in the empty form.
    """
    lines = {problem.place.line - 1 for problem in problems}
    sound = [pair for pair in root.value if not lines & set(_lines(*pair)) and pair[0].value in KEYS]
    said = {key.value for key, value in sound if not _empty(value)}
    rest = MapNode(root.tag, [pair for pair in sound if pair[0].value in said])
    rest.start_mark = root.start_mark
    kept: dict[str, object] = {name: getattr(empty, name) for name in KEYS if name not in said}
    unsure = frozenset(KEYS) - {key.value for key, _ in sound}
    return FileReader("").read(rest, Entry, unsaid | kept), unsure


def _lines(key: Node, value: Node) -> range:
    """Return the lines of a key and its value, from 0."""
    return range(key.start_mark.line, max(value.end_mark.line, key.start_mark.line + 1))


def is_empty(text: str) -> bool:
    """Tell whether nothing but notes is left of a form."""
    return all(not line.strip() or line.startswith("#") for line in text.splitlines())


def indented(text: str) -> str:
    """Write for YAML what was typed for people: long texts at the margin, lists with colons in them."""
    lines = []
    under = ""
    for line in text.split("\n"):
        key = _KEY.match(line)
        if key:
            block = line[key.end() :].strip().startswith("|")
            under = key[1] if key[1] in _LISTS or block else ""
        loose = under in _LONG and not key and line.strip() and not line.startswith((" ", "#"))
        paper = _PAPER.fullmatch(line) if under in _LISTS else None
        if paper:
            lines.append(f"  - '{paper[1].replace(chr(39), chr(39) * 2)}'")
        else:
            lines.append(f"  {line}" if loose else line)
    return "\n".join(lines)


def _take_out_empty(root: MapNode) -> None:
    """Figures and documents that were left empty say nothing."""
    for _, value in root.value:
        if isinstance(value, MapNode):
            value.value = [(key, node) for key, node in value.value if not _empty(node)]
        elif isinstance(value, ListNode):
            value.value = [node for node in value.value if not _empty(node)]


def _empty(node: Node) -> bool:
    return isinstance(node, TextNode) and not node.value.strip()


def _say_plainly(root: MapNode, plan: Plan, today: date, say: Say) -> None:
    """Put in the place of what people say what files hold; what cannot be read is left for the reader."""
    for key, value in root.value:
        if not isinstance(key, TextNode) or not isinstance(value, TextNode):
            continue
        kind = FIELD[key.value].kind if key.value in FIELD else None
        if kind is Kind.UNIT and (unit := plan.register.find(value.value)):
            value.value = unit.id
        elif kind is Kind.ABOUT and (about := plan.find(value.value)):
            value.value = about.id
        elif kind is Kind.STATUS and (status := meant(value.value, Status, STATUSES)):
            value.value = status
        elif kind is Kind.PERCENT:
            value.value = value.value.strip().removesuffix("%")
        elif kind is Kind.DATE and value.value:
            try:
                value.value = cell_date(value.value, today, say).isoformat()
            except CellError as error:
                if error.choices:
                    say(error.message)


class Draft:
    """A file outside the plan, readable by its owner only."""

    def __init__(self, name: str, text: str) -> None:
        try:
            handle, path = tempfile.mkstemp(prefix=f"qtrack-{name}-", suffix=".yaml")
            os.close(handle)
        except OSError as error:
            raise QtrackError(
                msg("No draft can be written: {why}.", why=reason(error)),
                msg("Look whether the disk has room, or give the entry as options."),
            ) from error
        self.path = Path(path)
        self.write(text)

    def write(self, text: str) -> None:
        """Put this text in the place of what the draft held."""
        try:
            self.path.write_bytes(text.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise QtrackError(
                msg("{path} cannot be written: {why}.", path=str(self.path), why=reason(error)),
                msg("Look whether the disk has room, or give the entry as options."),
            ) from error

    def read(self) -> bytes:
        """Return what the draft holds; nothing where it was deleted."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def drop(self) -> None:
        """Delete the draft."""
        with contextlib.suppress(OSError):
            self.path.unlink()
