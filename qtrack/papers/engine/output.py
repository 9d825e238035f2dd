"""How values are put out into a paper: every one as text, escaped once for the form of the paper."""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec
from jinja2 import Undefined
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from qtrack.locale.message import Message, Translator, msg
from qtrack.papers.engine.errors import RefusedError
from qtrack.papers.engine.paper import PaperForm
from qtrack.ui.chat import chat_text
from qtrack.ui.labels import NOTHING
from qtrack.ui.line import BREAK, clean
from qtrack.ui.markdown import escape_markdown

#: A text or a paper longer than this, in characters, comes of a mistake; memory is not filled for it.
LARGEST: Final = 100_000_000

#: So many texts are kept as they were put out.
_KEPT: Final = 10_000

#: What stands where there is nothing to show, on a page whose letters are not all of one width.
_DASH: Final = "—"

#: What breaks a line within a text of a Word document.
_WORD_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'

#: A text that would begin a list, a heading or a rule if it stood at the beginning of a line of Markdown.
#: Whether it does is known once the paper is whole; until then a sign stands before it that no text has.
_OPENER: Final = re.compile(r"[-+](?:[-\s]|$)|=+$|\d{1,9}[.)](?:\s|$)")
_MARK: Final = "\0"
_MARKED: Final = re.compile(
    rf"^((?:[ >]|[-*+] |\d{{1,9}}[.)] )*){_MARK}(\d*)(?=[-+=.)])|{_MARK}", re.MULTILINE
)


class Output:
    """Puts values out for one form of a paper, in one language."""

    def __init__(self, form: PaperForm, translator: Translator) -> None:
        self.form, self.translator = form, translator
        self._escaped = lru_cache(_KEPT)(self._escape)  # names, dates and shares come again and again

    def joined(self, parts: Iterable[object]) -> str:
        """Put texts together; as soon as one is made for the paper, the others are escaped for it."""
        found = list(parts)
        made = any(hasattr(part, "__html__") for part in found)
        texts = [self.escaped(part) if made else self._text(part) for part in found]
        if sum(map(len, texts)) > LARGEST:
            raise too_long()
        return (Markup("") if made else "").join(texts)

    def finished(self, paper: str) -> str:
        """Return the whole paper, with what happens to begin its lines escaped, too, and no control codes."""
        if _MARK in paper:
            paper = _MARKED.sub(lambda mark: "" if mark[1] is None else f"{mark[1]}{mark[2]}\\", paper)
        return clean(paper)

    def escaped(self, value: object) -> Markup:
        """Return a value as it stands in a paper of this form."""
        if hasattr(value, "__html__"):
            return Markup(_no_longer_than_all(str(value)))  # noqa: S704 - a macro or block made it of such
        return self._escaped(value if isinstance(value, str) else self._text(value))

    def _escape(self, text: str) -> Markup:
        _no_longer_than_all(text)
        if self.form is PaperForm.MARKDOWN:
            text = escape_markdown(text)
            return Markup(_MARK + text if _OPENER.match(text) else text)  # noqa: S704 - this is the escape
        if self.form is PaperForm.TEXT:
            return Markup(chat_text(text))  # noqa: S704 - there is no markup in it
        text = clean(text)
        found = escape(_DASH if text == NOTHING else text)
        if self.form is PaperForm.DOCX:
            return Markup(BREAK.sub(_WORD_BREAK, found))  # noqa: S704 - it was escaped before
        return found

    def _text(self, value: object) -> str:
        if isinstance(value, (Message, Decimal)):  # of all values the most
            return _no_longer_than_all(self.translator.show(value))
        if isinstance(value, Undefined):
            return str(value)  # which raises
        if value is None:
            raise RefusedError(msg("there is no value here; write “or nothing” behind the name"))
        no_text(value)
        if isinstance(value, (list, tuple)):
            value = [member if isinstance(member, str) else self._text(member) for member in value]
        return _no_longer_than_all(self.translator.show(value))


def no_text(value: object) -> None:
    """Raise RefusedError for what has no words: a record, a mapping, something to be called."""
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        raise RefusedError(
            msg("this is a record, not a text; name one of its fields: {fields}", fields=fields)
        )
    if callable(value):
        raise RefusedError(msg("this is to be called, not to be shown"))
    if isinstance(value, (Mapping, AbstractSet, Iterator, Namespace, range)):
        raise RefusedError(msg("this is no text; show what is in it one by one, in a loop"))


def _no_longer_than_all(text: str) -> str:
    if len(text) > LARGEST:
        raise too_long()
    return text


def too_long() -> RefusedError:
    """Return the error for a paper that has no end."""
    return RefusedError(msg("the paper gets longer than {most} characters", most=LARGEST))
