"""The first four files of a plan, with comments that say what belongs there."""

from collections.abc import Mapping
from datetime import date

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.head import FORMAT
from qtrack.records.new_ids import FIRST_MEASURE, FIRST_SECTION
from qtrack.store.tree import HEAD, UNITS
from qtrack.store.yaml.spelling import Value, lines_of


def first_files(
    translator: Translator, *, title: str, number: str, issuer: str, issued: date, end: date
) -> dict[str, str]:
    """Return the files by their paths; comments and titles are in the translator's language."""
    say = translator.say
    head: Mapping[str, Value] = {
        "format": str(FORMAT),
        "title": title,
        "document": {"number": number, "issuer": issuer, "issued": str(issued)},
        "start": str(issued),
        "end": str(end),
        "office": "office",
        "language": translator.language,
    }
    office = say(msg("Office"))
    units: Mapping[str, Value] = {
        "units": [{"id": "office", "name": office, "short": office, "kind": "division"}]
    }
    measure = {"id": "M01", "number": FIRST_MEASURE, "title": say(msg("The first measure"))}
    section: Mapping[str, Value] = {
        "id": "S1",
        "number": FIRST_SECTION,
        "title": say(msg("The first section")),
        "measures": [measure],
    }
    task: Mapping[str, Value] = {
        "id": "T01",
        "measure": "M01",
        "title": say(msg("The first task")),
        "responsible": {"lead": "office"},
    }
    more = {HEAD: "# reporting: {every: month, by_day: 25}\n", "tasks/T01.yaml": f"# due: {end}\n"}
    files = {HEAD: head, UNITS: units, "sections/S1.yaml": section, "tasks/T01.yaml": task}
    return {
        f"plan/{path}": f"# {say(_COMMENTS[path])}\n{lines_of(item, 0, chr(10))}\n"
        + (f"# {say(_OPTIONAL[path])}\n{more[path]}" if path in more else "")
        for path, item in files.items()
    }


_COMMENTS: dict[str, Message] = {
    HEAD: msg("What the plan is, from which day it counts, and to which."),
    UNITS: msg(
        "Each unit once, by its id elsewhere. kind: division, department, affiliate, bureau, external."
    ),
    "sections/S1.yaml": msg("A section of the document with its measures; “qtrack new measure S1” adds one."),
    "tasks/T01.yaml": msg(
        "A task; shared, by_duty and each stand beside lead. “qtrack new task M01” adds one."
    ),
}
_OPTIONAL: dict[str, Message] = {
    HEAD: msg("Take off the sign in front, and reports are asked for by this day of every month:"),
    "tasks/T01.yaml": msg("A deadline, where the task has one of its own:"),
}
