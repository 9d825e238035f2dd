"""What a template is refused, and what went wrong in one: in a sentence of our own, with file and line."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from types import NoneType, TracebackType
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from jinja2.exceptions import (
    SecurityError,
    TemplateError,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.utils import missing

from qtrack.locale.message import Message, msg, nearest
from qtrack.model.problem import Place, Problem
from qtrack.store.own_templates import template_path

#: The signs that Jinja names in words.
_SIGNS: Final = {
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "end of statement block": "%}",
}
#: What Jinja says of a template that it cannot read, as far as people meet it; it speaks English only.
_TOLD: Final = {
    r"Encountered unknown tag '(?P<tag>.*?)'.*": msg("there is no tag “{tag}”, or not here"),
    r"Unexpected end of template\..*innermost block that needs to be closed is '(?P<tag>\w+)'.*": msg(
        "the template ends before “{tag}” is closed"
    ),
    r"No test named '(?P<name>.*?)'.*": msg("there is no test “{name}”"),
    r"expected token '(?P<wanted>.*?)', got '(?P<found>.*?)'": msg("“{wanted}” belongs here, not “{found}”"),
    r"Expected an expression, got '(?P<found>.*?)'": msg("a name or a value belongs here, not “{found}”"),
    r"unexpected (?:char )?(['\"])(?P<sign>.*?)\1(?: at \d+)?": msg("“{sign}” does not belong here"),
    r"block '(?P<name>.*?)' defined twice": msg("the block “{name}” stands twice"),
    r"Missing end of (?:comment|raw).*": msg("the comment or the raw text that opens here is never closed"),
}
#: Filters of Jinja that are left out because all escaping is done elsewhere.
_MARKING: Final = frozenset({"e", "escape", "forceescape", "safe"})
#: What stands now where copies of earlier built-in templates have a filter, or a field of a record.
RENAMED: Final = {
    "charge_line": "row | due_units",
    "Chapter.groups": "chapter.matters",
    "Summary.counts_before": "page.changes.counts_before",
    "Summary.dropped": "page.changes.dropped",
    "Summary.newly_late": "page.changes.newly_late",
    "Summary.plan_unknown": "page.changes.unknown",
    "Summary.previous_as_of": "page.changes.since",
    "Summary.turns": "page.changes.turned",
}
_NO_FILTER: Final = re.compile(r"No filter named '(.*?)'.*", re.DOTALL)


class RefusedError(SecurityError):
    """A template does what none may do; `said` tells what, `path` where if no line of one was run."""

    def __init__(self, said: Message, path: str = "") -> None:
        super().__init__(said.text)
        self.said, self.path = said, path


class RefusedSourceError(TemplateSyntaxError):
    """A template has what none may have, seen when it is read; `said` tells what."""

    def __init__(self, said: Message, line: int, name: str | None, path: str | None) -> None:
        super().__init__(said.text, line, name, path)
        self.said = said


class UnknownNameError(UndefinedError):
    """A template names what is not there: `name`, of `owner` if that is not the template itself."""

    def __init__(self, owner: object, name: object, message: str) -> None:
        super().__init__(message)
        self.owner = None if owner is missing else owner
        self.name = str(name)


class Unknown(StrictUndefined):
    """Something unknown, which tells its name and its owner where it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - any value of a template
        name: object = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        if not isinstance(name, (str, int, NoneType)):
            name = type(name).__name__  # to write out the whole value could take for ever
        known: Callable[[str], Exception] = partial(UnknownNameError, obj, name)
        if exc is SecurityError:
            said = msg("“{name}” is closed to templates", name=str(name))
            known = lambda _: RefusedError(said)  # noqa: E731 - Jinja hands over its own sentence
        super().__init__(hint, obj, name, known)  # type: ignore[arg-type] # it is only called


def template_problem(
    error: Exception, environment: Environment, own: Iterable[str], names: Iterable[str]
) -> Problem | None:
    """Return the problem that made a template fail, None where none of the plan's own took part.

    `own` are the names of those, `names` what they may use.
    """
    files = {template_path(name) for name in own}
    place = _place(error, files)
    if place is None:
        return None
    return Problem("template-error", _sentence(error, environment, names), place)


def _place(error: Exception, files: set[str]) -> Place | None:
    """Return the innermost line of the plan's own templates that the error passed."""
    if isinstance(error, TemplateSyntaxError):
        # Jinja's lexer hands over the path in the place of the name.
        path = next((path for path in (error.filename, error.name) if path in files), None)
        return Place(path, line=error.lineno, column=1) if path else None
    found = None
    step: TracebackType | None = error.__traceback__
    while step:
        path = step.tb_frame.f_code.co_filename
        if path in files:
            found = Place(path, line=step.tb_lineno, column=1)
        step = step.tb_next
    if found is None and isinstance(error, RefusedError) and files:
        # what a template of the plan's own has set was too much for a built-in one
        return Place(error.path or min(files), line=1, column=1)
    return found


def _sentence(error: Exception, environment: Environment, names: Iterable[str]) -> Message:
    match error:
        case RefusedError() | RefusedSourceError():
            return error.said
        case UnknownNameError():
            return _unknown(error, names)
        case TemplatesNotFound() | TemplateNotFound():
            return no_template(str(error.name), environment.list_templates())
        case TemplateError():
            return _of_jinja(error.message or "", environment)
        case _:
            return _of_python(error)


def _of_python(error: Exception) -> Message:
    match error:
        case ZeroDivisionError():
            return msg("this divides by zero")
        case RecursionError():
            return msg("this goes round in circles; write “builtin/” before the name of a built-in template")
        case _:
            why = f"{type(error).__name__}: {error}"
            return msg("this cannot be worked out ({why})", why=why)


def perhaps(sentence: Message, name: str, names: Iterable[str], owner: str = "") -> Message:
    """Say behind a sentence what a name of an owner is now, or which of some names was perhaps meant."""
    if now := RENAMED.get(f"{owner}{name}"):
        return msg("{sentence}; now one writes “{now}”", sentence=sentence, now=now)
    near = nearest(name, names)
    return msg("{sentence}; perhaps “{nearest}”", sentence=sentence, nearest=near) if near else sentence


def no_template(name: str, names: Iterable[str]) -> Message:
    """Say that there is no such template, and which was perhaps meant."""
    return perhaps(msg("there is no template “{name}”", name=name), name, names)


def _unknown(error: UnknownNameError, names: Iterable[str]) -> Message:
    name = error.name
    if error.owner is None and name in names:
        return msg("“{name}” is not handed on to here; import “with context”", name=name)
    if error.owner is None:
        return perhaps(msg("nothing is called “{name}” here", name=name), name, names)
    kind = type(error.owner).__name__
    sentence = msg("{kind} has no “{name}”", kind=kind, name=name)
    return perhaps(sentence, name, getattr(error.owner, "__struct_fields__", ()), f"{kind}.")


def _of_jinja(text: str, environment: Environment) -> Message:
    found = _NO_FILTER.fullmatch(text)
    if found and found[1] in _MARKING:
        return msg(
            "there is no filter “{name}”; every text is escaped once, when it is put out", name=found[1]
        )
    if found:
        return perhaps(msg("there is no filter “{name}”", name=found[1]), found[1], environment.filters)
    for pattern, told in _TOLD.items():
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            values = {name: _SIGNS.get(said, said) for name, said in found.groupdict().items()}
            return msg(told.text, **values)
    return msg("this cannot be read as a template ({why})", why=text)
