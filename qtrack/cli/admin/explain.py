"""`qtrack explain [CHECK]`: the manual of the checks."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.parameters import argument
from qtrack.errors import ExitCode
from qtrack.locale.message import mark
from qtrack.pages.manual.show import show_list, show_page
from qtrack.pages.manual.view import manual, manual_page


def explain(
    context: RunContext,
    *,
    check: Annotated[
        str | None,
        argument("CHECK", mark("The name of a check, as a problem shows it in brackets.")),
    ] = None,
) -> int:
    """Print the manual page of a check: what it holds, why, and examples; without a name list them all."""
    if check is None:
        show_list(manual(), context.screen)
    else:
        show_page(manual_page(check), context.screen)
    return ExitCode.OK
