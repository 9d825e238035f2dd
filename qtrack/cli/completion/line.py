"""A command line as far as it is typed, as a shell would read it, and what of it is typed at the moment."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from qtrack.cli.commands import load_command
from qtrack.cli.help import WHOLE, find_command, options_of
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
    whole = _Reading(WHOLE, deque(line.words[1:]))
    name = whole.read(until_word=True)
    if name is None or whole.waiting:
        return whole.spot(None, line.typed)
    command = find_command(name)
    if command is None:
        return None
    reading = _Reading(options_of(load_command(command)), whole.rest)
    reading.read()
    return reading.spot(command, line.typed)


class _Reading:
    """One reading of words by what may be given; what is wrong with them is passed over."""

    def __init__(self, parameters: Iterable[Option], words: deque[str]) -> None:
        self.rest = words
        self.waiting: Option | None = None
        self._options = {name: one for one in parameters for name in one.names}
        self._arguments = deque(one for one in parameters if not one.names)
        self._given: dict[str, list[str]] = {}
        self._ended = False

    def read(self, *, until_word: bool = False) -> str | None:
        """Read the words, or return the first that belongs to no option."""
        while self.rest:
            word = self.rest.popleft()
            if self.waiting:
                self._keep(self.waiting, word)
                self.waiting = None
            elif word == "--" and not self._ended:
                self._ended = True
            elif word.startswith("-") and word != "-" and not self._ended:
                self._option(word)
            elif until_word:
                return word
            elif self._arguments:
                self._keep(self._arguments[0], word)
                if not self._arguments[0].many:
                    self._arguments.popleft()
        return None

    def _keep(self, parameter: Option, text: str) -> None:
        self._given.setdefault(parameter.name, []).append(text)

    def _option(self, word: str) -> None:
        long = word.startswith("--")
        name, sign, value = word.partition("=") if long else (word[:2], word[2:], word[2:])
        option = self._options.get(name)
        if option is None:
            return
        if option.flag or sign:
            self._keep(option, value)
        else:
            self.waiting = option

    def spot(self, command: str | None, typed: str) -> Spot:
        """Return what is typed behind the words that were read."""
        every = {one.name: one for one in self._options.values()}
        left = tuple(one for one in every.values() if one.many or one.name not in self._given)
        parameter, before, value = self.waiting, "", typed
        if parameter is None and typed.startswith("-") and not self._ended:
            name, sign, value = typed.partition("=")
            parameter = self._options.get(name) if sign else None
            before = f"{name}=" if parameter else ""
            value = value if parameter else typed
        elif parameter is None and self._arguments:
            parameter = self._arguments[0]
        return Spot(command, parameter, value, before, self._given, left)
