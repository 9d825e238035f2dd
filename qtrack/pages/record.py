"""What recording shows: the matter in a few lines, the form in an editor, and what git is told."""

from collections.abc import Iterator, Sequence
from typing import Final

from qtrack.locale.message import Message, Translator, msg, nmsg, number
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import EntryField, Kind
from qtrack.model.indicator import worded
from qtrack.model.plan import Every, Plan
from qtrack.model.problem import Problem
from qtrack.records.task import OpenDeliverable, RecordPrompt, page_entry
from qtrack.standing.assess import Standing
from qtrack.standing.lights import Light
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import runs
from qtrack.store.form.entry_form import ASKED
from qtrack.ui.labels import LIGHTS, STATUSES
from qtrack.ui.line import plain
from qtrack.ui.phrases.entry import entry_body, entry_words
from qtrack.ui.values import last_said, target_name
from qtrack.ui.wrap import fold


def matter_lines(page: RecordPrompt, translator: Translator) -> list[str]:
    """Return the title, the last entry and what is open, a line each."""
    say = translator.say
    head = f"{page.holder.id} {page.holder.title}"
    if page.holder.due:
        head += say(msg(" (due {date})", date=page.holder.due))
    lines = [head, _last_line(page, translator)]
    if page.deliverables:
        lines.append(say(msg("open deliverables:")))
        lines += [
            f"  {part[0].deliverable.id} {deliverable_line(part, translator)}" for part in page.deliverables
        ]
    if page.figures:
        lines.append(say(msg("indicators:")))
        lines += [f"  {figure.indicator.id} {figure_line(figure, translator)}" for figure in page.figures]
    return lines


def state_lines(page: RecordPrompt, light: Light | None, translator: Translator) -> list[str]:
    """Return the title with its deadline and light, and the last entry: what stands above the questions."""
    say = translator.say
    facts: list[Message] = [] if light is None else [msg("light {light}", light=LIGHTS[light])]
    if page.holder.due:
        facts.append(msg("due {date}", date=page.holder.due))
    head = f"{page.holder.id} {page.holder.title}"
    if facts:
        head = say(msg("{before} ({after})", before=head, after=tuple(facts)))
    return [head, _last_line(page, translator)]


def _last_line(page: RecordPrompt, translator: Translator) -> str:
    last = last_said(page.last, translator) or msg("none yet")
    return translator.say(msg("last entry: {text}", text=last))


def task_line(task: Standing, translator: Translator) -> str:
    """Return the light, the deadline and the title of a task, among others to choose from."""
    due = task.due.isoformat() if task.due else translator.say(msg("ongoing"))
    return f"{translator.say(LIGHTS[task.light])} {due} {task.title}"


def review_lines(
    entry: Entry, page: RecordPrompt, plan: Plan, translator: Translator, width: int
) -> Iterator[str]:
    """Yield in words what an entry says that is about to be written."""
    shown = page_entry(plan, page.holder, entry)
    about = plan.find(entry.about)
    yield from fold(f"{entry.about} {about.title if about else ''}", width)
    yield "  ".join((entry.date.isoformat(), *entry_words(shown, translator)))
    yield from map(plain, entry_body(shown, translator, width, indent=0))


def deliverable_line(part: OpenDeliverable, translator: Translator) -> str:
    """Return the state of a deliverable, its deadline or the occurrences it is owed for, and its title.

    The title comes last, since it is cut where a line ends.
    """
    (standing, periods), own = part, part[0].deliverable
    facts: list[Message] = [STATUSES[standing.status]]
    if periods and own.every is Every.YEAR:
        facts.append(msg("owed for {years}", years=periods))
    elif periods:
        facts.append(msg("owed for {periods}", periods=runs(periods)))
    elif own.due:
        facts.append(msg("due {date}", date=own.due))
    return f"{translator.show(tuple(facts))}  {own.title}"


def figure_line(figure: IndicatorStanding, translator: Translator) -> str:
    """Return an indicator's name with its target and its latest value."""
    own = figure.indicator
    facts = [msg("target {amount}", amount=worded(own))]
    if figure.actual is not None:
        facts.append(
            msg("{number} {unit} on {date}", number=figure.actual, unit=own.unit, date=figure.actual_date)
        )
    return translator.say(msg("{title} ({facts})", title=target_name(figure), facts=tuple(facts)))


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


#: The columns that a first line has for what was said; git's tools cut at about 72.
_ROOM: Final = 50


def commit_message(plan: Plan, entries: tuple[Entry, ...], translator: Translator) -> str:
    """Return the message for a commit of entries: one in a line and its text, several as a list."""
    if len(entries) == 1:
        line = _line(plan, entries[0], translator)
        whole = entries[0].summary
        return line if whole in line else f"{line}\n\n{whole}"
    units = tuple(dict.fromkeys(plan.register.short(entry.unit) for entry in entries))
    head = nmsg("Record {n} entry of {units}", "Record {n} entries of {units}", len(entries), units=units)
    return "\n".join((translator.say(head), "", *(_line(plan, entry, translator) for entry in entries)))


def _line(plan: Plan, entry: Entry, translator: Translator) -> str:
    first, *more = fold(" ".join(entry.summary.split()), _ROOM)
    said = f"{first}…" if more else first
    unit = plan.register.short(entry.unit)
    if entry.status:
        status = STATUSES[entry.status]
        return translator.say(
            msg("{id} {unit}, {status}: {text}", id=entry.about, unit=unit, status=status, text=said)
        )
    return translator.say(msg("{id} {unit}: {text}", id=entry.about, unit=unit, text=said))
