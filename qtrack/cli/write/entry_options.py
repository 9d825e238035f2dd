"""What was typed of an entry: the options that follow from its fields, and the values they are read into."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Self

from qtrack.cli.parameters import OptionGroup, choice, option, parse_date, parse_number
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Status
from qtrack.model.entry_fields import FIELD, EntryField, Kind, fields
from qtrack.model.plan import Plan
from qtrack.records.filters import find_about, find_unit
from qtrack.store.form.cells import cell_period
from qtrack.ui.labels import STATUSES


class EntryOptions(OptionGroup, frozen=True):
    """The options of `record`: what was given, a text or several, by the name of the field."""

    typed: Mapping[str, Any]

    @classmethod
    def in_order(cls) -> Iterable[tuple[EntryField, str]]:
        """Return the fields in the order of the help, each with what this says of it."""
        work = ("status", "percent", "actuals", "period", "problems", "next", "evidence")
        return ((field, field.help) for field in fields("summary", "unit", *work))

    @classmethod
    def parameters(cls) -> Iterable[inspect.Parameter]:
        """Return an option for each field."""
        for field, text in cls.in_order():
            declared = option(field.option, field.metavar, text)
            kind = list[str] | None if field.kind.many else str | None
            yield inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, declared]
            )

    @classmethod
    def gather(cls, values: Mapping[str, Any]) -> Self:
        """Keep what was given."""
        return cls({name: value for name, value in values.items() if value not in (None, [])})


class CorrectionOptions(EntryOptions, frozen=True):
    """The options of `correct`."""

    @classmethod
    def in_order(cls) -> Iterable[tuple[EntryField, str]]:
        """Return the fields in the order of the help, each with what this says of it."""
        work = ("status", "percent", "actuals", "problems", "next", "evidence", "date", "period")
        return ((field, field.help_to_correct or field.help) for field in fields("summary", *work))


def read_typed(plan: Plan, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of what was typed, by the names of the fields; an empty status or date is none.

    Raises QtrackError for what does not fit.
    """
    values = {name: _read(plan, FIELD[name], given) for name, given in typed.items()}
    return {name: value for name, value in values.items() if value is not None}


def _read(plan: Plan, field: EntryField, given: Any) -> object:  # noqa: ANN401 - a text, or several
    readers: dict[Kind, Callable[[], object]] = {
        Kind.ABOUT: lambda: find_about(plan, given),
        Kind.UNIT: lambda: find_unit(plan, given),
        Kind.DATE: lambda: parse_date(field.option, given) if given else None,
        Kind.PERIOD: lambda: cell_period(given),
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
