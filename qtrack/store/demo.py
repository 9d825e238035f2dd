"""The folder of a demonstration: a copy of a plan, sample entries, and a commit a week."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from qtrack.locale.message import Translator, msg
from qtrack.model.entry import Entry
from qtrack.model.period import Period, PeriodKind
from qtrack.store.disk import write_file
from qtrack.store.entries import write_entry
from qtrack.store.git.repository import Repository
from qtrack.store.output import new_folder
from qtrack.store.tree import HEAD, SCHEMAS

_NAME: Final = "qtrack demo"
_EMAIL: Final = "demo@example.invalid"
_README: Final = msg(
    "# A demonstration, not facts\n\n"
    "Every entry under plan/progress/ is an invented sample, made by “qtrack demo” "
    "to try the commands on. Nobody reported any of it. The plan itself is a copy; "
    "the edits of it in git's history are invented as well, and lead to the plan as it is.\n"
)


class TextEdit(NamedTuple):
    """One edit of a file, named from the plan's folder: at a moment `after` took the place of `before`."""

    at: datetime
    path: str
    before: str
    after: str
    subject: str


def shipped_plan() -> Path:
    """Return the folder of the plan that ships with qtrack: in the package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "plan"
    return installed if (installed / HEAD).is_file() else package.parent / "plan"


def make_demo(
    target: Path,
    plan_folder: Path,
    entries: Sequence[Entry],
    start: datetime,
    translator: Translator,
    *,
    edits: Sequence[TextEdit] = (),
) -> int:
    """Make the folder and return the number of commits; it appears whole or not at all.

    `entries` come in the order in which they were recorded, `edits` in that of their moments; of these only
    those are told whose file has what they wrote once. The translator's language is that of files and
    commits. Raises QtrackError where the folder holds something or lies where nothing is to be written, or
    the disk or git refuse.
    """
    hint = msg("Name a folder that does not exist yet: “qtrack demo DIR”.")
    say = translator.say
    with new_folder(target, hint, plan_folder) as draft:
        plan, repository = draft / "plan", Repository(draft)
        repository.start(_NAME, _EMAIL)
        shutil.copytree(plan_folder, plan, ignore=_left_behind)
        write_file(draft / "README.md", say(_README))
        told = [edit for edit in reversed(edits) if _replaced(plan / edit.path, edit.after, edit.before)]
        repository.commit(say(msg("Copy the plan for a demonstration")), start)
        steps: list[tuple[datetime, TextEdit | list[Entry]]] = [(edit.at, edit) for edit in told]
        for _, recorded in groupby(entries, key=_week):
            of_week = list(recorded)
            steps.append((of_week[-1].recorded, of_week))
        for at, step in sorted(steps, key=itemgetter(0)):
            if isinstance(step, TextEdit):
                _replaced(plan / step.path, step.before, step.after)
                subject = step.subject
            else:
                for entry in step:
                    write_entry(plan, entry)
                subject = say(msg("Sample entries of {week}, invented", week=str(_week(step[0]))))
            repository.commit(subject, max(start, at))
    return 1 + len(steps)


def _week(entry: Entry) -> Period:
    return Period.containing(PeriodKind.WEEK, entry.recorded.date())


def _replaced(file: Path, old: str, new: str) -> bool:
    """Put one text in the place of another where a file has that once, and tell whether it has."""
    held = file.read_bytes() if file.is_file() else b""
    if held.count(old.encode()) != 1:
        return False
    file.write_bytes(held.replace(old.encode(), new.encode()))
    return True


def _left_behind(_: str, names: list[str]) -> set[str]:
    """Leave the entries of the plan behind, and hidden files other than the schemas for editors."""
    return {name for name in names if name == "progress" or (name[0] == "." and name != SCHEMAS)}
