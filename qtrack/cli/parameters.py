"""What a command may be given: arguments and options as it declares them, alone or in groups."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self, get_args

import msgspec

from qtrack.cli.parse import Parser


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
