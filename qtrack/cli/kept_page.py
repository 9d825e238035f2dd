"""Pages that were made before of the same plan on the same day, and are not made again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.errors import ExitCode
from qtrack.store.tree import TEMPLATES
from qtrack.store.user.settings import AS_OF, VARIABLES

#: The commands whose page tells of the whole plan, and nothing but what stands in its files; a paper also
#: what git knows of them.
OF_THE_PLAN: Final[frozenset[str]] = frozenset(
    {"status", "mine", "units", "matrix", "due", "indicators", "find", "chase", "report"}
)
#: What looks beyond these files, or writes.
BEYOND: Final = (
    *("--since", "--plan-history", "--issue", "--output", "-o"),
    *("--save", "--open", "--anchor", "--eject", "--fields"),
)

#: What is asked beside the command line.
_ASKED: Final = (AS_OF, VARIABLES["format"], VARIABLES["unit"])

_PAGE: Final = msgspec.json.Decoder(list[tuple[bool, str]])


def show_page(
    context: RunContext, name: str, arguments: Sequence[str], plan: str | None, make: Callable[[], int]
) -> int:
    """Show the page that a command line asks for: as it is kept, where nothing changed, else made by `make`.

    A page beside which something was said on stderr is not kept.
    """
    screen = context.screen
    beyond = any(argument.startswith(BEYOND) for argument in arguments)
    if name not in OF_THE_PLAN or beyond or screen.looks is None:
        return make()
    screen.sent = []
    folder = context.folder(plan)
    history = _history(folder) if name == "report" else ""
    if history is None:
        return make()
    reading = context.begun[folder] = context.reading(folder)
    today = context.today_in(reading.zone) if not reading.changed else None
    asked = tuple(context.environ.get(name) for name in _ASKED)
    known = (today, screen.translator.language, screen.looks, context.cwd, asked, history)
    question = repr((*map(str, known), *arguments))
    kept = reading.page(question)
    if kept and screen.sent is not None:
        for is_file, text in _PAGE.decode(kept):
            screen.write(text) if is_file else screen.show_text((text,))
        return ExitCode.OK
    code = make()
    if code == ExitCode.OK and screen.sent and not reading.changed:
        reading.keep_page(question, msgspec.json.encode(screen.sent))
    return code


def _history(folder: Path) -> str | None:
    """Return what a paper tells beside the plan's own words follows from; None where that is not known."""
    from qtrack.store.git.head_revision import history_of

    return None if (folder / TEMPLATES).exists() else history_of(folder)
