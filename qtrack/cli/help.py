"""Help, and what is wrong with a command line, in the language of the terminal, by what commands declare.

Typer's own complaints are English, and most of them have no public class.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final

from qtrack.cli.commands import Command, load_command
from qtrack.cli.names import ASKING, COMMANDS, EXAMPLES, GROUPS, HABITS, NAMES
from qtrack.cli.parameters import Option, flag, option, parameters_of, refused
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, mark, msg, nearest
from qtrack.locale.words import LANGUAGE_NAMES, PAPERS, meant, shown, ways
from qtrack.ui.screen import Screen

LANG: Final = option(
    "The language of the terminal: {choices}; else the one set.",
    "LANGUAGE",
    name="--lang",
    table=LANGUAGE_NAMES,
)
NO_CACHE: Final = flag(
    "Read the plan anew, and keep nothing of it; as QTRACK_CACHE=off does.", name="--no-cache"
)
VERSION: Final = flag("Print the version.", name="--version")
HELP: Final = flag("Show this help.", name="--help", short="-h")
#: What may stand before the command.
WHOLE: Final = (LANG, NO_CACHE, VERSION, HELP)


def options_of(command: Command) -> tuple[Option, ...]:
    """Return what a command may be given, its own first; one that reads a plan can do without the cache."""
    own = parameters_of(command)
    return (*own, LANG, *([NO_CACHE] if any(one.name == "plan" for one in own) else []), HELP)


def show_help(screen: Screen) -> None:
    """Print the help of `qtrack` itself, which lists the commands by what one wants."""
    from qtrack.ui.help import overview_text

    groups = {
        screen.say(title): [(name, screen.say(text)) for name, text in rows.items()]
        for title, rows in GROUPS.items()
    }
    options = " ".join(
        f"[{', '.join(reversed(one.names))} {screen.say(one.metavar)}".rstrip() + "]" for one in WHOLE
    )
    page = overview_text(
        screen,
        f"qtrack {options} {screen.say(msg('COMMAND'))}",
        groups=groups,
        epilog=mark("“qtrack COMMAND --help” tells all of one; “qtrack help” lists the manual."),
    )
    screen.lines(page)


def show_command_help(name: str, command: Command, screen: Screen) -> None:
    """Print the help of one command."""
    from qtrack.ui.help import help_text

    usage, arguments, options = f"qtrack {name}", [], []
    for one in options_of(command):
        said = said_of(one, screen)
        if one.names:
            names = f"{', '.join(reversed(one.names))} {screen.say(one.metavar)}".rstrip()
            options.append((names, said + screen.say(_default(one))))
        else:
            metavar = screen.say(one.metavar)
            usage += f" {metavar}" if one.required else f" [{metavar}]"
            arguments.append((metavar, said))
    usage += screen.say(msg(" [OPTIONS]"))
    text, example = COMMANDS[name], EXAMPLES[name]
    screen.lines(help_text(screen, usage, text, arguments=arguments, options=options, example=example))


def said_of(one: Option, screen: Screen) -> str:
    """Return what help says of a parameter; a choice by its words, in Chinese beside those of files."""
    words = zip(one.choices, map(screen.translator.show, shown(one.choices, one.choices)), strict=True)
    choices = tuple(name if name == word else f"{name} {word}" for name, word in words)
    return screen.say(Message(one.help, (("choices", choices),)) if choices else one.help)


def _default(one: Option) -> Message | str:
    """Say what holds where an option is not given, as far as its help does not."""
    if one.required:
        return msg(" (required)")
    if one.flag or one.default is None or one.default in {"", ()}:
        return ""
    return msg(" (default: {value})", value=str(one.default))


def check_command_line(arguments: Sequence[str], *, asking: bool) -> list[Option]:
    """Raise QtrackError for the first thing that does not fit; return what is to be asked for."""
    words = CommandLine(WHOLE, arguments, "qtrack", whole=True).words
    if not words:
        return []
    name, *rest = words
    if name not in COMMANDS:
        raise _no_command(name)
    path = f"qtrack {name}"
    parameters = options_of(load_command(name))
    line = CommandLine(parameters, rest, path)
    words, missing = line.words, list[Option]()
    for parameter in parameters:
        if not parameter.names and words:
            words = [] if parameter.many else words[1:]
        elif parameter.required and parameter.name not in line.given:
            missing.append(parameter)
    if missing and not (asking and name in ASKING):
        raise refused(msg("{place} is missing.", place=missing[0].place), path)
    if words:
        raise refused(msg("Too many words: {words}.", words=" ".join(words)), path)
    return missing


def _refuse_early(arguments: Sequence[str]) -> None:
    """Raise QtrackError where an option of the command stands before it."""
    command = next((word for word in arguments if find_command(word)), "")
    early = arguments[: arguments.index(command)] if command else ()
    whole = {name for own in WHOLE for name in own.names}
    name = find_command(command)
    own = {name: one for one in options_of(load_command(name)) for name in one.names} if name else {}
    for at, typed in enumerate(early):
        option, sign, value = typed.partition("=")
        if option in own and option not in whole:
            value = (
                value if sign else "" if own[option].flag else early[at + 1] if at + 1 < len(early) else "…"
            )
            raise QtrackError(
                msg("{option} stands before the command.", option=option),
                msg(
                    "Write it behind: “qtrack {line}”.", line=" ".join(filter(None, (command, option, value)))
                ),
            )


def find_command(typed: str) -> str | None:
    """Return the command that is typed by its name in either language."""
    return meant(typed, COMMANDS, NAMES)


def plain_command_line(arguments: Sequence[str]) -> list[str]:
    """Return a command line with its command by the English name, `help COMMAND` as `COMMAND --help`."""
    try:
        words = CommandLine(WHOLE, arguments, "qtrack", whole=True).words
    except QtrackError:
        _refuse_early(arguments)
        raise
    if not words:
        return list(arguments)
    first, *rest = words
    name = find_command(first)
    before = arguments[: -len(words)]
    if name == "help":
        topics = CommandLine((LANG, HELP), rest, "qtrack help").words
        command = find_command(topics[0]) if len(topics) == 1 else None
        if command:
            return [*before, command, *(word for word in rest if word != topics[0]), HELP.shown]
    return [*before, name or first, *rest]


class CommandLine:
    """Words, read by what may be given: the `given` values by the names of parameters, and the other `words`.

    Those of `qtrack` as a whole end with the first word, which is the command. With the `path` of a command
    what is wrong is refused as by Typer, without one it is passed over. `waiting` is an option whose value
    does not follow.
    """

    def __init__(
        self, parameters: Iterable[Option], arguments: Iterable[str], path: str = "", *, whole: bool = False
    ) -> None:
        self.options = {name: one for one in parameters for name in one.names}
        self.given: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.waiting, self.ended = "", False
        self._rest, self._path = deque(arguments), path
        while self._rest and not (self.ended or (whole and self.words)):
            word = self._rest.popleft()
            if self.waiting:
                self.given.setdefault(self.options[self.waiting].name, []).append(word)
                self.waiting = ""
            elif word == "--":
                self.ended = True
            elif word.startswith("-") and word != "-":
                self._read(word)
            else:
                self.words.append(word)
        if self.waiting:
            self._refuse(msg("The option {option} needs a value.", option=self.waiting))
        self.words += self._rest

    def _read(self, word: str) -> None:
        long = word.startswith("--")
        name, sign, value = word.partition("=") if long else (word[:2], word[2:], word[2:])
        option = self.options.get(name)
        if option is None:
            if self._path:
                self._refuse(_unknown(name, self.options))
        elif not (option.flag or sign):
            self.waiting = name
        else:
            self.given.setdefault(option.name, []).append(value)
            if option.flag and long and sign:
                self._refuse(msg("The option {option} takes no value.", option=name))
            elif option.flag and value:  # more flags of one letter
                self._rest.appendleft(f"-{value}")

    def _refuse(self, message: Message) -> None:
        if self._path:
            raise refused(message, self._path)


def _no_command(typed: str) -> QtrackError:
    """Return the refusal of a command that is not there, with the one that may be meant."""
    none = msg("There is no command “{typed}”.", typed=typed)
    habit = meant(typed, HABITS, {row: row for row in HABITS})
    if habit:
        return QtrackError(none, Message(HABITS[habit]))
    from qtrack.model.ids import parse_about

    if paper := meant(typed, PAPERS, PAPERS):
        return QtrackError(none, msg("“qtrack report {kind}” makes this paper.", kind=paper))
    if (about := parse_about(typed)) and typed[:1].isalpha():
        return QtrackError(none, msg("“qtrack show {id}” shows {id}.", id=about))
    close = nearest(typed, {way: name for name in COMMANDS for way in ways(name, NAMES)})
    if close:
        none = msg("There is no command “{typed}”; perhaps “{nearest}”.", typed=typed, nearest=close)
    return QtrackError(none, msg("“qtrack --help” lists the commands."))


def _unknown(name: str, options: Iterable[str]) -> Message:
    from difflib import get_close_matches

    long = [option for option in options if option.startswith("--")]
    near = sorted(get_close_matches(name, long)) if name.startswith("--") else []
    if near:
        return msg("There is no option {option}; perhaps {nearest}.", option=name, nearest=tuple(near))
    return msg("There is no option {option}.", option=name)
