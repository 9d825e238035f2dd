"""What Typer says of a wrong command line, said in the language of the terminal."""

from typer import BadParameter

from qtrack.cli.commands import COMMANDS
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.nearest import nearest

#: Typer's own base of all complaints about a command line; it has no public name of its own.
_UsageError = BadParameter.__mro__[1]


def usage_error(error: Exception) -> QtrackError | None:
    """Return the error to show for a complaint of Typer's, or None where the error is another's."""
    if not isinstance(error, _UsageError):
        return None
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "qtrack"
    return QtrackError(_what(error), msg("See “{command} --help”.", command=path))


def _what(error: Exception) -> Message:
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    names = tuple(parameter.opts) if parameter and parameter.param_type_name == "option" else ()
    shown = names[0] if names else (parameter.human_readable_name if parameter else "")
    match type(error).__name__:
        case "NoSuchOption":
            near = getattr(error, "possibilities", None)
            if near:
                return msg(
                    "There is no option {option}; perhaps {nearest}.",
                    option=option,
                    nearest=tuple(sorted(near)),
                )
            return msg("There is no option {option}.", option=option)
        case "MissingParameter":
            return msg("{name} is missing.", name=shown)
        case "BadOptionUsage":
            return _value(str(error), option)
        case "BadParameter":
            return msg("{name} does not fit: {text}.", name=shown, text=str(error).rstrip("."))
    return _other(error)


def _value(text: str, option: object) -> Message:
    if "does not take a value" in text:  # nothing but its words tells the two apart
        return msg("The option {option} takes no value.", option=option)
    return msg("The option {option} needs a value.", option=option)


def _other(error: Exception) -> Message:
    """Complaints that Typer raises without a class of their own."""
    context = getattr(error, "ctx", None)
    text = str(error)
    if text.startswith("No such command"):
        typed = text.split("'")[1] if "'" in text else ""
        close = nearest(typed, COMMANDS)
        if close:
            return msg("There is no command “{typed}”; perhaps “{nearest}”.", typed=typed, nearest=close)
        return msg(
            "There is no command “{typed}”; there are {commands}.", typed=typed, commands=tuple(COMMANDS)
        )
    if text.startswith("Got unexpected extra argument") and context is not None:
        return msg(
            "Too many words: {words}.", words=text.partition("(")[2].partition("(")[2].rstrip(")") or text
        )
    return msg("The command line does not fit: {text}.", text=text.rstrip("."))
