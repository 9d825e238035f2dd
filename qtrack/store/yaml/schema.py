"""JSON Schemas of the files, for editors: made from the types that the files are read into.

The loader takes every value as text; an editor's YAML knows numbers and empty values. So a number may
stand where text belongs, a number in quotes where a number belongs, and nothing where a key may be left
out, just as the loader has it.
"""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import inspect

from qtrack.locale.translator import Translator
from qtrack.model import ids
from qtrack.model.entry import Entry
from qtrack.model.plan import PlanHead, Section, Task
from qtrack.model.units import Register
from qtrack.store.disk import write_file
from qtrack.store.format import FORMAT
from qtrack.store.ignored_files import SCHEMAS
from qtrack.store.yaml.schema_texts import WORDS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class FileKind(StrEnum):
    """The kinds of files in a plan."""

    PLAN = "plan"
    UNITS = "units"
    SECTION = "section"
    TASK = "task"
    ENTRY = "entry"


#: The type that each kind of file is read into.
KINDS: Final[dict[FileKind, type[msgspec.Struct]]] = {
    FileKind.PLAN: PlanHead,
    FileKind.UNITS: Register,
    FileKind.SECTION: Section,
    FileKind.TASK: Task,
    FileKind.ENTRY: Entry,
}

#: Fields that the loader fills in; they are no keys of a file.
_NOT_KEYS: Final = {"path", "Entry.id"}


def _pattern(*forms: re.Pattern[str]) -> dict[str, str]:
    """Write forms of ids so that every editor reads them alike: JavaScript knows no {,3}."""
    either = "|".join(form.pattern for form in forms).replace("{,", "{0,").replace(r"\d", "[0-9]")
    return {"pattern": f"^({either})$"}


_UNIT: Final = _pattern(ids.UNIT_ID)
_ABOUT: Final = _pattern(ids.SECTION_ID, ids.TASK_ID, ids.DELIVERABLE_ID)

#: An editor's YAML takes a year for a number.
_PERIOD: Final[dict[str, Any]] = {
    "type": ["integer", "string"],
    "pattern": "^[0-9]{4}(Q[1-4]|-(0[1-9]|1[0-2]))?$",
    "minimum": 1000,
    "maximum": 9999,
}

#: An editor's YAML takes a day of the month for a number.
_DUE_DAY: Final[dict[str, Any]] = {
    "type": ["integer", "string"],
    "pattern": "^(next )?((0[1-9]|1[0-2])-)?(0?[1-9]|[12][0-9]|3[01])$",
    "minimum": 1,
    "maximum": 30,
}

#: What a type alone does not tell. For a list it holds for each of its values.
_MORE: Final[dict[str, dict[str, Any]]] = {
    "PlanHead.format": {"const": FORMAT},
    "PlanHead.office": _UNIT,
    "PlanHead.retired": _ABOUT,
    "Reporting.by_day": {"minimum": 1, "maximum": 28},
    "LightRule.yellow_gap": {"minimum": 0},
    "LightRule.red_gap": {"minimum": 0},
    "LightRule.due_soon_days": {"minimum": 0},
    "LightRule.stale_days": {"minimum": 0},
    "Unit.id": _UNIT,
    "UnitGroup.id": _UNIT,
    "UnitGroup.members": _UNIT,
    "Section.id": _pattern(ids.SECTION_ID),
    "Measure.id": _pattern(ids.MEASURE_ID),
    "Task.id": _pattern(ids.TASK_ID),
    "Task.measure": _pattern(ids.MEASURE_ID),
    "Task.partners": _UNIT,
    "Responsibility.lead": _UNIT,
    "Responsibility.shared": _UNIT,
    "Responsibility.by_duty": _UNIT,
    "Deliverable.id": _pattern(ids.DELIVERABLE_ID),
    "Deliverable.first": _PERIOD,
    "Deliverable.by": _DUE_DAY,
    "Milestone.target": {"exclusiveMinimum": 0},
    "Indicator.id": _pattern(ids.INDICATOR_ID),
    "Indicator.target": {"exclusiveMinimum": 0},
    "Entry.about": _ABOUT,
    "Entry.unit": _UNIT,
    "Entry.summary": {"minLength": 1},
    "Entry.percent": {"minimum": 0, "maximum": 100},
    "Entry.actuals": {"minimum": 0},
    "Entry.period": _PERIOD,
    "Entry.corrects": _pattern(ids.ENTRY_ID),
    "Entry.withdraws": _pattern(ids.ENTRY_ID),
    "Entry.returns": _pattern(ids.ENTRY_ID),
}

#: The same for a list or a group of keys as a whole.
_OF_WHOLE: Final[dict[str, dict[str, Any]]] = {
    "UnitGroup.members": {"minItems": 1},
    "Task.responsible": {"minProperties": 1},
}


def schema(kind: FileKind, translator: Translator) -> dict[str, Any]:
    """Return the schema of one kind of file, its words in the translator's language."""
    whole = inspect.type_info(KINDS[kind])
    return {"$schema": DIALECT, **_words(KINDS[kind].__name__, translator), **_of(whole, {}, translator)}


def any_schema(translator: Translator) -> dict[str, Any]:
    """Return one schema that holds those of all kinds, and for a file of any kind."""
    each = {kind: _without_dialect(schema(kind, translator)) for kind in KINDS}
    return {"$schema": DIALECT, "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS], "$defs": each}


def schema_text(fields: dict[str, Any]) -> str:
    """Return a schema as JSON with a line end; Chinese stays readable."""
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def outdated(plan_folder: Path, translator: Translator) -> tuple[Path, ...]:
    """Return the schemas of a plan's folder that are missing or not what this qtrack would write."""
    return tuple(path for path, text in _files(plan_folder, translator) if _held(path) != text)


def write_schemas(plan_folder: Path, translator: Translator) -> tuple[Path, ...]:
    """Write the schemas that are not up to date and return their paths."""
    stale = outdated(plan_folder, translator)
    for path, text in _files(plan_folder, translator):
        if path in stale:
            write_file(path, text)
    return stale


def _files(plan_folder: Path, translator: Translator) -> list[tuple[Path, str]]:
    folder = plan_folder / SCHEMAS
    return [(folder / f"{kind}.json", schema_text(schema(kind, translator))) for kind in KINDS]


def _held(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _without_dialect(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "$schema"}


def _words(name: str, translator: Translator) -> dict[str, str]:
    """Return title and description, which stand in one text with a colon between."""
    title, _, said = translator.say(WORDS.get(name, "")).replace("：", ": ", 1).partition(": ")
    return {"title": title, "description": said[0].upper() + said[1:]} if said else {}


def _struct(kind: inspect.StructType, translator: Translator) -> dict[str, Any]:
    name = kind.cls.__name__
    fields = [
        field
        for field in kind.fields
        if field.name not in _NOT_KEYS and f"{name}.{field.name}" not in _NOT_KEYS
    ]
    return {
        "type": "object",
        "properties": {field.encode_name: _field(name, field, translator) for field in fields},
        "required": [field.encode_name for field in fields if field.required],
        "additionalProperties": False,
    }


def _field(struct: str, field: inspect.Field, translator: Translator) -> dict[str, Any]:
    name = f"{struct}.{field.name}"
    found = _words(name, translator) | _of(field.type, _MORE.get(name, {}), translator)
    found |= _OF_WHOLE.get(name, {})
    if field.required:
        return found
    found = _or_nothing(found)
    if isinstance(field.default, str | int) and field.default != "":
        found["default"] = field.default
    return found


def _or_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    """Let a key stand without a value, which says the same as no key at all."""
    if "enum" in fields:
        return fields | {"enum": [*fields["enum"], None]}
    kinds = fields["type"] if isinstance(fields["type"], list) else [fields["type"]]
    return fields | {"type": [*kinds, "null"]}


def _of(  # noqa: PLR0911 - one answer a type
    kind: inspect.Type, more: dict[str, Any], translator: Translator
) -> dict[str, Any]:
    """Return what a value of this type looks like in a file."""
    match kind:
        case inspect.StructType():
            return _struct(kind, translator)
        case inspect.UnionType():
            only = next(member for member in kind.types if not isinstance(member, inspect.NoneType))
            return _of(only, more, translator)
        case inspect.VarTupleType():
            return {"type": "array", "items": _of(kind.item_type, more, translator)}
        case inspect.DictType():
            values = _of(kind.value_type, more, translator)
            return {
                "type": "object",
                "propertyNames": _pattern(ids.INDICATOR_ID),
                "additionalProperties": values,
            }
        case inspect.EnumType():
            return {"enum": [member.value for member in kind.cls]}
        case inspect.LiteralType():
            return {"enum": list(kind.values)}
        case inspect.StrType() if "pattern" in more:  # what has a form of its own, such as an id
            return {"type": "string", **more}
        case _:
            return _SCALARS[type(kind)] | more


_SCALARS: Final[dict[type, dict[str, Any]]] = {
    inspect.StrType: {"type": ["string", "number"]},  # free text may look like a number: `covers: 2017`
    inspect.DateType: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    inspect.DateTimeType: {"type": "string", "format": "date-time"},
    inspect.DecimalType: {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    inspect.IntType: {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
    inspect.BoolType: {"type": "boolean"},
}
