"""The matter that progress is recorded on, in a few lines: for the dialogue, and as notes in a form."""

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Entry
from qtrack.model.plan import Every
from qtrack.records.record_prompt import FigureAsked, OpenDeliverable, RecordPrompt
from qtrack.standing.recurrence import runs
from qtrack.standing.targets import worded
from qtrack.ui.labels import STATUSES, percent, with_year


def matter_lines(page: RecordPrompt, translator: Translator) -> list[str]:
    """Return the title, the last entry and what is open, a line each."""
    say = translator.say
    head = f"{page.holder} {page.title}"
    if page.due:
        head += say(msg(" (due {date})", date=page.due))
    lines = [head, say(msg("last entry: {text}", text=last_said(page.last, translator) or msg("none yet")))]
    if page.deliverables:
        lines.append(say(msg("open deliverables:")))
        lines += [f"  {each.id} {deliverable_line(each, translator)}" for each in page.deliverables]
    if page.figures:
        lines.append(say(msg("indicators:")))
        lines += [f"  {each.id} {figure_line(each, translator)}" for each in page.figures]
    return lines


def deliverable_line(each: OpenDeliverable, translator: Translator) -> str:
    """Return a deliverable's title with its state, and its deadline or the occurrences it is owed for."""
    facts: list[Message] = [STATUSES[each.status]]
    if each.periods and each.every is Every.YEAR:
        facts.append(msg("owed for {years}", years=each.periods))
    elif each.periods:
        facts.append(msg("owed for {periods}", periods=runs(each.periods)))
    elif each.due:
        facts.append(msg("due {date}", date=each.due))
    return translator.say(msg("{title} ({facts})", title=each.title, facts=tuple(facts)))


def figure_line(each: FigureAsked, translator: Translator) -> str:
    """Return an indicator's name with its target and its latest value."""
    target = worded(each.qualifiers, each.target, each.unit)
    facts = [msg("target {amount}", amount=target)]
    if each.actual is not None:
        facts.append(
            msg("{number} {unit} on {date}", number=each.actual, unit=each.unit, date=each.actual_date)
        )
    return translator.say(msg("{title} ({facts})", title=with_year(each.name, each.year), facts=tuple(facts)))


def last_said(entry: Entry | None, translator: Translator) -> str:
    """Return the last entry in a line: when, how it stood, what was said."""
    if entry is None:
        return ""
    words = [entry.date.isoformat()]
    if entry.status:
        words.append(translator.say(STATUSES[entry.status]))
    if entry.percent is not None:
        words.append(percent(entry.percent))
    said = msg("{when}: {what}", when=" ".join(words), what=" ".join(entry.summary.split()))
    return translator.say(said)
