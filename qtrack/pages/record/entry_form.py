"""The form of one entry with notes in the user's language, to be filled in an editor."""

from collections.abc import Sequence

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator, number
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import EntryField, Kind
from qtrack.model.plan import Plan
from qtrack.model.problem import Problem
from qtrack.records.record_prompt import RecordPrompt
from qtrack.store.form.entry_form import ASKED
from qtrack.ui.labels import STATUSES
from qtrack.ui.phrases.record_prompt import matter_lines

#: What stands before each line that says what is wrong, so that it can be taken out again.
_WRONG = "#! "


def entry_form(entry: Entry, page: RecordPrompt, plan: Plan, translator: Translator) -> str:
    """Return the form with what is known of the entry filled in."""
    say = translator.say
    lines = [f"# {line}" for line in matter_lines(page, translator)]
    if page.units:
        units = tuple(f"{unit.id} {unit.name}" for unit in page.units)
        lines.append("# " + say(msg("units: {units}", units=units)))
    statuses = tuple(f"{status.value} {say(STATUSES[status])}" for status in Status)
    lines.append("# " + say(msg("statuses: {statuses}", statuses=statuses)))
    lines += [
        "#",
        "# " + say(msg("Fill in what there is to say and save; what stays empty is left out.")),
        "# " + say(msg("Lines like this one are not kept. An empty or unchanged form records nothing.")),
        "",
    ]
    for field in ASKED:
        lines += [f"# {say(field.note)}", *_lines(field, entry, page, plan)]
    return "\n".join(lines) + "\n"


def _lines(field: EntryField, entry: Entry, page: RecordPrompt, plan: Plan) -> list[str]:
    key, value = field.name, getattr(entry, field.name)
    match field.kind:
        case Kind.TEXT:
            return [f"{key}: |", *(f"  {line}" for line in value.split("\n"))]
        case Kind.FIGURES:
            figures = [(figure.indicator.id, value.get(figure.indicator.id)) for figure in page.figures]
            shown = [
                f"  {name}: {number(actual) if actual is not None else ''}".rstrip()
                for name, actual in figures
            ]
            return [f"{key}:", *shown] if shown else [f"{key}: {{}}"]
        case Kind.LIST:
            return [f"{key}:", *(f"  - {_quoted(text)}".rstrip() for text in (*value, ""))]
        case Kind.UNIT:
            value = plan.register.name(value) if value else ""
    return [f"{key}: {_quoted(str(value)) if value is not None else ''}".rstrip()]


def _quoted(text: str) -> str:
    """Quote a text that YAML might take for something else."""
    plain = all(sign.isalnum() or sign in "-. " for sign in text) and not text.startswith(("-", " "))
    return text if plain else "'" + text.replace("'", "''") + "'"


def with_problems(form: str, problems: Sequence[Problem], translator: Translator) -> str:
    """Put what is wrong on top of a form, with the lines as they are in what is returned."""
    notes = [msg("What is wrong here; mend it and save, or leave it as it is to give up:")]
    notes += [
        msg("line {line}: {text}", line=problem.place.line + len(problems) + 1, text=problem.message)
        for problem in problems
    ]
    return "".join(f"{_WRONG}{translator.say(note)}\n" for note in notes) + form


def without_problems(form: str) -> str:
    """Take out what `with_problems` put in."""
    return "".join(line for line in form.splitlines(keepends=True) if not line.startswith(_WRONG))
