"""Options as commands declare them, alone or in groups, and the groups that several commands share."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self, get_args

import msgspec

from qtrack.cli.forms import PathForm, TableForm
from qtrack.cli.parse import Parser, choice, date_or_none, parse_date
from qtrack.locale.message import mark
from qtrack.model.entry import Status
from qtrack.model.plan import Plan
from qtrack.records.filters import Filters, Role, make_filters
from qtrack.standing.lights import Light
from qtrack.ui.labels import LIGHTS, ROLES, STATUSES


class Option(msgspec.Struct, frozen=True):
    """What a command declares of a parameter, in its Annotated; an option without a metavar is a flag.

    An argument has no names. `help` is a key of the catalogue. Without `parse` the text is taken as it is.
    """

    names: tuple[str, ...]
    metavar: str
    help: str
    parse: Parser | None = None

    @property
    def shown(self) -> str:
        """The name in sentences."""
        return self.names[0] if self.names else self.metavar


def option(name: str, metavar: str, help: str, parse: Parser | None = None, *, short: str = "") -> Option:  # noqa: A002 - the word for it
    """Declare an option that takes a value."""
    return Option((name, short) if short else (name,), metavar, help, parse)


def flag(name: str, help: str, *, short: str = "") -> Option:  # noqa: A002 - the word for it
    """Declare an option that takes no value."""
    return option(name, "", help, short=short)


def argument(metavar: str, help: str, parse: Parser | None = None) -> Option:  # noqa: A002 - the word for it
    """Declare an argument."""
    return Option((), metavar, help, parse)


def format_option(kind: type[StrEnum], *among: str) -> Option:
    """Declare the option --format with these choices, all of its kind where none are named."""
    return option("--format", "|".join(among or kind), mark("The form of the output."), choice(kind))


class OptionGroup(msgspec.Struct, frozen=True):
    """Options declared together: a field each, in the order of the help.

    What a command declares itself under the name of a field stands in the place of that, and fills it.
    """

    @classmethod
    def parameters(cls) -> Iterable[inspect.Parameter]:
        """Return the options of the group."""
        return inspect.signature(cls, eval_str=True).parameters.values()

    @classmethod
    def gather(cls, values: Mapping[str, Any]) -> Self:
        """Make the group from the values of a call, by the names of its parameters."""
        return cls(**values)

    def given(self) -> list[str]:
        """Return the names of the options that say something."""
        return [get_args(one.annotation)[1].shown for one in self.parameters() if getattr(self, one.name)]


class Parameter(msgspec.Struct, frozen=True):
    """An argument or option of a command; `kind` is the type of its value."""

    name: str
    kind: object
    option: Option
    default: object

    @property
    def flag(self) -> bool:
        """Whether it takes no value."""
        return self.kind is bool

    @property
    def many(self) -> bool:
        """Whether it may be given several times."""
        return any(getattr(kind, "__origin__", None) is list for kind in (self.kind, *get_args(self.kind)))

    @property
    def required(self) -> bool:
        """Whether a call without it is refused."""
        return self.default is inspect.Parameter.empty


def parameters_of(command: Callable[..., int]) -> tuple[Parameter, ...]:
    """Return what a command may be given, the options of its groups in their places."""
    found: dict[str, Parameter] = {}
    for own in _own(command):
        for one in own.annotation.parameters() if _is_group(own) else (own,):
            kind, declared = get_args(one.annotation)
            found.setdefault(one.name, Parameter(one.name, kind, declared, one.default))
    return tuple(found.values())


def call(command: Callable[..., int], context: object, values: Mapping[str, Any]) -> int:
    """Call a command with the values of its parameters; None is what was not given."""
    filled = {
        one.name: one.default if values[one.name] is None else values[one.name]
        for one in parameters_of(command)
    }
    given = {
        own.name: own.annotation.gather({one.name: filled[one.name] for one in own.annotation.parameters()})
        if _is_group(own)
        else filled[own.name]
        for own in _own(command)
    }
    return command(context, **given)


def _own(command: Callable[..., int]) -> Iterator[inspect.Parameter]:
    _, *own = inspect.signature(command, eval_str=True).parameters.values()  # the first is the context
    yield from own


def _is_group(own: inspect.Parameter) -> bool:
    return isinstance(own.annotation, type) and issubclass(own.annotation, OptionGroup)


PlanOption = Annotated[
    str | None,
    option("--plan", "DIR", mark("The plan's folder; else QTRACK_PLAN, else found from here upward.")),
]
UnitOption = Annotated[
    str | None,
    option("--unit", "UNIT", mark("Only tasks this unit answers for, by id, full or short name.")),
]
SectionOption = Annotated[str | None, option("--section", "S1…", mark("Only this section."))]
AboutArgument = Annotated[str, argument("ID", mark("A task, deliverable or section: T05, 5, T05.2, S1."))]
PeriodOption = Annotated[
    str,
    option(
        "--period", "PERIOD", mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03.")
    ),
]
DryRunOption = Annotated[bool, flag("--dry-run", mark("Show the file and write nothing."))]
CommitOption = Annotated[bool, flag("--commit", mark("Commit the new file to git, and nothing else."))]
ByOption = Annotated[str | None, option("--by", "NAME", mark("Who records it; else the user's name."))]


class DayOptions(OptionGroup, frozen=True):
    """As of which day a page shows the plan, and what had been recorded by which; None is today, and all."""

    as_of: Annotated[
        date | None,
        option(
            "--as-of", "DATE", mark("Show what was so on this date, as 2019-06-28; else today."), date_or_none
        ),
    ] = None
    known_at: Annotated[
        date | None,
        option("--known-at", "DATE", mark("Count only what had been recorded by this date."), date_or_none),
    ] = None


class FilterOptions(OptionGroup, frozen=True):
    """Which tasks a page shows, as it was typed."""

    section: SectionOption = None
    measure: Annotated[str | None, option("--measure", "M01…", mark("Only this measure."))] = None
    unit: UnitOption = None
    role: Annotated[
        Role | None,
        option(
            "--role",
            "lead|shared|by-duty",
            mark("Only where the unit has this role: it leads, shares the task, or has it by duty."),
            choice(Role, ROLES),
        ),
    ] = None
    light: Annotated[
        list[Light] | None,
        option(
            "--light",
            "LIGHT",
            mark("Only this light: red, yellow, green, blue, none; may be repeated."),
            choice(Light, LIGHTS),
        ),
    ] = None
    status: Annotated[
        list[Status] | None,
        option(
            "--status",
            "STATUS",
            mark("Only this status, as not-started, in-progress, blocked or done; may be repeated."),
            choice(Status, STATUSES),
        ),
    ] = None
    due_before: Annotated[
        date | None,
        option(
            "--due-before", "DATE", mark("Only tasks whose own deadline is before this date."), parse_date
        ),
    ] = None
    stale: Annotated[
        bool, flag("--stale", mark("Only tasks that were silent for longer than the plan allows."))
    ] = False

    def of(self, plan: Plan) -> Filters:
        """Return the filters; raise QtrackError for what the plan does not have."""
        return make_filters(
            plan,
            self.section,
            self.unit,
            frozenset(self.light or ()),
            self.measure,
            role=self.role,
            statuses=frozenset(self.status or ()),
            due_before=self.due_before,
            stale=self.stale,
        )


class TableOptions(OptionGroup, frozen=True):
    """In which form a page is printed, and of which plan."""

    form: Annotated[TableForm, format_option(TableForm)] = TableForm.TABLE
    plan: PlanOption = None


class WriteOptions(OptionGroup, frozen=True):
    """What becomes of an entry, and how that is told."""

    dry_run: DryRunOption = False
    commit: CommitOption = False
    form: Annotated[PathForm, format_option(PathForm)] = PathForm.TEXT
