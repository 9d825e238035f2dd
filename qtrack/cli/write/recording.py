"""From what was typed to an entry that fits the plan, to its file: what every way of recording shares."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import SpokenDate, choice, parse_date, parse_number, said_back
from qtrack.cli.settings import own_name, usual_name
from qtrack.errors import CancelledError, QtrackError
from qtrack.locale.message import Message, mark, msg
from qtrack.locale.words import STATUSES
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import FIELD, EntryField, Kind
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.records.selection.names import find_about, find_indicator, find_unit
from qtrack.store.form.cells import CellError, cell_period
from qtrack.store.tree import FolderTree
from qtrack.store.user.settings import AS_OF
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from qtrack.checks.context import CheckContext

#: What is asked where something is worth a word.
ALL_THE_SAME: Final = msg("Write it all the same? [y/N] ")
#: Words for yes and no, keys of the catalogue.
YES: Final = mark("y|yes")
NO: Final = mark("n|no")


class Session(msgspec.Struct, frozen=True, dict=True):
    """Where entries are made: the plan, with what was said of the same matter, and the moment."""

    context: RunContext
    options: WriteOptions
    folder: Path
    plan: Plan
    now: datetime

    @property
    def check_context(self) -> "CheckContext":
        """What the checks of entries are told."""
        from qtrack.checks.context import CheckContext

        return CheckContext(self.plan, self.context.today(self.plan))

    def shown(self, path: str) -> str:
        """Return a path of the plan as seen from the current folder."""
        return self.context.shown(self.folder / path)

    def as_of(self, entry: Entry) -> date:
        """Return the day at whose end it is told what an entry does: today, or as of which pages are set.

        After the end of the plan nearly all is late, whatever is said; then it is the day that the entry
        speaks of.
        """
        if (day := self.pages_as_of) is not None:
            return max(day, entry.date)
        today = self.context.today(self.plan)
        return today if today <= self.plan.head.end else entry.date

    @cached_property
    def pages_as_of(self) -> date | None:
        """The day as of which pages are set to be, None where that is today."""
        text = self.context.environ.get(AS_OF)
        return self._day(AS_OF, text) if text else None

    def _day(self, option: str, text: str) -> date:
        read = parse_date(option, text)
        if not isinstance(read, SpokenDate):
            return read
        from qtrack.cli.dates import read_day

        return read_day(self.context.screen, read, self.now.date())

    def date(self, text: str) -> date:
        """Read what --date says; tell what is understood of other words than those of files."""
        return self._day("--date", text)

    def period(self, text: str) -> str:
        """Read what --period says, and tell what is understood of words."""
        try:
            return cell_period(text, self.now.date(), self.context.screen.talk)
        except CellError as error:
            raise QtrackError(
                msg("--period is wrong: {text}.", text=error.message),
                msg("Write it as 2019, 2019Q1 or 2019-03."),
            ) from error

    def problems(self, *entries: Entry) -> Iterator[Problem]:
        """Yield what keeps the entries from the plan, and what is worth a word."""
        from qtrack.checks import check_new, doubt_new  # completion reads only what a command may be given

        yield from check_new(self.check_context, *entries)
        yield from doubt_new(self.check_context, *entries)

    def check(self, *entries: Entry) -> None:
        """Raise QtrackError where entries do not fit the plan; tell what is worth a word, and ask."""
        found = list(self.problems(*entries))
        errors = [problem.message for problem in found if problem.level is Level.ERROR]
        if errors:
            from qtrack.ui.text import sentences

            reasons = sentences(list(dict.fromkeys(errors)), self.context.screen.translator)
            raise QtrackError(
                msg("The entry does not fit: {reasons}.", reasons=reasons), msg("Nothing was written.")
            )
        self.warn(found)

    def warn(self, found: Iterable[Problem]) -> None:
        """Tell what is worth a word; on a terminal it is asked whether to write all the same.

        Raises CancelledError where it is not to be written.
        """
        told = [msg("warning: {text}", text=problem.message) for problem in found]
        screen = self.context.screen
        for text in told:
            screen.talk(text)
        if told and screen.can_ask and not self.options.dry_run:
            if agreed(screen, ALL_THE_SAME, default=False):
                return
            screen.talk(msg("Nothing was written."))
            raise CancelledError


def agreed(screen: Screen, question: Message, *, default: bool) -> bool:
    """Ask whether to go on, until the answer is one; Enter alone is the default, Ctrl-C is no."""
    yes, no = (screen.say(words).split("|") for words in (YES, NO))
    while True:
        try:
            answer = screen.ask(screen.say(question)).casefold()
        except (EOFError, KeyboardInterrupt):
            screen.talk("")
            return False
        if not answer:
            return default
        if answer in {*yes, *no}:
            return answer in yes


def open_session(context: RunContext, options: WriteOptions, *about: str) -> Session:
    """Open the plan with the entries only of the sections and tasks that are named, as they were typed.

    Errors in other parts of the plan stop nobody's report.
    """
    folder = context.folder(options.plan)
    holders = frozenset(holder_of(found) for typed in about if (found := parse_about(typed)))
    loaded = context.reading(folder, holders).loaded
    plan = loaded.plan
    if plan is None or holders & loaded.broken:
        plan = context.sound(loaded, context.problems(FolderTree(folder), loaded), folder)
    return Session(context, options, folder, plan, context.moment(plan))


def entry_of(session: Session, typed: Mapping[str, Any]) -> Entry:
    """Make an entry of what was typed; the rest is empty, and an empty status or date is none.

    Raises QtrackError for what does not fit.
    """
    about = find_about(session.plan, typed["about"]) if "about" in typed else ""
    values = {name: _read(session, FIELD[name], given, about) for name, given in typed.items()}
    known: dict[str, Any] = {"unit": "", "date": session.now.date(), "summary": ""}
    known |= {name: value for name, value in values.items() if value is not None}
    if "by" not in known:
        known["by"] = user(session)
    return Entry(recorded=session.now, **known)


def office_of(session: Session, unit: str | None, option: str) -> str:
    """Return who speaks for the office: the unit that was named, else the office that the plan names."""
    if unit is not None:
        return find_unit(session.plan, unit, option, session.context.screen.talk)
    if not session.plan.head.office:
        raise QtrackError(
            msg("The plan names no office."), msg("Name with {option} who speaks for it.", option=option)
        )
    return session.plan.head.office


def user(session: Session, named: str | None = None) -> str:
    """Return who records: as named, else by the name that is set, that which git knows, or of the login."""
    if named is None:
        named = own_name(session.context) or usual_name(session.context.environ, session.folder)[0]
    return named.strip()


def _read(session: Session, field: EntryField, given: Any, about: str) -> object:  # noqa: ANN401 - a text, or several
    readers: dict[Kind, Callable[[], object]] = {
        Kind.ABOUT: lambda: about,
        Kind.UNIT: lambda: find_unit(session.plan, given, say=session.context.screen.talk),
        Kind.DATE: lambda: session.date(given) if given else None,
        Kind.PERIOD: lambda: session.period(given),
        Kind.STATUS: lambda: _status(session, field.option, given) if given else None,
        Kind.PERCENT: lambda: parse_number(field.option, given.removesuffix("%")),
        Kind.FIGURES: lambda: dict(_figure(session, about, field.option, text) for text in given),
        Kind.LIST: lambda: tuple(text.strip() for text in given),
    }
    return readers.get(field.kind, lambda: str(given).strip())()


def _status(session: Session, option: str, text: str) -> Status:
    found = choice(Status, STATUSES)(option, text)
    if said := said_back(text, found, STATUSES):
        session.context.screen.talk(said)
    return found


def _figure(session: Session, about: str, option: str, text: str) -> tuple[str, Decimal]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise QtrackError(
            msg("{option} is “{text}”.", option=option, text=text),
            msg("Write ID=VALUE, such as public-standards=1650."),
        )
    found = find_indicator(session.plan, about, name, session.context.screen.talk)
    return found, parse_number(option, value)
