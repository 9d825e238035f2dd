"""The sentences of the first pages, from what stands there: each matter in one, as it can be read aloud."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol, cast

import msgspec

from qtrack.locale.message import Message, Translator, days, msg, nmsg
from qtrack.model.ids import holder_of
from qtrack.model.period import PeriodKind
from qtrack.model.plan import IndicatorKind
from qtrack.papers.engine.office import cut, document_number, percent, period_words, points, short_title
from qtrack.papers.engine.paper import PaperHead
from qtrack.papers.summary.annexes import HasAnnexes, see
from qtrack.papers.summary.front import LONGEST, MOST_REASONS, Front, Matter, Silent, Stuck, Waiting
from qtrack.papers.summary.span import Gain, Span
from qtrack.records.due import DueRow
from qtrack.records.since.light_changes import Changes, Turn
from qtrack.records.since.newly import Finished, NewlyLate
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.task_standing import LightReason
from qtrack.ui.labels import light_word
from qtrack.ui.line import width_of
from qtrack.ui.values import TURN_CAUSES, gap

Text = Message | str

#: What a period is called, and the one before it.
THIS: Final = {
    PeriodKind.WEEK: msg("this week"),
    PeriodKind.MONTH: msg("this month"),
    PeriodKind.QUARTER: msg("this quarter"),
    PeriodKind.YEAR: msg("this year"),
}
BEFORE: Final = {
    PeriodKind.WEEK: msg("the week before"),
    PeriodKind.MONTH: msg("the month before"),
    PeriodKind.QUARTER: msg("the quarter before"),
    PeriodKind.YEAR: msg("the year before"),
}

_CHAPTERS: Final = (
    msg("1. {title}"),
    msg("2. {title}"),
    msg("3. {title}"),
    msg("4. {title}"),
    msg("5. {title}"),
    msg("6. {title}"),
)
_GROUPS: Final = (msg("(1) {title}"), msg("(2) {title}"), msg("(3) {title}"))


class Titled(Protocol):
    """Whatever has an id and a title."""

    @property
    def id(self) -> str:
        """The id of it."""

    @property
    def title(self) -> str:
        """The title of it."""


class About(Protocol):
    """What a sentence about one matter is made from."""

    @property
    def head(self) -> PaperHead:
        """The head of the paper."""

    @property
    def kind(self) -> PeriodKind:
        """The kind of its period."""


class Page(About, HasAnnexes, Protocol):
    """What the first pages are made from."""

    @property
    def changes(self) -> Changes:
        """What changed since the issue before."""

    @property
    def front(self) -> Front:
        """What stands on the first pages."""

    @property
    def span(self) -> Span | None:
        """What a longer period achieved."""


class Group(msgspec.Struct, frozen=True):
    """Matters under one heading, or without any; each is a sentence, numbered from 1."""

    title: Message | None
    matters: tuple[Message, ...]


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the first pages: a heading, sentences, matters in groups, sentences behind them."""

    name: str
    title: Message
    opening: tuple[Message, ...]
    groups: tuple[Group, ...]
    closing: tuple[Message, ...]


def chapters(page: Page, opening: Sequence[Message]) -> tuple[Chapter, ...]:
    """Return the chapters that have anything to tell, numbered; `opening` is what the first has to say."""
    made = [_achieved(page), _changed(page, opening), _red(page), _stuck(page), _due(page), _silent(page)]
    told = [own for own in made if own is not None]
    return tuple(
        msgspec.structs.replace(
            own,
            title=_with(number, title=own.title),
            groups=tuple(
                msgspec.structs.replace(group, title=group.title and _with(letter, title=group.title))
                for letter, group in zip(_GROUPS, own.groups, strict=False)
            ),
        )
        for number, own in zip(_CHAPTERS, told, strict=False)
    )


def _with(pattern: Message, **values: object) -> Message:
    return Message(pattern.text, tuple(values.items()))


def _chapter(
    name: str,
    title: Message,
    *groups: tuple[Message | None, Iterable[Message]],
    opening: Iterable[Message] = (),
    closing: Iterable[Message] = (),
) -> Chapter | None:
    """Return a chapter; where it tells nothing there is none."""
    kept = tuple(Group(head, own) for head, matters in groups if (own := tuple(matters)))
    first, last = tuple(opening), tuple(closing)
    return Chapter(name, title, first, kept, last) if kept or first or last else None


def subject(row: object, page: About, unit: object = "") -> Message:
    """Name a matter by its title, with its number in the document and who answers for it."""
    own = cast("Titled", row)
    number = page.head.numbers.get(holder_of(own.id), "")
    title = cut(short_title(own.title) if "." in own.id else own.title, LONGEST)
    if number and unit:
        return msg("{title} ({number}, {unit})", title=title, number=number, unit=unit)
    if number or unit:
        return msg("{title} ({number})", title=title, number=number or unit)
    return msg("{text}", text=title)


def _achieved(page: Page) -> Chapter | None:
    """Tell what a month, a quarter or a year achieved against the plan."""
    span = page.span
    if span is None:
        return None
    this = THIS[page.kind]
    values = {"this": this, "done": _matters(span.done), "due": span.due}
    if not span.done:
        done = msg("No deliverable was finished {this}; {due} fell due.", **values)
    elif span.done_before is None:
        done = msg("{done} were finished {this}; {due} fell due.", **values)
    else:
        before = {"before": BEFORE[page.kind], "number": span.done_before}
        done = msg("{done} were finished {this} ({before}: {number}); {due} fell due.", **values, **before)
    moved = [_gain(gain, page) for gain in page.front.gains]
    same = [
        nmsg(
            "{n} indicator did not change{see}.",
            "{n} indicators did not change{see}.",
            span.same,
            see=_see("indicators", page),
        )
    ]
    return _chapter(
        "achieved",
        msg("Achieved {this}", this=this),
        (None, moved),
        opening=[done],
        closing=[*_rest(page.front.rest.get("gains", 0), "indicators", page), *(same if span.same else ())],
    )


def _matters(number: int) -> Message:
    return nmsg("{n} deliverable", "{n} deliverables", number)


def _gain(gain: Gain, page: About) -> Message:
    """Tell what an indicator has come to, by how much it changed, and how far that is."""
    own = gain.own
    unit = own.indicator.unit
    amount = msg("{number} {unit}", number=own.actual, unit=unit)
    values = {"name": own.indicator.name, "amount": amount, "state": _state(own)}
    if not gain.gain:
        return msg("{name}: {amount}, {state}.", **values)
    changed = abs(gain.gain)
    more = (
        msg("{number} points", number=changed)
        if unit == "%"
        else msg("{number} {unit}", number=changed, unit=unit)
    )
    values |= {"this": THIS[page.kind], "more": more}
    if gain.gain > 0:
        return msg("{name}: {amount}, {more} more {this}, {state}.", **values)
    return msg("{name}: {amount}, {more} less {this}, {state}.", **values)


def _state(own: IndicatorStanding) -> Message:
    """Say how far an indicator is, or whether it holds its target."""
    if own.indicator.kind is IndicatorKind.HOLD:
        return msg("at its target") if own.holds else msg("short of its target")
    return msg("{share} of the target", share=percent(own.progress))


def _changed(page: Page, opening: Sequence[Message]) -> Chapter | None:
    own, changed = page.front, page.changes
    told = {matter.id for matter in own.red} | {stuck.id for stuck in own.stuck}

    def turned(turns: Sequence[Turn]) -> Iterator[Message]:
        return (_turn(turn, page, brief=turn.id in told) for turn in turns)

    closing = []
    if own.finished:
        names = tuple(subject(row, page, row.ended) for row in own.finished)
        total = len(own.finished) + own.rest.get("finished", 0)
        finished = nmsg(
            "{n} matter was finished {this}: {names}{more}.",
            "{n} matters were finished {this}: {names}{more}.",
            total,
            this=THIS[page.kind],
            names=names,
            more=_and_more("finished", page),
        )
        closing.append(finished)
    if own.newly_late:
        names = tuple(_late(row, page) for row in own.newly_late)
        total = len(own.newly_late) + own.rest.get("newly_late", 0)
        closing.append(
            nmsg(
                "{n} more is newly late: {names}{more}.",
                "{n} more are newly late: {names}{more}.",
                total,
                names=names,
                more=_and_more("newly_late", page),
            )
        )
    elif changed.since and not changed.newly_late:
        closing.append(msg("Nothing is newly overdue or behind {this}.", this=THIS[page.kind]))
    rest = sum(own.rest.get(name, 0) for name in ("worse", "better", "other"))
    return _chapter(
        "changed",
        msg("Changes {this}", this=THIS[page.kind]),
        (msg("Worse than before"), turned(own.worse)),
        (msg("Better than before"), turned(own.better)),
        (msg("Rated anew or no longer"), turned(own.other)),
        opening=opening,
        closing=[*_rest(rest, "turns", page), *closing],
    )


def _turn(turn: Turn, page: About, *, brief: bool) -> Message:
    """Tell which way a light turned and by what; the reason stands where the matter is told again."""
    causes = tuple(TURN_CAUSES[cause] for cause in turn.causes)
    lights = msg("from {before} to {now}", before=light_word(turn.before), now=light_word(turn.now))
    matter = subject(turn, page)
    if brief:
        return msg("{matter}: {lights} ({causes}).", matter=matter, lights=lights, causes=causes)
    return msg(
        "{matter}: {reason}, {lights} ({causes}).",
        matter=matter,
        reason=turn.reason,
        lights=lights,
        causes=causes,
    )


def _late(row: NewlyLate, page: About) -> Message:
    return msg("{matter}, {reason}", matter=subject(row, page, row.unit), reason=row.reason)


def _red(page: Page) -> Chapter | None:
    own = page.front
    return _chapter(
        "red",
        msg("Red, and what was promised"),
        (None, (red_matter(matter, page) for matter in own.red)),
        closing=_rest(own.rest.get("red", 0), "late", page),
    )


def red_matter(matter: Matter, page: About) -> Message:
    """Tell of a red task why it is so, what stands in the way, what was promised and by when."""
    why = joined([*(reason.message for reason in matter.reasons[:MOST_REASONS]), *_said(matter.problem)])
    return msg(
        "{matter}: {why}. {promise}.",
        matter=subject(matter, page, matter.held.first),
        why=why,
        promise=_promise(matter.next, matter.due),
    )


def _promise(step: str, due: DueRow | None) -> Message:
    found = [msg("Next: {step}", step=own) for own in _said(step)] or [msg("No next step was told")]
    if due and due.id == due.held.id:
        found.append(msg("it is due on {date}", date=due.due))
    elif due:
        found.append(msg("{title} is due on {date}", title=short_title(due.title), date=due.due))
    return joined(found)


def _stuck(page: Page) -> Chapter | None:
    own = page.front
    return _chapter(
        "stuck",
        msg("What needs a decision or coordination"),
        (
            None,
            [
                *(stuck_matter(stuck, page) for stuck in own.stuck),
                *(waiting_matter(row, page) for row in own.waiting),
            ],
        ),
        closing=[
            *_rest(own.rest.get("stuck", 0), "problems", page),
            *_rest(own.rest.get("waiting", 0), "reminders", page),
        ],
    )


def stuck_matter(stuck: Stuck, page: About) -> Message:
    """Tell what stands in the way of a matter, and what its unit asks for or does about it."""
    told = stuck.told
    if told is None:
        why, unit = joined([reason.message for reason in stuck.reasons]), stuck.held.first
        return msg("{matter}: {why}.", matter=subject(stuck, page, unit), why=why)
    problem = joined([*([msg("blocked")] if stuck.reasons else []), *_said(told.entry.problems)])
    matter = subject(told, page, told.entry.unit_name)
    return msg(
        "{matter}: {why}. {promise}.", matter=matter, why=problem, promise=_promise(told.entry.next, None)
    )


def waiting_matter(row: Waiting, page: About) -> Message:
    """Tell of reminders that nobody answered in time."""
    return msg(
        "{matter}: {unit} has not replied to {numbers}, {days} past the time.",
        matter=subject(row, page),
        unit=row.unit,
        numbers=tuple(map(document_number, row.numbers)),
        days=days(row.days),
    )


def _due(page: Page) -> Chapter | None:
    own = page.front
    return _chapter(
        "due",
        msg("Due next"),
        (None, (due_matter(row, page) for row in own.due)),
        closing=_rest(own.rest.get("due", 0), "due", page),
    )


def due_matter(row: DueRow, page: About) -> Message:
    """Tell what falls due on which day, and whose it is."""
    title = (
        msg("{matter} of {period}", matter=row.title, period=period_words(row.period))
        if row.period
        else row.title
    )
    number, unit = page.head.numbers.get(row.held.id, ""), row.held.first
    about = tuple(text for text in (number, unit) if text)
    if not about:
        return msg("{date}: {title}.", date=row.due, title=title)
    return msg("{date}: {title} ({about}).", date=row.due, title=title, about=about)


def _silent(page: Page) -> Chapter | None:
    own = page.front
    opening = []
    if own.units:
        names = tuple(
            nmsg("{unit} ({n} task)", "{unit} ({n} tasks)", tasks, unit=unit) for unit, _, tasks in own.units
        )
        total = len(own.units) + own.rest.get("units", 0)
        if total > len(own.units):
            opening.append(
                msg(
                    "Not reported in time: {names} and others, {total} in all{see}.",
                    names=names,
                    total=total,
                    see=_see("unreported", page),
                )
            )
        else:
            opening.append(msg("Not reported in time: {names}.", names=names))
    if own.silent:
        names = tuple(silent_matter(row, page) for row in own.silent)
        more = own.rest.get("silent", 0)
        silent = msg("Silent for longer than the plan allows: {names}.", names=names)
        if more:
            silent = nmsg(
                "Silent for longer than the plan allows: {names}, and {n} more{see}.",
                "Silent for longer than the plan allows: {names}, and {n} more{see}.",
                more,
                names=names,
                see=_see("late", page),
            )
        opening.append(silent)
    return _chapter("silent", msg("Who is silent"), opening=opening)


def silent_matter(row: Silent, page: About) -> Message:
    """Name a task with how long nobody has reported on it."""
    return subject(row, page, row.reason.message)


#: So many columns of a terminal take as much room as a line of the first pages, and the indent of its first.
_LINE: Final = 68
_INDENT: Final = 4


def lines_of(row: object, about: About, speakers: Sequence[Translator]) -> float:
    """Return how many lines a matter takes in the wider of some languages; a name in a list takes a part."""
    match row:
        case Matter():
            told = red_matter(row, about)
        case Stuck():
            told = stuck_matter(row, about)
        case Waiting():
            told = waiting_matter(row, about)
        case DueRow():
            told = due_matter(row, about)
        case Turn():
            told = _turn(row, about, brief=False)
        case Gain():
            told = _gain(row, about)
        case Finished() | NewlyLate() | Silent():
            reason = "" if isinstance(row, Finished) else row.reason
            name = subject(row, about, reason.message if isinstance(reason, LightReason) else reason)
            return max(width_of(say.say(name)) for say in speakers) / _LINE
        case _:
            return 0.25
    return max(-(-(width_of(say.say(told)) + _INDENT) // _LINE) for say in speakers)


def joined(texts: Sequence[Text]) -> Message:
    """Return several causes in one sentence."""
    first, *others = texts
    found = msg("{text}", text=first)
    for other in others:
        found = msg("{before}; {after}", before=found, after=other)
    return found


def _said(text: str) -> list[str]:
    """Return what a unit wrote in one line of a length that fits, without the stop at its end."""
    line = cut(text, LONGEST).rstrip("。.；; ")
    return [line] if line else []


def _rest(number: int, name: str, page: Page) -> list[Message]:
    if not number:
        return []
    return [nmsg("{n} more{see}.", "{n} more{see}.", number, see=_see(name, page))]


def _see(name: str, page: Page) -> Text:
    told = see(name, page)
    return msg(", {see}", see=told) if told else ""


def _and_more(name: str, page: Page) -> Text:
    return msg(" and others") if page.front.rest.get(name) else ""


def named(ids: Sequence[str], page: About) -> tuple[Text, ...]:
    """Name tasks by their titles and numbers, as a cell of a table lists them."""
    titles, numbers = page.head.titles, page.head.numbers
    return tuple(
        msg("{title} ({number})", title=titles[own], number=numbers[own]) if own in numbers else titles[own]
        for own in ids
    )


def target_gap(own: IndicatorStanding) -> Text:
    """Say how far an indicator is ahead or behind in points, or what stands in the place of that."""
    return points(own.gap) if own.gap is not None else gap(own)
