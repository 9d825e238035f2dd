"""JSON Schemas of the files, for editors: made from the types that the files are read into.

The loader takes every value as text; an editor's YAML knows numbers and empty values. So a number may
stand where text belongs, a number in quotes where a number belongs, and nothing where a key may be left
out, just as the loader has it.
"""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec
from msgspec import inspect

from qtrack.locale.message import Translator, mark
from qtrack.locale.words import Words, labels
from qtrack.model.entry import Entry
from qtrack.model.head import PlanHead
from qtrack.model.ids import key_texts
from qtrack.model.indicator import Better, Indicator, IndicatorKind
from qtrack.model.plan import Deliverable, Section, Task
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Register
from qtrack.store.disk import write_file
from qtrack.store.tree import SCHEMAS
from qtrack.store.yaml.values import TEXT_WORDS, words_of

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

#: The kinds of files in a plan.
FileKind = StrEnum("FileKind", "PLAN UNITS SECTION TASK ENTRY")
#: The type that each kind of file is read into, and what it is called: a title, a colon, a sentence.
KINDS: Final[dict[FileKind, tuple[type[msgspec.Struct], str]]] = {
    FileKind.PLAN: (PlanHead, mark("Head of the plan: what plan.yaml says; one file a plan.")),
    FileKind.UNITS: (
        Register,
        mark("Register of units: every unit and group, once; everywhere else they go by their id."),
    ),
    FileKind.SECTION: (
        Section,
        mark("Section: one of the parts of the plan with its measures; the first has the overall goals."),
    ),
    FileKind.TASK: (Task, mark("Task: what is tracked; one file each.")),
    FileKind.ENTRY: (
        Entry,
        mark("Entry: what a unit said, once; “qtrack record” writes it, nobody edits it."),
    ),
}


class Together(msgspec.Struct, frozen=True):
    """What must stand beside a key that says something, or says one of `values`, and what must not."""

    key: str
    values: tuple[StrEnum, ...] = ()
    needs: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


#: Keys of which exactly one says something, and those of which at least one does.
_ONE_OF: Final[dict[type, tuple[str, ...]]] = {Task: ("measure", "section")}
_ANY_OF: Final[dict[type, tuple[str, ...]]] = {Responsibility: ("lead", "shared", "by_duty")}
_TOGETHER: Final[dict[type, tuple[Together, ...]]] = {
    Responsibility: (Together("co_leads", needs=("lead",)),),
    Deliverable: (
        Together("every", bars=("due", "start")),
        Together("first", needs=("every",)),
        Together("by", needs=("every",)),
    ),
    Indicator: (
        Together("every", bars=("baseline", "milestones")),
        Together("kind", (IndicatorKind.HOLD, IndicatorKind.AVERAGE), bars=("every", "milestones")),
        Together("better", (Better.LOWER,), bars=("every",)),
        Together("baseline_year", needs=("baseline",)),
    ),
    Entry: (
        Together(
            "withdraws",
            bars=("status", "percent", "actuals", "period", "problems", "next", "corrects", "returns"),
        ),
        Together("chases", bars=("status", "percent", "actuals", "period", "problems", "next", "returns")),
    ),
}
#: What says the same behind a key as no key at all.
_NOTHING: Final[dict[str, Any]] = {"enum": [None, "", [], {}]}
_SOMETHING: Final = {"not": _NOTHING}


def schema(kind: FileKind, translator: Translator) -> dict[str, Any]:
    """Return the schema of one kind of file, its words in the translator's language."""
    record, text = KINDS[kind]
    return {"$schema": DIALECT, **_words(text, translator), **_of(inspect.type_info(record), translator)}


def any_schema(translator: Translator) -> dict[str, Any]:
    """Return one schema that holds those of all kinds, and for a file of any kind."""
    schemas = {kind: schema(kind, translator) for kind in KINDS}
    for kind_schema in schemas.values():
        del kind_schema["$schema"]
    return {"$schema": DIALECT, "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS], "$defs": schemas}


def schema_text(fields: dict[str, Any]) -> str:
    """Return a schema as JSON with a line end; Chinese stays readable."""
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def outdated(plan_folder: Path, translator: Translator) -> tuple[Path, ...]:
    """Return the schemas of a plan's folder that are missing or not what this qtrack would write."""
    return tuple(_outdated(plan_folder, translator))


def write_schemas(plan_folder: Path, translator: Translator) -> tuple[Path, ...]:
    """Write the schemas that are not up to date and return their paths."""
    stale = _outdated(plan_folder, translator)
    for path, text in stale.items():
        write_file(path, text)
    return tuple(stale)


def _outdated(plan_folder: Path, translator: Translator) -> dict[Path, str]:
    texts = {kind: schema_text(schema(kind, translator)) for kind in KINDS}
    files = {plan_folder / SCHEMAS / f"{kind}.json": text for kind, text in texts.items()}
    return {path: text for path, text in files.items() if _held(path) != text}


def _held(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _words(text: str, translator: Translator) -> dict[str, str]:
    """Return title and description, which stand in one text with a colon between."""
    title, _, sentence = translator.say(text).replace("：", ": ", 1).partition(": ")
    return {"title": title, "description": sentence[0].upper() + sentence[1:]}


def _struct(kind: inspect.StructType, translator: Translator) -> dict[str, Any]:
    texts = key_texts(kind.cls)
    fields = [field for field in kind.fields if field.name in texts]
    return {
        "type": "object",
        "properties": {
            field.encode_name: _words(texts[field.name], translator) | _field(field, translator)
            for field in fields
        },
        "required": [field.encode_name for field in fields if field.required],
        "additionalProperties": False,
        **_together(kind.cls),
    }


def _together(kind: type) -> dict[str, Any]:
    """Return what is asked of the keys of a part beside one another."""
    rules: dict[str, Any] = {
        word: [_asked({key: _SOMETHING}) for key in table[kind]]
        for word, table in (("oneOf", _ONE_OF), ("anyOf", _ANY_OF))
        if kind in table
    }
    if kind in _TOGETHER:
        rules["allOf"] = [
            {
                "if": _asked({rule.key: _one_of(rule.values) if rule.values else _SOMETHING}),
                "then": _asked(dict.fromkeys(rule.needs, _SOMETHING), dict.fromkeys(rule.bars, _NOTHING)),
            }
            for rule in _TOGETHER[kind]
        ]
    return rules


def _asked(needed: dict[str, Any], others: Mapping[str, Any] = MappingProxyType({})) -> dict[str, Any]:
    """Ask something of keys that must be there, and of others where they are."""
    return {"required": list(needed), "properties": {**needed, **others}}


def _one_of(members: Sequence[StrEnum]) -> dict[str, Any]:
    return {"enum": _in_words([member.value for member in members], words_of(type(members[0])))}


def _field(field: inspect.Field, translator: Translator) -> dict[str, Any]:
    found = _of(field.type, translator)
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


def _of(kind: inspect.Type, translator: Translator) -> dict[str, Any]:  # noqa: PLR0911 - one answer a type
    """Return what a value of this type looks like in a file."""
    match kind:
        case inspect.Metadata(extra_json_schema=dict(asked)):
            has_form = isinstance(kind.type, inspect.StrType) and "pattern" in asked  # such as an id
            return ({"type": "string"} if has_form else _of(kind.type, translator)) | asked
        case inspect.StructType():
            return _struct(kind, translator)
        case inspect.UnionType():
            only = next(member for member in kind.types if not isinstance(member, inspect.NoneType))
            return _of(only, translator)
        case inspect.VarTupleType():
            return {"type": "array", "items": _of(kind.item_type, translator)}
        case inspect.DictType(key_type=inspect.Metadata(extra_json_schema=form)):
            values = _of(kind.value_type, translator)
            return {"type": "object", "propertyNames": form, "additionalProperties": values}
        case inspect.EnumType():
            return _one_of(list(kind.cls))
        case inspect.LiteralType():
            return {"enum": _in_words(list(map(str, kind.values)), TEXT_WORDS)}
        case _:
            return dict(_SCALARS[type(kind)])


def _in_words(members: list[str], table: Words) -> list[str]:
    """Return values, and behind them the words that are said for them in either language."""
    return list(dict.fromkeys((*members, *(word for member in members for word in labels(member, table)))))


_SCALARS: Final[dict[type, dict[str, Any]]] = {
    inspect.StrType: {"type": ["string", "number"]},  # free text may look like a number: `covers: 2017`
    inspect.DateType: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    inspect.DateTimeType: {"type": "string", "format": "date-time"},
    inspect.DecimalType: {"type": ["number", "string"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    inspect.IntType: {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"},
    inspect.BoolType: {"type": "boolean"},
}
