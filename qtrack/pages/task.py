"""One task, or a section's own goals, on a terminal."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import Message, Translator, msg, number
from qtrack.model.plan import Every
from qtrack.model.units import NamedUnit
from qtrack.records.task import TaskPage
from qtrack.standing.parts import DeliverableStanding, IndicatorStanding
from qtrack.standing.recurrence import often
from qtrack.ui.labels import NOTHING, OCCURRENCES, STATUSES, percent, signed, states
from qtrack.ui.phrases.entry import entry_body, entry_head
from qtrack.ui.screen import Screen, clean
from qtrack.ui.text import indented, light_text, plain_table, say_all, text, widest
from qtrack.ui.values import target, target_name
from qtrack.ui.wrap import fold


def show_task(page: TaskPage, screen: Screen) -> None:
    """Draw the page: head, indicators, deliverables, entries newest first."""
    translator, width = screen.translator, screen.console().width
    parts: list[RenderableType] = [_head(page, translator), _facts(page, translator)]
    if page.task.indicators:
        parts += _chapter(translator, msg("Indicators"), _indicators(page.task.indicators, translator))
    if page.task.deliverables:
        parts += _chapter(
            translator, msg("Deliverables"), _deliverables(page.task.deliverables, translator, width)
        )
    parts += [Text(), text(translator.say(msg("Entries, newest first")), "bold")]
    if not page.entries:
        parts.append(
            text(
                "  " + translator.say(msg("none yet; “qtrack record {id}” makes the first", id=page.task.id)),
                "dim",
            )
        )
    for entry in page.entries:
        parts += [entry_head(entry, translator), entry_body(entry, translator, width)]
    screen.show(*parts)


def _head(page: TaskPage, translator: Translator) -> Text:
    head = text(f"{page.task.id} {page.task.title}", "bold")
    head.append("  " + translator.say(msg("as of {date}", date=page.as_of)), style="not bold dim")
    for at, reason in enumerate(page.task.reasons):
        head.append("\n")
        if at == 0:
            head.append_text(light_text(page.task.light, translator))
            head.append(" ")
        else:
            head.append("   ")
        head.append(clean(translator.say(reason.message)), style="not bold")
    return head


def _facts(page: TaskPage, translator: Translator) -> Table:
    def names(units: tuple[NamedUnit, ...]) -> str:
        return translator.show(tuple(unit.name for unit in units))

    place = f"{page.section_number}、{page.section.name}"
    if page.measure:
        place += f" {page.measure_number}{page.measure.name}"
    gap, progress = page.task.gap, percent(page.task.progress)
    if (
        page.task.reported is not None
        and page.task.computed is not None
        and page.task.reported != page.task.computed
    ):
        progress += translator.say(
            msg(
                " (said {said}, computed from the parts {computed})",
                said=percent(page.task.reported),
                computed=percent(page.task.computed),
            )
        )
    rows: list[tuple[Message, str]] = [
        (msg("place"), place),
        (msg("source"), f"{page.document} {page.source}".strip()),
        (msg("lead"), names((page.lead,)) if page.lead else ""),
        (msg("shared"), names(page.shared)),
        (msg("by duty"), names(page.by_duty)),
        (msg("with"), names(page.partners)),
        (msg("due"), page.task.due.isoformat() if page.task.due else translator.say(msg("ongoing"))),
        (msg("status"), translator.say(STATUSES[page.task.status])),
        (msg("share"), progress),
        (msg("pace"), percent(page.task.pace)),
        (msg("gap"), NOTHING if gap is None else translator.say(msg("{gap} points", gap=signed(gap)))),
    ]
    if page.task.unreported:
        rows.append((msg("not reported in time"), names(page.task.missing_units)))
    table = plain_table(["", ""], widths=[None, None], header=False)
    for label, value in rows:
        if value:
            table.add_row(text(translator.say(label), "dim"), text(value))
    return table


def _chapter(translator: Translator, title: Message, table: Table) -> list[RenderableType]:
    return [Text(), text(translator.say(title), "bold"), table]


def _indicators(rows: tuple[IndicatorStanding, ...], translator: Translator) -> Table:
    heads = say_all(
        translator,
        msg("indicator"),
        msg("target"),
        msg("actual"),
        msg("on"),
        msg("share"),
        msg("pace"),
        msg("gap"),
    )
    table = plain_table(heads, widths=[None] * 7, right=(1, 2, 4, 5, 6))
    for row in rows:
        table.add_row(
            _indicator_name(row, translator),
            text(translator.say(target(row))),
            text(number(row.actual) if row.actual is not None else NOTHING),
            text(row.actual_date.isoformat() if row.actual_date else NOTHING),
            text(percent(row.progress)),
            text(percent(row.pace)),
            text(signed(row.gap)),
        )
    return table


def _indicator_name(row: IndicatorStanding, translator: Translator) -> Text:
    """Return the name, below it the id by which `record --actual` knows it, its years or its milestones."""
    name = text(translator.show(target_name(row)))
    name.append(f"\n{row.indicator.id}", style="dim")
    say = translator.say
    if row.indicator.baseless:
        name.append(f"\n{say(msg('no baseline'))}", style="dim")
    if row.years:
        years = states([(year.period, year.state) for year in row.years])
        said = msg("{often}: {periods}", often=often(Every.YEAR), periods=years)
        name.append(f"\n{say(said)}", style="dim")
    for milestone in row.milestones:
        values = {"target": milestone.target, "date": milestone.due, "state": OCCURRENCES[milestone.state]}
        name.append("\n" + say(msg("{target} by {date}: {state}", **values)), style="dim")
    return name


def _deliverables(rows: tuple[DeliverableStanding, ...], translator: Translator, width: int) -> Table:
    heads = say_all(translator, msg("id"), msg("deliverable"), msg("status"), msg("share"), msg("due"))
    statuses = {row.deliverable.id: translator.say(STATUSES[row.status]) for row in rows}
    fixed = [
        widest([heads[0], *statuses]),
        widest([heads[2], *statuses.values()]),
        widest([heads[3], "100.0%"]),
        widest([heads[4], *("2020-12-31" for row in rows if row.deliverable.due)]),
    ]
    room = max(width - sum(fixed) - len(fixed), widest([heads[1]]))
    table = plain_table(heads, widths=[fixed[0], None, *fixed[1:]], right=(3,))
    for row in rows:
        table.add_row(
            text(row.deliverable.id),
            _deliverable(row, translator, room),
            text(statuses[row.deliverable.id]),
            text(percent(row.progress)),
            text(row.deliverable.due.isoformat() if row.deliverable.due else ""),
        )
    return table


def _deliverable(row: DeliverableStanding, translator: Translator, room: int) -> Text:
    own = row.deliverable
    title = own.title
    if own.covers:
        title += translator.say(msg(" (covers {years})", years=own.covers))
    words = text("\n".join(fold(clean(title), room)))
    if own.every and row.occurrences:
        periods = states([(occurrence.period, occurrence.state) for occurrence in row.occurrences])
        said = msg("{often}: {periods}", often=often(own.every, own.by), periods=periods)
        words.append("\n")
        words.append_text(indented(translator.say(said), 0, room))
    return words
