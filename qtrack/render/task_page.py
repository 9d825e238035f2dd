"""One task, or a section's own goals, on a terminal."""

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator, number
from qtrack.model.plan import IndicatorKind
from qtrack.render.labels import NOTHING, OCCURRENCES, STATUSES, percent, signed
from qtrack.render.screen import Screen, clean
from qtrack.render.text import light_text, plain_table, say_all, text, widest
from qtrack.views.task_page import NamedUnit, PageDeliverable, PageEntry, PageIndicator, TaskPage


def show_task(page: TaskPage, screen: Screen) -> None:
    """Draw the page: head, indicators, deliverables, entries newest first."""
    translator = screen.translator
    parts: list[RenderableType] = [_head(page, translator), _facts(page, translator)]
    if page.indicators:
        parts += _chapter(translator, msg("Indicators"), _indicators(page.indicators, translator))
    if page.deliverables:
        parts += _chapter(translator, msg("Deliverables"), _deliverables(page.deliverables, translator))
    parts += [Text(), text(translator.say(msg("Entries, newest first")), "bold")]
    if not page.entries:
        parts.append(
            text(
                "  " + translator.say(msg("none yet; “qtrack record {id}” makes the first", id=page.id)),
                "dim",
            )
        )
    for entry in page.entries:
        parts += [_entry_head(entry, translator), Padding(_entry_body(entry, translator), (0, 0, 0, 2))]
    screen.show(*parts)


def _head(page: TaskPage, translator: Translator) -> Text:
    head = text(f"{page.id} {page.title}", "bold")
    head.append("  " + translator.say(msg("as of {date}", date=page.as_of)), style="not bold dim")
    for at, reason in enumerate(page.reasons):
        head.append("\n")
        if at == 0:
            head.append_text(light_text(page.light, translator))
            head.append(" ")
        else:
            head.append("   ")
        head.append(clean(translator.say(reason.message)), style="not bold")
    return head


def _facts(page: TaskPage, translator: Translator) -> Table:
    def names(units: tuple[NamedUnit, ...]) -> str:
        return translator.show(tuple(each.name for each in units))

    place = f"{page.section_number}、{page.section.name}"
    if page.measure:
        place += f" {page.measure_number}{page.measure.name}"
    progress = percent(page.progress)
    if page.said is not None and page.computed is not None and page.said != page.computed:
        progress += translator.say(
            msg(
                " (said {said}, computed from the parts {computed})",
                said=percent(page.said),
                computed=percent(page.computed),
            )
        )
    rows: list[tuple[Message, str]] = [
        (msg("place"), place),
        (msg("source"), f"{page.document} {page.source}".strip()),
        (msg("lead"), names((page.lead,)) if page.lead else ""),
        (msg("shared"), names(page.shared)),
        (msg("by duty"), names(page.by_duty)),
        (msg("with"), names(page.partners)),
        (msg("due"), page.due.isoformat() if page.due else translator.say(msg("ongoing"))),
        (msg("status"), translator.say(STATUSES[page.status])),
        (msg("share"), progress),
        (msg("pace"), percent(page.pace)),
        (
            msg("gap"),
            translator.say(msg("{gap} points", gap=signed(page.gap))) if page.gap is not None else NOTHING,
        ),
    ]
    if page.unreported:
        rows.append((msg("reporting"), translator.say(msg("not reported in time"))))
    table = plain_table(["", ""], widths=[None, None], header=False)
    for label, value in rows:
        if value:
            table.add_row(text(translator.say(label), "dim"), text(value))
    return table


def _chapter(translator: Translator, title: Message, table: Table) -> list[RenderableType]:
    return [Text(), text(translator.say(title), "bold"), table]


def _indicators(rows: tuple[PageIndicator, ...], translator: Translator) -> Table:
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
        held = row.kind is IndicatorKind.HOLD
        target = translator.say(msg("{number} {unit}", number=row.target, unit=row.unit))
        if held:
            target = translator.say(msg("hold {target}", target=target))
        table.add_row(
            text(row.name),
            text(target),
            text(number(row.actual) if row.actual is not None else NOTHING),
            text(row.actual_date.isoformat() if row.actual_date else NOTHING),
            text(percent(row.progress)),
            text(percent(row.pace)),
            text(signed(row.gap)),
        )
    return table


def _deliverables(rows: tuple[PageDeliverable, ...], translator: Translator) -> Table:
    heads = say_all(translator, msg("id"), msg("deliverable"), msg("status"), msg("share"), msg("due"))
    identifiers = widest([row.id for row in rows])
    table = plain_table(heads, widths=[identifiers, None, None, 6, None], right=(3,))
    for row in rows:
        title = text(row.title)
        if row.covers:
            title.append(" " + translator.say(msg("(covers {years})", years=row.covers)), style="dim")
        if row.occurrences:
            each_year = tuple(
                f"{each.period} {translator.say(OCCURRENCES[each.state])}" for each in row.occurrences
            )
            title.append("\n" + translator.say(msg("every year: {years}", years=each_year)), style="dim")
        table.add_row(
            text(row.id),
            title,
            text(translator.say(STATUSES[row.status])),
            text(percent(row.progress)),
            text(row.due.isoformat() if row.due else ""),
        )
    return table


def _entry_head(entry: PageEntry, translator: Translator) -> Text:
    style = "dim strike" if entry.replaced_by else ""
    words = [entry.date.isoformat(), entry.about, entry.unit_name]
    if entry.by:
        words.append(translator.say(msg("(by {name})", name=entry.by)))
    if entry.status:
        words.append(translator.say(STATUSES[entry.status]))
    if entry.percent is not None:
        words.append(percent(entry.percent))
    if entry.period:
        words.append(entry.period)
    head = text("  ".join(words), style)
    head.append(f"  {entry.id}", style="dim")
    if entry.recorded > entry.date:
        head.append("  " + translator.say(msg("recorded {date}", date=entry.recorded)), style="dim")
    return head


def _entry_body(entry: PageEntry, translator: Translator) -> Text:
    values = tuple(
        f"{name} {translator.say(msg('{number} {unit}', number=value, unit=unit))}"
        for name, value, unit in entry.actuals
    )
    rows = (
        (msg("progress"), entry.summary),
        (msg("figures"), translator.show(values)),
        (msg("problems"), entry.problems),
        (msg("next"), entry.next),
        (msg("evidence"), translator.show(entry.evidence)),
        (msg("corrects"), entry.corrects),
        (msg("replaced by"), entry.replaced_by),
    )
    body = Text()
    for label, value in rows:
        if value:
            body.append("\n" if body else "")
            body.append(translator.say(msg("{label}: ", label=label)), style="dim")
            body.append(clean(value))
    return body
