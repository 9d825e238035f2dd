"""The matter that progress is recorded on, in a few lines: for the dialogue, and as notes in a form."""

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.model.entry import Entry
from qtrack.model.plan import Every
from qtrack.records.record_prompt import OpenDeliverable, RecordPrompt
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.recurrence import runs
from qtrack.standing.targets import worded
from qtrack.ui.labels import STATUSES, percent
from qtrack.ui.values import target_name


def matter_lines(page: RecordPrompt, translator: Translator) -> list[str]:
    """Return the title, the last entry and what is open, a line each."""
    say = translator.say
    head = f"{page.holder.id} {page.holder.title}"
    if page.holder.due:
        head += say(msg(" (due {date})", date=page.holder.due))
    lines = [head, say(msg("last entry: {text}", text=last_said(page.last, translator) or msg("none yet")))]
    if page.deliverables:
        lines.append(say(msg("open deliverables:")))
        lines += [f"  {deliverable_line(part, translator)}" for part in page.deliverables]
    if page.figures:
        lines.append(say(msg("indicators:")))
        lines += [f"  {figure.indicator.id} {figure_line(figure, translator)}" for figure in page.figures]
    return lines


def deliverable_line(part: OpenDeliverable, translator: Translator) -> str:
    """Return a deliverable with its state, and its deadline or the occurrences it is owed for."""
    (standing, periods), own = part, part[0].deliverable
    facts: list[Message] = [STATUSES[standing.status]]
    if periods and own.every is Every.YEAR:
        facts.append(msg("owed for {years}", years=periods))
    elif periods:
        facts.append(msg("owed for {periods}", periods=runs(periods)))
    elif own.due:
        facts.append(msg("due {date}", date=own.due))
    return f"{own.id} " + translator.say(msg("{title} ({facts})", title=own.title, facts=tuple(facts)))


def figure_line(figure: IndicatorStanding, translator: Translator) -> str:
    """Return an indicator's name with its target and its latest value."""
    own = figure.indicator
    facts = [msg("target {amount}", amount=worded(own.qualifiers, own.target, own.unit))]
    if figure.actual is not None:
        facts.append(
            msg("{number} {unit} on {date}", number=figure.actual, unit=own.unit, date=figure.actual_date)
        )
    return translator.say(msg("{title} ({facts})", title=target_name(figure), facts=tuple(facts)))


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
