"""`qtrack demo DIR`: a copy of the plan with sample entries, to try every command on."""

from datetime import datetime, time
from typing import Annotated

import typer

from qtrack.cli.here import Here
from qtrack.cli.options import PlanOption
from qtrack.errors import ExitCode
from qtrack.locale.message import mark, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.samples import sample_entries
from qtrack.store.demo import DemoTexts, make_demo


def demo(
    here: Here,
    folder: Annotated[str, typer.Argument(metavar="DIR", help=mark("A folder that does not exist yet."))],
    plan: PlanOption = None,
) -> int:
    """Make a folder with a copy of the plan, invented sample entries and a git history, to try things on."""
    source = here.folder(plan)
    opened = here.open(plan)
    entries = sample_entries(opened)
    say = Translator(opened.head.language).say
    texts = DemoTexts(
        readme=say(
            msg(
                "# A demonstration, not facts\n\n"
                "Every entry under plan/progress/ is an invented sample, made by “qtrack demo” to try the commands on. "
                "Nobody reported any of it. The plan itself is a copy.\n"
            )
        ),
        first_commit=say(msg("Copy the plan for a demonstration")),
        weekly_commit=say(msg("Sample entries of {week}, invented")),
    )
    zone = here.moment(opened).tzinfo
    start = datetime.combine(opened.head.start, time(9), zone)
    commits = make_demo(here.cwd / folder, source, entries, start, texts)
    made = nmsg(
        "{folder}: {n} invented sample entry, {commits}.",
        "{folder}: {n} invented sample entries, {commits}.",
        len(entries),
        folder=folder,
        commits=nmsg("{n} commit", "{n} commits", commits),
    )
    here.screen.line(made)
    here.screen.line(msg("Three commands to try there:"))
    last = entries[-1].recorded.date() if entries else opened.head.start
    week = f"{last:%G-W%V}"
    task = next(
        (each.holder for each in reversed(entries) if each.actuals),
        opened.tasks[0].id if opened.tasks else "S1",
    )
    for command in (
        f"cd {folder} && qtrack status --as-of {last}",
        f"cd {folder} && qtrack show {task} --as-of {last}",
        f"cd {folder} && qtrack report weekly --of {week} --format html --save",
    ):
        here.screen.line(f"  {command}")
    return ExitCode.FINE
