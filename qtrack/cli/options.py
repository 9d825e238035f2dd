"""Options that several commands share, each with one meaning, alone or in groups."""

from datetime import date
from enum import StrEnum
from functools import partial
from typing import Annotated

from qtrack.cli.parameters import (
    Option,
    OptionGroup,
    argument,
    choice,
    date_or_none,
    flag,
    option,
    parse_date,
)
from qtrack.errors import QtrackError
from qtrack.locale import words
from qtrack.locale.message import msg
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.plan import Plan
from qtrack.model.responsibility import Role
from qtrack.records.selection.filters import Filters, resolve
from qtrack.records.selection.names import Say
from qtrack.standing.lights import Light


class PageForm(StrEnum):
    """How a page is printed."""

    TABLE = "table"
    JSON = "json"


class TableForm(StrEnum):
    """How a table is printed, also for spreadsheets and for other papers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "markdown"


class FillForm(StrEnum):
    """How a form is written that is to be filled."""

    CSV = "csv"
    XLSX = "xlsx"


class PathForm(StrEnum):
    """How it is told what was written."""

    TEXT = "text"
    JSON = "json"


def format_option(kind: type[StrEnum]) -> Option:
    """Declare the option --format with the forms of a kind."""
    return option("--format", "|".join(kind), "The form of the output.", choice(kind, words.FORMS))


PlanOption = Annotated[
    str | None, option("--plan", "DIR", "The plan's folder; else QTRACK_PLAN, else found from here upward.")
]
AllPlansOption = Annotated[bool, flag("--all-plans", "Take every plan of the repository, wherever it lies.")]
UnitOption = Annotated[
    str | None,
    option("--unit", "UNIT", "Only tasks this unit answers for, by id, full or short name.", short="-u"),
]
SectionOption = Annotated[
    str | None, option("--section", "S1…", "Only this section, by id, number or a part of its title.")
]
AboutArgument = Annotated[str, argument("ID", "A task, deliverable or section: T05, 5, T05.2, S1.")]
PeriodOption = Annotated[
    str,
    option("--period", "PERIOD", "Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
]
OutputOption = Annotated[
    str | None,
    option(
        "--output",
        "FILE",
        "Write it to this file, in the form that its name ends in; else to the screen.",
        short="-o",
    ),
]
DryRunOption = Annotated[bool, flag("--dry-run", "Show the file and write nothing.")]
CommitOption = Annotated[bool, flag("--commit", "Commit the new file to git, and nothing else.")]
ByOption = Annotated[str | None, option("--by", "NAME", "Who records it; else your own name.")]


class DayOptions(OptionGroup, frozen=True):
    """As of which day a page shows the plan, and what had been recorded by which; None is today, and all."""

    as_of: Annotated[
        date | None,
        option("--as-of", "DATE", "Show what was so on this date, as 2019-06-28; else today.", date_or_none),
    ] = None
    known_at: Annotated[
        date | None,
        option(
            "--known-at", "DATE", "Count only what had been recorded by this date; else all.", date_or_none
        ),
    ] = None


class TableOptions(OptionGroup, frozen=True):
    """In which form a page is printed, into which file, and of which plan."""

    form: Annotated[TableForm, format_option(TableForm)] = TableForm.TABLE
    output: OutputOption = None
    plan: PlanOption = None


class WriteOptions(OptionGroup, frozen=True):
    """What becomes of an entry, how that is told, and of which plan it is."""

    dry_run: DryRunOption = False
    commit: CommitOption = False
    form: Annotated[PathForm, format_option(PathForm)] = PathForm.TEXT
    plan: PlanOption = None


class FilterOptions(OptionGroup, frozen=True):
    """Which tasks a page shows, as it was typed."""

    section: SectionOption = None
    measure: Annotated[
        str | None, option("--measure", "M01…", "Only this measure, by id, number or a part of its title.")
    ] = None
    unit: UnitOption = None
    role: Annotated[
        Role | None,
        option("--role", "ROLE", "Only where the unit has this role: {choices}.", choice(Role, words.ROLES)),
    ] = None
    light: Annotated[
        list[Light] | None,
        option(
            "--light", "LIGHT", "Only this light: {choices}; may be repeated.", choice(Light, words.LIGHTS)
        ),
    ] = None
    status: Annotated[
        list[Status] | None,
        option(
            "--status",
            "STATUS",
            "Only this status: {choices}; may be repeated.",
            choice(Status, words.STATUSES),
            short="-s",
        ),
    ] = None
    due_before: Annotated[
        date | None,
        option(
            "--due-before",
            "DATE",
            "Only tasks whose own deadline is before this date.",
            partial(parse_date, edge="first", ahead=True),
        ),
    ] = None
    stale: Annotated[
        bool, flag("--stale", "Only tasks that were silent for longer than the plan allows.")
    ] = False

    def of(self, plan: Plan, say: Say) -> Filters:
        """Return the filters, and `say` what parts of names mean; raise QtrackError for what is not there."""
        lights, statuses = frozenset(self.light or ()), frozenset(self.status or ())
        typed = Filters(
            self.section, self.unit, lights, self.measure, self.role, statuses, self.due_before, self.stale
        )
        return resolve(typed, plan, say)


class ReminderOptions(OptionGroup, frozen=True):
    """What the reminders to issue say."""

    reply_by: Annotated[
        date | None,
        option(
            "--reply-by",
            "DATE",
            "The last day to reply; else a week from now.",
            partial(date_or_none, ahead=True),
        ),
    ] = None
    level: Annotated[
        ChaseLevel | None,
        option(
            "--level",
            "LEVEL",
            "How hard to press: {choices}; else one level up for each that was not answered.",
            choice(ChaseLevel, words.CHASE_LEVELS),
        ),
    ] = None
    text: Annotated[
        str | None, option("--text", "TEXT", "What is asked for, in a sentence; else a report.")
    ] = None
    phone: Annotated[str, option("--phone", "NAME", "It was made by telephone: who took the call.")] = ""
    answer: Annotated[str, option("--answer", "TEXT", "What they said on the telephone.")] = ""
    issuer: Annotated[str | None, option("--issuer", "UNIT", "Who issues it; else the plan's office.")] = None
    by: ByOption = None


def refuse_both(plan: str | None, *, every_plan: bool) -> None:
    """Raise QtrackError where one plan is named and all are asked for."""
    if plan and every_plan:
        raise QtrackError(
            msg("--all-plans takes every plan, --plan names one."), msg("Leave --plan out, or --all-plans.")
        )
