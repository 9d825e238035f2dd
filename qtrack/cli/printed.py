"""A page in the form that was asked for."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct

from qtrack.cli.forms import TableForm
from qtrack.locale.translator import Translator
from qtrack.render.screen import Screen

PageT = TypeVar("PageT", bound=Struct)


def print_page(
    page: PageT,
    shape: TableForm,
    screen: Screen,
    *,
    table: Callable[[PageT, Screen], None],
    csv: Callable[[PageT, Translator], str],
    markdown: Callable[[PageT, Translator], str],
) -> None:
    """Draw the page, or write it as JSON, CSV or Markdown."""
    translator = screen.translator
    match shape:
        case TableForm.TABLE:
            table(page, screen)
        case TableForm.JSON:
            from qtrack.render.json import page_json

            screen.write(page_json(page, translator))
        case TableForm.CSV:
            screen.write(csv(page, translator))
        case TableForm.MARKDOWN:
            screen.write(markdown(page, translator))
