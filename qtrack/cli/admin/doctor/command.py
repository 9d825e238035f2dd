"""`qtrack doctor`: whether this computer, its git and the plan are as qtrack needs them.

It writes nothing, into the plan least of all, and works without a plan, without git and in any locale.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Final

from qtrack.cli.admin.doctor import git, system
from qtrack.cli.admin.doctor.plan import clock, timezone
from qtrack.cli.admin.doctor.plan import plan as of_plan
from qtrack.cli.admin.doctor.subject import Computer, Found
from qtrack.cli.context import RunContext, print_json
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.errors import ExitCode, QtrackError
from qtrack.pages.doctor import Examination, Matter, State, show_examination


def doctor(
    context: RunContext,
    *,
    form: Annotated[PageForm, format_option(PageForm)] = PageForm.TABLE,
    plan: PlanOption = None,
) -> int:
    """Print what is found, and return 1 where something is broken."""
    computer = Computer(context, plan)
    page = Examination(tuple(matter for look in _MATTERS for matter in examined(look, computer)))
    if form is PageForm.JSON:
        print_json(context, page)
    else:
        show_examination(page, context.screen)
    broken = any(matter.state is State.BROKEN for matter in page.matters)
    return ExitCode.PROBLEMS if broken else ExitCode.OK


def examined(look: Callable[[Computer], Found], computer: Computer) -> Iterator[Matter]:
    """Yield what a matter is; what cannot be found out is broken, and its error says why."""
    name = look.__name__
    try:
        for found in look(computer):
            yield Matter(name, *found)
    except QtrackError as error:
        yield Matter(name, State.BROKEN, error.message, error.hint)


_MATTERS: Final[tuple[Callable[[Computer], Found], ...]] = (
    *(system.version, system.encoding, system.language, system.fonts, of_plan),
    *(git.git, git.user, git.repository, git.settings, git.hook),
    *(
        clock,
        timezone,
        system.disk,
        system.case,
        system.editor,
        system.pager,
        system.browser,
        system.completion,
        system.cache,
    ),
)
