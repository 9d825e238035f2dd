"""An edit of the plan: checked before it is written, and told by what it means."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.parameters import flag
from qtrack.cli.review.comparison import compared
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Place, Problem, within
from qtrack.pages.diff.show import edit_lines
from qtrack.records.edits import Edits
from qtrack.store.edited import EditedTree, load_edited
from qtrack.store.entries import alone
from qtrack.store.git.sides import State
from qtrack.store.migrate import replace_files
from qtrack.store.tree import FolderTree, Tree
from qtrack.store.yaml.problems import Places
from qtrack.store.yaml.spelling import Keys, NotPlainError
from qtrack.ui.labels import problem_line

EditDryRunOption = Annotated[bool, flag("Show what the edit means and write nothing.")]


class PlanEditing:
    """A plan before an edit, and what becomes of it."""

    def __init__(self, context: RunContext, named: str | None) -> None:
        self.context = context
        self.screen = context.screen
        self.folder = context.folder(named)
        self.tree = FolderTree(self.folder)
        self.before = context.reading(self.folder).loaded

    @property
    def plan(self) -> Plan:
        """The plan, which may have errors; raise QtrackError where its head or its units cannot be read."""
        if self.before.plan is None:
            self.context.sound(self.before, self.problems_before, self.folder)
        assert self.before.plan is not None  # noqa: S101 - `sound` has raised
        return self.before.plan

    @cached_property
    def problems_before(self) -> tuple[Problem, ...]:
        """What was wrong with the plan already."""
        return self.context.problems(self.tree, self.before)

    def finish(
        self, texts: Mapping[str, bytes | None], *, dry_run: bool = False, several: bool = False
    ) -> int:
        """Check files as they would be, write them, and tell what that means; raise QtrackError as `check`.

        A file whose text is None goes. With `dry_run` nothing is written; `several` values may be set at
        once.
        """
        held = {path: self.read(path) for path in texts}
        new = EditedTree(self.tree, texts)
        self.check(new, texts, several=several)
        page = self.page(self.tree, new)
        if dry_run:
            self.screen.show(edit_lines(page, self.screen))
            self.screen.talk(msg("Nothing was written."))
            return ExitCode.OK
        with alone(self.folder):
            self._refuse_overtaken(held)
            replace_files(self.folder, texts)
        self.tell(page, texts)
        return ExitCode.OK

    def page(self, old: Tree, new: Tree) -> Edits:
        """Return what an edit means; raise QtrackError where neither state can be read."""
        shown = self.context.shown(self.folder)
        before, after = State(msg("the plan so far"), old, shown), State(msg("the edit"), new, shown)
        return compared(before, after, self.context.today)

    def tell(self, page: Edits, paths: Iterable[str]) -> None:
        """Tell what an edit means whose files are written."""
        shown = ", ".join(self.context.shown(self.folder / path) for path in paths)
        self.screen.confirm_lines(edit_lines(page, self.screen), msg("{path} is written.", path=shown))

    def read(self, path: str) -> bytes | None:
        """Return what a file of the plan holds, None where there is none."""
        try:
            return self.tree.read(path)
        except FileNotFoundError:
            return None

    def check(self, new: Tree, edited: Collection[str], *, several: bool) -> None:
        """Raise QtrackError where an edit brings errors that were not there before; tell new warnings."""
        found = self.problems_after(new, edited)
        errors = [problem for problem in found if problem.level is Level.ERROR]
        if errors:
            *others, last = errors
            for problem in others:
                self.screen.talk(self.line(problem))
            raise QtrackError(
                msg("{problem}. Nothing was written.", problem=self.line(last)),
                msg(
                    "“qtrack explain {check}” tells more; what goes together is set together: "
                    "KEY VALUE KEY VALUE.",
                    check=last.check,
                )
                if several
                else msg("“qtrack explain {check}” tells more.", check=last.check),
            )
        for problem in found:
            self.screen.talk(self.line(problem))

    def problems_after(self, new: Tree, edited: Collection[str]) -> tuple[Problem, ...]:
        """Return what an edit makes wrong that was not wrong before."""
        after = self.context.problems(new, load_edited(self.before, new, edited))
        known = Counter(map(self._known_by, self.problems_before))
        found = []
        for problem in after:
            if known[self._known_by(problem)]:
                known[self._known_by(problem)] -= 1
            else:
                found.append(problem)
        return tuple(found)

    def line(self, problem: Problem) -> str:
        """Return a problem with its place as seen from where the person stands."""
        shown = self.context.shown(self.folder)
        return problem_line(within(shown, problem), self.screen.translator)

    @contextmanager
    def plainly(self, about: str, path: str, keys: Keys, key: str = "") -> Iterator[None]:
        """Raise QtrackError where more would change at a place than what was named."""
        try:
            yield
        except NotPlainError as error:
            raise QtrackError(
                msg(
                    "{key} in {path}, line {line}, cannot be changed without touching comments or what "
                    "stands beside it.",
                    key=key or str(keys[-1]),
                    path=self.context.shown(self.folder / path),
                    line=Places(self.tree).at(Place(path, keys)).line,
                ),
                msg("“qtrack edit {id}” opens the file there.", id=about),
            ) from error

    def _known_by(self, problem: Problem) -> tuple[str, str, str]:
        return problem.check, problem.place.path, self.screen.say(problem.message)

    def _refuse_overtaken(self, held: Mapping[str, bytes | None]) -> None:
        for path, text in held.items():
            if self.read(path) != text:
                raise QtrackError(
                    msg("{path} was changed meanwhile; nothing was written.", path=path),
                    msg("Look at it with “qtrack diff”, and try again."),
                )
