"""A command line as far as it is typed, as a shell would read it, and what of it is typed at the moment."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from qtrack.cli.commands import load_command
from qtrack.cli.help import WHOLE, CommandLine, find_command, options_of
from qtrack.cli.parameters import Option

#: What takes its meaning from the sign behind it, by the shell; all others read a line as POSIX has it.
ESCAPES: Final = {"powershell": "`"}


class Line(NamedTuple):
    """The words that are whole, that of the program among them, and the one that is typed.

    `quoted` tells whether that one stands in quotes that are still open.
    """

    words: tuple[str, ...]
    typed: str
    quoted: bool = False


def read_line(text: str, escape: str = "\\") -> Line:
    """Read a line up to the cursor; whatever stands there, something is read."""
    words: list[str] = []
    word, begun, quote = "", False, ""
    signs = iter(text)
    for sign in signs:
        if sign == escape and quote != "'":
            word, begun = word + next(signs, ""), True
        elif quote:
            word, quote = (word, "") if sign == quote else (word + sign, quote)
        elif sign in {"'", '"'}:
            quote, begun = sign, True
        elif not sign.isspace():
            word, begun = word + sign, True
        elif begun:
            words.append(word)
            word, begun = "", False
    return Line(tuple(words), word, bool(quote))


class Spot(msgspec.Struct, frozen=True):
    """What is typed at the moment: a value for `parameter`, else a command or the name of an option.

    `typed` is what of it is there, behind `before`: --light= of --light=re. `given` are the values so far by
    the names of parameters, and `options` what else may be given; `command` is empty where none is typed yet.
    """

    command: str | None
    parameter: Option | None
    typed: str
    before: str = ""
    given: Mapping[str, Sequence[str]] = {}
    options: tuple[Option, ...] = ()

    def value(self, name: str) -> str | None:
        """Return what was given for a parameter last, None where nothing was."""
        said = self.given.get(name)
        return said[-1] if said else None


def find_spot(line: Line) -> Spot | None:
    """Find out what is typed at the moment; None where no such command is known."""
    whole = CommandLine(WHOLE, line.words[1:], whole=True)
    if not whole.words:
        return _spot(None, whole, line.typed, WHOLE)
    command = find_command(whole.words[0])
    if command is None:
        return None
    parameters = options_of(load_command(command))
    return _spot(command, CommandLine(parameters, whole.words[1:]), line.typed, parameters)


def _spot(command: str | None, read: CommandLine, typed: str, parameters: Iterable[Option]) -> Spot:
    """Return what is typed behind the words that were read; words that no argument takes are passed over."""
    given: dict[str, list[str]] = dict(read.given)
    arguments = deque(one for one in parameters if not one.names)
    for word in read.words if arguments else ():
        given.setdefault(arguments[0].name, []).append(word)
        if not arguments[0].many:
            arguments.popleft()
        if not arguments:
            break
    left = tuple(one for one in parameters if one.names and (one.many or one.name not in given))
    parameter, before, value = read.options.get(read.waiting), "", typed
    if parameter is None and typed.startswith("-") and not read.ended:
        name, sign, behind = typed.partition("=")
        parameter = read.options.get(name) if sign else None
        before, value = (f"{name}=", behind) if parameter else ("", typed)
    elif parameter is None and arguments:
        parameter = arguments[0]
    return Spot(command, parameter, value, before, given, left)
