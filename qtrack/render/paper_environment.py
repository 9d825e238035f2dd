"""Where the templates of papers run, built-in ones and a plan's own alike: a sandbox with few words.

A template is reviewed as part of the plan, the texts that it shows are not. So whatever an expression
gives is escaped for the form of the paper when it is put out, in every template and whatever its name;
nothing that a template can say turns a text of the plan into markup. A template may call macros, blocks,
the words below and a few methods of texts, mappings and dates; it reaches no file but templates.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial, wraps
from typing import Any, Final

import msgspec
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Undefined,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.nodes import Concat
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, pass_eval_context
from markupsafe import Markup, escape

from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.render.labels import LIGHTS, NOTHING, OCCURRENCES
from qtrack.render.markdown import escape_markdown
from qtrack.render.paper import BUILT_IN_PREFIX, TEMPLATES, PaperForm
from qtrack.render.paper_filters import FILTERS
from qtrack.render.screen import clean
from qtrack.standing.lights import WORST_FIRST
from qtrack.store.own_templates import template_path

#: A text or a paper longer than this, in characters, comes of a mistake; memory is not filled for it.
LARGEST: Final = 100_000_000
#: So many numbers may all ranges of one paper count.
MOST_STEPS: Final = 1_000_000

#: What stands where there is nothing to show, on a page whose letters are not all of one width.
_DASH: Final = "—"

#: A text that would begin a list, a heading or a rule if it stood at the beginning of a line of Markdown.
#: Whether it does is known once the paper is whole; until then a sign stands before it that no text has.
_OPENER: Final = re.compile(r"[-+](?:[-\s]|$)|=+$|\d{1,9}[.)](?:\s|$)")
_MARK: Final = "\0"
_MARKED: Final = re.compile(
    rf"^((?:[ >]|[-*+] |\d{{1,9}}[.)] )*){_MARK}(\d*)(?=[-+=.)])|{_MARK}", re.MULTILINE
)

_PLACEHOLDER: Final = re.compile(r"{([A-Za-z_]\w*)}", re.ASCII)

#: The filters of Jinja that neither mark texts as markup, nor fill memory, nor throw dice.
PLAIN_FILTERS: Final = frozenset(
    [
        "abs",
        "batch",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "round",
        "select",
        "selectattr",
        "slice",
        "sort",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "wordcount",
    ]
)

#: The methods that a template may call.
_METHODS: Final[dict[type, frozenset[str]]] = {
    str: frozenset(
        [
            "capitalize",
            "count",
            "endswith",
            "find",
            "isdigit",
            "lower",
            "lstrip",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "title",
            "upper",
        ]
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    tuple: frozenset({"count", "index"}),
    list: frozenset({"count", "index"}),
    date: frozenset({"isoformat", "isoweekday", "weekday"}),
}


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


class _Unknown(StrictUndefined):
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


class _Own(BaseLoader):
    """The templates that a plan has of its own; their paths are those in its folder."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        if template not in self.texts:
            raise TemplateNotFound(template)
        return self.texts[template], template_path(template), None

    def list_templates(self) -> list[str]:
        return list(self.texts)


class _Code(CodeGenerator):
    """Writes `~` so that what it joins is escaped for the form of the paper, not always for HTML."""

    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox for one paper; `own` are the plan's own templates by their names."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, form: PaperForm, translator: Translator, own: Mapping[str, str]) -> None:
        built_in = FileSystemLoader(TEMPLATES, encoding="utf-8")
        super().__init__(
            loader=ChoiceLoader(
                [
                    PrefixLoader({BUILT_IN_PREFIX: built_in}),
                    _Own(own),
                    built_in,
                ]
            ),
            undefined=_Unknown,
            autoescape=True,  # so that blocks and macros hand on what they made as made
            finalize=self._put_out,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.form, self.translator = form, translator
        self._steps = 0
        self.filters = {name: _of_texts(JINJA_FILTERS[name]) for name in PLAIN_FILTERS}
        self.filters |= FILTERS | {"join": self._join}
        self.globals.clear()
        self.globals |= {
            "_": self._say,
            "msg": _message,
            "range": self._range,
            "namespace": Namespace,
            "language": translator.language,
            "lights": WORST_FIRST,
            "light_words": LIGHTS,
            "occurrence_words": OCCURRENCES,
            "nothing": NOTHING,
        }
        self._words: list[object] = [each for each in self.globals.values() if callable(each)]

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
        return context.call(obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Join texts with +; let nothing but numbers be multiplied, which could fill memory."""
        sides = (left, right)
        if operator == "+" and any(isinstance(each, str) for each in sides):
            return self.joined(sides)
        if operator == "**":
            raise RefusedError(msg("templates have no “**”"))
        if operator != "+" and any(isinstance(each, (str, list, tuple)) for each in sides):
            raise RefusedError(msg("“{sign}” is for numbers only in a template", sign=operator))
        return super().call_binop(context, operator, left, right)

    def joined(self, parts: Iterable[object]) -> str:
        """Put texts together; as soon as one is made for the paper, the others are escaped for it."""
        found = list(parts)
        if any(hasattr(each, "__html__") for each in found):
            text: str = Markup("").join(self._escaped(each) for each in found)
        else:
            text = "".join(self._text(each) for each in found)
        return _no_longer_than_all(text)

    def finished(self, paper: str) -> str:
        """Return the whole paper, with what happens to begin its lines escaped, too."""
        return _MARKED.sub(lambda mark: "" if mark[1] is None else f"{mark[1]}{mark[2]}\\", paper)

    @pass_eval_context  # which keeps Jinja from finishing constants itself, by the escape of HTML
    def _put_out(self, _: object, value: object) -> Markup:
        return self._escaped(value)

    def _escaped(self, value: object) -> Markup:
        """Return a value as it stands in a paper of this form."""
        if hasattr(value, "__html__"):
            return Markup(_no_longer_than_all(str(value)))  # noqa: S704 - a macro or block made it of such
        text = self._text(value)
        if self.form is PaperForm.MARKDOWN:
            text = escape_markdown(text)
            return Markup(_MARK + text if _OPENER.match(text) else text)  # noqa: S704 - this is the escape
        text = clean(text)
        return escape(_DASH if text == NOTHING else text)

    def _text(self, value: object) -> str:
        if isinstance(value, Undefined):
            return str(value)  # which raises
        if value is None:
            raise RefusedError(msg("there is no value here; write “or nothing” behind the name"))
        if isinstance(value, msgspec.Struct) and not isinstance(value, Message):
            fields = value.__struct_fields__
            raise RefusedError(
                msg("this is a record, not a text; name one of its fields: {fields}", fields=fields)
            )
        if callable(value):
            raise RefusedError(msg("this is to be called, not to be shown"))
        return _no_longer_than_all(self.translator.show(value))

    def _join(self, value: Iterable[object], between: object = "") -> str:
        parts: list[object] = []
        for each in value:
            parts += [between, each]
        return self.joined(parts[1:])

    def _say(self, message: object) -> str:
        if isinstance(message, (str, Message)) and not hasattr(message, "__html__"):
            return self.translator.say(message)
        raise RefusedError(msg("_( ) takes a message or its English text"))

    def _range(self, *bounds: int) -> range:
        counted = range(*bounds)
        self._steps += len(counted)
        if self._steps > MOST_STEPS:
            raise RefusedError(
                msg("all ranges of a paper may count {most} numbers, no more", most=MOST_STEPS)
            )
        return counted


def _message(text: str, /, **values: object) -> Message:
    """Make a message; its braces hold names only, since a format could fill memory."""
    bare = _PLACEHOLDER.sub("", text)
    if "{" in bare or "}" in bare or set(_PLACEHOLDER.findall(text)) - set(values):
        raise RefusedError(msg("msg( ) needs a value for each name in braces, and no other braces"))
    return msg(text, **values)


def _of_texts(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from what is already made for the paper: it could take its escapes apart."""

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any value of a template
        if any(hasattr(each, "__html__") for each in (*args, *kwargs.values())):
            raise RefusedError(msg("what a block or macro has made can be put out and joined, not filtered"))
        return function(*args, **kwargs)

    return filtered


def _no_longer_than_all(text: str) -> str:
    if len(text) > LARGEST:
        raise too_long()
    return text


def too_long() -> RefusedError:
    """Return the error for a paper that has no end."""
    return RefusedError(msg("the paper gets longer than {most} characters", most=LARGEST))
