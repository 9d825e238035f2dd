"""From what was typed to an entry that fits the plan, to its file: what every way of recording shares."""

import getpass
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec

from qtrack.checks import check_new
from qtrack.checks.context import CheckContext
from qtrack.cli.context import DryRunResult, RunContext, WriteResult
from qtrack.cli.options import PathForm, WriteOptions
from qtrack.cli.parameters import SpokenDate, choice, parse_date, parse_number
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import LANGUAGES, Message, Translator, msg, nmsg
from qtrack.model.entry import Entry, Status
from qtrack.model.entry_fields import FIELD, EntryField, Kind
from qtrack.model.ids import holder_of
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.records.filters import find_about, find_unit
from qtrack.store.entries import alone, entry_files, entry_text, write_entry
from qtrack.store.form.cells import CellError, cell_period
from qtrack.store.tree import FolderTree
from qtrack.ui.labels import STATUSES

#: So many entries are named where there is no room for a list.
_NAMED: Final = 10


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
    known: dict[str, Any] = {"unit": "", "date": session.now.date(), "summary": "", "by": user().strip()}
    return Entry(recorded=session.now, **known | read_typed(session, typed))


def finish(session: RecordingSession, entry: Entry, *, answers: bool = False) -> int:
    """Check an entry, write it and tell where it is."""
    session.check(entry)
    return put(session, entry, answers=answers)


def put(
    session: RecordingSession,
    entry: Entry,
    written_down: Callable[[], None] | None = None,
    *,
    answers: bool = False,
) -> int:
    """Write an entry that was checked, and tell where it is; `written_down` is called once it stands.

    Raises QtrackError where it `answers` entries and others recorded of the matter meanwhile: they might
    have answered, too.
    """
    if session.options.dry_run:
        tell_texts(session, entry)
        return ExitCode.OK
    with alone(session.folder) if answers else nullcontext():
        if answers:
            refuse_unseen(session, entry.holder)
        written = write_entry(session.folder, entry)
    if written_down is not None:
        written_down()
    path = session.context.shown(session.folder / written.path)
    as_json = session.options.form is PathForm.JSON
    tell_recorded(session, (written,), WriteResult(written.id, path) if as_json else path)
    if session.options.commit:
        commit(session, (written,))
    return ExitCode.OK


def tell_recorded(
    session: RecordingSession,
    entries: tuple[Entry, ...],
    told: msgspec.Struct | tuple[msgspec.Struct, ...] | str,
) -> None:
    """Tell of entries that stand in the plan by now, in lines or as JSON, whatever becomes of stdout."""
    screen = session.context.screen
    text = f"{told}\n"
    if not isinstance(told, str):
        from qtrack.ui.json import page_json

        text = page_json(told, screen.translator)
    elif not entries:
        return
    ids = _some([entry.id for entry in entries])
    done = nmsg("The entry {ids} is recorded.", "{n} entries are recorded: {ids}.", len(entries), ids=ids)
    screen.confirm(text, done, is_file=not isinstance(told, str))


def write_all(
    session: RecordingSession, entries: Sequence[Entry], tell: Callable[[tuple[Entry, ...]], None]
) -> tuple[Entry, ...]:
    """Write the entries and tell them; where the disk refuses one, those before it stand and are told."""
    written: list[Entry] = []
    try:
        for entry in entries:
            written.append(write_entry(session.folder, entry))  # noqa: PERF401 - a failure keeps them
    finally:
        tell(tuple(written))
    return tuple(written)


def refuse_unseen(session: RecordingSession, holder: str = "") -> None:
    """Raise QtrackError where others recorded of a section or task, or at all, since the plan was opened."""
    seen = {entry.id for entry in session.plan.entries}
    new = sorted(entry_files(FolderTree(session.folder), holder).keys() - seen)
    if new:
        raise QtrackError(
            msg("Others recorded meanwhile: {ids}.", ids=_some(new)),
            msg("Look at it with “qtrack history”, and try again."),
        )


def _some(ids: Sequence[str]) -> tuple[str, ...]:
    return (*ids[:_NAMED], "…") if len(ids) > _NAMED else tuple(ids)


def office_of(plan: Plan, unit: str | None, option: str) -> str:
    """Return who speaks for the office: the unit that was named, else the office that the plan names."""
    if unit is not None:
        return find_unit(plan, unit)
    if not plan.head.office:
        raise QtrackError(
            msg("The plan names no office."), msg("Name with {option} who speaks for it.", option=option)
        )
    return plan.head.office


def tell_texts(session: RecordingSession, *entries: Entry) -> None:
    """Show what would be written."""
    screen = session.context.screen
    text = "---\n".join(map(entry_text, entries))
    if session.options.form is PathForm.JSON:
        from qtrack.ui.json import page_json

        screen.write(page_json(DryRunResult(text), screen.translator))
    else:
        from qtrack.ui.line import clean

        screen.write(clean(text))


def commit(session: RecordingSession, entries: tuple[Entry, ...]) -> None:
    """Commit the files of entries that were written, with a message in the plan's language."""
    from qtrack.pages.record import commit_message
    from qtrack.store.git.repository import Repository

    message = commit_message(session.plan, entries, Translator(session.plan.head.language))
    try:
        Repository(session.folder).commit_only([entry.path for entry in entries], message)
    except QtrackError as error:
        raise QtrackError(
            nmsg(
                "The entry is written, but not committed: {why}",
                "The {n} entries are written, but not committed: {why}",
                len(entries),
                why=error.message,
            ),
            error.hint,
        ) from error


def status_words() -> dict[str, Status]:
    """Return the names of the statuses in every language, ids among them."""
    from qtrack.store.form.form_header import plain_heading

    words = {status.value: status for status in Status}
    for translator in map(Translator, LANGUAGES):
        words |= {plain_heading(translator.say(word)): status for status, word in STATUSES.items()}
    return words


def holders_of(about: str | None) -> frozenset[str]:
    """Return the section or task of an id that was read, for `open_session`."""
    return frozenset({holder_of(about)} if about else ())


def user() -> str:
    """Return the name of whoever is logged in, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def read_typed(session: RecordingSession, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of what was typed, by the names of the fields; an empty status or date is none.

    Raises QtrackError for what does not fit.
    """
    values = {name: _read(session, FIELD[name], given) for name, given in typed.items()}
    return {name: value for name, value in values.items() if value is not None}


def _read(session: RecordingSession, field: EntryField, given: Any) -> object:  # noqa: ANN401 - a text, or several
    readers: dict[Kind, Callable[[], object]] = {
        Kind.ABOUT: lambda: find_about(session.plan, given),
        Kind.UNIT: lambda: find_unit(session.plan, given),
        Kind.DATE: lambda: session.date(given) if given else None,
        Kind.PERIOD: lambda: session.period(given),
        Kind.STATUS: lambda: choice(Status, STATUSES)(field.option, given) if given else None,
        Kind.PERCENT: lambda: parse_number(field.option, given.removesuffix("%")),
        Kind.FIGURES: lambda: dict(_figure(field.option, text) for text in given),
        Kind.LIST: lambda: tuple(text.strip() for text in given),
    }
    return readers.get(field.kind, lambda: str(given).strip())()


def _figure(option: str, text: str) -> tuple[str, Decimal]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise QtrackError(
            msg("{option} is “{text}”.", option=option, text=text),
            msg("Write ID=VALUE, such as public-standards=1650."),
        )
    return name.strip(), parse_number(option, value)
