"""What is wrong with a command line that Typer refused, by what the command declares.

Typer's own complaints are English, and most of them have no public class.
"""

from collections import deque
from collections.abc import Iterable, Sequence

from qtrack.cli.commands import COMMANDS, load_command
from qtrack.cli.help import HELP, LANG, VERSION
from qtrack.cli.parameters import Parameter, parameters_of
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.nearest import nearest


def check_command_line(arguments: Sequence[str]) -> None:
    """Raise QtrackError for the first thing that does not fit; return where nothing is wrong."""
    _, words = _split(arguments, (LANG, VERSION, HELP), "qtrack", whole=True)
    if not words:
        return
    name, *rest = words
    if name not in COMMANDS:
        raise _refused("qtrack", _no_command(name))  # noqa: EM101 - whose help tells more
    path = f"qtrack {name}"
    parameters = (*parameters_of(load_command(name)), LANG, HELP)
    given, words = _split(rest, parameters, path)
    for parameter in parameters:
        declared = parameter.option
        if not declared.names and words:
            words = [] if parameter.many else words[1:]
        elif parameter.required and not given.intersection(declared.names):
            raise _refused(path, msg("{name} is missing.", name=declared.shown))
    if words:
        raise _refused(path, msg("Too many words: {words}.", words=" ".join(words)))


def _split(
    arguments: Iterable[str], parameters: Sequence[Parameter], path: str, *, whole: bool = False
) -> tuple[set[str], list[str]]:
    """Return the options that are given and the words that belong to none; raise QtrackError as Typer would.

    The options of `qtrack` as a whole end with the first word, which is the command.
    """
    options = {name: parameter for parameter in parameters for name in parameter.option.names}
    given: set[str] = set()
    words: list[str] = []
    rest = deque(arguments)
    while rest and not (whole and words):
        word = rest.popleft()
        if word == "--":
            break
        if not word.startswith("-") or word == "-":
            words.append(word)
            continue
        name, sign, value = word.partition("=") if word.startswith("--") else (word[:2], "", word[2:])
        if name not in options:
            raise _refused(path, _unknown(name, options))
        given.update(options[name].option.names)
        if not options[name].flag:
            if not sign and not value and not rest:
                raise _refused(path, msg("The option {option} needs a value.", option=name))
            if not sign and not value:
                rest.popleft()
        elif sign:
            raise _refused(path, msg("The option {option} takes no value.", option=name))
        elif value:  # more flags of one letter
            rest.appendleft(f"-{value}")
    return given, [*words, *rest]


def _no_command(typed: str) -> Message:
    close = nearest(typed, COMMANDS)
    if close:
        return msg("There is no command “{typed}”; perhaps “{nearest}”.", typed=typed, nearest=close)
    return msg("There is no command “{typed}”; there are {commands}.", typed=typed, commands=COMMANDS)


def _unknown(name: str, options: Iterable[str]) -> Message:
    from difflib import get_close_matches

    long = [option for option in options if option.startswith("--")]
    near = sorted(get_close_matches(name, long)) if name.startswith("--") else []
    if near:
        return msg("There is no option {option}; perhaps {nearest}.", option=name, nearest=tuple(near))
    return msg("There is no option {option}.", option=name)


def _refused(path: str, message: Message) -> QtrackError:
    return QtrackError(message, msg("See “{command} --help”.", command=path))
