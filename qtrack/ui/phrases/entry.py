"""One entry on a terminal: a head of what can be told in a word, below it what was said."""

from collections.abc import Iterator

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.entry_fields import WORDS
from qtrack.records.task import PageEntry
from qtrack.standing.reported.chasing import ChaseStanding
from qtrack.ui.labels import CHASE_LEVELS, STATUSES, percent
from qtrack.ui.line import Line
from qtrack.ui.values import outcome
from qtrack.ui.wrap import folded

_INDENT = 2


def entry_head(entry: PageEntry, translator: Translator) -> Line:
    """Return what an entry speaks of, who said it, its status and share, and its id."""
    words = [entry.date.isoformat(), entry.about, *entry_words(entry, translator)]
    more = ["", entry.id]
    if entry.recorded_on > entry.date:
        more.append(translator.say(msg("recorded {date}", date=entry.recorded_on)))
    return ("  ".join(words), gone_style(entry)), ("  ".join(more), "dim")


def entry_words(entry: PageEntry, translator: Translator) -> list[str]:
    """Return unit, recorder, status, share and occurrence, as far as they were said."""
    words = [entry.unit_name]
    if entry.by:
        words.append(translator.say(msg("(by {name})", name=entry.by)))
    if entry.withdraws:
        words.append(translator.say(msg("withdrawal")))
    elif entry.returns:
        words.append(translator.say(msg("sent back")))
    elif entry.reminder:
        words.append(translator.say(_reminded(entry.reminder)))
    elif entry.status:
        words.append(translator.say(STATUSES[entry.status]))
    if entry.percent is not None:
        words.append(percent(entry.percent))
    if entry.period:
        words.append(entry.period)
    return words


def gone_style(entry: PageEntry) -> str:
    """Return how an entry that no longer counts looks where a terminal can show it."""
    return "dim strike" if entry.replaced_by or entry.withdrawn_by else ""


def figures(entry: PageEntry, translator: Translator) -> tuple[str, ...]:
    """Return the values of indicators with their names and units."""
    return tuple(
        f"{name} {translator.say(msg('{number} {unit}', number=value, unit=unit))}"
        for name, value, unit in entry.figures
    )


def entry_body(
    entry: PageEntry, translator: Translator, width: int, *, indent: int = _INDENT, gone_unit: str = ""
) -> Iterator[Line]:
    """Yield what an entry says, a labelled line each; `gone_unit` is whose word took it out."""
    rows = (
        (_label(entry), entry.summary),
        *_replied(entry.reminder, translator),
        (msg("figures"), translator.show(figures(entry, translator))),
        *((field.label, translator.show(getattr(entry, field.name))) for field in WORDS),
        (msg("corrects"), entry.corrects),
        (msg("withdraws"), entry.withdraws),
        (msg("sends back"), entry.returns),
        (msg("replaced by"), _named(entry.replaced_by, gone_unit, translator)),
        (msg("withdrawn by"), _named(entry.withdrawn_by, gone_unit, translator)),
    )
    for label, value in rows:
        if value:
            head = translator.say(msg("{label}: ", label=label))
            yield from folded(((head, "dim"), value), width, indent)


def _label(entry: PageEntry) -> Message:
    """Return what the words of an entry are: a report, a reason, a request."""
    if entry.reminder:
        return msg("asked for")
    return msg("reason") if entry.withdraws or entry.returns else msg("progress")


def _reminded(reminder: ChaseStanding) -> Message:
    return msg(
        "{level} {number} to {unit}",
        level=CHASE_LEVELS[reminder.chase.level],
        number=reminder.chase.number,
        unit=reminder.unit_name,
    )


def _replied(reminder: ChaseStanding | None, translator: Translator) -> list[tuple[Message, str]]:
    if reminder is None:
        return []
    rows = [(msg("taken by"), reminder.chase.phone), (msg("answer"), reminder.chase.answer)]
    return [*rows, (msg("reply"), translator.say(outcome(reminder)))]


def _named(identifier: str, unit: str, translator: Translator) -> str:
    """Return an entry with the unit that said it."""
    if not identifier or not unit:
        return identifier
    return translator.say(msg("{entry} ({unit})", entry=identifier, unit=unit))
