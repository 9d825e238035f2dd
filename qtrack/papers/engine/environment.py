"""Where the templates of papers run, built-in ones and a plan's own alike: a sandbox with few words.

A template is reviewed as part of the plan, the texts that it shows are not. So whatever an expression
gives is escaped for the form of the paper when it is put out, in every template and whatever its name;
nothing that a template can say turns a text of the plan into markup. A template may call macros, blocks,
the words below and a few methods of texts, mappings and dates; it reaches no file but templates.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial, wraps
from typing import Any, Final, cast

import msgspec
from jinja2 import Template, Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, pass_eval_context
from markupsafe import Markup

from qtrack.locale.message import Message, Translator, msg
from qtrack.model.problem import Level
from qtrack.papers.engine.bounds import (
    BUILT_IN_FILES,
    LONGEST,
    Bounds,
    PaperCode,
    reading,
    too_large,
    too_many_digits,
)
from qtrack.papers.engine.errors import RefusedError, Unknown, template_problem
from qtrack.papers.engine.filters import PLAIN_FILTERS, TAKING_TEXTS, replaced
from qtrack.papers.engine.loader import TemplateLoader
from qtrack.papers.engine.office import FILTERS, OfficeTranslator
from qtrack.papers.engine.output import LARGEST, Output, too_long
from qtrack.papers.engine.paper import ENDINGS, Paper, PaperForm, PaperHead, WrongTemplateError
from qtrack.store.own_templates import OwnTemplates
from qtrack.ui.labels import CHASE_LEVELS, LIGHTS, NOTHING, OCCURRENCES

_PLACEHOLDER: Final = re.compile(r"{([A-Za-z_]\w*)}", re.ASCII)

_OF_TEXTS: Final = (
    "capitalize count endswith find isdigit lower lstrip partition removeprefix removesuffix replace "
    "rpartition rsplit rstrip split splitlines startswith strip title upper"
)
#: The methods that a template may call.
_METHODS: Final[dict[type, frozenset[str]]] = {
    str: frozenset(_OF_TEXTS.split()),
    dict: frozenset({"get", "items", "keys", "values"}),
    tuple: frozenset({"count", "index"}),
    list: frozenset({"count"}),
    date: frozenset({"isoformat", "isoweekday", "weekday"}),
}

#: Of these no attribute alters anything, or leads to where Python keeps what runs.
_OPEN: Final = (msgspec.Struct, LoopContext, TemplateModule)


class _Namespace(Namespace):
    """A record whose fields a loop may set; it is shown as no more than that, since it may hold itself."""

    def __repr__(self) -> str:
        return "namespace"


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox for one paper of so many rows; `own` are the plan's own templates by their names."""

    code_generator_class = PaperCode
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(
        self,
        form: PaperForm,
        translator: Translator,
        own: Mapping[str, str],
        filters: Mapping[str, Callable[..., object]],
        rows: int = 0,
    ) -> None:
        super().__init__(
            loader=TemplateLoader(own),
            undefined=Unknown,
            autoescape=True,  # so that blocks and macros hand on what they made as made
            finalize=self._put_out,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.output, self._translator = Output(form, translator), translator
        self.bounds = Bounds(rows)
        self.filters = PLAIN_FILTERS | FILTERS | {**filters, "join": self._join}
        self._bounded = bool(own) or form is PaperForm.DOCX
        if self._bounded:
            tests = {name: cast("Callable[..., Any]", test) for name, test in self.tests.items()}
            tests |= {name: self._of_text(tests[name]) for name in ("lower", "upper")}
            self.tests = {name: self.bounds.counted(test) for name, test in tests.items()}
            self.filters |= {name: self._of_text(self.filters[name]) for name in TAKING_TEXTS}
            self.filters = {name: self.bounds.counted(function) for name, function in self.filters.items()}
        self.globals.clear()
        self.globals |= {
            "_": self._say,
            "msg": _message,
            "nmsg": _counted_message,
            "range": _range,
            "namespace": _Namespace,
            "language": translator.language,
            "light_words": LIGHTS,
            "occurrence_words": OCCURRENCES,
            "chase_words": CHASE_LEVELS,
            "nothing": NOTHING,
        }
        self._words: list[object] = [word for word in self.globals.values() if callable(word)]

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, **how: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Compile a template; of a plan's own, one that is too long or too deep is refused by its path."""
        if filename in BUILT_IN_FILES:
            return super().compile(source, name, filename, **how)
        try:
            self.bounds.spend(reading(source))
            return super().compile(source, name, filename, **how)
        except RefusedError as error:
            raise RefusedError(error.said, filename or "") from error
        except (RecursionError, SyntaxError, MemoryError) as error:
            raise RefusedError(msg("this template is nested too deeply"), filename or "") from error
        except ValueError as error:  # Python's, for a number of so many digits that it would take long
            raise RefusedError(too_many_digits().said, filename or "") from error

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - any value of a template
        """Return an attribute if a template may see it; of what is open, all that do not begin with _."""
        if isinstance(obj, _OPEN) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401 - any value of a template
        """Tell whether a template may call something."""
        owner = getattr(obj, "__self__", None)
        return (
            isinstance(obj, (Macro, BlockReference, LoopContext))
            or obj in self._words
            or isinstance(owner, LoopContext)
            or getattr(obj, "__name__", "") in _METHODS.get(type(owner), ())
        )

    def call(  # Jinja hides the first two names, so that no argument has them
        self,
        context: Context,
        obj: Any,  # noqa: ANN401 - any value of a template
        /,
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Call something if a template may."""
        if isinstance(obj, Undefined):
            return str(obj)  # which raises
        if not self.is_safe_callable(obj):
            name = getattr(obj, "__name__", type(obj).__name__)
            raise RefusedError(msg("a template may not call “{name}”", name=name))
        if not self._bounded:
            return context.call(obj, *args, **kwargs)
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str) and obj.__name__ == "replace":
            obj = partial(replaced, owner)
        self.bounds.told((owner, *args))
        return self.bounds.made(context.call(obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Join texts with +; let nothing but numbers be multiplied, which could fill memory."""
        sides = (left, right)
        if operator == "+" and any(isinstance(side, str) for side in sides):
            return self.joined(sides)
        if operator == "**":
            raise RefusedError(msg("templates have no “**”"))
        if operator != "+" and any(isinstance(side, (str, list, tuple)) for side in sides):
            raise RefusedError(msg("“{sign}” is for numbers only in a template", sign=operator))
        made = super().call_binop(context, operator, left, right)
        return self.bounds.made(made) if self._bounded else made

    def joined(self, parts: Iterable[object]) -> str:
        """Put texts together, as `~` does."""
        made = self.output.joined(parts)
        return self.bounds.made(made) if self._bounded else made

    def words(self, template: str, variables: Mapping[str, object]) -> dict[str, object]:
        """Return what a template sets, by its names; those that begin with _ are its own."""
        found = self.get_template(template)
        try:
            module = found.make_module(dict(variables))
        except Exception:  # noqa: BLE001 - raised again, with the lines of the template
            self.handle_exception()
        return {name: value for name, value in vars(module).items() if not name.startswith("_")}

    def made(self, template: Template, variables: Mapping[str, object]) -> str:
        """Return what a template makes."""
        return self.output.finished(_whole(template.generate(dict(variables))))

    @pass_eval_context  # which keeps Jinja from finishing constants itself, by the escape of HTML
    def _put_out(self, _: object, value: object) -> Markup:
        made = self.output.escaped(value)
        if self._bounded:
            self.bounds.put_out(made)
        return made

    def _of_text(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Have a filter or a test take what it is given as a paper would show it."""

        @wraps(function)
        def of_text(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any value of a template
            at = hasattr(function, "jinja_pass_arg")
            return function(*args[:at], self.joined(args[at : at + 1]), *args[at + 1 :], **kwargs)

        return of_text

    def _join(self, value: Iterable[object], between: object = "") -> str:
        parts: list[object] = []
        for part in value:
            parts += [between, part]
        return self.output.joined(parts[1:])

    def _say(self, message: object) -> str:
        if isinstance(message, (str, Message)) and not hasattr(message, "__html__"):
            return self._translator.say(message)
        raise RefusedError(msg("_( ) takes a message or its English text"))


def _range(*bounds: int) -> range:
    counted = range(*bounds)
    if len(counted) > LONGEST:
        raise too_large()
    return counted


def _message(text: str, /, **values: object) -> Message:
    """Make a message; its braces hold names only, since a format could fill memory."""
    _check_braces(text, tuple(values))
    return Message(text, tuple(values.items()))


def _counted_message(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message that has a form for one and a form for many."""
    for text in (one, many):
        _check_braces(text, ("n", *values))
    return Message(one, (("n", count), *values.items()), many, count)


@lru_cache
def _check_braces(text: str, names: tuple[str, ...]) -> None:
    bare = _PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare or set(_PLACEHOLDER.findall(text)) - set(names):
        raise RefusedError(msg("msg( ) needs a value for each name in braces, and no other braces"))


@contextmanager
def making(
    paper: Paper, page: msgspec.Struct, form: PaperForm, translator: Translator, own: OwnTemplates
) -> Iterator[tuple[PaperEnvironment, dict[str, object]]]:
    """Give the sandbox for a paper, and what its templates may use.

    Raises WrongTemplateError where one of the plan's own templates cannot be read or does not work.
    """
    texts, unread = own
    for problem in unread:
        if problem.level is Level.ERROR:
            raise WrongTemplateError(problem)
    head: PaperHead | None = getattr(page, "head", None)
    if head is not None:
        translator = OfficeTranslator(translator.language, head.as_of.year, head.titles, head.longest)
    shown = (getattr(page, field) for field in getattr(page, "__struct_fields__", ()))
    rows = sum(len(rows) for rows in shown if isinstance(rows, tuple))
    environment = PaperEnvironment(form, translator, texts, paper.filters, rows)
    variables: dict[str, object] = {"page": page}
    try:
        for name, template in paper.words.items():
            variables[name] = environment.words(template, variables)
        yield environment, variables
    except Exception as error:
        found = template_problem(error, environment, texts, (*environment.globals, *variables))
        if found is None:
            raise
        raise WrongTemplateError(found) from error


def run_paper(
    paper: Paper, page: msgspec.Struct, form: PaperForm, translator: Translator, own: OwnTemplates
) -> str:
    """Return what the templates of a paper make of its page; those under its own name go first.

    Raises WrongTemplateError where one of the plan's own templates cannot be read or does not work.
    """
    with making(paper, page, form, translator, own) as (environment, variables):
        names = [f"{name}.{ENDINGS[form]}" for name in paper.stems]
        return environment.made(environment.select_template(names), variables)


def _whole(stream: Iterator[str]) -> str:
    pieces, length = [], 0
    for piece in stream:
        pieces.append(piece)
        length += len(piece)
        if length > LARGEST:
            # thrown where the template stands, so that it has a line
            cast("Generator[str]", stream).throw(too_long())
    return "".join(pieces)
