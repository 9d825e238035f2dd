"""Keys and ids of files: what keys mean, what is asked of their values, and how people type ids."""

import re
import unicodedata
from inspect import cleandoc
from typing import Annotated, Final

import msgspec

#: A line of a docstring that tells of a key.
_KEY: Final = r"^- (\w+): (.+(?:\n  .+)*)"


def key_texts(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return the keys of what a file says of such a thing, each with a title, a colon and a sentence.

    They stand in the docstring of the type, a line each, and are what an editor shows of a key. A field that
    is left out there is no key of a file; the loader fills it in.
    """
    told = re.findall(_KEY, cleandoc(kind.__doc__ or ""), re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in told}


def asks(**schema: object) -> msgspec.Meta:
    """Ask more of a value than its type does, in the words of JSON Schema."""
    return msgspec.Meta(extra_json_schema=schema)


class Form:
    """The form of a text; its pattern is compiled where it is first asked, which is not at every start."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return what a text says that has this form as a whole, in signs of ASCII; else None."""
        return re.fullmatch(self.pattern, text, re.ASCII)


def form(*forms: Form) -> msgspec.Meta:
    """Ask for one of these forms, written so that every editor reads them alike: JavaScript knows no {,3}."""
    either = "|".join(form.pattern for form in forms).replace("{,", "{0,").replace(r"\d", "[0-9]")
    return asks(pattern=f"^({either})$")


SECTION_ID: Final = Form(r"S[1-9]\d{,3}")
MEASURE_ID: Final = Form(r"M\d{2,4}")
TASK_ID: Final = Form(r"T\d{2,6}")
DELIVERABLE_ID: Final = Form(r"(S[1-9]\d{,3}|T\d{2,6})\.[1-9]\d{,3}")
ENTRY_ID: Final = Form(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{6,}")
INDICATOR_ID: Final = Form(r"[a-z0-9]+(-[a-z0-9]+)*")
UNIT_ID: Final = INDICATOR_ID

#: Ids as fields of what is read from files.
SectionId = Annotated[str, form(SECTION_ID)]
MeasureId = Annotated[str, form(MEASURE_ID)]
TaskId = Annotated[str, form(TASK_ID)]
DeliverableId = Annotated[str, form(DELIVERABLE_ID)]
About = Annotated[str, form(SECTION_ID, TASK_ID, DELIVERABLE_ID)]
Retired = Annotated[
    str,
    form(
        SECTION_ID,
        MEASURE_ID,
        TASK_ID,
        DELIVERABLE_ID,
        Form(r"(S[1-9]\d{,3}|T\d{2,6})/[a-z0-9]+(-[a-z0-9]+)*"),
    ),
]
EntryId = Annotated[str, form(ENTRY_ID)]
IndicatorId = Annotated[str, form(INDICATOR_ID)]
UnitId = Annotated[str, form(UNIT_ID)]

_TYPED: Final = Form(r"([STst]?)0*(\d{1,6})(?:\.0*(\d{1,4}))?")


def parse_about(text: str) -> str | None:
    """Read what a person typed (`T05`, `t5`, `5`, `T05.2`, `S1`, also in full width) as an id, or None.

    A bare number means a task.
    """
    found = _TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    letter, number, part = found.groups()
    whole = f"S{number}" if letter in {"S", "s"} else f"T{int(number):02d}"
    return f"{whole}.{part}" if part else whole


def holder_of(about: str) -> str:
    """Return the section or task that `about` belongs to: T18 for T18.1 and for T18."""
    return about.partition(".")[0]


def task_of(typed: str) -> frozenset[str]:
    """Return the one task that a person named, itself or by a deliverable, nothing where it is none."""
    holder = holder_of(parse_about(typed) or "")
    return frozenset({holder} if TASK_ID.fullmatch(holder) else ())
