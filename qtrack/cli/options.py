"""Options that several commands share, each with one meaning, alone or in groups."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from qtrack.cli.parameters import Option, OptionGroup, argument, choice, date_option, flag, name_of, option
from qtrack.errors import QtrackError
from qtrack.locale import words
from qtrack.locale.message import msg
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.plan import Plan
from qtrack.model.responsibility import Role
from qtrack.records.selection.names import Say
from qtrack.standing.rules import Light

if TYPE_CHECKING:
    from qtrack.records.selection.filters import Filters

#: How a page is printed.
PageForm = Literal["table", "json"]
#: How a table is printed, also for spreadsheets and for other papers.
TableForm = Literal["table", "json", "csv", "xlsx", "markdown"]
#: How a form is written that is to be filled.
FillForm = Literal["csv", "xlsx"]
#: How it is told what was written.
PathForm = Literal["text", "json"]


def format_option(kind: object) -> Option:
    """Declare the option --format with these forms."""
    forms: tuple[str, ...] = get_args(kind)
    reader = name_of(lambda: forms, words.FORMS)
    return option("The form of the output.", "|".join(forms), reader, name="--format")


PlanOption = Annotated[
    str | None, option("The plan's folder; else QTRACK_PLAN, else found from here upward.", "DIR")
]
AllPlansOption = Annotated[
    bool, flag("Take every plan of the repository, wherever it lies.", name="--all-plans")
]
UnitOption = Annotated[
    str | None, option("Only tasks this unit answers for, by id, full or short name.", "UNIT", short="-u")
]
SectionOption = Annotated[
    str | None, option("Only this section, by id, number or a part of its title.", "S1…")
]
AboutArgument = Annotated[str, argument("A task, deliverable or section: T05, 5, T05.2, S1.", "ID")]
PeriodOption = Annotated[
    str, option("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03.", "PERIOD")
]
OutputOption = Annotated[
    str | None,
    option(
        "Write it to this file, in the form that its name ends in; else to the screen.", "FILE", short="-o"
    ),
]
DryRunOption = Annotated[bool, flag("Show the file and write nothing.")]
CommitOption = Annotated[bool, flag("Commit the new file to git, and nothing else.")]
ByOption = Annotated[str | None, option("Who records it; else your own name.", "NAME")]


class DayOptions(OptionGroup, frozen=True):
    """As of which day a page shows the plan, and what had been recorded by which; None is today, and all."""

    as_of: Annotated[
        date | None,
        date_option("Show what was so on this date, as 2019-06-28; else today.", "last", empty=True),
    ] = None
    known_at: Annotated[
        date | None,
        date_option("Count only what had been recorded by this date; else all.", "last", empty=True),
    ] = None


class TableOptions(OptionGroup, frozen=True):
    """In which form a page is printed, into which file, and of which plan."""

    form: Annotated[TableForm, format_option(TableForm)] = "table"
    output: OutputOption = None
    plan: PlanOption = None


class WriteOptions(OptionGroup, frozen=True):
    """What becomes of an entry, how that is told, and of which plan it is."""

    dry_run: DryRunOption = False
    commit: CommitOption = False
    form: Annotated[PathForm, format_option(PathForm)] = "text"
    plan: PlanOption = None


class FilterOptions(OptionGroup, frozen=True):
    """Which tasks a page shows, as it was typed."""

    section: SectionOption = None
    measure: Annotated[
        str | None, option("Only this measure, by id, number or a part of its title.", "M01…")
    ] = None
    unit: UnitOption = None
    role: Annotated[
        Role | None,
        option("Only where the unit has this role: {choices}.", "ROLE", choice(Role, words.ROLES)),
    ] = None
    light: Annotated[
        list[Light] | None,
        option("Only this light: {choices}; may be repeated.", "LIGHT", choice(Light, words.LIGHTS)),
    ] = None
    status: Annotated[
        list[Status] | None,
        option(
            "Only this status: {choices}; may be repeated.",
            "STATUS",
            choice(Status, words.STATUSES),
            short="-s",
        ),
    ] = None
    due_before: Annotated[
        date | None, date_option("Only tasks whose own deadline is before this date.", "first", ahead=True)
    ] = None
    stale: Annotated[bool, flag("Only tasks that were silent for longer than the plan allows.")] = False

    def of(self, plan: Plan, say: Say) -> "Filters":
        """Return the filters, and `say` what parts of names mean; raise QtrackError for what is not there."""
        from qtrack.records.selection.filters import Filters, resolve

        lights, statuses = frozenset(self.light or ()), frozenset(self.status or ())
        typed = Filters(
            self.section, self.unit, lights, self.measure, self.role, statuses, self.due_before, self.stale
        )
        return resolve(typed, plan, say)


class ReminderOptions(OptionGroup, frozen=True):
    """What the reminders to issue say."""

    reply_by: Annotated[
        date | None,
        date_option("The last day to reply; else a week from now.", "last", empty=True, ahead=True),
    ] = None
    level: Annotated[
        ChaseLevel | None,
        option(
            "How hard to press: {choices}; else one level up for each that was not answered.",
            "LEVEL",
            choice(ChaseLevel, words.CHASE_LEVELS),
        ),
    ] = None
    text: Annotated[str | None, option("What is asked for, in a sentence; else a report.", "TEXT")] = None
    phone: Annotated[str, option("It was made by telephone: who took the call.", "NAME")] = ""
    answer: Annotated[str, option("What they said on the telephone.", "TEXT")] = ""
    issuer: Annotated[str | None, option("Who issues it; else the plan's office.", "UNIT")] = None
    by: ByOption = None


def refuse_both(plan: str | None, *, every_plan: bool) -> None:
    """Raise QtrackError where one plan is named and all are asked for."""
    if plan and every_plan:
        raise QtrackError(
            msg("--all-plans takes every plan, --plan names one."), msg("Leave --plan out, or --all-plans.")
        )
