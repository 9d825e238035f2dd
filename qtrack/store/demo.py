"""The folder of a demonstration: a copy of a plan, sample entries, and a commit a week."""

import contextlib
import secrets
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, Translator, msg
from qtrack.model.entry import Entry
from qtrack.model.period import Period, PeriodKind
from qtrack.store.disk import write_file
from qtrack.store.entries import write_entry
from qtrack.store.git.repository import Repository
from qtrack.store.output import refuse_place
from qtrack.store.tree import SCHEMAS, reason

_NAME: Final = "qtrack demo"
_EMAIL: Final = "demo@example.invalid"
_README: Final = msg(
    "# A demonstration, not facts\n\n"
    "Every entry under plan/progress/ is an invented sample, made by “qtrack demo” "
    "to try the commands on. Nobody reported any of it. The plan itself is a copy.\n"
)


def make_demo(
    target: Path, plan_folder: Path, entries: Sequence[Entry], start: datetime, translator: Translator
) -> int:
    """Make the folder and return the number of commits; it appears whole or not at all.

    `entries` come in the order in which they were recorded; the translator's language is that of files and
    commits. Raises QtrackError where the folder holds something or lies where nothing is to be written, or
    the disk or git refuse.
    """
    draft = target.parent / f".{target.name}.{secrets.token_hex(4)}.tmp"
    try:
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise QtrackError(
                msg("{folder} holds something already.", folder=str(target)),
                msg("Name a folder that does not exist yet: “qtrack demo DIR”."),
            )
        refuse_place(target, plan_folder)
        draft.mkdir(parents=True)
        commits = _fill(draft, plan_folder, entries, start, translator.say)
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except OSError as error:
        raise QtrackError(
            msg("{folder} cannot be made: {why}.", folder=str(target), why=reason(error)),
            msg("Name a folder in a place that may be written to."),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(draft)
    return commits


def _fill(
    draft: Path, plan_folder: Path, entries: Sequence[Entry], start: datetime, say: Callable[[Message], str]
) -> int:
    repository = Repository(draft)
    repository.start(_NAME, _EMAIL)
    shutil.copytree(plan_folder, draft / "plan", ignore=_left_behind)
    write_file(draft / "README.md", say(_README))
    repository.commit(say(msg("Copy the plan for a demonstration")), start)
    commits = 1
    for week, of_week in groupby(
        entries, key=lambda entry: Period.containing(PeriodKind.WEEK, entry.recorded.date())
    ):
        written = [write_entry(draft / "plan", entry) for entry in of_week]
        subject = say(msg("Sample entries of {week}, invented", week=str(week)))
        repository.commit(subject, max(start, written[-1].recorded))
        commits += 1
    return commits


def _left_behind(_: str, names: list[str]) -> set[str]:
    """Leave the entries of the plan behind, and hidden files other than the schemas for editors."""
    return {name for name in names if name == "progress" or (name[0] == "." and name != SCHEMAS)}
