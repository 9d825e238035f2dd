"""What a template is refused, and what it names that is not there, each told in our own words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.utils import missing

from qtrack.locale.message import Message, msg


class RefusedError(SecurityError):
    """A template does what none may do; `said` tells what."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text)
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
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        known: Callable[[str], Exception] = partial(UnknownNameError, obj, name)
        if exc is SecurityError:
            said = msg("“{name}” is closed to templates", name=str(name))
            known = lambda _: RefusedError(said)  # noqa: E731 - Jinja hands over its own sentence
        super().__init__(hint, obj, name, known)  # type: ignore[arg-type] # it is only called
