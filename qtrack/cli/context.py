"""What surrounds one run of a command, handed down as plain values, and how it prints what it made."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, tzinfo
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct

from qtrack.cli.options import DayOptions, TableOptions
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg, nmsg
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem, listed
from qtrack.store.git.sparse import left_out_of
from qtrack.store.reading.cache import snapshot_file
from qtrack.store.reading.loaded import Loaded
from qtrack.store.reading.plan import Findings, PlanReading
from qtrack.store.reading.snapshot import Snapshot
from qtrack.store.tree import FolderTree, Tree, find_plan
from qtrack.store.user.settings import Setting
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from qtrack.records.since.light_changes import Then
    from qtrack.standing.assess import PlanStanding


class RunContext(msgspec.Struct, frozen=True):
    """Where and when a command runs, and how it speaks. `language` is what --lang said, if it was given.

    In `environ` stands what is set, too, under the variable that goes before it; `settings` tell where.
    `begun` are readings of plans that were begun and are not used yet, by the plan's folder; `opened` are
    those of plans that are open, with what was found of them.
    """

    screen: Screen
    cwd: Path
    environ: Mapping[str, str]
    now: datetime
    language: str | None = None
    settings: Mapping[str, Setting] = {}
    begun: dict[Path, PlanReading] = {}
    opened: list[tuple[PlanReading, Findings]] = []

    def folder(self, named: str | None) -> Path:
        """Return the plan's folder."""
        return find_plan(named, self.environ, self.cwd)

    def folder_if_any(self, named: str | None) -> Path | None:
        """Return the plan's folder; None where there is none, unless one is named."""
        try:
            return self.folder(named)
        except QtrackError:
            if named:
                raise
            return None

    def moment(self, plan: Plan) -> datetime:
        """Return now in the plan's timezone."""
        return self._now_in(plan.head.timezone)

    def end_of(self, plan: Plan, day: date) -> datetime:
        """Return the last second of a day in the plan's timezone."""
        return datetime.combine(day, time(23, 59, 59), self._zone(plan.head.timezone))

    def today(self, plan: Plan) -> date:
        """Return today in the plan's timezone."""
        return self.today_in(plan.head.timezone)

    def today_in(self, zone: str) -> date:
        """Return today in a timezone."""
        return self._now_in(zone).date()

    def today_of(self, named: str | None) -> date:
        """Return today in the timezone of a plan; in that of this computer where no plan is found."""
        try:
            folder = self.folder(named)
        except QtrackError:
            return self.now.astimezone().date()
        if folder in self.begun:
            return self.today_in(self.begun[folder].zone)
        from qtrack.store.reading.head import timezone_of

        return self.today_in(timezone_of(folder))

    def _now_in(self, zone: str) -> datetime:
        try:
            return self.now.astimezone(self._zone(zone)).replace(microsecond=0)
        except OverflowError:  # at the end of the calendar
            return self.now.replace(microsecond=0)

    def _zone(self, name: str) -> tzinfo | None:
        """Return a timezone, that of this computer where it is not known here."""
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return self.now.tzinfo

    def reading(self, folder: Path, holders: AbstractSet[str] = frozenset()) -> PlanReading:
        """Read a plan, of which only what changed is read anew.

        With `holders` nothing is read of other tasks, where the plan has all of these.
        """
        if folder in self.begun:
            return self.begun.pop(folder)
        self.tell_left_out(folder)
        tree, snapshot = FolderTree(folder), Snapshot(snapshot_file(folder, self.environ), folder.resolve())
        if holders:
            reading = PlanReading(tree, snapshot, holders)
            if reading.loaded.plan is not None and holders <= reading.loaded.plan.holders.keys():
                return reading
        return PlanReading(tree, snapshot)

    def open(self, named: str | None, holders: AbstractSet[str] = frozenset()) -> Plan:
        """Load a plan, or what `reading` reads of it; raise QtrackError where that has errors.

        No figure would hold then.
        """
        plan = self._open(named, holders)
        reading, found = self._opened(plan)
        if reading.changed:
            reading.keep(found)
        return plan

    def standing(
        self, named: str | None, days: DayOptions, holders: AbstractSet[str] = frozenset()
    ) -> "PlanStanding":
        """Load a plan and assess it, today or on the day that was asked for; raise QtrackError as `open`."""
        plan = self._open(named, holders)
        return self.assessed(plan, days.as_of or self.today(plan), days.known_at)

    def assessed(self, plan: Plan, as_of: date, known_at: date | None) -> "PlanStanding":
        """Assess an open plan on a day, as known on one, but for what is kept, and keep what is new."""
        from qtrack.standing.assess import assess

        reading, found = self._opened(plan)
        kept = reading.standings(as_of, known_at)
        standing = assess(plan, as_of, known_at, kept=kept)
        new = [held for held in standing.everything if held.id not in kept]
        if new or reading.changed:
            reading.keep(found, new, as_of, known_at)
        return standing

    def stood(self, plan: Plan, then: "Then", known_at: date | None) -> "Then":
        """Return an earlier day with where an open plan stood on it, where the plan was the same."""
        if then.plan is not None:
            return then
        standing = self.assessed(plan, then.as_of, min(then.as_of, known_at or then.as_of))
        return msgspec.structs.replace(then, standing=standing)

    def kept(self, plan: Plan, question: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made of an open plan before, as it is, under a name; else make it and keep it."""
        reading, _ = self._opened(plan)
        found = reading.page(question)
        if not found:
            found = make()
            reading.keep_page(question, found)
        return found

    def _open(self, named: str | None, holders: AbstractSet[str]) -> Plan:
        folder = self.folder(named)
        reading = self.reading(folder, holders)
        plan, found = self._sound(reading, folder)
        self.opened.append((reading, found))
        return plan

    def _opened(self, plan: Plan) -> tuple[PlanReading, Findings]:
        return next(own for own in self.opened if own[0].loaded.plan is plan)

    def _sound(self, reading: PlanReading, folder: Path) -> tuple[Plan, Findings]:
        """Return the plan that was read if it has no errors, and what is found of it."""
        loaded = reading.loaded
        if loaded.plan is not None:
            today = self.today(loaded.plan)
            if reading.was_sound(today):
                return loaded.plan, reading.still_found(today)
            from qtrack.cli.problems import still_sound

            if still_sound(reading, today):
                return loaded.plan, reading.still_found(today)
        problems = self.problems(FolderTree(folder), loaded)
        found = self.findings(loaded, problems)
        try:
            return self.sound(loaded, problems, folder), found
        except QtrackError:
            reading.keep(found)
            raise

    def problems(self, tree: Tree, loaded: Loaded) -> tuple[Problem, ...]:
        """Return what loading and all checks find today, with lines, less what the files silence."""
        from qtrack.cli.problems import problems_of

        return problems_of(tree, loaded, self.today)

    def findings(self, loaded: Loaded, problems: Sequence[Problem]) -> Findings:
        """Return what these problems say of a plan today."""
        from qtrack.cli.problems import findings

        return Findings() if loaded.plan is None else findings(problems, self.today(loaded.plan))

    def sound(self, loaded: Loaded, problems: Sequence[Problem], folder: Path) -> Plan:
        """Return the loaded plan if it has no errors; tell of entries that this clock says lie ahead."""
        from qtrack.cli.problems import ODD_DATE

        errors = listed(problem for problem in problems if problem.level is Level.ERROR)
        if errors or loaded.plan is None:
            raise QtrackError(
                nmsg(
                    "The plan has {n} error: {path}: {text}.",
                    "The plan has {n} errors, the first in {path}: {text}.",
                    sum(error.times for error in errors),
                    path=self.shown(folder / errors[0].place.path),
                    text=errors[0].message,
                ),
                msg("“qtrack validate” shows every place."),
            )
        odd = [problem for problem in problems if problem.check == ODD_DATE]
        if odd:
            self.screen.talk(
                nmsg(
                    "warning: the date of {n} entry is odd: {path}: {text}.",
                    "warning: the dates of {n} entries are odd, the first in {path}: {text}. "
                    "“qtrack validate” shows every place.",
                    len(odd),
                    path=self.shown(folder / odd[0].place.path),
                    text=odd[0].message,
                )
            )
        return loaded.plan

    def tell_left_out(self, folder: Path) -> None:
        """Tell how much of a plan a sparse checkout leaves out; what that says is not known here."""
        if number := left_out_of(folder):
            self.screen.talk(
                nmsg(
                    "warning: this sparse checkout leaves {n} file of the plan out, and what it says counts "
                    "for nothing here; “git sparse-checkout disable” brings it.",
                    "warning: this sparse checkout leaves {n} files of the plan out, and what they say "
                    "counts for nothing here; “git sparse-checkout disable” brings them.",
                    number,
                )
            )

    def shown(self, path: Path) -> str:
        """Return a path as seen from the current folder, where it lies below it."""
        try:
            return path.relative_to(self.cwd).as_posix()
        except ValueError:
            return str(path)


PageT = TypeVar("PageT", bound=Struct)


def print_page(
    context: RunContext,
    page: PageT,
    options: TableOptions,
    forms: Mapping[str, Callable[[PageT, Screen], None]],
) -> int:
    """Print a page in the form that is asked for, or write it to the file that is named."""
    if options.output is not None:
        target = TextIOWrapper(BytesIO(), encoding="utf-8", newline="")
        screen = Screen(context.screen.translator, {}, target, context.screen.err)
        into_file = msgspec.structs.replace(context, screen=screen)
        print_page(into_file, page, msgspec.structs.replace(options, output=None), forms)
        screen.finish()
        written = target.buffer.getvalue()
        keep_file(context, context.cwd / options.output, written, context.folder(options.plan))
        return ExitCode.OK
    return print_in(context, options.form, page, forms)


def print_in(
    context: RunContext, form: str, page: PageT, forms: Mapping[str, Callable[[PageT, Screen], None]]
) -> int:
    """Print a page as JSON where that form is asked for, else as it is shown in the form."""
    if form == "json":
        return print_json(context, page)
    forms[form](page, context.screen)
    return ExitCode.OK


def print_json(context: RunContext, page: Struct) -> int:
    """Print a page as JSON."""
    from qtrack.ui.json import show_json

    show_json(page, context.screen)
    return ExitCode.OK


def keep_file(context: RunContext, path: Path, text: str | bytes, plan: Path) -> None:
    """Write a paper or a form to a file, and tell where and whether another was there.

    A name of stdout itself, such as /dev/stdout, is the same as none.
    """
    from qtrack.store.output import write_output

    if context.screen.goes_to(path):
        context.screen.write(text)
        return
    shown = context.shown(path)
    if write_output(path, text, plan):
        context.screen.talk(msg("{path} was there, and is replaced.", path=shown))
    context.screen.confirm(f"{shown}\n", msg("{path} is written.", path=shown))
