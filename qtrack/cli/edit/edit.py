"""`qtrack edit ID`: the file of a part of the plan in the editor, until it is right or taken back."""

from typing import Annotated, Final

from qtrack.cli.context import RunContext
from qtrack.cli.edit.session import PlanEditing
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument
from qtrack.cli.review.comparison import IncomparableError
from qtrack.errors import ExitCode
from qtrack.locale.message import Message, mark, msg
from qtrack.locale.words import FILES, meant
from qtrack.model.ids import holder_of, parse_about
from qtrack.model.problem import Level, Place, Problem
from qtrack.records.parts import find_part
from qtrack.store.edited import EditedTree
from qtrack.store.migrate import replace_files
from qtrack.store.programs.editor import open_editor
from qtrack.store.tree import HEAD, UNITS
from qtrack.store.yaml.problems import Places

#: Words for what becomes of an edit with errors, keys of the catalogue.
_AGAIN: Final = mark("e|edit")
_KEEP: Final = mark("k|keep")
_BACK: Final = mark("t|take back")


def edit(
    context: RunContext,
    *,
    about: Annotated[
        str,
        argument("What to edit: plan, units, S1, M01, T05, T05.2, an indicator or unit by id or name.", "ID"),
    ],
    plan: PlanOption = None,
) -> int:
    """Open the file at the line, check what comes back, and tell what that means."""
    editing = PlanEditing(context, plan)
    place = _place(editing, about)
    held = editing.tree.read(place.path)
    _ = editing.problems_before  # found while the file is as it was
    line = place.line
    while True:
        open_editor(context.environ, editing.folder / place.path, line)
        now = editing.read(place.path) or b""
        if now == held:
            context.screen.talk(msg("Nothing was changed."))
            return ExitCode.OK
        found = editing.problems_after(editing.tree, {place.path: now})
        for problem in found:
            context.screen.talk(editing.line(problem))
        errors = [problem for problem in found if problem.level is Level.ERROR]
        choice = _asked(context) if errors else _KEEP
        if choice == _BACK:
            replace_files(editing.folder, {place.path: held})
            context.screen.talk(msg("The file is again as it was."))
            return ExitCode.OK
        if choice == _KEEP:
            _tell(editing, place.path, held)
            return ExitCode.PROBLEMS if errors else ExitCode.OK
        line = _line_in(place.path, errors) or line


def _tell(editing: PlanEditing, path: str, held: bytes) -> None:
    """Tell what an edit means, as far as the rest of the plan can be read."""
    try:
        page = editing.page(EditedTree(editing.tree, {path: held}), editing.tree)
    except IncomparableError:
        editing.screen.talk(msg("{path} is written.", path=editing.context.shown(editing.folder / path)))
    else:
        editing.tell(page, [path])


def _asked(context: RunContext) -> str:
    """Ask what becomes of an edit that brings errors; where nobody can be asked it stays."""
    screen = context.screen
    while screen.can_ask:
        try:
            answer = screen.ask(screen.say(_QUESTION)).casefold()
        except (EOFError, KeyboardInterrupt):
            screen.talk("")
            break
        for choice in (_AGAIN, _KEEP, _BACK):
            if answer in screen.say(choice).split("|") or (not answer and choice == _AGAIN):
                return choice
    screen.talk(msg("The file is left as it was saved; “qtrack validate” shows what is wrong with it."))
    return _KEEP


_QUESTION: Final[Message] = msg("Edit again, keep it so, or take the edit back? [E/k/t] ")


def _place(editing: PlanEditing, typed: str) -> Place:
    """Return where a part of the plan stands, in a file that cannot be read its first problem."""
    named = {HEAD: "plan", UNITS: "units"}
    path = next((path for path, name in named.items() if meant(typed, [name], FILES)), "")
    holder = holder_of(parse_about(typed) or "")
    if not path and holder in editing.before.broken:
        path = f"{'sections' if holder.startswith('S') else 'tasks'}/{holder}.yaml"
    if path:
        return Place(path, line=_line_in(path, editing.problems_before) or 1)
    part = find_part(editing.plan, typed, editing.screen.talk)
    return Places(editing.tree).at(Place(part.path, part.keys))


def _line_in(path: str, problems: "list[Problem] | tuple[Problem, ...]") -> int:
    """Return the line of the first problem of a file, 0 where it has none."""
    return next((problem.place.line for problem in problems if problem.place.path == path), 0)
