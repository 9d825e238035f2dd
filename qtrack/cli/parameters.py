"""What a command may be given: arguments and options as it declares them, and how their texts are read."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final, Generic, Literal, Self, TypeVar, get_args

import msgspec

from qtrack.errors import Place, QtrackError
from qtrack.locale.message import Message, mark, msg
from qtrack.locale.words import Words, labels, meant, plain, shown
from qtrack.store.numbers import plain_number

#: Reads the text behind an option, or raises QtrackError; the option's name is for its sentence.
Parser = Callable[[Place, str], object]
ChoiceT = TypeVar("ChoiceT", bound=str)
#: Which day of a period is meant where one is named.
Edge = Literal["first", "last", ""]

_DATE: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"  # fromisoformat takes 2019-W26-5, too
_DAYS: Final = r"([0-9]{1,6})[Dd]?"


class Choice(msgspec.Struct, Generic[ChoiceT], frozen=True):
    """Reads one of a few words, or of what else the table has for them."""

    make: Callable[[str], ChoiceT]
    #: Gives the words, from where they are registered.
    names: Callable[[], Iterable[str]]
    table: Words

    def __call__(self, option: Place, text: str) -> ChoiceT:
        """Read a text; raise QtrackError that lists the words."""
        return self.make(parse_name(option, text, self.names(), self.table))


EnumT = TypeVar("EnumT", bound=StrEnum)


def choice(kind: type[EnumT], table: Words) -> Choice[EnumT]:
    """Return the reader of a choice."""
    return Choice(kind, lambda: [value.value for value in kind], table)


def name_of(names: Callable[[], Iterable[str]], table: Words) -> Choice[str]:
    """Return the reader of one of the names of a registry, which is looked into where it is asked."""
    return Choice(str, names, table)


def parse_name(option: Place, text: str, names: Iterable[str], table: Words) -> str:
    """Read one of these names, or another word for it; raise QtrackError that lists them."""
    known = tuple(names)
    found = meant(text, known, table)
    if found is None:
        raise QtrackError(
            msg("{option} cannot be “{text}”.", option=option, text=text),
            msg("It can be {choices}.", choices=shown(known, table)),
        )
    return found


def said_back(typed: str, value: str, table: Words) -> Message | None:
    """Return what to tell of a word that stands for another, such as 办结; None where both look alike."""
    known = [plain(word) for word in (value, *labels(value, table))]
    if any(word in plain(typed) or plain(typed) in word for word in known):
        return None
    return msg("{text} = {meant}", text=typed.strip(), meant=shown([value], table))


class Spoken(msgspec.Struct, frozen=True):
    """What an option says in other words than those of files, to be read once it is known what day it is."""

    option: Place
    text: str


class SpokenDate(Spoken, frozen=True):
    """A date in words; of a period its first or last day where `edge` says so.

    Without a year it is the next such day with `ahead`, else the latest.
    """

    edge: Edge = ""
    ahead: bool = False


def parse_date(option: Place, text: str, *, edge: Edge = "", ahead: bool = False) -> date | SpokenDate:
    """Read a date as 2019-06-28; anything else is left for `cli.dates`, which needs to know today.

    Raises QtrackError for a day that does not exist.
    """
    if not re.fullmatch(_DATE, text):
        return SpokenDate(option, text, edge, ahead)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise no_such_day(option, text) from None


def no_such_day(option: Place, text: str) -> QtrackError:
    """Return the refusal of a date that does not exist."""
    return QtrackError(
        msg("{option} is “{text}”, a day that the calendar does not have.", option=option, text=text),
        msg("Look at the month and the day, as in 2019-06-28."),
    )


def parse_days(option: Place, text: str) -> int | Spoken:
    """Read a number of days as 60d or 60; anything else is left for `cli.dates`."""
    found = re.fullmatch(_DAYS, text.strip())
    return int(found[1]) if found else Spoken(option, text)


def parse_number(option: Place, text: str) -> Decimal:
    """Read a number such as 40 or 90.6; raise QtrackError for anything else."""
    number = plain_number(text.strip())
    if number is None:
        raise QtrackError(
            msg("{option} is “{text}”, which is not a number.", option=option, text=text),
            msg("Write digits only, such as 40."),
        )
    return number


class Option(msgspec.Struct, frozen=True):
    """What a command declares of a parameter, in its Annotated; an argument has no names.

    `help` is a key of the catalogue, in which `{choices}` stands for the words of a choice. Without `parse`
    the text is taken as it is; where it is a word of a table all the same, that is `table`. `kind` is the
    type of its value; it, `name` and `default` are those of the function's parameter, from which an empty one
    of the `names` follows, too.
    """

    names: tuple[str, ...]
    metavar: str
    help: str
    parse: Parser | None = None
    name: str = ""
    kind: object = str
    default: object = None
    table: Words | None = None

    @property
    def choices(self) -> Words:
        """The words that it is one of, each with the row of its table; none where it is anything else."""
        if isinstance(self.parse, Choice):
            return {name: self.parse.table.get(name, name) for name in self.parse.names()}
        return self.table or {}

    @property
    def shown(self) -> str:
        """The name as it is typed."""
        return self.names[0] if self.names else self.metavar

    @property
    def place(self) -> Place:
        """The name in sentences, that of an argument in the language of the terminal."""
        return self.names[0] if self.names else Message(self.metavar)

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


def option(
    help: str,  # noqa: A002 - the word for it
    metavar: str,
    parse: Parser | None = None,
    *,
    name: str = "",
    short: str = "",
    table: Words | None = None,
) -> Option:
    """Declare an option that takes a value; its name is that of the parameter, unless it is given one."""
    names = (name, short) if short else (name,)
    return Option(names, metavar, help, parse, name.lstrip("-").replace("-", "_"), table=table)


def date_option(
    help: str,  # noqa: A002 - the word for it
    edge: Edge = "",
    *,
    empty: bool = False,
    ahead: bool = False,
    short: str = "",
) -> Option:
    """Declare an option that takes a date, read as `parse_date` does; with `empty` an empty text is none."""

    def read(place: Place, text: str) -> object:
        return None if empty and not text else parse_date(place, text, edge=edge, ahead=ahead)

    return option(help, mark("DATE"), read, short=short)


def flag(help: str, *, name: str = "", short: str = "") -> Option:  # noqa: A002 - the word for it
    """Declare an option that takes no value."""
    return msgspec.structs.replace(option(help, "", name=name, short=short), kind=bool, default=False)


def argument(
    help: str,  # noqa: A002 - the word for it
    metavar: str,
    parse: Parser | None = None,
    *,
    table: Words | None = None,
) -> Option:
    """Declare an argument."""
    return Option((), metavar, help, parse, table=table)


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
        return [_option(one).shown for one in self.parameters() if getattr(self, one.name)]


@cache
def parameters_of(command: Callable[..., int]) -> tuple[Option, ...]:
    """Return what a command may be given, the options of its groups in their places."""
    found: dict[str, Option] = {}
    for own in _own(command):
        for one in own.annotation.parameters() if _is_group(own) else (own,):
            found.setdefault(one.name, _option(one))
    return tuple(found.values())


def _option(own: inspect.Parameter) -> Option:
    """Return what is declared of a parameter, with what follows from the parameter itself."""
    kind, declared = get_args(own.annotation)
    names = tuple(name or f"--{own.name.rstrip('_').replace('_', '-')}" for name in declared.names)
    whole: Option = msgspec.structs.replace(
        declared, names=names, name=own.name, kind=kind, default=own.default
    )
    return whole


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


def refused(message: Message, path: str) -> QtrackError:
    """Return the refusal of a command line, with where the help is."""
    return QtrackError(message, msg("See “{command} --help”.", command=path))
