"""`qtrack demo DIR`: a copy of the plan with sample entries, to try every command on."""

import shlex
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument
from qtrack.demo.tell import sample_edits, sample_entries
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Translator, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.model.ids import TASK_ID
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.store.demo import TextEdit, make_demo, shipped_plan


def demo(
    context: RunContext,
    *,
    folder: Annotated[str, argument("A folder that does not exist yet.", "DIR")],
    plan: PlanOption = None,
) -> int:
    """Write the demonstration to a new folder."""
    source = _source(context, plan)
    opened = context.open(str(source))
    entries = sample_entries(opened)
    zone = context.moment(opened).tzinfo
    start = datetime.combine(opened.head.start, time(9), zone)
    edits = [
        TextEdit(
            datetime.combine(edit.date, time(15), zone), edit.file, edit.before, edit.after, edit.subject
        )
        for edit in sample_edits(opened)
    ]
    said = Translator(opened.head.language)
    commits = make_demo(context.cwd / folder, source, entries, start, said, edits=edits)
    made = nmsg(
        "{folder}: {n} invented sample entry, {commits}.",
        "{folder}: {n} invented sample entries, {commits}.",
        len(entries),
        folder=folder,
        commits=nmsg("{n} commit", "{n} commits", commits),
    )
    lines = [context.screen.say(made), context.screen.say(msg("Three commands to try there:"))]
    lines += [f"  cd {shlex.quote(folder)} && {command}" for command in _suggestions(opened, entries)]
    context.screen.confirm("\n".join(lines) + "\n", made)
    return ExitCode.OK


def _source(context: RunContext, named: str | None) -> Path:
    """Return the folder of the plan to copy: the one that is named or stands here, else the shipped one."""
    try:
        return context.folder(named)
    except QtrackError:
        if named or context.environ.get("QTRACK_PLAN"):
            raise
        return shipped_plan()


def _suggestions(plan: Plan, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return commands that show something: at the day of the last entry, on a task with figures."""
    last = entries[-1].recorded.date() if entries else plan.head.start
    week = Period.containing(PeriodKind.WEEK, last)
    telling = [entry.holder for entry in entries if entry.actuals and TASK_ID.fullmatch(entry.holder)]
    task = telling[-1] if telling else next((one.id for one in plan.tasks), "S1")
    return (
        f"qtrack status --as-of {last}",
        f"qtrack show {task} --as-of {last}",
        f"qtrack report weekly --of {week} --format html --save",
    )
