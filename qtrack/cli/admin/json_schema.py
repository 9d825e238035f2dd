"""JSON Schemas of what `--format json` prints, made from the types of its records.

They are made from what `qtrack.ui.json` shows of the records themselves, so neither can drift from the
other: every key is required and no other is allowed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import reduce
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from qtrack.cli.write.undo import Undone
from qtrack.locale.message import Message
from qtrack.pages.audit.show import AnchorPage
from qtrack.pages.audit.view import Audit
from qtrack.pages.config import SettingsPage
from qtrack.pages.doctor import Examination
from qtrack.pages.find.view import Found
from qtrack.pages.history.view import History
from qtrack.pages.imported import Compared, Imported
from qtrack.pages.indicators.view import Indicators
from qtrack.pages.matrix.view import Matrix
from qtrack.pages.problems import Report
from qtrack.records.answer import DryRunResult, Foreseen, Issued, Recorded, WriteResult
from qtrack.records.board import Board
from qtrack.records.chase import Chase
from qtrack.records.due import Due
from qtrack.records.edits import Edits, PlanHistory
from qtrack.records.mine import Mine
from qtrack.records.task import TaskPage
from qtrack.records.units import UnitList, Units
from qtrack.store.yaml.schema import DIALECT
from qtrack.ui.json import FORMAT, shown

_Records = dict[type[msgspec.Struct], dict[str, Any]]

_WRITTEN: Final = (Recorded, Foreseen)

#: The records that a command prints as JSON, or several of one kind. What it is asked decides which it is.
OUTPUTS: Final[dict[str, tuple[Any, ...]]] = {
    "status": (Board,),
    "show": (TaskPage, Board, PlanHistory),
    "units": (Units, UnitList),
    "mine": (Mine,),
    "matrix": (Matrix,),
    "due": (Due,),
    "indicators": (Indicators,),
    "find": (Found,),
    "chase": (Chase, tuple[Issued, ...], DryRunResult),
    "history": (History,),
    "record": (*_WRITTEN, tuple[WriteResult, ...], DryRunResult),
    "correct": _WRITTEN,
    "withdraw": _WRITTEN,
    "undo": (Undone,),
    "close": _WRITTEN,
    "return": _WRITTEN,
    "diff": (Edits,),
    "changes": (PlanHistory,),
    "audit": (Audit, AnchorPage),
    "validate": (Report,),
    "doctor": (Examination,),
    "config": (SettingsPage,),
    "import": (Imported, Compared),
}


def output_schema(command: str) -> dict[str, Any]:
    """Return the schema of what a command prints; raise KeyError for one that prints no JSON."""
    defs: _Records = {}
    pages = [_object({"format": {"const": FORMAT}, **_whole(kind, defs)}) for kind in OUTPUTS[command]]
    whole = pages[0] if len(pages) == 1 else {"anyOf": pages}
    named = {record.__name__: schema for record, schema in defs.items()}
    if len(named) < len(defs):
        raise TypeError(defs)  # two records of one name
    title = f"qtrack {command} --format json"
    return {"$schema": DIALECT, "title": title, **whole, **({"$defs": named} if named else {})}


def _whole(kind: Any, defs: _Records) -> dict[str, Any]:  # noqa: ANN401 - a type of any form
    return {"entries": _of(kind, defs)} if get_origin(kind) else _fields(kind, defs)


def _fields(record: type[msgspec.Struct], defs: _Records) -> dict[str, Any]:
    return {key: _of(reduce(_held, way, record), defs) for key, way in shown(record).items()}


def _held(record: Any, name: str) -> Any:  # noqa: ANN401 - a type of any form
    """Return the type of a field or a property of a record."""
    told = getattr(record, name)
    return get_type_hints(told.fget)["return"] if isinstance(told, property) else get_type_hints(record)[name]


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


#: Types that stand for themselves; a message is said.
_PLAIN: Final[dict[object, dict[str, Any]]] = {
    type(None): {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Message: {"type": "string"},
}


def _of(kind: Any, defs: _Records) -> dict[str, Any]:  # noqa: ANN401 - a type of any form
    """Return the schema of one type; records stand in `defs`."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if get_origin(kind) is not None:
        return _of_many(get_origin(kind), get_args(kind), defs)
    if issubclass(kind, Enum):
        return {"enum": [value.value for value in kind]}
    if not issubclass(kind, msgspec.Struct):
        raise TypeError(kind)
    if kind not in defs:
        defs[kind] = {}  # a record may hold records of its own kind
        defs[kind] = _object(_fields(kind, defs))
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _of_many(origin: object, among: tuple[Any, ...], defs: _Records) -> dict[str, Any]:
    """Return the schema of a union, a sequence or a mapping of every value of an Enum."""
    if origin in {Union, UnionType}:
        return _any_of(_of(way, defs) for way in among)
    if origin is dict:
        keys, value = among
        return _object({str(key.value): _of(value, defs) for key in keys})
    if origin is Sequence:
        return {"type": "array", "items": _of(among[0], defs)}
    if origin is not tuple:
        raise TypeError(origin)
    if among[-1] is Ellipsis:
        return {"type": "array", "items": _of(among[0], defs)}
    places = [_of(place, defs) for place in among]
    return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}


def _any_of(kinds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the schema of a union, each way to write it once."""
    ways: list[dict[str, Any]] = []
    for way in kinds:
        if way not in ways:
            ways.append(way)
    return ways[0] if len(ways) == 1 else {"anyOf": ways}
