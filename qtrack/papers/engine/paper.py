"""What a paper is: a page made from its context, and templates that show it in several forms."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from qtrack.locale.translator import Translator
from qtrack.model.period import PeriodKind
from qtrack.papers.engine.context import PaperHead, ReportContext


class PaperForm(StrEnum):
    """The forms of a paper."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


#: How the names of templates end that hold the sentences of a paper, for all its forms.
WORDS: Final = "words.j2"
ENDINGS: Final = {PaperForm.MARKDOWN: "md.j2", PaperForm.HTML: "html.j2"}

#: The built-in templates by their names; each lies in the folder of its paper, shared ones in the engine.
BUILT_IN: Final = {path.name: path for path in sorted(Path(__file__).parents[1].rglob("*.j2"))}

#: What a name begins with that means the built-in template whatever else there is.
BUILT_IN_PREFIX: Final = "builtin/"


class PaperPage(Protocol):
    """The page of any paper."""

    @property
    def head(self) -> PaperHead:
        """What stands at its head and its foot."""


PageT = TypeVar("PageT", bound=PaperPage)


class PaperParts(NamedTuple, Generic[PageT]):
    """The code of a paper: what makes its page, and what its templates may put after a bar.

    `csv` writes the page as a spreadsheet opens it, where it is one table.
    """

    view: Callable[[ReportContext], PageT]
    filters: Mapping[str, Callable[..., object]]
    csv: Callable[[PageT, Translator], str] | None = None


class Paper(msgspec.Struct, frozen=True):
    """One paper; `parts` imports its code, so that a list of all papers costs nothing.

    `template` is the stem of its built-in templates. A paper with a `period` is of such a period, every
    other of a day; one that is `of_unit` cannot be made of all units together.
    """

    name: str
    template: str
    parts: Callable[[], PaperParts[Any]]
    period: PeriodKind | None = None
    of_unit: bool = False

    def page(self, context: ReportContext) -> PaperPage:
        """Make the page."""
        made: PaperPage = self.parts().view(context)
        return made


def words_of(paper: Paper) -> dict[str, str]:
    """Return the templates that set the sentences of a paper, by what its other templates call those."""
    return {"head": f"head.{WORDS}", "words": f"{paper.template}.{WORDS}"}
