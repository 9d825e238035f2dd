"""From what was typed to an entry that fits the plan, to its file: what every way of recording shares."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from qtrack.checks import check_new
from qtrack.checks.context import CheckContext
from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import SpokenDate, choice, parse_date, parse_number
from qtrack.cli.settings import own_name, usual_name
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import STATUSES
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import FIELD, EntryField, Kind
from qtrack.model.ids import holder_of
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.records.filters import find_about, find_indicator, find_unit
from qtrack.store.form.cells import CellError, cell_period
from qtrack.store.tree import FolderTree


class RecordingSession(msgspec.Struct, frozen=True):
    """Where entries are made: the plan, with what was said of the same matter, and the moment."""

    context: RunContext
    options: WriteOptions
    folder: Path
    plan: Plan
    now: datetime

    @property
    def check_context(self) -> CheckContext:
        """What the checks of entries are told."""
        return CheckContext(self.plan, self.context.today(self.plan))

    def as_of(self, entry: Entry) -> date:
        """Return the day at whose end it is told what an entry does: today, while the plan runs.

        After its end nearly all is late, whatever is said; then it is the day that the entry speaks of.
        """
        today = self.context.today(self.plan)
        return today if today <= self.plan.head.end else entry.date

    def date(self, text: str) -> date:
        """Read what --date says; tell what is understood of other words than those of files."""
        read = parse_date("--date", text)
        if not isinstance(read, SpokenDate):
            return read
        from qtrack.cli.dates import read_day

        return read_day(self.context.screen, read, self.now.date())

    def period(self, text: str) -> str:
        """Read what --period says, and tell what is understood of words."""
        try:
            return cell_period(text, self.now.date(), self.context.screen.talk)
        except CellError as error:
            raise QtrackError(msg("{text}.", text=error.message)) from error

    def errors_and_warnings(self, *entries: Entry) -> tuple[list[Message], list[Message]]:
        """Return what keeps the entries from the plan, and what is worth a word."""
        found = list(check_new(self.check_context, *entries))
        errors = [problem.message for problem in found if problem.level is Level.ERROR]
        return errors, [problem.message for problem in found if problem.level is not Level.ERROR]

    def check(self, *entries: Entry) -> None:
        """Raise QtrackError where entries do not fit the plan; tell what is worth a word."""
        errors, warnings = self.errors_and_warnings(*entries)
        if errors:
            from qtrack.ui.text import sentences

            reasons = sentences(list(dict.fromkeys(errors)), self.context.screen.translator)
            raise QtrackError(
                msg("The entry does not fit: {reasons}.", reasons=reasons), msg("Nothing was written.")
            )
        for warning in warnings:
            self.context.screen.talk(msg("warning: {text}", text=warning))


def open_session(context: RunContext, options: WriteOptions, holders: frozenset[str]) -> RecordingSession:
    """Open the plan with the entries of these sections and tasks only.

    Errors in other parts of the plan stop nobody's report.
    """
    folder = context.folder(options.plan)
    loaded = context.reading(folder, holders).loaded
    plan = loaded.plan
    if plan is None or holders & loaded.broken:
        plan = context.sound(loaded, context.problems(FolderTree(folder), loaded), folder)
    return RecordingSession(context, options, folder, plan, context.moment(plan))


def entry_of(session: RecordingSession, typed: Mapping[str, Any]) -> Entry:
    """Make an entry of what was typed; the rest is empty. Raise QtrackError for what does not fit."""
    known: dict[str, Any] = {"unit": "", "date": session.now.date(), "summary": ""}
    known |= read_typed(session, typed)
    if "by" not in known:
        known["by"] = user(session)
    return Entry(recorded=session.now, **known)


def office_of(plan: Plan, unit: str | None, option: str) -> str:
    """Return who speaks for the office: the unit that was named, else the office that the plan names."""
    if unit is not None:
        return find_unit(plan, unit)
    if not plan.head.office:
        raise QtrackError(
            msg("The plan names no office."), msg("Name with {option} who speaks for it.", option=option)
        )
    return plan.head.office


def holders_of(about: str | None) -> frozenset[str]:
    """Return the section or task of an id that was read, for `open_session`."""
    return frozenset({holder_of(about)} if about else ())


def user(session: RecordingSession) -> str:
    """Return who records: the name that is set, else that which git knows, else that of the login."""
    return own_name(session.context) or usual_name(session.folder)[0]


def read_typed(session: RecordingSession, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of what was typed, by the names of the fields; an empty status or date is none.

    Raises QtrackError for what does not fit.
    """
    about = find_about(session.plan, typed["about"]) if "about" in typed else ""
    values = {name: _read(session, FIELD[name], given, about) for name, given in typed.items()}
    return {name: value for name, value in values.items() if value is not None}


def _read(session: RecordingSession, field: EntryField, given: Any, about: str) -> object:  # noqa: ANN401 - a text, or several
    readers: dict[Kind, Callable[[], object]] = {
        Kind.ABOUT: lambda: about,
        Kind.UNIT: lambda: _unit(session, given),
        Kind.DATE: lambda: session.date(given) if given else None,
        Kind.PERIOD: lambda: session.period(given),
        Kind.STATUS: lambda: choice(Status, STATUSES)(field.option, given) if given else None,
        Kind.PERCENT: lambda: parse_number(field.option, given.removesuffix("%")),
        Kind.FIGURES: lambda: dict(_figure(session.plan, about, field.option, text) for text in given),
        Kind.LIST: lambda: tuple(text.strip() for text in given),
    }
    return readers.get(field.kind, lambda: str(given).strip())()


def _unit(session: RecordingSession, typed: str) -> str:
    """Return the id of a unit; tell its name where that is not what was typed."""
    found = find_unit(session.plan, typed)
    if session.plan.register.find(typed) is None:
        name = session.plan.register.name(found)
        session.context.screen.talk(msg("{text} = {meant}", text=typed.strip(), meant=name))
    return found


def _figure(plan: Plan, about: str, option: str, text: str) -> tuple[str, Decimal]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise QtrackError(
            msg("{option} is “{text}”.", option=option, text=text),
            msg("Write ID=VALUE, such as public-standards=1650."),
        )
    return find_indicator(plan, about, name), parse_number(option, value)
