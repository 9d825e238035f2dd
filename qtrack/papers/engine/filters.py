"""The filters of Jinja that templates may use: none marks texts, fills memory, or throws dice."""

from collections.abc import Callable, Iterable
from functools import wraps
from itertools import chain, islice
from typing import Any, Final

from jinja2 import Environment
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.utils import pass_environment

from qtrack.locale.message import msg
from qtrack.papers.engine.bounds import LONGEST, too_large
from qtrack.papers.engine.errors import RefusedError

_PLAIN: Final = (
    "abs batch capitalize count d default dictsort first float groupby int items last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort sum title "
    "trim truncate unique upper wordcount"
)
#: Those that make a text of whatever they are given.
TAKING_TEXTS: Final = ("capitalize", "lower", "replace", "title", "trim", "truncate", "upper", "wordcount")
#: Those that are told how many parts or places to make, and the most that they may be told.
_COUNTING: Final = ("batch", "round", "slice")
_HIGHEST: Final = 100_000


def replaced(text: object, old: object, new: object, count: int | None = None) -> str:
    """Replace in a text, unless it would get too long."""
    whole, found, other = str(text), str(old), str(new)
    if whole.count(found) * len(other) > LONGEST:
        raise too_large()
    return whole.replace(found, other, -1 if count is None else count)


@pass_environment
def _summed(
    environment: Environment,
    values: Iterable[Any],
    attribute: str | None = None,
    start: Any = 0,  # noqa: ANN401 - any value of a template
) -> Any:  # noqa: ANN401
    """Add numbers, or join lists, each of which is copied but once."""
    parts = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    if isinstance(start, (list, tuple)):
        return type(start)(islice(chain(start, chain.from_iterable(parts)), LONGEST + 1))
    return sum(parts, start)


def _kept(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from what is already made for the paper: it could take its escapes apart.

    One that counts is kept from numbers that make it fill memory, too: so many parts or places has no paper.
    """

    @wraps(function)
    def kept(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any value of a template
        told = (*args[1:], *kwargs.values())
        if any(hasattr(value, "__html__") for value in (*args, *told)):
            raise RefusedError(msg("what a block or macro has made can be put out and joined, not filtered"))
        if name in _COUNTING and any(isinstance(value, int) and abs(value) > _HIGHEST for value in told):
            raise RefusedError(msg("a filter may not be told a number above {most}", most=_HIGHEST))
        return function(*args, **kwargs)

    return kept


_MADE: Final[dict[str, Callable[..., Any]]] = {
    **{name: FILTERS[name] for name in _PLAIN.split()},
    "replace": replaced,
    "sum": _summed,
}

#: What a template may put after a bar whatever its paper.
PLAIN_FILTERS: Final = {name: _kept(name, function) for name, function in _MADE.items()}
