"""What went wrong in a template, in one sentence, and in which of a plan's own files and line."""

import re
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final

from jinja2.exceptions import (
    TemplateError,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
)

from qtrack.locale.message import Message, msg
from qtrack.locale.nearest import nearest
from qtrack.model.problem import Place, Problem
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.refusals import RefusedError, UnknownNameError
from qtrack.store.own_templates import template_path

#: The signs that Jinja names in words.
_SIGNS: Final = {
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "end of statement block": "%}",
}


def _sign(token: str) -> str:
    return _SIGNS.get(token, token)


#: What Jinja says of a template that it cannot read, as far as people meet it; it speaks English only.
_SAID: Final[tuple[tuple[re.Pattern[str], Callable[..., Message]], ...]] = (
    (
        re.compile(r"Encountered unknown tag '(.*?)'.*", re.DOTALL),
        lambda tag: msg("there is no tag “{tag}”, or not here", tag=tag),
    ),
    (
        re.compile(
            r"Unexpected end of template\..*innermost block that needs to be closed is '(\w+)'.*", re.DOTALL
        ),
        lambda tag: msg("the template ends before “{tag}” is closed", tag=tag),
    ),
    (
        re.compile(r"No test named '(.*?)'.*", re.DOTALL),
        lambda name: msg("there is no test “{name}”", name=name),
    ),
    (
        re.compile(r"expected token '(.*?)', got '(.*?)'"),
        lambda wanted, found: msg(
            "“{wanted}” belongs here, not “{found}”", wanted=_sign(wanted), found=_sign(found)
        ),
    ),
    (
        re.compile(r"Expected an expression, got '(.*?)'"),
        lambda found: msg("a name or a value belongs here, not “{found}”", found=_sign(found)),
    ),
    (
        re.compile(r"unexpected (?:char )?(['\"])(.*?)\1(?: at \d+)?"),
        lambda _, sign: msg("“{sign}” does not belong here", sign=sign),
    ),
    (
        re.compile(r"block '(.*?)' defined twice"),
        lambda name: msg("the block “{name}” stands twice", name=name),
    ),
    (
        re.compile(r"Missing end of (?:comment|raw).*"),
        lambda: msg("the comment or the raw text that opens here is never closed"),
    ),
)
#: Filters of Jinja that are left out because all escaping is done elsewhere.
_MARKING: Final = frozenset({"e", "escape", "forceescape", "safe"})
_NO_FILTER: Final = re.compile(r"No filter named '(.*?)'.*", re.DOTALL)


class WrongTemplateError(Exception):
    """One of a plan's own templates does not work; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.text)
        self.problem = problem


def template_problem(
    error: Exception, environment: PaperEnvironment, own: Iterable[str], names: Iterable[str]
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
    return found


def _sentence(error: Exception, environment: PaperEnvironment, names: Iterable[str]) -> Message:
    match error:
        case RefusedError():
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


def no_template(name: str, names: Iterable[str]) -> Message:
    """Say that there is no such template, and which was perhaps meant."""
    near = nearest(name, names)
    if near:
        return msg("there is no template “{name}”; perhaps “{nearest}”", name=name, nearest=near)
    return msg("there is no template “{name}”", name=name)


def _unknown(error: UnknownNameError, names: Iterable[str]) -> Message:
    if error.owner is None:
        near = nearest(error.name, names)
        if near == error.name:
            return msg("“{name}” is not handed on to here; import “with context”", name=error.name)
        if near:
            return msg("nothing is called “{name}” here; perhaps “{nearest}”", name=error.name, nearest=near)
        return msg("nothing is called “{name}” here", name=error.name)
    kind = type(error.owner).__name__
    near = nearest(error.name, getattr(error.owner, "__struct_fields__", ()))
    if near:
        return msg("{kind} has no “{name}”; perhaps “{nearest}”", kind=kind, name=error.name, nearest=near)
    return msg("{kind} has no “{name}”", kind=kind, name=error.name)


def _of_jinja(text: str, environment: PaperEnvironment) -> Message:
    found = _NO_FILTER.fullmatch(text)
    if found and found[1] in _MARKING:
        return msg(
            "there is no filter “{name}”; every text is escaped once, when it is put out", name=found[1]
        )
    if found:
        near = nearest(found[1], environment.filters)
        if near:
            return msg("there is no filter “{name}”; perhaps “{nearest}”", name=found[1], nearest=near)
        return msg("there is no filter “{name}”", name=found[1])
    for pattern, said in _SAID:
        matched = pattern.fullmatch(text)
        if matched:
            return said(*matched.groups())
    return msg("this cannot be read as a template ({why})", why=text)
