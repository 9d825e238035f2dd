"""What a command made, in the form and at the place that were asked for."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from qtrack.cli.context import RunContext
from qtrack.cli.options import TableForm
from qtrack.errors import ExitCode
from qtrack.locale.message import msg
from qtrack.ui.screen import Screen

PageT = TypeVar("PageT", bound=Struct)


class WriteResult(Struct, frozen=True):
    """One entry that was written, and its file as seen from where the person stands."""

    id: str
    path: str


class WrittenAll(Struct, frozen=True):
    """The entries of a table that were written."""

    entries: tuple[WriteResult, ...]


class DryRunResult(Struct, frozen=True):
    """The text of what would be written."""

    text: str


class Issued(Struct, frozen=True):
    """A reminder that was written, its number and the unit that it reminds."""

    id: str
    path: str
    number: str
    unit: str


class IssuedAll(Struct, frozen=True):
    """The reminders that were written."""

    entries: tuple[Issued, ...]


def print_page(
    context: RunContext, page: PageT, form: TableForm, forms: Mapping[str, Callable[[PageT, Screen], None]]
) -> int:
    """Print a page in the form that is asked for."""
    if form is TableForm.JSON:
        return print_json(context, page)
    forms[form](page, context.screen)
    return ExitCode.OK


def print_json(context: RunContext, page: Struct) -> int:
    """Print a page as JSON."""
    from qtrack.ui.json import page_json

    context.screen.write(page_json(page, context.screen.translator))
    return ExitCode.OK


def keep_file(context: RunContext, path: Path, text: str, plan: Path) -> None:
    """Write a paper or a form to a file, and tell where and whether another was there.

    A name of stdout itself, such as /dev/stdout, is the same as none.
    """
    from qtrack.store.output import write_output

    if context.screen.goes_to(path):
        context.screen.write(text)
        return
    shown = context.shown(path)
    if write_output(path, text, plan):
        context.screen.talk(msg("{path} was there, and is replaced.", path=shown))
    context.screen.confirm(f"{shown}\n", msg("{path} is written.", path=shown))
